"""What linking's first look takes of a conversation's object, without making a conversation of it.

Of a million conversations nearly all are looked at but once. Whatever is not plainly as it should be is left to
`conversation_object`, which says what is wrong with it, so that nothing is taken here that would be refused there.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple, TypeGuard

from lurewatch.model.conversation import Side
from lurewatch.model.handle import Handle
from lurewatch.sources.charsets import scrub
from lurewatch.sources.conversation_object import LONGEST_ID, channel_of
from lurewatch.text.handles import handle_of

_CONTACT, _PERSON = Side.CONTACT.value, Side.PERSON.value
_SHORT = 300  # characters of a handle that is remembered
_remembered = lru_cache(maxsize=1 << 15)(handle_of)


class Skimmed(NamedTuple):
    """A conversation's id, whose it is, who writes, and what the contact wrote, a text each message."""

    id: str
    person: str
    organisation: str
    channel: str
    name: str
    handles: tuple[Handle, ...]
    texts: list[str]


def skimmed(value: Mapping[str, object]) -> Skimmed | None:
    """What an object holds; None where it has headers or pictures, or must be read in full to tell what is wrong."""
    named, messages, contact = value.get("id"), value.get("messages"), value.get("contact", _NO_CONTACT)
    if type(named) is not str or len(named) > LONGEST_ID or not isinstance(contact, dict) or "headers" in value:
        return None
    texts = _texts(messages) if isinstance(messages, list) and messages else None
    person, organisation, channel = (value.get(key, "") for key in ("person", "organisation", "channel"))
    name, handles, claims = contact.get("name", ""), contact.get("handles", []), contact.get("claims", [])
    if texts is None or not (_are_texts(handles) and _are_texts(claims)):
        return None
    if not (_is_text(person) and _is_text(organisation) and _is_text(channel) and _is_text(name)):
        return None
    found = tuple(_handle(scrub(text)) for text in handles if text.strip())
    return Skimmed(
        scrub(named), scrub(person), scrub(organisation), channel_of(scrub(channel)), scrub(name), found, texts
    )


_NO_CONTACT: dict[str, object] = {}


def _handle(written: str) -> Handle:
    return _remembered(written) if len(written) <= _SHORT else handle_of(written)


def _texts(messages: list[object]) -> list[str] | None:
    """What the contact wrote; None if one of the messages, of either side, is not as it should be."""
    found = []
    for one in messages:
        if not isinstance(one, dict) or "pictures" in one:
            return None
        side, text = one.get("from"), one.get("text")
        if not (_is_text(text) and _may_be_text(one.get("sent_at")) and _may_be_text(one.get("subject"))):
            return None
        if side == _CONTACT:
            found.append(scrub(text))
        elif side != _PERSON:
            return None
    return found


def _is_text(value: object) -> TypeGuard[str]:
    return type(value) is str


def _may_be_text(value: object) -> bool:
    return value is None or type(value) is str


def _are_texts(values: object) -> TypeGuard[list[str]]:
    return isinstance(values, list) and all(type(one) is str for one in values)
