"""JSON of any size read from its beginning to its end, in memory bounded by its largest value.

The standard library's scanner does the work, one value of a list at a time, so that gigabytes are read at its speed.
What is broken within one value of a list costs that value alone.
"""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple, TypeVar

from lurewatch.sources.json_passing import BROKEN, CUT_OFF, pass_over
from lurewatch.sources.json_recovery import next_value
from lurewatch.sources.window import Window

_SPACE = re.compile(r"[ \t\r\n]*")
_BETWEEN = re.compile(r"[ \t\r\n,]*")
_NEW_LINE = re.compile(r"\n")
T = TypeVar("T")
_decode = json.JSONDecoder(strict=False).raw_decode
_NEAR = 16  # characters: an error as near to the end as that may be a number, word or escape that goes on

_MOST_BROKEN = 10_000
_PATIENCE = 200  # broken values of which the end is looked for before they are given up more quickly

_NO_NUMBER = "a number too long to be one"
_TOO_DEEP = "nested too deep to be a message"


class Fault(NamedTuple):
    """What stands in place of a value that could not be read."""

    why: str


class JsonStream:
    """A reading of JSON in which a value has at most `most` characters; `fault` says why it ended early, if it did."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._window = Window(stream)
        self._most = most
        self._too_long = f"longer than {most} characters as JSON; not read"
        self._broken = 0
        self._is_owed = False  # a value was announced and has not been read
        self.fault = ""

    @property
    def position(self) -> int:
        """How many characters have been read."""
        return self._window.position

    def next(self) -> str:
        """The sign with which the next value begins; nothing at the end."""
        return self._window.skip(_SPACE)

    def value(self) -> object:
        """The next value, or a Fault."""
        self._is_owed = False
        self.next()
        found = self._value()
        if isinstance(found, Fault) and found.why == BROKEN:
            self.fault = BROKEN
        return found

    def values(self) -> Iterator[object]:
        """All values to the end, a line or more each (JSON Lines), or a Fault in place of one."""
        return self._values("")

    def elements(self) -> Iterator[object]:
        """The values of the list that begins here, or a Fault in place of one; none of what is no list."""
        if self._enters("["):
            yield from self._values("]")

    def each(self) -> Iterator[None]:
        """A step for each value of the list that begins here; what is not read of it is passed over."""
        if not self._enters("["):
            return
        while self._window.skip(_BETWEEN) not in ("]", ""):
            yield from self._announced(None)
            if self.fault:
                return
        self._leave()

    def keys(self) -> Iterator[str]:
        """The keys of the object that begins here; the value of each is to be read, or else is passed over."""
        if not self._enters("{"):
            return
        while self._window.skip(_BETWEEN) == '"':
            key = self._value()
            if not isinstance(key, str) or self.next() != ":":
                break
            self._window.at += 1
            yield from self._announced(key)
            if self.fault:
                return
        self._leave("}")

    def _enters(self, sign: str) -> bool:
        """Whether what begins here is a list or an object as wanted; goes into it, or past it."""
        self._is_owed = False
        if self.next() != sign:
            self._pass_over()
            return False
        self._window.at += 1
        return True

    def _leave(self, sign: str = "]") -> None:
        found = self._window.skip(_BETWEEN)
        if found != sign:
            self.fault = BROKEN if found else CUT_OFF
        self._window.at += bool(found)

    def _announced(self, step: T) -> Iterator[T]:
        self._is_owed = True
        yield step
        if self._is_owed:
            self._is_owed = False
            self._pass_over()

    def _values(self, end: str) -> Iterator[object]:
        window = self._window
        while (sign := window.skip(_BETWEEN)) and sign != end:
            found = self._value()
            if isinstance(found, Fault) and found.why == BROKEN:
                self._resume(bool(end))
            yield found
            if self.fault:
                return
        if sign != end:
            self.fault = CUT_OFF
        window.at += len(end)

    def _value(self) -> object:
        """The value at hand; where it is no JSON, the reading stays there."""
        window = self._window
        while True:
            try:
                found, end = _decode(window.text, window.at)
            except RecursionError:
                return self._without(_TOO_DEEP)
            except json.JSONDecodeError as error:
                is_cut = error.msg.startswith("Unterminated") or error.pos >= len(window.text)
                if not is_cut and len(window.text) - error.pos >= _NEAR:
                    return Fault(BROKEN)
            except ValueError:  # thousands of digits
                return self._without(_NO_NUMBER)
            else:
                left = len(window.text) - end
                if left < _NEAR and isinstance(found, (int, float)) and window.more():  # a number may go on
                    continue
                window.at, size = end, end - window.at
                return found if size <= self._most else Fault(self._too_long)
            if len(window.text) - window.at > self._most:
                return self._without(self._too_long)
            if not window.more():
                self.fault = CUT_OFF if is_cut else ""
                return Fault(CUT_OFF if is_cut else BROKEN)

    def _without(self, why: str) -> Fault:
        self._pass_over()
        return Fault(why)

    def _resume(self, is_list: bool) -> None:
        """Goes from a broken value to where the next one of its list, or the next line, begins."""
        self._broken += 1
        if self._broken > _MOST_BROKEN:
            self.fault = f"more than {_MOST_BROKEN} values in it are not JSON; the rest was not read; get it anew"
        elif not is_list:
            self._window.seek(_NEW_LINE)
        elif not next_value(self._window, is_patient=self._broken < _PATIENCE):
            self.fault = f"{BROKEN}; the rest was not read"

    def _pass_over(self) -> None:
        self.fault = pass_over(self._window) or self.fault
