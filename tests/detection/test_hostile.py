"""Conversations made to keep a machine busy: the work of each grows in step with its length."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.detection.made import made
from tests.timed import BOUND, times_as_long

from lurewatch.detection.assessor import Assessor
from lurewatch.model.conversation import Contact, Conversation, Region, RegionKind, Turn
from lurewatch.model.handle import Handle, Platform

ASSESSOR = Assessor()
STRONG = (
    "I work for a consultancy. Could you send me the internal report? We pay you in cash and keep it confidential."
    " Let us move to Signal."
)


def with_handles(count: int) -> Conversation:
    """A contact with as many handles as messages, none of them an address."""
    found = made(*["Good morning."] * count, address="rowan")
    return replace(found, contact=Contact((Handle(Platform.NAME, "rowan"),) * count))


@pytest.mark.parametrize(
    "make",
    [
        lambda count: made(*["Good morning."] * count),
        lambda count: made(*[""] * count, days=0),
        lambda count: made(*["Could you send me the internal report?", "> No."] * (count // 2)),
        lambda count: made("word " * 200_000, *[STRONG] * (count // 10)),
        with_handles,
    ],
    ids=["one side alone", "nothing in them", "asks without a topic", "an alert that never comes", "many handles"],
)
def test_conversations_of_many_messages(make: Callable[[int], Conversation]) -> None:
    """Eight times as many messages take about eight times as long, not sixty-four."""
    assert times_as_long(lambda count: ASSESSOR.assess(make(count)), 1_500) < BOUND


@pytest.mark.parametrize(
    ("one", "other"),
    [("ssn ", "send "), ("send ", "cvv "), ("what is your ssn, your cvv ", "?"), ("cvv ", "and yours? ")],
)
def test_texts_of_nothing_but_phrases(one: str, other: str) -> None:
    """What is looked for stands thousands of times in one message, and never so that it counts."""
    text = one * (12_000 // len(one)) + "and then " * 100 + other * (12_000 // len(other))
    assert times_as_long(lambda count: ASSESSOR.assess(made(text[:count] + text[-count:])), 1_800) < BOUND


def test_a_reply_to_of_brackets_in_brackets() -> None:
    """No detector fails over it."""
    conversation = made("Good morning.", headers={"reply-to": "(" * 50_000 + '"' * 50_000 + "<r@else.example>"})
    found = ASSESSOR.assess(conversation)
    assert found.gaps == ()
    assert "reply-to-elsewhere" in {one.indicator for one in found.evidence}


@pytest.mark.parametrize(
    ("field", "elsewhere"),
    [
        ("Rowan <r@else.example>", True),
        ('"Rowan @ Northgate" <r@else.example>', True),
        ("(old: r@northgate.example) r@else.example", True),
        ('"Rowan r@else.example', True),
        ("Rowan <rowan@mail.northgate.example>, r@else.example", False),
        ("Rowan", False),
    ],
)
def test_where_answers_go(field: str, *, elsewhere: bool) -> None:
    """The first address of Reply-To counts, past names, comments and a quotation mark that nothing closes."""
    found = ASSESSOR.assess(made("Good morning.", headers={"reply-to": field}))
    assert ("reply-to-elsewhere" in {one.indicator for one in found.evidence}) is elsewhere


def test_a_text_quoted_in_thousands_of_pieces() -> None:
    """What its author wrote between them is judged as far as a message is, and the work grows with the text."""

    def assess(count: int) -> None:
        conversation = made("> Hm.", "Yes.\n> no\n" * count)
        first, (side, message, _) = conversation.turns
        regions = tuple(Region(RegionKind.QUOTED, at + 5, at + 9) for at in range(0, 10 * count, 10))
        ASSESSOR.assess(replace(conversation, turns=(first, Turn(side, message, regions))))

    assert times_as_long(assess, 2_000) < BOUND
