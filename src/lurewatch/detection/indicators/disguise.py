"""Text made to be read otherwise than it is seen."""

from collections.abc import Iterator

from lurewatch.detection.view import LONGEST, View
from lurewatch.model.conversation import Side
from lurewatch.model.evidence import Sighting
from lurewatch.text.fold import disguised, set_otherwise
from lurewatch.text.phrases import PhraseBook

_PREVIEW = 250  # newsletters hide a preview line of about this many characters; more is not a preview


class Disguise:
    """Look-alike, styled or spaced letters, invisible signs, hidden text beyond a preview line, links that deceive."""

    name = "disguise"

    def __init__(self, book: PhraseBook) -> None:
        del book  # letters, not phrases

    def sight(self, view: View) -> Iterator[Sighting]:
        """Hidden text and links have an empty span; disguised words quote the word."""
        for part in view.of(Side.CONTACT):
            if sum(len(" ".join(text.split())) for text in part.message.hidden) > _PREVIEW:
                yield Sighting("hidden-text", "disguise-hidden-text", part.index, 0, 0)
            if part.message.deceiving_links:
                yield Sighting("deceiving-link", "disguise-deceiving-link", part.index, 0, 0)
            for start, end in disguised(part.message.text, limit=1):
                yield Sighting("look-alike-letters", "disguise-letters", part.index, start, end)
            if span := set_otherwise(part.message.text[:LONGEST]):
                yield Sighting("letters-set-otherwise", "disguise-set-otherwise", part.index, *span)
