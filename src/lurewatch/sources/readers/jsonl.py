"""Conversations as JSON Lines, one a line, in the form that `lurewatch assess` takes.

A line is taken as it is or refused as a whole: what it means by `from` or `text` is not guessed at. Keys that are not
known are passed over. Texts stay to the letter, so that offsets count in them as they were given.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import BinaryIO

from lurewatch.errors import LineError
from lurewatch.model.conversation import Contact, Conversation, Side, Turn
from lurewatch.model.gap import Gap
from lurewatch.model.message import NO_HEADERS, Channel, Message
from lurewatch.model.place import Place
from lurewatch.sources.charsets import scrub
from lurewatch.sources.handles import NOBODY, handle_of
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.opened import Opened
from lurewatch.sources.sniff import BOM, Head

_SIDES = {side.value: side for side in Side}
_CHATS = (
    "chat",
    "discord",
    "line",
    "messaging_app",
    "signal",
    "slack",
    "sms",
    "teams",
    "telegram",
    "wechat",
    "whatsapp",
)
_CHANNELS = {channel.value: channel for channel in Channel} | dict.fromkeys(_CHATS, Channel.CHAT)
_SHOWN = 40
_WORDS = {str: "text", list: "a list", dict: "an object", bool: "true or false", int: "a number", float: "a number"}


class JsonLines:
    """Reads conversations as JSON Lines."""

    kind = "conversations (JSON Lines)"

    def recognises(self, head: Head) -> bool:
        """Whether one of the first lines is a JSON object with messages."""
        return head.is_json_lines

    def read(self, opened: Opened, limits: Limits) -> Iterator[Item]:
        """The conversations in order; a line that is none is a gap, blank lines are passed over."""
        for number, line in enumerate(_lines(opened.stream, limits.line_bytes), start=1):
            if not line.strip():
                continue
            try:
                yield conversation_of_line(line, number, opened.source, limits)
            except LineError as error:
                yield Gap("a conversation", f"{opened.source}, line {number}", str(error).partition(": ")[2])


def conversation_of_line(line: bytes, number: int, source: str = "input", limits: Limits | None = None) -> Conversation:
    """The conversation that one line of JSON holds; `number` counts lines from 1.

    Raises LineError, whose text names the line, what is wrong in it and what to do.
    """
    place = Place(source, number - 1)
    return _Line(place, f"{source}, line {number}").conversation(decoded_line(line, number, source, limits))


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
        raise LineError(f"{where}: {_word(value)} in place of a conversation; write one JSON object a line")
    return value


def id_of_line(line: bytes) -> str | None:
    """The id that a line names, to tell which one could not be read; None if it names none."""
    try:
        value = decoded_line(line, 1)
    except LineError:
        return None
    named = value.get("id")
    return _id(named) if isinstance(named, (str, int)) and not isinstance(named, bool) else None


class _Line:
    """One line being made into a conversation; knows where it is, for what is wrong with it."""

    def __init__(self, place: Place, where: str) -> None:
        self._place = place
        self._where = where
        self._gaps: list[Gap] = []

    def conversation(self, value: Mapping[str, object]) -> Conversation:
        """The conversation that an object means."""
        named = value.get("id")
        if isinstance(named, bool) or not isinstance(named, (str, int, type(None))):
            raise self._wrong("id", named, "text")
        channel = _CHANNELS.get(self._text(value, "channel").lower(), Channel.OTHER)
        identity = _id(named) if named is not None else f"line {self._place.item + 1}"
        turns = self._turns(value, identity, channel)
        return Conversation(
            id=identity,
            channel=channel,
            contact=self._contact(value.get("contact")),
            turns=turns,
            person=self._text(value, "person"),
            organisation=self._text(value, "organisation"),
            gaps=tuple(self._gaps),
        )

    def _turns(self, value: Mapping[str, object], identity: str, channel: Channel) -> tuple[Turn, ...]:
        messages = value.get("messages")
        if not isinstance(messages, list):
            raise self._wrong("messages", messages, "a list of messages")
        if not messages:
            raise LineError(f"{self._where}: messages is empty; give at least one")
        headers: Mapping[str, str] = self._headers(value.get("headers"))
        turns = []
        for number, message in enumerate(messages):
            turn = self._turn(message, f"message {number}", (f"{identity}/{number}", channel), headers)
            if turn.side is Side.CONTACT:
                headers = NO_HEADERS
            turns.append(turn)
        return tuple(turns)

    def _turn(self, value: object, name: str, known: tuple[str, Channel], headers: Mapping[str, str]) -> Turn:
        if not isinstance(value, dict):
            raise self._wrong(name, value, "an object")
        written = value.get("from")
        side = _SIDES.get(written) if isinstance(written, str) else None
        if side is None:
            raise self._wrong(f"from in {name}", written, '"contact" or "person"')
        if not isinstance(value.get("text"), str):
            raise self._wrong(f"text in {name}", value.get("text"), "text")
        clock = self._text(value, "sent_at", name)
        message = Message(
            id=known[0],
            author=NOBODY,
            recipients=(),
            text=self._text(value, "text", name),
            channel=known[1],
            place=self._place,
            sent_at=self._time(clock, name),
            local_time=clock,
            subject=self._text(value, "subject", name),
            headers=headers if side is Side.CONTACT else NO_HEADERS,
        )
        return Turn(side, message)

    def _time(self, clock: str, name: str) -> datetime | None:
        if not clock:
            return None
        try:
            time = datetime.fromisoformat(clock)
            return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
        except (ValueError, OverflowError):
            why = f"{name}: sent_at is no ISO 8601 time; kept without a time"
            self._gaps.append(Gap("the time of a message", self._where, why))
            return None

    def _contact(self, value: object) -> Contact:
        if value is None:
            return Contact()
        if not isinstance(value, dict):
            raise self._wrong("contact", value, "an object")
        handles = tuple(handle_of(text) for text in self._texts(value, "handles") if text.strip())
        return Contact(handles, self._text(value, "name", "contact"), self._texts(value, "claims"))

    def _headers(self, value: object) -> Mapping[str, str]:
        if value is None:
            return NO_HEADERS
        if not isinstance(value, dict):
            raise self._wrong("headers", value, "an object")
        return {scrub(str(name)).lower(): self._text(value, name, "headers") for name in value}

    def _texts(self, value: Mapping[str, object], key: str) -> tuple[str, ...]:
        found = value.get(key)
        if found is None:
            return ()
        if not isinstance(found, list):
            raise self._wrong(f"{key} in contact", found, "a list of texts")
        for text in found:
            if not isinstance(text, str):
                raise self._wrong(f"{key} in contact", text, "texts only")
        return tuple(scrub(text) for text in found)

    def _text(self, value: Mapping[str, object], key: str, name: str = "") -> str:
        found = value.get(key)
        if found is None:
            return ""
        if not isinstance(found, str):
            raise self._wrong(f"{key} in {name}" if name else key, found, "text")
        return scrub(found)

    def _wrong(self, key: str, found: object, wanted: str) -> LineError:
        shown = "missing" if found is None else _word(found)
        if key.startswith("from") and isinstance(found, str):
            shown = ascii(found[:_SHOWN])
        return LineError(f"{self._where}: {key} is {shown}; it must be {wanted}")


def _id(named: str | int) -> str:
    return scrub(str(named))


def _word(value: object) -> str:
    return "null" if value is None else _WORDS.get(type(value), "something else")


def _lines(stream: BinaryIO, most: int) -> Iterator[bytes]:
    """The lines; of one that is longer than `most` only its beginning (one byte more) is held."""
    while line := stream.readline(most + 1):
        yield line
        while len(line) > most and not line.endswith(b"\n"):
            rest = stream.readline(most)
            if not rest or rest.endswith(b"\n"):
                break
