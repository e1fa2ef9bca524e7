"""Applies the rules: which concepts stand near each other in the words of one side."""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from lurewatch.detection.rule_file import Rule
from lurewatch.detection.view import Part, View
from lurewatch.errors import DefinitionError
from lurewatch.model.conversation import Side
from lurewatch.model.evidence import Sighting
from lurewatch.text.phrases import Places, Span

_RUN, _DAY = 2_000, timedelta(days=1)  # code points and time of messages in a row that are read as one
_AROUND = 40  # how far a rule's pattern may look beyond the span of its concepts


@dataclass(frozen=True, slots=True)
class _Ready:
    """A rule with its concepts as numbers; the first group is the anchor, the one with the fewest phrases.

    `needed` holds each group, `forbidden` all of `unless_message`, as bits.
    """

    rule: Rule
    groups: tuple[frozenset[int], ...]
    needed: tuple[int, ...]
    unless: frozenset[int]
    forbidden: int
    pattern: re.Pattern[str] | None


class RuleDetector:
    """All rules of one side at once: a rule does work only where a phrase of its rarest concept was seen."""

    name = "rules"

    def __init__(self, rules: Iterable[Rule], lexicon: dict[str, tuple[str, ...]]) -> None:
        numbers = {name: number for number, name in enumerate(lexicon)}
        self._by_anchor: dict[Side, dict[int, list[_Ready]]] = {Side.CONTACT: {}, Side.PERSON: {}}
        faults: list[str] = []
        for rule in rules:
            ready = _ready(rule, lexicon, numbers, faults)
            for concept in ready.groups[0] if ready else ():
                self._by_anchor[rule.by].setdefault(concept, []).append(ready)  # type: ignore[arg-type]
        if faults:
            raise DefinitionError(faults)

    def sight(self, view: View) -> Iterator[Sighting]:
        """At most one sighting for each rule and message; what was cut over several messages counts as one text."""
        seen: dict[int, set[str]] = {}
        for part in view.parts:
            for ready, span in self._in_text(part.side, part.places, part.folded.text):
                seen.setdefault(part.index, set()).add(ready.rule.id)
                yield _sighting(ready.rule, part, span)
        for run in runs(view.parts):
            yield from self._across(run, set().union(*(seen.get(part.index, ()) for part in run)))

    def _across(self, run: Sequence[Part], seen: set[str]) -> Iterator[Sighting]:
        """What the messages of a run show only together, each at the message in which it begins."""
        text, starts, places = _joined(run)
        for ready, (start, end) in self._in_text(run[0].side, places, text):
            if ready.rule.id not in seen and ready.rule.near:
                number = bisect_right(starts, start) - 1
                part, base = run[number], starts[number]
                yield _sighting(ready.rule, part, (start - base, min(end - base, len(part.folded.text))))

    def _in_text(self, side: Side, places: Places, text: str) -> Iterator[tuple[_Ready, Span]]:
        """Each rule that holds in a text, with the first span in which it does."""
        anchors = self._by_anchor[side]
        seen = _mask(places)
        tried: set[str] = set()
        for concept in places:
            for ready in anchors.get(concept, ()):
                if ready.rule.id in tried or not _possible(ready, seen):
                    continue
                tried.add(ready.rule.id)
                span = _seen(ready, places, text)
                if span:
                    yield ready, span


