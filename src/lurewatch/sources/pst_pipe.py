"""What the process that reads an Outlook data file writes to its pipe, taken in with a bound on length and patience."""

import json
import os
import selectors
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from importlib.util import find_spec
from io import FileIO
from typing import IO, NamedTuple

from lurewatch.errors import FormatError
from lurewatch.sources.interface import Limits
from lurewatch.sources.naming import printable

_CHILD = "lurewatch.sources.pst_child"
PATIENCE = 120.0  # seconds until the next mail
_LONGEST_WHY = 300  # characters
_LINE = 1 << 20  # bytes
_LENGTH = struct.Struct(">L")
_BLOCK = 1 << 16


class Told(NamedTuple):
    """A mail and the folder it lay in, with what could not be read of it; or, without a mail, what was wrong there."""

    folder: str
    mail: bytes
    faults: tuple[str, ...]
    fault: str


def is_installed() -> bool:
    """Whether the library for such files is there."""
    return find_spec("pypff") is not None


def told_of(file: IO[bytes] | FileIO, limits: Limits, patience: float = PATIENCE) -> Iterator[Told]:
    """The mails in an Outlook data file, folder by folder; FormatError where the process that reads it gives up.

    Whoever stops asking ends the process.
    """
    size = file.seek(0, 2)
    file.seek(0)
    command = [sys.executable, "-P", "-m", _CHILD, str(size), json.dumps(asdict(limits))]
    room = limits.expansion_floor + limits.expansion_ratio * size
    with subprocess.Popen(  # noqa: S603  # ourselves, by name
        command, stdin=file.fileno(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
    ) as child:
        try:
            assert child.stdout is not None  # noqa: S101  # it is a pipe, as was asked
            with closing(Pipe(child.stdout.fileno(), patience, room)) as pipe:
                yield from frames(pipe, limits)
        finally:
            child.kill()


def frames(pipe: "Pipe", limits: Limits) -> Iterator[Told]:
    """What a process told, in order; FormatError where it breaks off or tells what is no answer."""
    most = 4 * limits.message_bytes + _LINE
    while True:
        told = _object(pipe.block(_LINE))
        mail = pipe.block(most)
        if told.get("end"):
            return
        faults = told.get("faults")
        whys = tuple(map(_shown, faults)) if isinstance(faults, list) else ()
        yield Told(str(told.get("folder", "")), mail, whys, _shown(told.get("fault", "")))


def _shown(why: object) -> str:
    """A reason as it may be shown: a file may be made to break the process, which then says anything."""
    return printable(str(why)[:_LONGEST_WHY])


def _object(line: bytes) -> dict[str, object]:
    try:
        told = json.loads(line)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise FormatError("its process wrote what is no answer")
    return told


class Pipe:
    """The reading end of a pipe: blocks with their length before them; `room` bytes of them in all."""

    def __init__(self, number: int, patience: float, room: int) -> None:
        self._selector = selectors.DefaultSelector()
        self._selector.register(number, selectors.EVENT_READ)
        self._number = number
        self._patience = patience
        self._room = room
        self._held = bytearray()

    def close(self) -> None:
        """Waits for it no more; the pipe itself stays open."""
        self._selector.close()

    def block(self, most: int) -> bytes:
        """The next block; FormatError where it is too long, late or cut off."""
        (length,) = _LENGTH.unpack(self._bytes(_LENGTH.size))
        if length > most:
            raise FormatError("its process gave more at once than a mail may hold")
        self._room -= length
        if self._room < 0:
            raise FormatError("it gives more than so small a file can hold")
        return self._bytes(length)

    def _bytes(self, size: int) -> bytes:
        while len(self._held) < size:
            if not self._selector.select(self._patience):
                raise FormatError(f"no answer from its process for {self._patience:.0f} seconds")
            piece = os.read(self._number, _BLOCK)
            if not piece:
                raise FormatError("its process ended early, out of memory or time, or broken by the file")
            self._held += piece
        found = bytes(self._held[:size])
        del self._held[:size]
        return found
