"""What a contact asks for piece by piece: one personal fact is small talk, a graded heap of them is a file.

Each kind of fact has a grade: 1 for what people ask each other, 2 for what is private or inside the house, 3 for what
opens a door or an account. What the contact asks for over the conversation adds up.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lurewatch.detection.view import Part, View
from lurewatch.model.conversation import Side
from lurewatch.model.evidence import Sighting
from lurewatch.text.phrases import PhraseBook, Span

GRADES: Mapping[str, int] = {
    "birth": 3,
    "money": 3,
    "id": 3,
    "inner": 2,
    "home": 2,
    "name": 2,
    "family": 2,
    "contact": 2,
    "school": 1,
    "taste": 1,
    "desk": 1,
}
# Kinds that say something of their own: what opens an account, a line past the house, work that is not out.
OWN: Mapping[str, str] = {"money": "account-asked", "contact": "line-asked", "inner": "inner-asked"}
_MANY = 2  # kinds of facts
_HEAP = 8  # grades together at which many facts weigh all they can
_NEAR = 60  # code points from a fact to a question given back ("and yours?")
_HAND_OVER = 110  # from "I just need your" to the fact
_SOOTHED = 0.7  # share of the weight where it comforts without naming the hesitation, or names it without comfort
_PROPER = 160  # from "HR will ask" to the fact it speaks of
_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]?")
_TO_YOU = re.compile(
    r"\b(?:you|your|yours|ur|u|sie|ihr\w*|du|dein\w*|vous|votre|vos|tu|ton|ta|usted|su|sus|tu|tus|ustedes)\b"
)
_ASKS = re.compile(
    r"\b(?:what|which|where|when|who|whom|how|did|do|are|is|was|were|have|has|got|does|may i|can you|could you|tell me"
    r"|welche\w*|wann|wo|woher|wie|wer|haben|sind|quel\w*|ou|quand|qui|combien|comment|avez|etes|est"
    r"|que|cual\w*|donde|cuando|como|quien|cuant\w*|tiene\w*|fue|es)\b"
)


class _Asked(NamedTuple):
    """A fact that was asked for: where, and of which kind."""

    part: Part
    hit: Span
    kind: str


class _Beside:
    """What stands beside the facts of one message; put in order once, so that many facts cost no more than they are."""

    def __init__(self, part: Part, proper: int, back: Sequence[int], requests: Sequence[int]) -> None:
        self._text = part.folded.text
        self._proper = _starts(part, (proper,))
        self._requests = _starts(part, requests)
        self._back = sorted(span for concept in back for span in part.places.get(concept, ()))
        self._asking: dict[int, bool] = {}  # by where a sentence begins

    def belongs(self, hit: Span) -> bool:
        """Whether it is said nearby that this is asked where it belongs, or not at all."""
        return _any_between(self._proper, hit[0] - _PROPER, hit[1] + _PROPER)

    def in_question(self, hit: Span) -> bool:
        """Whether it stands in a question to our person."""
        start = max(self._text.rfind(sign, 0, hit[0]) for sign in ".!?\n") + 1
        if start not in self._asking:
            self._asking[start] = _is_asking(self._text, start)
        return self._asking[start]

    def handed_back(self, hit: Span) -> bool:
        """A confidence of the contact's own on the same matter, and the question given back with a question mark."""
        first, after = bisect_left(self._back, (hit[1],)), bisect_left(self._back, (hit[1] + _NEAR + 1,))
        return any("?" in self._text[end : end + 3] for _, end in self._back[first:after])

    def requested(self, hit: Span) -> bool:
        """Asked for without a question mark: "just give me your home address"."""
        low = hit[0] - _HAND_OVER
        return _any_between(self._requests, low, hit[0]) and bool(_TO_YOU.search(self._text[max(0, low) : hit[1]]))


def _starts(part: Part, concepts: Iterable[int]) -> list[int]:
    return sorted(start for concept in concepts for start, _ in part.places.get(concept, ()))


