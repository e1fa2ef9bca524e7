"""Which of the contact's messages are in a language that is not judged: said as a gap, never scored as clean."""

from collections.abc import Iterator
from functools import lru_cache

from lurewatch.detection.view import View
from lurewatch.model.conversation import Side
from lurewatch.model.gap import Gap
from lurewatch.text.language import OTHER, UNTOLD, language

_WHAT = "language not judged"
_PART = "not English, German, French or Spanish; the other messages were judged"
_MOST = "most of the conversation is not English, German, French or Spanish, so there is no verdict on its words"
_NAMED = 5
_language = lru_cache(maxsize=64)(language)  # one mail to five of ours is the same text


def unjudged_language(view: View) -> tuple[list[Gap], bool]:
    """A gap where messages of the contact are in a language not judged, and whether the conversation is judged.

    It is not where these messages hold more text than those in a judged language.
    """
    others = list(_others(view))
    if not others:
        return [], True
    count = sum(1 for _ in view.of(Side.CONTACT))
    named = ", ".join(map(str, others[:_NAMED])) + (", ..." if len(others) > _NAMED else "")
    where = f"{len(others)} of {count} {'message' if count == 1 else 'messages'} of the contact ({named})"
    judged = _is_judged(view, set(others))
    return [Gap(_WHAT, where, _PART if judged else _MOST)], judged


def _others(view: View) -> Iterator[int]:
    return (part.index for part in view.of(Side.CONTACT) if _language(part.own, part.folded.text) == OTHER)


def _is_judged(view: View, others: set[int]) -> bool:
    """Whether the messages in judged languages hold at least as much text; the untold count on no side."""
    sizes = {True: 0, False: 0}
    for part in view.of(Side.CONTACT):
        if _language(part.own, part.folded.text) != UNTOLD:
            sizes[part.index in others] += part.own_length
    return sizes[False] >= sizes[True]
