"""What the past of a conversation says: who began, how long and how evenly it went."""

from collections.abc import Iterator
from datetime import datetime

from lurewatch.detection.view import View
from lurewatch.model.conversation import Side
from lurewatch.model.evidence import Sighting
from lurewatch.text.phrases import PhraseBook

_MANY = 5  # messages from each side
_DAYS = 180


class History:
    """Evidence against: our person began, both wrote for long, or the mail never left the house."""

    name = "history"

    def __init__(self, book: PhraseBook) -> None:
        del book  # turns and times, not phrases

    def sight(self, view: View) -> Iterator[Sighting]:
        """Empty spans, at the message by which it was shown."""
        if view.conversation.internal:
            yield Sighting("internal-mail", "history-internal", 0, 0, 0)
        if view.parts and view.parts[0].side is Side.PERSON:
            yield Sighting("person-began", "history-person-began", 0, 0, 0)
        shown = _long_and_even(view)
        if shown is not None:
            yield Sighting("two-sided-history", "history-two-sided", shown, 0, 0)


def _long_and_even(view: View) -> int | None:
    """The message at which both sides have written often, over half a year; undated messages count for nothing."""
    counts = {Side.CONTACT: 0, Side.PERSON: 0}
    began: datetime | None = None
    for part in view.parts:
        at = part.message.sent_at
        if at is None:
            continue
        began = began or at
        counts[part.side] += 1
        if min(counts.values()) >= _MANY and (at - began).days >= _DAYS:
            return part.index
    return None
