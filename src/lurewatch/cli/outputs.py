"""Where results go: standard output, or a file that appears only when it is whole."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from tempfile import mkstemp
from typing import TextIO

from lurewatch.errors import UsageError


def check(outputs: Sequence[Path], inputs: Sequence[Path]) -> None:
    """UsageError, before any work is done, for an output that cannot be written or would destroy what is read."""
    if len({path.absolute() for path in outputs}) < len(outputs):
        raise UsageError(f"{outputs[0]}: named for two outputs; name two files")
    for path in outputs:
        if path.is_dir():
            raise UsageError(f"{path}: is a folder; name a file to write")
        if not path.absolute().parent.is_dir():
            raise UsageError(f"{path}: there is no folder {path.absolute().parent}; make it first")
        if any(path.exists() and one.exists() and path.samefile(one) for one in inputs):
            raise UsageError(f"{path}: is one of the files to read and would be overwritten; name another")


@contextmanager
def opened(path: Path | None) -> Iterator[TextIO]:
    """A UTF-8 stream to write to; a regular file is readable by its owner alone and replaced only at the end.

    UsageError if it cannot be written.
    """
    if path is None:
        _speak_utf8()
        yield sys.stdout
    elif path.exists() and not path.is_file():  # a pipe or a device
        with _told(path), path.open("w", encoding="utf-8", errors="replace") as stream:
            yield stream
    else:
        with _told(path), _replaced(path) as stream:
            yield stream


def _speak_utf8() -> None:
    if isinstance(sys.stdout, TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from error


@contextmanager
def _replaced(path: Path) -> Iterator[TextIO]:
    number, name = mkstemp(dir=path.absolute().parent, prefix=f".{path.name[:100]}.")
    try:
        with os.fdopen(number, "w", encoding="utf-8", errors="replace") as stream:
            yield stream
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink()
        raise
