"""The file of findings: JSON Lines, exactly those that the journal knows of, whenever a watch was killed."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from lurewatch.errors import UsageError
from lurewatch.jobs.mailbox.journal import Journal, Page, Written
from lurewatch.jobs.telling import Tell


class Findings:
    """Appends lines; what lies beyond the length that the journal committed was never committed, and is cut off.

    A file that is no longer there, or shorter than it was, was moved away by somebody: a new one is begun. Another
    file in its place is left alone, and refused.
    """

    def __init__(self, path: Path, journal: Journal, tell: Tell) -> None:
        self._path = path
        self._journal = journal
        with self._told():
            self._number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            self._written = self._begun(journal.written(), tell)

    def _begun(self, committed: Written, tell: Tell) -> Written:
        status = os.fstat(self._number)
        is_same = status.st_ino == committed.inode
        if is_same and status.st_size >= committed.length:
            if status.st_size > committed.length:
                os.ftruncate(self._number, committed.length)
                os.fsync(self._number)
            return committed
        if status.st_size and not is_same:
            os.close(self._number)
            raise UsageError(f"{self._path}: holds what this journal did not write; move it away, or name another file")
        if committed.length:
            tell(f"{self._path} was moved away or cut; what is found from now on is written into it anew")
        self._keep_name()
        begun = Written(status.st_ino, status.st_size)
        self._journal.begin_file(begun)
        return begun

    def _keep_name(self) -> None:
        """Makes the file's name last as its content does."""
        folder = os.open(self._path.absolute().parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def commit(self, page: Page) -> None:
        """Writes a page's lines, and makes the page true."""
        written = self._written
        if page.lines:
            with self._told():
                written = Written(written.inode, written.length + self._appended(page.lines))
        self._journal.commit(page, written)
        self._written = written

    def _appended(self, lines: Sequence[str]) -> int:
        data = "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
        left = memoryview(data)
        while left:
            left = left[os.write(self._number, left) :]
        os.fsync(self._number)
        return len(data)

    def close(self) -> None:
        """Ends writing."""
        os.close(self._number)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise UsageError(f"{self._path}: findings cannot be written ({error.strerror})") from error
