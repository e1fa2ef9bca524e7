"""Where things stand in the picture of a campaign."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.cli.hostile import ALL

from lurewatch.model.campaign import Campaign, Link, TraitShared
from lurewatch.telling.joined import Lettered, Member
from lurewatch.telling.picture import MOST_DRAWN, drawn, short, timeline
from lurewatch.telling.ties import ties

_BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)
_NAMES = {"v": "Marta Vale", "r": "Jon Reed", "s": "Elin Sorrell"}


def _member(number: int, contact: str, days: tuple[float, ...] = (0,), probability: float = 0.9) -> Member:
    moments = tuple(_BEGAN + timedelta(days=day) for day in days)
    return Member(f"c{number}", f"p{number}", contact, "", _NAMES.get(contact, contact), "", "", probability, moments)


def _link(a: int, b: int, *traits: tuple[str, float]) -> Link:
    shared = tuple(TraitShared(name, decibans, "") for name, decibans in traits)
    return Link(f"c{a}", f"c{b}", sum(decibans for _, decibans in traits), shared)


def _tokens(members: list[Member]) -> dict[str, str]:
    return {one.person: f"Person {number}" for number, one in enumerate(members, start=1)}


_FOUR = [_member(1, "v", (0, 10)), _member(2, "v", (2,)), _member(3, "r", (4,)), _member(4, "s", (20,), 0.1)]
_LINKS = [
    _link(1, 2, ("handle", 36.7), ("approach", 20.0)),
    _link(2, 3, ("wording", 58.0), ("tempo", -4.0)),
    _link(3, 4, ("phone", 50.0), ("wording", 41.0), ("name", 3.0)),
    _link(1, 4, ("wording", 41.0)),
]


def test_messages_over_three_weeks() -> None:
    """Each conversation has a row; its marks stand as far along it as their days."""
    drawing = timeline(_FOUR, _tokens(_FOUR))
    assert [lane.token for lane in drawing.lanes] == ["Person 1", "Person 2", "Person 3", "Person 4"]
    assert [lane.marks for lane in drawing.lanes] == [(2.0, 50.0), (11.6,), (21.2,), (98.0,)]
    assert [lane.is_loud for lane in drawing.lanes] == [True, True, True, False]
    assert [tick.label for tick in drawing.ticks] == ["2 Mar 2026", "12 Mar 2026", "22 Mar 2026"]


def test_messages_of_one_day() -> None:
    """There is one day to name, in the middle."""
    members = [_member(1, "v"), _member(2, "r")]
    assert timeline(members, _tokens(members)).ticks == ((50.0, "2 Mar 2026", "middle"),)


def test_messages_without_a_date() -> None:
    """Their rows are there without a mark, and no day is named."""
    drawing = timeline([_member(1, "v", ())], {"p1": "Person 1"})
    assert drawing.lanes[0].marks == ()
    assert drawing.ticks == ()


def test_three_contacts() -> None:
    """Each stands below one that it is tied to, the strongest tie first, with the traits of the tie in words."""
    drawing = ties(_FOUR, _LINKS, _tokens(_FOUR))
    assert [(one.number, one.name, one.says) for one in drawing.parties] == [
        (1, "Marta Vale", ("own: handle +36.7",)),
        (2, "Jon Reed", ("like 1: wording +58.0",)),
        (3, "Elin Sorrell", ("like 2: phone +50.0", "like 2: wording +41.0")),
    ]
    assert [one.token for one in drawing.people] == ["Person 1", "Person 2", "Person 3", "Person 4"]
    assert [thread.is_loud for thread in drawing.threads] == [True, True, True, False]
    assert len(drawing.ties) == 2


def test_a_contact_bound_by_a_person() -> None:
    """The tie says so, where nothing is shared."""
    members = [_member(1, "v"), _member(2, "r")]
    bound = _link(1, 2)._replace(bound="the same man called both")
    assert ties(members, [bound], _tokens(members)).parties[1].says == ("like 1: bound by a person",)


def test_more_conversations_than_a_picture_holds() -> None:
    """The likeliest are drawn, in the order in which they began."""
    members = tuple(_member(n, f"x{n}", (n,), n / 100) for n in range(60))
    chosen = drawn(Lettered("A", Campaign("k", False, (), 60, ()), members))
    assert [one.id for one in chosen] == [f"c{n}" for n in range(60 - MOST_DRAWN, 60)]


def test_a_hostile_name() -> None:
    """It is short, on one line, and turns no direction."""
    assert short("\u202e\u2066" + "W" * 500) == "W" * 21 + "…"
    assert len(short(ALL)) <= 22
    assert short(ALL).isprintable()


_EDGES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.floats(1, 99)), max_size=30)


@given(st.lists(st.integers(0, 5), min_size=2, max_size=12), _EDGES)
def test_any_conversations_and_links(contacts: list[int], edges: list[tuple[int, int, float]]) -> None:
    """Everybody has a place inside the drawing, no two contacts one; the order of the links changes nothing."""
    members = [_member(n, f"x{contact}", (n,)) for n, contact in enumerate(contacts)]
    links = [_link(min(a, b), max(a, b), ("wording", weight)) for a, b, weight in edges if a != b]
    drawing = ties(members, links, _tokens(members))
    rows = [one.y for one in drawing.parties]
    assert len(set(rows)) == len(rows) == len(set(contacts))
    assert all(0 < y < drawing.height for y in (*rows, *(one.y for one in drawing.people)))
    assert all(drawing.contact_x < tie.x < drawing.words_x for tie in drawing.ties)
    assert all(tie.y1 < tie.y2 for tie in drawing.ties)
    assert ties(members, links[::-1], _tokens(members)) == drawing
