"""Stage, asks and disclosures against the labels of the twins, message by message."""

from collections.abc import Callable, Iterable, Sequence

from evaluation.case import Scored
from evaluation.metrics.agreement import Agreement
from evaluation.metrics.proportion import share
from evaluation.report import Section, Table
from evaluation.run import Run, TwinScored
from evaluation.twin import Labels, Quoted
from lurewatch.model.assessment import Ask, Disclosure
from lurewatch.model.kind import Stage, What

_HEADINGS = ("", "labelled", "found", "precision", "recall", "F1")
_INTRODUCTION = (
    "Labelled by message in the twins: asks and disclosures in approaches and benign alike, stages in approaches. An "
    "ask or a disclosure counts as found where the message and what it is are the same."
)
_STAGES = (
    "A stage counts as found where it is among those shown; “same message” is the share of these whose first "
    "message is the labelled one."
)

Judged = tuple[Scored, Sequence[Labels]]
Spans = Sequence[Ask] | Sequence[Disclosure]


def course(run: Run) -> Section | None:
    """Precision and recall of asks, disclosures and stages."""
    pairs = run.twins()
    if not pairs:
        return None
    approaches, both = _approaches(pairs), [*_approaches(pairs), *_benign(pairs)]
    last = sum(_last(labels) == one.assessment.stage for one, labels in approaches)
    parts: list[str | Table] = [
        _INTRODUCTION,
        "Asks:",
        Table(_HEADINGS, _rows(both, lambda one: one.assessment.asks, lambda label: label.asks)),
        f"Of the asks found rightly, {_overlapping(both)} share words with the quote of the label.",
        "Disclosures:",
        Table(_HEADINGS, _rows(both, lambda one: one.assessment.disclosures, lambda label: label.disclosures)),
        f"Stages. {_STAGES}",
        Table((*_HEADINGS, "same message"), _stage_rows(approaches)),
        f"The furthest stage is the labelled one in {share(last, len(approaches))} of the approaches.",
    ]
    return Section("Stage, asks and disclosures", parts)


def _approaches(pairs: Iterable[TwinScored]) -> list[Judged]:
    return [(one.approach, one.pair.approach_labels) for one in pairs]


def _benign(pairs: Iterable[TwinScored]) -> list[Judged]:
    return [(one.benign, one.pair.benign_labels) for one in pairs]


def _rows(
    judged: Sequence[Judged], found: Callable[[Scored], Spans], labelled: Callable[[Labels], Sequence[Quoted]]
) -> list[tuple[str, ...]]:
    counts = {what.value: Agreement() for what in What} | {"all": Agreement()}
    for scored, labels in judged:
        seen = {(one.message, one.what.value) for one in found(scored)}
        wanted = {(number, one["what"]) for number, label in enumerate(labels) for one in labelled(label)}
        counts["all"].add(seen, wanted)
        for what in What:
            counts[what].add({one for one in seen if one[1] == what}, {one for one in wanted if one[1] == what})
    return [_row(name, one) for name, one in counts.items()]


def _row(name: str, count: Agreement) -> tuple[str, ...]:
    labelled, found = str(count.both + count.labelled_only), str(count.both + count.found_only)
    return name, labelled, found, f"{count.precision:.2f}", f"{count.recall:.2f}", f"{count.f1:.2f}"


def _overlapping(judged: Sequence[Judged]) -> str:
    right, sharing = 0, 0
    for scored, labels in judged:
        texts = scored.case.texts
        for ask in scored.assessment.asks:
            quotes = [one["quote"] for one in labels[ask.message].asks if one["what"] == ask.what]
            right += bool(quotes)
            sharing += any(_shares(texts[ask.message], quote, ask) for quote in quotes)
    return f"{sharing} of {right}"


def _shares(text: str, quote: str, ask: Ask) -> bool:
    start = text.find(quote)
    return start >= 0 and start < ask.end and ask.start < start + len(quote)


def _stage_rows(judged: Sequence[Judged]) -> list[tuple[str, ...]]:
    counts = {stage: Agreement() for stage in Stage}
    same = dict.fromkeys(Stage, 0)
    for scored, labels in judged:
        shown = {one.stage: one.message for one in scored.assessment.stages}
        wanted = _firsts(labels)
        for stage in Stage:
            counts[stage].add({stage} & shown.keys(), {stage} & wanted.keys())
            same[stage] += stage in shown and shown[stage] == wanted.get(stage)
    return [(*_row(stage, counts[stage]), f"{same[stage]} of {counts[stage].both}") for stage in Stage]


def _firsts(labels: Sequence[Labels]) -> dict[Stage, int]:
    """Each labelled stage with the first message that bears it."""
    found: dict[Stage, int] = {}
    for number, label in enumerate(labels):
        if label.stage:
            found.setdefault(Stage(label.stage), number)
    return found


def _last(labels: Sequence[Labels]) -> Stage:
    return max(_firsts(labels), key=tuple(Stage).index, default=Stage.CONTACT)
