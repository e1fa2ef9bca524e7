"""Early warning: how soon is an approach seen, and is it before something is given away?"""

from collections.abc import Sequence

from evaluation.case import Scored
from evaluation.metrics.proportion import share
from evaluation.report import Section, Table
from evaluation.run import EVEN, PRIOR, Run, TwinScored

_MESSAGES = (1, 2, 3, 4, 5, 6)
_INTRODUCTION = (
    "The share of approaches that stood at “likely” after so many of the contact's messages, reading no further, "
    "among the twins whose contact writes at least three times; in brackets the share of their benign twins. A "
    "conversation that ends earlier keeps what it had."
)


def early(run: Run) -> Section | None:
    """Recall against messages seen, and the share alerted before the first disclosure."""
    pairs = run.twins()
    if not pairs:
        return None
    priors = (PRIOR, EVEN)
    columns = [_curve(run.twins(prior)) for prior in priors]
    rows = [(str(seen), *cells) for seen, *cells in zip(_MESSAGES, *columns, strict=True)]
    before = [_before_disclosure(run.twins(prior)) for prior in priors]
    heads = [f"prior {prior:g}" for prior in priors]
    parts: list[str | Table] = [
        _INTRODUCTION,
        Table(("messages of the contact", *heads), rows),
        "Approaches in which our person discloses something: the share alerted before the first disclosure.",
        Table(heads, [before]),
    ]
    return Section("Early warning", parts)


def _curve(pairs: Sequence[TwinScored]) -> list[str]:
    lasting = [one for one in pairs if len(one.pair.approach.contact_messages) >= 3]
    return [
        f"{share(_seen_by(lasting, count), len(lasting))} ({_wronged_by(lasting, count):.3f})" for count in _MESSAGES
    ]


def _seen_by(pairs: Sequence[TwinScored], count: int) -> int:
    return sum(_alerted(one.approach, count) for one in pairs)


def _wronged_by(pairs: Sequence[TwinScored], count: int) -> float:
    return share(sum(_alerted(one.benign, count) for one in pairs), len(pairs)).value


def _alerted(scored: Scored, count: int) -> bool:
    """Whether the first alert came with one of the contact's first so many messages."""
    first = scored.assessment.first_alert_message
    return first is not None and first <= scored.case.contact_messages[:count][-1]


def _before_disclosure(pairs: Sequence[TwinScored]) -> str:
    given = [(one.approach.assessment.first_alert_message, _first_given(one)) for one in pairs]
    disclosing = [(alert, at) for alert, at in given if at is not None]
    early_enough = sum(alert is not None and alert < at for alert, at in disclosing)
    return f"{share(early_enough, len(disclosing))} of {len(disclosing)}"


def _first_given(one: TwinScored) -> int | None:
    return next((number for number, label in enumerate(one.pair.approach_labels) if label.disclosures), None)