def runs(parts: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """Two and more messages that one side sent in a row, within a day and not longer together than one message is.

    Who cuts an approach over many short messages has written one text.
    """
    run: list[Part] = []
    length = 0
    for part in parts:
        length += len(part.own)
        if run and (length > _RUN or not _goes_on(run, part)):
            if len(run) > 1:
                yield run
            run, length = [], len(part.own)
        run.append(part)
    if len(run) > 1:
        yield run


def _goes_on(run: Sequence[Part], part: Part) -> bool:
    if part.side is not run[0].side:
        return False
    first, last = run[0].message.sent_at, part.message.sent_at
    return first is None or last is None or last - first <= _DAY


def _joined(run: Sequence[Part]) -> tuple[str, list[int], Places]:
    """The folded texts of a run as one, where each begins in it, and where each concept stands in it."""
    starts: list[int] = []
    places: dict[int, list[Span]] = {}
    length = 0
    for part in run:
        starts.append(length)
        for concept, hits in part.places.items():
            places.setdefault(concept, []).extend((start + length, end + length) for start, end in hits)
        length += len(part.folded.text) + 1
    return "\n".join(part.folded.text for part in run), starts, places


def _sighting(rule: Rule, part: Part, span: Span) -> Sighting:
    return Sighting(rule.indicator, rule.id, part.index, *part.folded.span(*span))


def inline_concepts(rules: Iterable[Rule]) -> dict[str, tuple[str, ...]]:
    """The concepts that rules write in place, as `"exact phrase"`, each under that very spelling."""
    named = (name for rule in rules for name in _names(rule))
    return {name: (name.strip('"'),) for name in named if name.startswith('"')}


def _names(rule: Rule) -> Iterator[str]:
    for group in (*rule.all, *rule.unless, *rule.unless_message):
        yield from group.split("|")


def _ready(
    rule: Rule, lexicon: dict[str, tuple[str, ...]], numbers: dict[str, int], faults: list[str]
) -> _Ready | None:
    unknown = sorted(set(_names(rule)) - numbers.keys())
    if unknown or not rule.all:
        faults.append(f"{rule.file}: rule {rule.id!r}: no such concept: {', '.join(unknown) or '(none named)'}")
        return None
    ordered = sorted(rule.all, key=lambda group: sum(len(lexicon[name]) for name in group.split("|")))
    groups = tuple(_numbers(group, numbers) for group in ordered)
    return _Ready(
        rule,
        groups,
        tuple(_mask(group) for group in groups),
        _numbers("|".join(rule.unless), numbers),
        _mask(_numbers("|".join(rule.unless_message), numbers)),
        re.compile(rule.pattern) if rule.pattern else None,
    )


def _numbers(group: str, numbers: dict[str, int]) -> frozenset[int]:
    return frozenset(numbers[name] for name in group.split("|") if name)


def _mask(concepts: Iterable[int]) -> int:
    """Concepts as the bits of one number: which rules a message may bear is asked of each message many times."""
    mask = 0
    for concept in concepts:
        mask |= 1 << concept
    return mask


def _possible(ready: _Ready, seen: int) -> bool:
    """Whether every concept that the rule needs is somewhere in the message, and none that forbids it."""
    for needed in ready.needed:
        if not seen & needed:
            return False
    return not seen & ready.forbidden


def _seen(ready: _Ready, places: Places, text: str) -> Span | None:
    """The first span in which the rule holds, or None; in time that grows with the number of hits, not its square."""
    anchors, *others = (_hits(group, places) for group in ready.groups)
    unless = _hits(ready.unless, places)
    near = ready.rule.near or len(text)
    for anchor in anchors:
        chosen = _around(anchor, others, near)
        if not chosen:
            continue
        span = min(chosen)[0], max(end for _, end in chosen)
        if span[1] - span[0] <= near and _stands(ready, span, chosen, unless, text):
            return span
    return None


def _hits(concepts: Iterable[int], places: Places) -> list[Span]:
    """Where any of these concepts stands, in order."""
    return sorted(hit for concept in concepts if concept in places for hit in places[concept])


def _around(anchor: Span, others: Sequence[list[Span]], near: int) -> list[Span]:
    """The anchor and the nearest hit of each other group, none of them overlapping; empty if a group has none near."""
    chosen = [anchor]
    for hits in others:
        nearest = _nearest(anchor, hits, near, chosen)
        if nearest is None:
            return []
        chosen.append(nearest)
    return chosen


def _nearest(anchor: Span, hits: list[Span], near: int, taken: Sequence[Span]) -> Span | None:
    """The hit that begins nearest to where the anchor does and overlaps none taken; of two as near the first."""
    low, high = anchor[1] - near, anchor[0] + near
    after = bisect_left(hits, (anchor[0],))
    before = after - 1
    while True:
        back = anchor[0] - hits[before][0] if before >= 0 and hits[before][0] >= low else math.inf
        ahead = hits[after][0] - anchor[0] if after < len(hits) and hits[after][0] <= high else math.inf
        if back == ahead == math.inf:
            return None
        at = before if back <= ahead else after
        if not _overlaps(hits[at], taken):
            return hits[at]
        before, after = before - (at == before), after + (at == after)


def _overlaps(hit: Span, others: Iterable[Span]) -> bool:
    return any(hit[0] < end and hit[1] > start for start, end in others)


def _stands(ready: _Ready, span: Span, chosen: list[Span], unless: list[Span], text: str) -> bool:
    """Whether nothing near takes it back (a "not" within a phrase that was found does not), and the pattern holds."""
    low, high = bisect_left(unless, (span[0] - ready.rule.unless_near,)), bisect_left(unless, (span[1],))
    if any(not _overlaps(unless[at], chosen) for at in range(low, high)):
        return False
    around = text[max(0, span[0] - _AROUND) : span[1] + _AROUND]
    return ready.pattern is None or ready.pattern.search(around) is not None
