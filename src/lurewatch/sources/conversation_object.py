"""A conversation from the JSON object that stands for it, taken as it is or refused as a whole."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from lurewatch.errors import LineError
from lurewatch.model.conversation import Contact, Conversation, Side, Turn
from lurewatch.model.gap import Gap
from lurewatch.model.message import NO_HEADERS, Channel, Message
from lurewatch.model.place import Place
from lurewatch.sources.charsets import scrub
from lurewatch.text.authentication import server_of
from lurewatch.text.handles import NOBODY, handle_of

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
_PICTURES = 8
_MARK = re.compile(r"[0-9a-f]{32,128}(?:\.[0-9a-f]{64})?")
LONGEST_ID = 1_000  # characters; the ids of its messages are made of it, one for each
_WORDS = {str: "text", list: "a list", dict: "an object", bool: "true or false", int: "a number", float: "a number"}


def conversation_of(value: Mapping[str, object], place: Place, where: str) -> Conversation:
    """The conversation that an object means; raises LineError, whose text begins with `where`."""
    return _Object(place, where).conversation(value)


def id_of(value: Mapping[str, object]) -> str | None:
    """The id that an object names as text or a number, or None."""
    named = value.get("id")
    return _id(named) if isinstance(named, (str, int)) and not isinstance(named, bool) else None


def channel_of(written: str) -> Channel:
    """The channel that is meant by a word for it."""
    return _CHANNELS.get(written.lower(), Channel.OTHER)


def word_for(value: object) -> str:
    """What kind of JSON a value is, in words."""
    return "null" if value is None else _WORDS.get(type(value), "something else")


class _Object:
    """An object being made into a conversation; knows where it is, for what is wrong with it."""

    def __init__(self, place: Place, where: str) -> None:
        self._place = place
        self._where = where
        self._gaps: list[Gap] = []

    def conversation(self, value: Mapping[str, object]) -> Conversation:
        """The conversation that an object means."""
        named = value.get("id")
        if isinstance(named, bool) or not isinstance(named, (str, int, type(None))):
            raise self._wrong("id", named, "text")
        channel = channel_of(self._text(value, "channel"))
        identity = _id(named) if named is not None else f"line {self._place.item + 1}"
        if len(identity) > LONGEST_ID:
            raise LineError(f"{self._where}: id is longer than {LONGEST_ID} characters; give a shorter one")
        turns = self._turns(value, identity, channel)
        results = next(
            (turn.message.headers.get("authentication-results") for turn in turns if turn.message.headers), None
        )
        return Conversation(
            id=identity,
            channel=channel,
            contact=self._contact(value.get("contact")),
            turns=turns,
            person=self._text(value, "person"),
            organisation=self._text(value, "organisation"),
            gaps=tuple(self._gaps),
            servers=None if results is None else frozenset((server_of(results),)),  # who hands it over vouches for it
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
            pictures=self._pictures(value.get("pictures"), name),
            headers=headers if side is Side.CONTACT else NO_HEADERS,
        )
        return Turn(side, message)

    def _pictures(self, value: object, name: str) -> tuple[str, ...]:
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self._wrong(f"pictures in {name}", value, "a list of marks")
        marks = [one for one in value[:_PICTURES] if isinstance(one, str) and _MARK.fullmatch(one)]
        if len(marks) < len(value):
            why = f"{name}: marks of pictures that are none, or more than {_PICTURES}; left out"
            self._gaps.append(Gap("the pictures of a message", self._where, why))
        return tuple(dict.fromkeys(marks))

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
        shown = "missing" if found is None else word_for(found)
        if key.startswith("from") and isinstance(found, str):
            shown = ascii(found[:_SHOWN])
        return LineError(f"{self._where}: {key} is {shown}; it must be {wanted}")


def _id(named: str | int) -> str:
    return scrub(str(named))
