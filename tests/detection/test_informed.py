"""What partners reported raises a probability by its share, and never above what they say of it themselves."""

import json
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lurewatch.detection.assessor import Assessor
from lurewatch.detection.informed import INDICATOR, Informed, most
from lurewatch.model.conversation import Conversation
from lurewatch.model.kind import Verdict, verdict
from lurewatch.model.reported import Reported
from lurewatch.sources.readers.jsonl import conversation_of_line

_TEXTS = [
    "Hello, could we speak by telephone next week about a small piece of work?",
    "Our client prefers to remain anonymous and pays 900 euros for a short report. Keep this between us.",
    "What I need are the non-public figures of your processor. Do not tell your employer, and move to Signal.",
    "You receive this newsletter because you subscribed. Unsubscribe here. " * 3,
    "The agreement is attached, and your employer's consent is needed; we look only for what is public.",
]
_REPORTS = st.lists(
    st.builds(Reported, st.sampled_from(Verdict), st.floats(0, 1), st.just("its e-mail address"), st.just(0)),
    min_size=1,
    max_size=3,
)


@cache
def _alone() -> Assessor:
    return Assessor()


def _conversation(texts: list[str]) -> Conversation:
    messages = [{"from": "contact", "text": text} for text in texts]
    return conversation_of_line(json.dumps({"id": "c1", "messages": messages}).encode(), 1)


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(st.sampled_from(_TEXTS), min_size=1, max_size=4), reports=_REPORTS, prior=st.floats(0.001, 0.6))
def test_a_report_raises_nothing_above_what_its_sender_says(
    texts: list[str], reports: list[Reported], prior: float
) -> None:
    """Whatever the words and the prior: the probability never falls, and rises to the highest confidence at most."""
    one = _conversation(texts)
    alone = _informed([], prior).assess(one).probability
    told = _informed(reports, prior).assess(one).probability

    assert alone <= told + 1e-9
    assert told <= max(alone, *(most(report.confidence) for report in reports))


def _informed(reports: list[Reported], prior: float = 0.01) -> Informed:
    return Informed(lambda _: reports, prior)


@pytest.mark.parametrize("confidence", Verdict)
def test_the_bound_lies_where_the_next_verdict_begins(confidence: Verdict) -> None:
    """Just below the bound stands the sender's own verdict."""
    assert verdict(most(confidence) - 1e-9) is confidence


def test_the_reason_says_which_bulletin_and_of_what_standing() -> None:
    """An officer reads what was met, where it was reported, and what speaks for chance."""
    told = _informed([Reported(Verdict.LIKELY, 1.0, "its e-mail address, in bulletin 1234", 0)])

    (found,) = [one for one in told.assess(_conversation(_TEXTS[:1])).evidence if one.indicator == INDICATOR]

    assert found.reason == (
        "A partner has reported an approach that has this in common: its e-mail address, in bulletin 1234."
    )
    assert found.quote == ""
    assert found.innocent
    assert found.decibans > 0


def test_a_report_that_may_raise_nothing_is_shown_without_weight() -> None:
    """Where the words say more than the partner does, the sighting still tells the officer whom to ask."""
    told = _informed([Reported(Verdict.UNLIKELY, 1.0, "its domain", 0)])
    one = _conversation(_TEXTS[1:3])

    assessment = told.assess(one)

    assert [each.decibans for each in assessment.evidence if each.indicator == INDICATOR] == [0.0]
    assert assessment.probability == _alone().assess(one).probability


def test_the_report_that_raises_most_counts() -> None:
    """A weaker report beside it changes nothing."""
    strong, weak = Reported(Verdict.LIKELY, 0.9, "a", 0), Reported(Verdict.ALMOST_CERTAIN, 0.1, "b", 0)
    one = _conversation(_TEXTS[:1])

    assert _informed([weak, strong]).assess(one) == _informed([strong]).assess(one)


def test_without_reports_nothing_is_otherwise() -> None:
    """Whoever has no partner gets the assessment that everybody gets."""
    one = _conversation(_TEXTS)

    assert _informed([]).assess(one) == _alone().assess(one)
