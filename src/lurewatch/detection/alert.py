"""When, in the course of a conversation, the verdict was first "likely"."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lurewatch.detection.classifier import WORDING, Classifier
from lurewatch.detection.view import Part, View
from lurewatch.detection.weigh import Weights, probability_of, weigh
from lurewatch.model.conversation import Side
from lurewatch.model.evidence import Sighting
from lurewatch.model.kind import LIKELY, Kind


class Alert:
    """Looks for the first alert, message by message; the work of each does not grow with those before it."""

    def __init__(self, classifier: Classifier, families: Mapping[str, str], weights: Weights, prior: float) -> None:
        self._classifier = classifier
        self._families = families
        self._weights = weights
        self._prior = prior

    def can_be(self, indicators: Iterable[str]) -> bool:
        """Whether these indicators could come to "likely" if each said the most it can."""
        most = (max(0.0, self._weights.of[indicator][Kind.COVERT]) for indicator in indicators)
        return probability_of(self._prior + self._weights.calibration + sum(most)) >= LIKELY

    def first(self, sightings: Sequence[Sighting], view: View) -> int | None:
        """The message after which, reading no further, the verdict was first "likely"; None if it never was."""
        seen: dict[str, Sighting] = {}
        by_message = _by_message(sightings)
        for index, length, wording in self._read(view, by_message.keys()):
            for one in by_message[index]:
                seen.setdefault(one.indicator, one)
            if self.can_be({*seen, WORDING}) and self._is_likely([*seen.values(), *wording], length):
                return index
        return None

    def _read(self, view: View, messages: Iterable[int]) -> Iterator[tuple[int, int, list[Sighting]]]:
        """Each of these messages, how much the contact had written by its end, and what the wording said by then.

        The wording is read anew for each message, since it is of the whole conversation.
        """
        wanted, heard, length = set(messages), set[str](), 0
        said: list[Sighting] = []
        for part in view.parts:
            if part.side is Side.CONTACT:
                length += part.own_length
                said = self._heard(part, heard, said)
            if part.index in wanted:
                yield part.index, length, said

    def _heard(self, part: Part, heard: set[str], said: list[Sighting]) -> list[Sighting]:
        """What the wording says once a part has been heard too; the same as before where no word in it was new."""
        new = self._classifier.known_in(part) - heard
        if not new:
            return said
        heard |= new
        strength = self._classifier.strength(heard)
        return [] if strength is None else [Sighting(WORDING, WORDING, part.index, 0, 0, strength)]

    def _is_likely(self, sightings: Sequence[Sighting], length: int) -> bool:
        return weigh(sightings, self._families, self._weights, self._prior, length).probability >= LIKELY


def _by_message(sightings: Iterable[Sighting]) -> dict[int, list[Sighting]]:
    """The sightings of each message, in order; of the wording only that there is one."""
    found: dict[int, list[Sighting]] = {}
    for one in sightings:
        here = found.setdefault(one.message, [])
        if one.indicator != WORDING:
            here.append(one)
    return found
