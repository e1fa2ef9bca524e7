"""What everything read adds up to."""

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.figures.made import TODAY, approach

from lurewatch.figures.sums import Sums, sums_of
from lurewatch.figures.tally import approaches_of, figures, told
from lurewatch.model.counted import Counted
from lurewatch.model.figures import Period

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
DAYS = st.sampled_from([None, date(2026, 3, 2), date(2026, 3, 30), date(2026, 4, 9), date(2099, 1, 1)])
ONES = st.builds(
    lambda probability, day, person: approach(person, day=day, probability=probability, organisation=person[:1]),
    st.floats(0, 1),
    DAYS,
    st.sampled_from(["", "a1", "a2", "b1"]),
)


@given(st.lists(st.lists(ONES, max_size=6), max_size=5), st.sampled_from([MARCH, Period()]), st.randoms())
def test_parts_put_together(parts: list[list[Counted]], period: Period, random: Random) -> None:
    """Parts give the figures of the whole to the digit, in whatever order they are put together."""
    whole = figures([one for part in parts for one in part], period, TODAY)
    random.shuffle(parts)
    sums = sum((sums_of(part, period, TODAY) for part in parts), Sums())
    approaches = [one for part in parts for one in approaches_of(part, period, TODAY)]
    assert told(sums, approaches, period) == whole


def test_a_thousand_small_probabilities() -> None:
    """They add up without a rest that an order of adding would leave."""
    sums = sums_of([approach(probability=0.1)] * 1000, Period(), TODAY)
    assert sums.expected == 100
    assert round(sums.variance, 9) == 90


def test_ways_of_seeing_beyond_the_two() -> None:
    """An approach that a third way saw counts among what that way saw, where it is asked for."""
    ones = [
        approach(f"p{n}", reported=n % 2 == 0, read=n % 3 == 0, seen_by=("partners",) * (n % 4 == 0)) for n in range(90)
    ]
    ways = ("reports by staff", "reading of mailboxes", "partners")
    two, three = (figures(ones, Period(), TODAY, of).unseen["approaches"] for of in (ways[:2], ways))
    assert (two.seen, three.seen) == (60, 60)
    assert two.total != three.total
