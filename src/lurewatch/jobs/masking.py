"""What of a conversation may be shown to an endpoint: the contact's words, with our person masked."""

import re

from lurewatch.model.conversation import Conversation, RegionKind, Side
from lurewatch.text.ours import names_of, pattern_of

_MOST = 12_000  # code points of all messages together; the last are kept, since the asks come late
_MASK = "[our person]"
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_PHONE = re.compile(r"(?<!\w)\+?\d(?:[ ()./-]?\d){7,14}(?!\w)")
_GREETED = re.compile(
    r"^([ \t]*(?:hi|hello|hey|dear|good (?:morning|day|afternoon|evening)|hallo|guten tag|guten morgen|liebe[r]?"
    r"|sehr geehrte[r]?|bonjour|ch[eè]re?|salut|hola|buenos d[ií]as|estimad[oa]|querid[oa])(?: there)?,?)"
    r"[ \t]+[^,;:!?.\n]{1,40}(?:\.[ \t][^,;:!?.\n]{1,40})?",
    re.IGNORECASE | re.MULTILINE,
)


def masked(conversation: Conversation) -> list[str]:
    """The contact's messages, masked, without what they quote of our person; the last 12,000 characters of them."""
    known = pattern_of(names_of(conversation))
    found: list[str] = []
    left = _MOST
    for turn in reversed(conversation.turns):
        if turn.side is not Side.CONTACT or left <= 0:
            continue
        text = turn.message.text
        for region in reversed(turn.regions):
            if region.kind in (RegionKind.QUOTED, RegionKind.FORWARDED):
                text = f"{text[: region.start]}[quotation]{text[region.end :]}"
        text = _ADDRESS.sub("[address]", _PHONE.sub("[number]", _GREETED.sub(rf"\1 {_MASK}", text[:left])))
        found.append(known.sub(_MASK, text) if known else text)
        left -= len(text)
    return found[::-1]
