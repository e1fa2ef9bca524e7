"""Weighing: decibans add up, dependent evidence counts once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lurewatch.detection.rule_file import load_indicators
from lurewatch.detection.weigh import prior_decibans, probability_of, weigh
from lurewatch.detection.weight_file import EXPERT, load_weights
from lurewatch.errors import UsageError
from lurewatch.model.evidence import Sighting
from lurewatch.model.kind import Kind, Verdict, verdict

INDICATORS = load_indicators()
FAMILIES = {one.id: one.family for one in INDICATORS.values()}
WEIGHTS = load_weights(EXPERT)
PRIOR = prior_decibans(0.01)


def sighting(indicator: str, message: int = 0) -> Sighting:
    """A sighting of an indicator somewhere."""
    return Sighting(indicator, "r", message, 0, 0)


some = st.lists(st.sampled_from(sorted(INDICATORS)), max_size=12)


@given(some, st.sampled_from([name for name in INDICATORS if WEIGHTS.of[name][Kind.COVERT] > 0]))
def test_more_evidence_for(names: list[str], another: str) -> None:
    """Adding evidence for never lowers the probability."""
    before = weigh([sighting(name) for name in names], FAMILIES, WEIGHTS, PRIOR)
    after = weigh([sighting(name) for name in [*names, another]], FAMILIES, WEIGHTS, PRIOR)
    assert after.probability >= before.probability - 1e-3  # each part is rounded to 0.01 decibans


@given(some)
def test_any_evidence(names: list[str]) -> None:
    """The parts and the prior add up to the total, and the kinds to one."""
    weighed = weigh([sighting(name) for name in names], FAMILIES, WEIGHTS, PRIOR)
    assert sum(weighed.decibans) + PRIOR == pytest.approx(weighed.total)
    assert sum(weighed.kinds.values()) == pytest.approx(1)
    assert weighed.kinds[Kind.COVERT] == weighed.probability == pytest.approx(probability_of(weighed.total))


def test_same_indicator_in_three_messages() -> None:
    """An indicator counts where it was first seen, and not again."""
    weighed = weigh([sighting("secrecy", n) for n in range(3)], FAMILIES, WEIGHTS, PRIOR)
    assert weighed.decibans[1:] == (0.0, 0.0)


def test_a_whole_family_at_once() -> None:
    """What a family adds never passes its cap."""
    names = [name for name in INDICATORS if FAMILIES[name] == "offer"]
    weighed = weigh([sighting(name) for name in names], FAMILIES, WEIGHTS, PRIOR)
    assert sum(weighed.decibans) == pytest.approx(WEIGHTS.caps["offer"], abs=0.1)


def test_prior() -> None:
    """One in a hundred is about -20 decibans; certainty is refused."""
    assert pytest.approx(-19.956, abs=1e-3) == PRIOR
    with pytest.raises(UsageError, match="between 0 and 1"):
        prior_decibans(1.0)


def test_extreme_sums() -> None:
    """Evidence of any size gives a probability and no overflow."""
    assert probability_of(-9000.0) == 0.0
    assert probability_of(9000.0) == 1.0


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (0.0, Verdict.REMOTE),
        (0.075, Verdict.HIGHLY_UNLIKELY),
        (0.52, Verdict.REALISTIC),
        (0.525, Verdict.LIKELY),
        (1.0, Verdict.ALMOST_CERTAIN),
    ],
)
def test_yardstick(probability: float, word: Verdict) -> None:
    """The verdict is the yardstick's word for the probability; a cut belongs to the word above."""
    assert verdict(probability) is word


def test_very_long_text() -> None:
    """In a very long text evidence for weighs less, evidence against the same, and nothing passes zero."""
    sightings = [sighting("secrecy"), sighting("flattery"), sighting("compliance-line")]
    short, long = (weigh(sightings, FAMILIES, WEIGHTS, PRIOR, length).decibans for length in (500, 20_000))
    assert long[0] == pytest.approx(short[0] - 6.02, abs=0.01)
    assert long[1] == 0.0
    assert long[2] == short[2]
