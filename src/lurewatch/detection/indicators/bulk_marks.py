"""The marks that bulk mail, lists and automatic notices carry in their headers."""

from collections.abc import Iterator, Mapping

from lurewatch.detection.view import View
from lurewatch.model.conversation import Side
from lurewatch.model.evidence import Sighting
from lurewatch.text.phrases import PhraseBook

_AUTOMATIC = (
    "no-reply@",
    "noreply@",
    "do-not-reply@",
    "donotreply@",
    "notifications@",
    "notification@",
    "mailer-daemon@",
)


class BulkMarks:
    """Marketing, mailing lists and notices; a conversation has them only if all of the contact's mails do."""

    name = "bulk marks"

    def __init__(self, book: PhraseBook) -> None:
        del book  # headers only

    def sight(self, view: View) -> Iterator[Sighting]:
        """The marks that every message of the contact carries; one personal mail among them takes them off."""
        marks: set[str] | None = None
        first = 0
        for part in view.of(Side.CONTACT):
            own = set(_marks(part.message.headers, part.message.author.value))
            first = part.index if marks is None else first
            marks = own if marks is None else marks & own
        for mark in sorted(marks or ()):
            yield Sighting(mark, f"bulk-{mark}", first, 0, 0)


def _marks(headers: Mapping[str, str], author: str) -> Iterator[str]:
    precedence = headers.get("precedence", "").strip().lower()
    if "list-id" in headers or precedence == "list":
        yield "mailing-list"
    elif "list-unsubscribe" in headers or precedence in {"bulk", "junk"} or "feedback-id" in headers:
        yield "bulk-headers"
    if author.startswith(_AUTOMATIC) or headers.get("auto-submitted", "no").strip().lower() not in {"no", ""}:
        yield "automatic-notice"
