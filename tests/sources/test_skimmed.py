"""What is taken of a conversation's object at a first look."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lurewatch.errors import LineError
from lurewatch.linking.outline import Outline, outline, told
from lurewatch.model.place import Place
from lurewatch.sources.conversation_object import LONGEST_ID, conversation_of
from lurewatch.sources.skimmed import skimmed

USUAL: dict[str, object] = {
    "id": "c1",
    "channel": "Signal",
    "person": "kim@haldenq.example",
    "organisation": "haldenq",
    "messages": [
        {"from": "contact", "text": "Gr\u00fc\u00dfe, call +44 7700 900 731", "sent_at": "2026-03-01T09:00:00Z"},
        {"from": "person", "text": "Who is this?", "subject": None},
        {"from": "contact", "text": "Rowan \ud800 again", "subject": "S"},
    ],
    "contact": {
        "name": "Rowan",
        "handles": ["R@n.example", " ", "https://de.linkedin.com/in/Rowan/?x=1"],
        "claims": [],
    },
}
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(-1, 3), st.text(max_size=5), st.just("contact"),
    st.just("x" * (LONGEST_ID + 1)),
    st.lists(st.one_of(st.text(max_size=3), st.none(), st.integers(0, 1)), max_size=2),
    st.dictionaries(st.sampled_from(["from", "text", "name", "handles", "claims"]), st.text(max_size=3), max_size=3),
)  # fmt: skip


def in_full(value: dict[str, object]) -> Outline | str:
    """The outline by way of a whole conversation, or what is wrong."""
    try:
        return outline(conversation_of(value, Place("input"), "input, line 1"))
    except LineError as error:
        return str(error)


def agrees(value: dict[str, object]) -> bool:
    """Whether a first look takes nothing that is refused in full, and else the same but for the time."""
    seen, whole = skimmed(value), in_full(value)
    if seen is None:
        return True
    assert isinstance(whole, Outline)
    fields = ("id", "person", "organisation", "channel", "name", "handles", "text", "signed")
    short = Outline(*seen[:-1], told(seen.texts))
    return all(getattr(short, name) == getattr(whole, name) for name in fields)


def test_a_usual_conversation() -> None:
    """What is as it should be is taken without reading it in full, and is the same."""
    assert skimmed(USUAL) is not None
    assert agrees(USUAL)


def test_the_least_that_is_a_conversation() -> None:
    """An id and one message are enough."""
    least: dict[str, object] = {"id": "c", "messages": [{"from": "contact", "text": ""}]}
    assert skimmed(least) is not None
    assert agrees(least)


@pytest.mark.parametrize("key", ["headers", "id"])
def test_what_needs_a_whole_look(key: str) -> None:
    """With headers, or without an id, a conversation is read in full."""
    changed: dict[str, object] = {**USUAL, "headers": {"x": "y"}}
    changed.pop("id" if key == "id" else "contact")
    assert skimmed(changed) is None


@settings(max_examples=400)
@given(st.dictionaries(st.sampled_from(sorted(USUAL)), ODD, max_size=2))
def test_odd_values(odd: dict[str, object]) -> None:
    """Whatever stands in the place of a key, the first look takes it as it is in full, or leaves it."""
    assert agrees({**USUAL, **odd})


@settings(max_examples=400)
@given(st.dictionaries(st.sampled_from(["from", "text", "subject", "sent_at"]), ODD), st.booleans())
def test_odd_messages(odd: dict[str, object], is_last: bool) -> None:
    """The same holds for each key of a message, of either side."""
    messages: list[object] = [{"from": "person", "text": "Hello"}, {"from": "contact", "text": "Hello"}]
    messages[is_last] = {"from": "person", "text": "x", **odd}
    assert agrees({**USUAL, "messages": messages})


@settings(max_examples=400)
@given(st.dictionaries(st.sampled_from(["name", "handles", "claims"]), ODD))
def test_odd_contacts(odd: dict[str, object]) -> None:
    """The same holds for each key of a contact."""
    assert agrees({**USUAL, "contact": odd})
