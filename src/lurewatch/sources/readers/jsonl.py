"""Conversations as JSON Lines, one a line, in the form that `lurewatch assess` takes.

A line is taken as it is or refused as a whole: what it means by `from` or `text` is not guessed at. Keys that are not
known are passed over. Texts stay to the letter, so that offsets count in them as they were given.
"""

import json
from collections.abc import Iterator, Mapping

from lurewatch.errors import LineError
from lurewatch.model.conversation import Conversation
from lurewatch.model.gap import Gap
from lurewatch.model.place import Place
from lurewatch.sources.bounded_lines import bounded_lines
from lurewatch.sources.conversation_object import conversation_of, id_of, word_for
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.opened import Opened
from lurewatch.sources.sniff import BOM, Head


class JsonLines:
    """Reads conversations as JSON Lines."""

    kind = "conversations (JSON Lines)"

    def recognises(self, head: Head) -> bool:
        """Whether one of the first lines is a JSON object with messages."""
        return head.is_json_lines

    def read(self, opened: Opened, limits: Limits) -> Iterator[Item]:
        """The conversations in order; a line that is none is a gap, blank lines are passed over."""
        for number, line in enumerate(bounded_lines(opened.stream, limits.line_bytes), start=1):
            if not line.strip():
                continue
            try:
                yield conversation_of_line(line, number, opened.source, limits)
            except LineError as error:
                where = f"{opened.source}, line {number}"
                yield Gap("a conversation", where, str(error).removeprefix(f"{where}: "))


def conversation_of_line(line: bytes, number: int, source: str = "input", limits: Limits | None = None) -> Conversation:
    """The conversation that one line of JSON holds; `number` counts lines from 1.

    Raises LineError, whose text names the line, what is wrong in it and what to do.
    """
    place = Place(source, number - 1)
    return conversation_of(decoded_line(line, number, source, limits), place, f"{source}, line {number}")


def decoded_line(line: bytes, number: int, source: str = "input", limits: Limits | None = None) -> Mapping[str, object]:
    """The JSON object of one line; raises LineError where it is too long, not UTF-8, not JSON or no object."""
    where = f"{source}, line {number}"
    most = (limits or Limits()).line_bytes
    if len(line) > most:
        raise LineError(f"{where}: longer than {most >> 20} MiB; split the conversation or leave out what is no text")
    try:
        value = json.loads(line.removeprefix(BOM).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise LineError(f"{where}: not UTF-8 at byte {error.start}; save the file as UTF-8") from None
    except (ValueError, RecursionError) as error:
        at = f" at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
        raise LineError(f"{where}: not JSON{at}; write one JSON object a line") from None
    if not isinstance(value, dict):
        raise LineError(f"{where}: {word_for(value)} in place of a conversation; write one JSON object a line")
    return value


def id_of_line(line: bytes) -> str | None:
    """The id that a line names, to tell which one could not be read; None if it names none."""
    try:
        value = decoded_line(line, 1)
    except LineError:
        return None
    return id_of(value)
