"""How far an approach has come, what is asked, and what was given."""

from collections.abc import Iterable, Iterator, Mapping

from lurewatch.detection.rule_file import Rule
from lurewatch.detection.view import View
from lurewatch.model.assessment import Ask, Disclosure, StageShown
from lurewatch.model.conversation import Side
from lurewatch.model.evidence import Sighting
from lurewatch.model.kind import Stage
from lurewatch.text.topics import Topics

_STAGES = tuple(Stage)


def stages(sightings: Iterable[Sighting], rules: Mapping[str, Rule], view: View) -> tuple[StageShown, ...]:
    """The stages shown, in their order, each with the first message that shows it; always at least `contact`."""
    first = {Stage.CONTACT: next((part.index for part in view.of(Side.CONTACT)), 0)}
    for sighting in sightings:
        rule = rules.get(sighting.rule)
        if rule and rule.stage:
            first.setdefault(rule.stage, sighting.message)
    return tuple(StageShown(stage, first[stage]) for stage in _STAGES if stage in first)


def asks(sightings: Iterable[Sighting], rules: Mapping[str, Rule], view: View, topics: Topics) -> Iterator[Ask]:
    """What the contact wants, in order; the topic is the protected one nearest in the message."""
    near = _Near(view, topics)
    taken: set[tuple[int, str]] = set()
    for one in sightings:
        what = rules[one.rule].ask if one.rule in rules else None
        if what and (one.message, what) not in taken:
            taken.add((one.message, what))
            yield Ask(what, near.topic(one), one.message, one.start, one.end)


def disclosures(
    sightings: Iterable[Sighting], rules: Mapping[str, Rule], view: View, topics: Topics
) -> Iterator[Disclosure]:
    """What our person gave, in order."""
    near = _Near(view, topics)
    for one in sorted(sightings, key=lambda one: (one.message, one.start)):
        what = rules[one.rule].disclosure if one.rule in rules else None
        if what:
            yield Disclosure(what, near.topic(one), one.message, one.start, one.end)


class _Near:
    """Which protected topic is nearest to what is asked or given; each message is searched for its last one once."""

    def __init__(self, view: View, topics: Topics) -> None:
        self._view = view
        self._topics = topics
        self._last: dict[int, str] = {-1: ""}  # by message: the last topic that was spoken of up to its end

    def topic(self, sighting: Sighting) -> str:
        """The protected topic nearest to a sighting in its message, else in an earlier one, latest first."""
        folded = self._view.parts[sighting.message].folded
        found = self._topics.nearest(folded.text, folded.position(sighting.start))
        return found or self._up_to(sighting.message - 1)

    def _up_to(self, message: int) -> str:
        looked: list[int] = []
        found = ""
        while not found and message not in self._last:
            looked.append(message)
            text = self._view.parts[message].folded.text
            found = self._topics.nearest(text, len(text))
            message -= 1
        found = found or self._last[message]
        self._last.update(dict.fromkeys(looked, found))
        return found
