"""How a contact moves: from public to not public, past a refusal, round a question about who they are."""

from collections.abc import Iterator

from lurewatch.detection.view import Part, View
from lurewatch.model.conversation import Side
from lurewatch.model.evidence import Sighting
from lurewatch.text.phrases import PhraseBook, Span

_GUARDED = ("birth", "money", "id", "home", "contact", "inner")  # facts that a refusal is about
_QUESTIONS = 5  # by the contact, over at least three messages, before an imbalance is spoken of


class Pacing:
    """Escalation, persistence after a refusal, acceptance of one, evasion, and an imbalance of questions."""

    name = "pacing"

    def __init__(self, book: PhraseBook) -> None:
        self._concepts = {name: number for number, name in enumerate(book.names)}

    def sight(self, view: View) -> Iterator[Sighting]:
        """Each at most once; the span is the phrase that shows it."""
        if len(view.parts) < 2:
            return
        yield from self._escalation(view)
        yield from self._after_refusal(view)
        yield from self._evasion(view)
        yield from _imbalance(view)

    def _hit(self, part: Part, concept: str) -> Span | None:
        return part.first(self._concepts.get(concept, -1))

    def _escalation(self, view: View) -> Iterator[Sighting]:
        """First asks about what is published, in a later message about what is not."""
        public = None
        for part in view.of(Side.CONTACT):
            hit = self._hit(part, "non-public")
            if hit and public is not None and self._hit(part, "ask-verb"):
                yield _sighting("escalation", part, hit)
                return
            if public is None and self._hit(part, "public-material") and not hit:
                public = part.index

    def _after_refusal(self, view: View) -> Iterator[Sighting]:
        """What the contact's next word after a refusal is: a push, or an acceptance."""
        refused = False
        for part in view.parts:
            if part.side is Side.PERSON:
                refused = refused or self._hit(part, "refusal") is not None
            elif refused:
                push, accepts = self._hit(part, "push"), self._hit(part, "accepts")
                if push:
                    yield _sighting("persistence", part, push)
                elif accepts and not self._asks_on(part):
                    yield _sighting("accepts-refusal", part, accepts)
                return

    def _asks_on(self, part: Part) -> bool:
        """Whether a message that understands asks for the next thing in the same breath."""
        asks = self._hit(part, "fact-request") is not None
        return asks and any(self._hit(part, f"fact-{kind}") is not None for kind in _GUARDED)

    def _evasion(self, view: View) -> Iterator[Sighting]:
        """Our person asks who is behind it, and the next answer turns the question away."""
        asked = False
        for part in view.parts:
            if part.side is Side.PERSON:
                asked = self._hit(part, "identity-question") is not None
            elif asked:
                asked = False
                hit = self._hit(part, "evasion")
                if hit:
                    yield _sighting("evasive-identity", part, hit)
                    return


def _imbalance(view: View) -> Iterator[Sighting]:
    """Many questions over several messages, few sentences of one's own between them."""
    asked = statements = 0
    for messages, part in enumerate(view.of(Side.CONTACT), start=1):
        asked += part.folded.text.count("?")
        statements += part.folded.text.count(". ")
        if messages >= 3 and asked >= _QUESTIONS and asked > statements:
            yield Sighting("question-imbalance", "pacing-question-imbalance", part.index, 0, 0)
            return


def _sighting(indicator: str, part: Part, hit: Span) -> Sighting:
    return Sighting(indicator, f"pacing-{indicator}", part.index, *part.folded.span(*hit))
