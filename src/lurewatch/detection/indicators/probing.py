"""Which personal facts a contact asks for over a conversation: one is small talk, several kinds are a file."""

import re
from collections.abc import Iterator

from lurewatch.detection.view import Part, View
from lurewatch.model.conversation import Side
from lurewatch.model.evidence import Sighting
from lurewatch.text.phrases import PhraseBook, Span

_KINDS = ("birth", "school", "family", "name", "home", "taste", "contact", "money", "id", "desk")
_MANY = 2  # kinds of personal facts
_NEAR = 60  # code points from a fact to a question given back ("and yours?")
_HAND_OVER = 110  # from "I just need your" to the fact
_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]?")
_TO_YOU = re.compile(
    r"\b(?:you|your|yours|ur|u|sie|ihr\w*|du|dein\w*|vous|votre|vos|tu|ton|ta|usted|su|sus|tu|tus|ustedes)\b"
)
_ASKS = re.compile(
    r"\b(?:what|which|where|when|who|whom|how|did|do|are|is|was|were|have|has|got|does|may i|can you|could you|tell me"
    r"|welche\w*|wann|wo|woher|wie|wer|haben|sind|quel\w*|ou|quand|qui|combien|comment|avez|etes|est"
    r"|que|cual\w*|donde|cuando|como|quien|cuant\w*|tiene\w*|fue|es)\b"
)


class Probing:
    """Personal facts asked for by the contact: a sighting at the first kind, another when several kinds are asked."""

    name = "probing"

    def __init__(self, book: PhraseBook) -> None:
        numbers = {name: number for number, name in enumerate(book.names)}
        self._facts = {number: kind for kind in _KINDS if (number := numbers.get(f"fact-{kind}")) is not None}
        self._back = tuple(numbers.get(name, -1) for name in ("fact-return", "fact-back"))
        self._hand_over = numbers.get("fact-hand-over", -1)
        self._proper = numbers.get("fact-proper", -1)

    def sight(self, view: View) -> Iterator[Sighting]:
        """Each indicator at most once, at the fact that shows it."""
        kinds: set[str] = set()
        for part in view.of(Side.CONTACT):
            if self._proper in part.places:
                continue
            for hit, kind in self._asked(part):
                if not kinds:
                    yield _sighting("personal-probe", part, hit)
                kinds.add(kind)
                if len(kinds) >= _MANY:
                    yield _sighting("personal-probe-many", part, hit)
                    return

    def _asked(self, part: Part) -> Iterator[tuple[Span, str]]:
        """The facts of one message that stand in a question to our person or in a request, in order."""
        hits = sorted((hit, kind) for number, kind in self._facts.items() for hit in part.places.get(number, ()))
        for hit, kind in hits:
            if self._in_question(part, hit) or self._handed_back(part, hit) or self._handed_over(part, hit):
                yield hit, kind

    def _in_question(self, part: Part, hit: Span) -> bool:
        sentence = _sentence(part.folded.text, hit)
        return sentence.endswith("?") and bool(_TO_YOU.search(sentence)) and bool(_ASKS.search(sentence))

    def _handed_back(self, part: Part, hit: Span) -> bool:
        """A confidence of the contact's own on the same matter, and the question given back with a question mark."""
        text = part.folded.text
        for concept in self._back:
            for start, end in part.places.get(concept, ()):
                if 0 <= start - hit[1] <= _NEAR and "?" in text[end : end + 3]:
                    return True
        return False

    def _handed_over(self, part: Part, hit: Span) -> bool:
        """Asked for without a question mark: "just give me your home address"."""
        sentence_start = hit[0] - _HAND_OVER
        near = any(sentence_start <= start <= hit[0] for start, _ in part.places.get(self._hand_over, ()))
        return near and bool(_TO_YOU.search(part.folded.text[max(0, sentence_start) : hit[1]]))


def _sentence(text: str, hit: Span) -> str:
    """The sentence in which a hit stands, with its final sign."""
    start = max(text.rfind(sign, 0, hit[0]) for sign in ".!?\n") + 1
    found = _SENTENCE.match(text, start)
    return found.group() if found else ""


def _sighting(indicator: str, part: Part, hit: Span) -> Sighting:
    return Sighting(indicator, f"probing-{indicator}", part.index, *part.folded.span(*hit))
