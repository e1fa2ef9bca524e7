"""What a watch has done, in one SQLite file: so that a kill at any moment neither loses nor doubles a message.

It holds no text and no handle of a correspondent: of each message read a keyed print of 16 bytes, and numbers.
"""

import hashlib
import os
import secrets
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from lurewatch.errors import UsageError

_TABLES = """
create table if not exists known (what text primary key, value) without rowid;
create table if not exists folder (name text primary key, uidvalidity integer, last_uid integer) without rowid;
create table if not exists seen (print blob primary key) without rowid;
create table if not exists counted (what text primary key, number integer) without rowid;
create table if not exists to_mark (folder text, uidvalidity integer, uid integer, primary key (folder, uid));
"""
_FORM = 1  # of the tables
_PRINT = 16  # bytes


class Reached(NamedTuple):
    """How far a folder has been read: all up to a uid, under this UIDVALIDITY (0: never yet)."""

    uidvalidity: int = 0
    last_uid: int = 0


class Written(NamedTuple):
    """The file of findings as it was after the last commit: which file it is (0: none yet), and its length."""

    inode: int = 0
    length: int = 0


@dataclass(slots=True)
class Page:
    """What was done with some messages of a folder, ascending; it becomes true all at once, or not at all."""

    folder: str
    reached: Reached
    prints: set[bytes] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)
    to_mark: list[int] = field(default_factory=list)


class Journal:
    """The journal of one account; held by one process at a time."""

    def __init__(self, path: Path, account: str) -> None:
        self._path = path
        with self._told():
            # Made by ourselves, so that it is its owner's alone from its first byte.
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            self._rows = sqlite3.connect(path, timeout=0.5, isolation_level=None)
            self._rows.execute("pragma locking_mode = exclusive")
            self._rows.execute("pragma synchronous = extra")  # a commit lasts even when the power goes
            with self._at_once():
                for statement in _TABLES.strip().split("\n"):
                    self._rows.execute(statement)
                self._begin(account)

    def _begin(self, account: str) -> None:
        known = dict(self._rows.execute("select what, value from known"))
        if not known:
            known = {"form": _FORM, "account": account, "key": secrets.token_bytes(32)}
            self._rows.executemany("insert into known values (?, ?)", known.items())
        if known.get("form") != _FORM:
            raise UsageError(f"{self._path}: a journal of another version of Lurewatch; name another journal")
        if known["account"] != account:
            raise UsageError(f"{self._path}: the journal of another mailbox; give each mailbox a journal of its own")
        self._key = bytes(known["key"])

    def close(self) -> None:
        """Lets another process have it."""
        self._rows.close()

    def reached(self, folder: str) -> Reached:
        """How far a folder has been read."""
        row = self._row("select uidvalidity, last_uid from folder where name = ?", folder)
        return Reached(*row) if row else Reached()

    def print_of(self, *parts: bytes) -> bytes:
        """A print of a message, which nobody can make without this journal's key."""
        print_ = hashlib.blake2b(key=self._key, digest_size=_PRINT)
        for part in parts:
            print_.update(len(part).to_bytes(8, "big") + part)
        return print_.digest()

    def knows(self, print_: bytes) -> bool:
        """Whether a message with this print was read before."""
        return self._row("select 1 from seen where print = ?", print_) is not None

    def written(self) -> Written:
        """The file of findings, as it was committed."""
        row = self._row("select value from known where what = 'inode'")
        length = self._row("select value from known where what = 'length'")
        return Written(row[0], length[0]) if row and length else Written()

    def counts(self) -> Counter[str]:
        """How many messages were what, since the journal began."""
        with self._told():
            return Counter(dict(self._rows.execute("select what, number from counted")))

    def commit(self, page: Page, written: Written) -> None:
        """Makes a page true, together with the file's new length."""
        with self._told(), self._at_once():
            self._write(written)
            self._rows.execute("insert or replace into folder values (?, ?, ?)", (page.folder, *page.reached))
            self._rows.executemany("insert or ignore into seen values (?)", ((one,) for one in page.prints))
            self._rows.executemany(
                "insert into counted values (?, ?) on conflict (what) do update set number = number + excluded.number",
                page.counts.items(),
            )
            uidvalidity = page.reached.uidvalidity
            marks = ((page.folder, uidvalidity, uid) for uid in page.to_mark)
            self._rows.executemany("insert or replace into to_mark values (?, ?, ?)", marks)

    def begin_file(self, written: Written) -> None:
        """Remembers a file of findings that was begun."""
        with self._told(), self._at_once():
            self._write(written)

    def _write(self, written: Written) -> None:
        self._rows.executemany("insert or replace into known values (?, ?)", written._asdict().items())

    def to_mark(self, folder: str, uidvalidity: int) -> list[int]:
        """The messages that are still to be marked; those of another UIDVALIDITY are forgotten."""
        with self._told(), self._at_once():
            self._rows.execute("delete from to_mark where folder = ? and uidvalidity != ?", (folder, uidvalidity))
            found = self._rows.execute("select uid from to_mark where folder = ? order by uid", (folder,))
            return [uid for (uid,) in found]

    def marked(self, folder: str, uid: int) -> None:
        """Notes that a message is marked."""
        with self._told(), self._at_once():
            self._rows.execute("delete from to_mark where folder = ? and uid = ?", (folder, uid))

    def _row(self, query: str, *values: object) -> tuple[int, ...] | None:
        with self._told():
            row: tuple[int, ...] | None = self._rows.execute(query, values).fetchone()
            return row

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        self._rows.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._rows.execute("rollback")
            raise
        self._rows.execute("commit")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise UsageError(f"{self._path}: in use by another watch; stop that one first") from error
            raise UsageError(f"{self._path}: the journal cannot be kept ({error})") from error
        except sqlite3.DatabaseError as error:
            raise UsageError(f"{self._path}: no journal of a watch ({error}); name another file") from error
        except OSError as error:
            raise UsageError(f"{self._path}: the journal cannot be made ({error.strerror})") from error