def _any_between(starts: Sequence[int], low: int, high: int) -> bool:
    at = bisect_left(starts, low)
    return at < len(starts) and starts[at] <= high


def _is_asking(text: str, start: int) -> bool:
    """Whether the sentence that begins there is a question to our person."""
    found = _SENTENCE.match(text, start)
    sentence = found.group() if found else ""
    return sentence.endswith("?") and bool(_TO_YOU.search(sentence)) and bool(_ASKS.search(sentence))


class Probing:
    """Facts the contact asks for: the first kind, some by themselves, the heap, and asking past a hesitation."""

    name = "probing"

    def __init__(self, book: PhraseBook) -> None:
        numbers = {name: number for number, name in enumerate(book.names)}
        self._facts = {number: kind for kind in GRADES if (number := numbers.get(f"fact-{kind}")) is not None}
        self._back = tuple(numbers.get(name, -1) for name in ("fact-return", "fact-back"))
        self._requests = tuple(numbers.get(name, -1) for name in ("fact-hand-over", "fact-request"))
        self._proper = numbers.get("fact-proper", -1)
        self._hesitation = numbers.get("fact-hesitation", -1)
        self._soothing = numbers.get("fact-soothing", -1)
        self._back_off = numbers.get("fact-back-off", -1)

    def sight(self, view: View) -> Iterator[Sighting]:
        """Each indicator at most once, at the fact that shows it; many facts at the one that made them many."""
        asked = [one for part in view.of(Side.CONTACT) for one in self._asked(part)]
        yield from _probes(asked)
        yield from self._asks_on(view, asked)

    def _asked(self, part: Part) -> Iterator[_Asked]:
        """The facts of one message that stand in a question to our person or in a request, in order."""
        hits = sorted((hit, kind) for number, kind in self._facts.items() for hit in part.places.get(number, ()))
        if not hits:
            return
        beside = _Beside(part, self._proper, self._back, self._requests)
        for hit, kind in hits:
            if not beside.belongs(hit) and (
                beside.in_question(hit) or beside.handed_back(hit) or beside.requested(hit)
            ):
                yield _Asked(part, hit, kind)

    def _asks_on(self, view: View, asked: list[_Asked]) -> Iterator[Sighting]:
        """The first message that answers our person's hesitation with comfort, and asks on all the same."""
        answered = False
        for part in view.parts:
            if part.side is Side.PERSON:
                answered = True
            elif answered and (soothed := self._soothed(part)) and ("?" in part.own or _asked_from(part, asked)):
                both = self._hesitation in part.places and self._soothing in part.places
                span = part.folded.span(*soothed)
                yield Sighting("asks-on", "probing-asks-on", part.index, *span, 1.0 if both else _SOOTHED)
                return

    def _soothed(self, part: Part) -> Span | None:
        """Where a message soothes somebody who hesitates, unless it takes the hesitation for an answer."""
        return None if self._back_off in part.places else part.first(self._hesitation, self._soothing)


def _asked_from(part: Part, asked: list[_Asked]) -> bool:
    return any(one.part.index == part.index for one in asked)


def _probes(asked: list[_Asked]) -> Iterator[Sighting]:
    kinds: dict[str, _Asked] = {}
    for one in asked:
        kinds.setdefault(one.kind, one)
    if kinds:
        first, *others = kinds.values()
        yield _sighting("personal-probe", first, 1.0)
        yield from (_sighting(OWN[kind], one, 1.0) for kind, one in kinds.items() if kind in OWN)
        if len(kinds) >= _MANY:
            heap = sum(GRADES[kind] for kind in kinds)
            yield _sighting("personal-probe-many", others[0], min(1.0, heap / _HEAP))


def _sighting(indicator: str, asked: _Asked, strength: float) -> Sighting:
    part = asked.part
    return Sighting(indicator, f"probing-{indicator}", part.index, *part.folded.span(*asked.hit), strength)
