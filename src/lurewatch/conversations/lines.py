"""Lines of an input that can be read but once, kept in an unnamed file to be looked at again."""

import tempfile
from array import array
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType


class Lines:
    """Takes lines, and gives those asked for; the operating system removes the file even if the process is killed."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="lurewatch-")  # noqa: SIM115  closed by __exit__
        self._ends = array("Q", [0])

    def __enter__(self) -> "Lines":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, line: bytes) -> None:
        """Keeps the next line."""
        self._file.write(line)
        self._ends.append(self._ends[-1] + len(line))

    def taken(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Lines as they come, each kept."""
        for line in lines:
            self.add(line)
            yield line

    def read(self, numbers: Sequence[int]) -> Iterator[bytes]:
        """The lines of these numbers, from 0, in the order asked."""
        for number in numbers:
            self._file.seek(self._ends[number])
            yield self._file.read(self._ends[number + 1] - self._ends[number])
