"""What is counted."""

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.figures.made import TODAY, approach

from lurewatch.figures.tally import figures
from lurewatch.model.counted import Counted
from lurewatch.model.figures import Figures, Period
from lurewatch.model.kind import Verdict

ORDINARY = approach(probability=0.01, verdict=Verdict.REMOTE)
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


def counted(*ones: Counted, period: Period = MARCH) -> Figures:
    """The figures of some conversations."""
    return figures(ones, period, TODAY)


def value(found: Figures, name: str) -> float:
    """One of the figures, by its name."""
    return next(one.value for one in found.figures if one.name == name)


def test_several_people_and_one_persona() -> None:
    """Each person and each persona counts once, each conversation as an approach."""
    found = counted(approach("p1"), approach("p2"), approach("p2", "k2"))
    assert (value(found, "approaches"), value(found, "people approached"), value(found, "personas")) == (3, 2, 2)


def test_an_ordinary_conversation() -> None:
    """It is no approach, and adds its probability to what is expected."""
    found = counted(approach(), ORDINARY)
    assert value(found, "approaches") == 1
    assert value(found, "expected") == 0.91


def test_what_is_expected() -> None:
    """Its interval is that of chance: wider than nothing, and never below none."""
    (expected,) = (one for one in counted(*[ORDINARY] * 5).figures if one.name == "expected")
    assert expected.low == 0
    assert expected.high is not None
    assert expected.high > expected.value


def test_days_outside_the_period() -> None:
    """They are not counted, and their number is told."""
    found = counted(approach(), approach(day=date(2026, 4, 1)))
    assert value(found, "approaches") == 1
    assert found.outside == 1


def test_no_time_and_a_clock_in_the_future() -> None:
    """They are in no week and are told apart; without a period they count among the rest."""
    ones = approach(), approach(day=None), approach(day=date(2099, 1, 1))
    found = counted(*ones)
    assert (value(found, "approaches"), found.undated, found.future) == (1, 1, 1)
    everything = counted(*ones, period=Period())
    assert value(everything, "approaches") == 3
    assert [week.monday for week in everything.weeks] == [date(2026, 3, 2)]


def test_empty_weeks() -> None:
    """They are there, with nothing in them, over the whole period."""
    found = counted(approach(day=date(2026, 3, 11)))
    assert [week.approaches for week in found.weeks] == [0, 0, 1, 0, 0, 0]
    assert found.weeks[0].monday == date(2026, 2, 23)


def test_nothing_at_all() -> None:
    """There are figures of nothing, and no estimate."""
    found = counted(period=Period())
    assert value(found, "approaches") == 0
    assert found.weeks == ()
    assert found.change is None
    assert all(one.refused for one in found.unseen.values())


def test_alerts_and_disclosures() -> None:
    """Of approaches in which something was given away, those are counted that were alerted before."""
    found = counted(approach(alerted_first=True), approach(alerted_first=False), approach())
    (first,) = (one for one in found.figures if one.name == "alert before disclosure")
    assert (first.value, first.of) == (1, 2)


def test_both_ways_of_seeing() -> None:
    """What both saw tells how many neither did."""
    both = [approach(f"b{n}", f"b{n}", reported=True) for n in range(20)]
    reported = [approach(f"r{n}", f"r{n}", reported=True, read=False) for n in range(10)]
    found = counted(*both, *reported, *[approach(f"m{n}", f"m{n}") for n in range(10)]).unseen["approaches"]
    assert found.total is not None
    assert 43 < found.total < 47  # 30 * 30 / 20


def test_personas_of_several_people() -> None:
    """How many of our people each persona wrote to tells how many personas wrote to people whom nobody heard."""
    ones = [approach(f"p{n}", f"k{n}") for n in range(20)]
    ones += [approach(f"q{n}{m}", f"two{n}") for n in range(10) for m in range(2)]
    found = counted(*ones).unseen["personas"]
    assert found.is_lower_bound
    assert found.total is not None
    assert 45 < found.total < 50  # 30 + 20 * 19 / (2 * 11)


@given(st.integers(0, 1000))
def test_another_order(seed: int) -> None:
    """It changes nothing."""
    ones = [approach(f"p{n % 3}", f"k{n % 4}", date(2026, 3, 1 + n)) for n in range(20)]
    mixed = [*ones]
    Random(seed).shuffle(mixed)  # noqa: S311  # seeded
    assert counted(*mixed) == counted(*ones)
