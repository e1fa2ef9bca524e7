"""What is kept of a partner: the pair's secret, what they may ask, what they asked, and the runs that are under way.

One file a partner, its owner's alone (0600), replaced as a whole. What a partner asked is written before it is
answered, so that a kill in between costs the partner a run, and us nothing.
"""

import fcntl
import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from lurewatch.errors import BudgetSpent, DefinitionError, UsageError

SECRET = 32  # bytes
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,60}")
_MOST = 64 << 20  # bytes of a partner's file: some runs of 32,768 items under way
ITEMS, DAYS = 65_536, 30  # what a partner may ask, where nobody says otherwise


class Asked(NamedTuple):
    """That a partner's so many items were answered, in which run and on which day."""

    run: str
    day: str
    items: int


class Budget(NamedTuple):
    """How many items a partner may ask about in how many days."""

    items: int = ITEMS
    days: int = DAYS


class Kept(NamedTuple):
    """An item of a run under way: its kind, its value, and in which of our conversations it was seen."""

    kind: str
    value: str
    conversations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A run under way as this side sees it: the seed and items of its `Side`, and the hash of the file it sent last.

    `theirs` is what the partner handed out (public key, then tags), in hex, where it came before their answers.
    """

    run: str
    role: str
    seed: str
    expires: str
    sent: str
    items: tuple[Kept, ...]
    theirs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner: the secret of the pair, which of its two sides we are, the budget, what was asked, runs under way."""

    secret: str
    side: str
    budget: Budget = field(default_factory=Budget)
    asked: tuple[Asked, ...] = ()
    runs: tuple[Run, ...] = ()

    @property
    def other(self) -> str:
        """The partner's side of the pair."""
        return "b" if self.side == "a" else "a"

    def run(self, number: str) -> Run | None:
        """A run under way."""
        return next((one for one in self.runs if one.run == number), None)

    def charged(self, run: str, items: int, today: date) -> "Partner":
        """The same, with so many more items asked; BudgetSpent where that is more than was granted, with the day.

        What was counted of a run is not counted again.
        """
        held = [one for one in self.asked if self._counts(one, today)]
        if any(one.run == run and one.items == items for one in held):
            return self
        left = self.budget.items - sum(one.items for one in held)
        if items > left:
            raise BudgetSpent(self._refusal(held, items, left))
        return replace(self, asked=(*held, Asked(run, today.isoformat(), items)))

    def _counts(self, one: Asked, today: date) -> bool:
        return date.fromisoformat(one.day) + timedelta(self.budget.days) > today

    def _refusal(self, held: list[Asked], items: int, left: int) -> str:
        said = f"{items:,} items asked, {left:,} left of {self.budget.items:,} in {self.budget.days} days"
        for one in sorted(held, key=lambda one: one.day):
            left += one.items
            if items <= left:
                day = date.fromisoformat(one.day) + timedelta(self.budget.days)
                return f"{said}; it opens on {day.isoformat()}, or with a larger --items"
        return f"{said}, which is never enough; grant more with --items, or ask for a smaller run"


def check_name(name: str) -> str:
    """A partner's name as a file may have it; UsageError for another."""
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name[:60]!a}: no name for a partner; take small letters, digits, dots and dashes")
    return name


@contextmanager
def held(folder: Path, name: str) -> Iterator["Book"]:
    """A partner's file, while no other process has it; what has had its time is gone from it."""
    path = folder / f"{check_name(name)}.json"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        number = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be used ({error.strerror}); see whose the folder is") from error
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        yield Book(path)
    finally:
        os.close(number)


class Book:
    """A partner's file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def beside(self, name: str) -> "Book":
        """Another partner's file of the same folder, which is held with this one."""
        return Book(self.path.with_name(f"{check_name(name)}.json"))

    def exists(self) -> bool:
        """Whether the partner is known."""
        return self.path.exists()

    def partner(self, today: date) -> Partner:
        """The partner, without runs that have had their time; UsageError where there is none, or others may read it."""
        found = _partner(self._told(), self.path)
        alive = tuple(one for one in found.runs if date.fromisoformat(one.expires) >= today)
        if len(alive) < len(found.runs):
            found = replace(found, runs=alive)
            self.keep(found)
        return found

    def keep(self, partner: Partner) -> None:
        """Makes a state of the partner true, all at once."""
        part = self.path.with_suffix(".part")
        number = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(number, "w", encoding="ascii") as file:
            json.dump(asdict(partner), file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.path)

    def _told(self) -> object:
        try:
            with self.path.open("rb") as file:
                mode, data = os.fstat(file.fileno()).st_mode, file.read(_MOST + 1)
        except FileNotFoundError:
            known = f"begin with `lurewatch match pair {self.path.parent} {self.path.stem}`"
            raise UsageError(f"{self.path}: no such partner; {known}") from None
        except OSError as error:
            raise UsageError(f"{self.path}: cannot be read ({error.strerror}); see whose it is") from error
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise UsageError(f"{self.path}: others than its owner may read it; `chmod 600` it, and pair anew")
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            raise _damaged(self.path) from None


def _partner(told: object, path: Path) -> Partner:
    try:
        if not isinstance(told, Mapping):
            raise TypeError
        runs = tuple(
            Run(**{**one, "items": tuple(_kept(item) for item in one["items"]), "theirs": tuple(one["theirs"])})
            for one in told["runs"]
        )
        asked = tuple(Asked(str(run), str(day), int(items)) for run, day, items in told["asked"])
        budget = Budget(*map(int, told["budget"]))
        if len(bytes.fromhex(told["secret"])) != SECRET or told["side"] not in ("a", "b"):
            raise ValueError
        return Partner(told["secret"], told["side"], budget, asked, runs)
    except (ValueError, KeyError, TypeError):
        raise _damaged(path) from None


def _kept(item: object) -> Kept:
    kind, value, conversations = item if isinstance(item, list) else (None, None, None)
    if not (isinstance(kind, str) and isinstance(value, str) and isinstance(conversations, list)):
        raise TypeError
    return Kept(kind, value, tuple(map(str, conversations)))


def _damaged(path: Path) -> DefinitionError:
    return DefinitionError([f"{path}: not what is kept of a partner; put it back from a copy, or pair anew"])
