"""Two readings of one correspondence."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lurewatch.conversations.merging import MOST_TURNS, merged
from lurewatch.model.conversation import Contact, Conversation, Joined, Side, Turn
from lurewatch.model.forward import Forward
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place
from lurewatch.text import handles

FIRST = datetime(2026, 3, 2, 9, tzinfo=UTC)
ROWAN, HER = handles.email("rowan@northgate.example"), handles.email("ines@halden.example")
TEXTS = ("Soup on Monday.", "May I ask about your work?", "We pay 900 dollars.", "No, thank you.")


def turn(text: str, day: int, side: Side = Side.CONTACT, **more: object) -> Turn:
    """One message."""
    message = Message("m", ROWAN, (), text, Channel.EMAIL, Place("made"), FIRST + timedelta(days=day))
    return Turn(side, replace(message, **more))  # type: ignore[arg-type]


def of(*turns: Turn) -> Conversation:
    """A conversation of these turns."""
    return Conversation("c", Channel.EMAIL, Contact((ROWAN,), "Rowan"), turns, "email:kim@quietlab.example")


SOME = st.lists(st.tuples(st.sampled_from(range(len(TEXTS))), st.sampled_from(Side)), max_size=4, unique=True)


@given(SOME, SOME)
def test_any_two(one: list[tuple[int, Side]], other: list[tuple[int, Side]]) -> None:
    """Everything of both is there once and in order of time, whichever was first; putting in again changes nothing."""
    a, b = (of(*(turn(TEXTS[at], 3 * at, side) for at, side in sorted(some))) for some in (one, other))
    whole = merged(a, b)
    said = [(each.message.text, each.side) for each in whole.turns]
    assert sorted(said) == sorted({(TEXTS[at], side) for at, side in (*one, *other)})
    times = [each.message.sent_at for each in whole.turns]
    assert times == sorted(times, key=lambda time: time or FIRST)
    assert merged(whole, b) == whole
    assert merged(whole, a) == whole
    assert {(each.message.text, each.side) for each in merged(b, a).turns} == set(said)


def test_the_same_words_on_another_day() -> None:
    """What is written again days later is another message."""
    assert len(merged(of(turn("Hello?", 0)), of(turn("Hello?", 5))).turns) == 2


def test_the_one_with_headers() -> None:
    """Of two copies the one with headers stays, with the reporters of both."""
    kim, noor = Forward(handles.email("kim@quietlab.example")), Forward(handles.email("noor@quietlab.example"))
    bare = of(turn(TEXTS[1], 0, reports=(kim,)))
    whole = of(turn(TEXTS[1] + "\n", 0, headers={"from": "x"}, reports=(noor, kim)))
    (found,) = merged(bare, whole).turns
    assert found.message.headers == {"from": "x"}
    assert found.message.reports == (kim, noor)


def test_a_handle_that_was_joined() -> None:
    """Why a handle was joined goes on pointing at the message that said so."""
    joined = (Joined(HER, ROWAN, "an address in their signature", 0, 2, 5),)
    later = of(turn(TEXTS[2], 9))
    later = replace(later, contact=Contact((ROWAN, HER), "Rowan", joined=joined))
    found = merged(of(turn(TEXTS[1], 0)), later)
    assert found.contact.handles == (ROWAN, HER)
    assert [one.message for one in found.contact.joined] == [1]


def test_a_very_long_one() -> None:
    """Of a correspondence longer than is kept the last messages stay, and a gap says how many were left out."""
    many = of(*(turn(f"message {at} of many", at) for at in range(MOST_TURNS)))
    found = merged(many, of(turn("one more", MOST_TURNS)))
    assert len(found.turns) == MOST_TURNS
    assert found.turns[-1].message.text == "one more"
    assert "the 1 earliest were left out" in found.gaps[0].why
