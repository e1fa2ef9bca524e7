"""Conversations as JSON Lines."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import LETTERS, UNHURRIED, items, only

from lurewatch.errors import LineError
from lurewatch.model.conversation import Conversation, Side
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import Channel
from lurewatch.sources.interface import Limits
from lurewatch.sources.readers.jsonl import JsonLines, conversation_of_line, id_of_line
from lurewatch.sources.sniff import Head

ONE = {"id": "c1", "messages": [{"from": "contact", "text": "Hello"}]}


def line(**keys: object) -> bytes:
    """A line: a usual conversation with these keys in place of its own."""
    return json.dumps(ONE | keys).encode()


def test_a_whole_conversation() -> None:
    """Every key of the interface reaches the conversation."""
    found = conversation_of_line(
        line(
            channel="linkedin",
            person="kim",
            organisation="Firm",
            contact={
                "name": "Rowan",
                "handles": ["R@n.example", "https://de.linkedin.com/in/Rowan/?x=1"],
                "claims": ["x"],
            },
            headers={"Authentication-Results": "spf=pass"},
            messages=[
                {"from": "person", "text": "Hi"},
                {"from": "contact", "text": "Hello", "sent_at": "2026-03-01T09:00:00Z", "subject": "S"},
                {"from": "contact", "text": "Again", "subject": None, "sent_at": None},
            ],
        ),
        1,
    )
    assert (found.id, found.channel, found.person, found.organisation) == ("c1", Channel.LINKEDIN, "kim", "Firm")
    assert found.contact.handles == (
        Handle(Platform.EMAIL, "r@n.example"),
        Handle(Platform.PROFILE, "linkedin.com/in/rowan"),
    )
    assert (found.contact.name, found.contact.claims) == ("Rowan", ("x",))
    assert [turn.side for turn in found.turns] == [Side.PERSON, Side.CONTACT, Side.CONTACT]
    assert [dict(turn.message.headers) for turn in found.turns] == [{}, {"authentication-results": "spf=pass"}, {}]
    assert found.turns[1].message.sent_at == datetime(2026, 3, 1, 9, tzinfo=UTC)
    assert found.turns[1].message.subject == "S"
    assert found.gaps == ()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"not json", "input, line 7: not JSON at character 1; write one JSON object a line"),
        (b"[1]", "a list in place of a conversation"),
        (b"\xff{}", "not UTF-8 at byte 0; save the file as UTF-8"),
        (b"[" * 100_000, "not JSON"),
        (b"9" * 5_000, "not JSON"),
        (b"{}", "messages is missing; it must be a list of messages"),
        (line(messages={}), "messages is an object; it must be a list of messages"),
        (line(messages=[]), "messages is empty"),
        (line(messages=["x"]), "message 0 is text; it must be an object"),
        (line(messages=[{"text": "x"}]), 'from in message 0 is missing; it must be "contact" or "person"'),
        (line(messages=[{"from": "boss", "text": "x"}]), "from in message 0 is 'boss'; it must be"),
        (line(messages=[{"from": ["contact"], "text": "x"}]), "from in message 0 is a list; it must be"),
        (line(messages=[{"from": "contact"}]), "text in message 0 is missing; it must be text"),
        (line(messages=[{"from": "contact", "text": 5}]), "text in message 0 is a number; it must be text"),
        (line(messages=[{"from": "contact", "text": "x", "sent_at": 5}]), "sent_at in message 0 is a number"),
        (line(id=["c1"]), "id is a list; it must be text"),
        (line(id=True), "id is true or false; it must be text"),
        (line(channel=3), "channel is a number"),
        (line(contact="x"), "contact is text; it must be an object"),
        (line(contact={"handles": "x"}), "handles in contact is text; it must be a list of texts"),
        (line(contact={"claims": [1]}), "claims in contact is a number; it must be texts only"),
        (line(headers=[]), "headers is a list; it must be an object"),
        (line(headers={"a": 1}), "a in headers is a number; it must be text"),
    ],
)
def test_a_line_that_is_no_conversation(data: bytes, reason: str) -> None:
    """It is refused with the place, what is wrong and what it must be."""
    with pytest.raises(LineError) as refused:
        conversation_of_line(data, 7)
    assert str(refused.value).startswith("input, line 7: ")
    assert reason in str(refused.value)


def test_ten_megabytes_in_one_line() -> None:
    """They are refused with the bound, and the lines around them are read, in bounded memory."""
    endless = line(messages=[{"from": "contact", "text": "x" * 10_000_000}])
    data = b"\n".join([line(id="a"), endless, line(id="c")])
    first, gap, last = items(JsonLines(), data)
    assert isinstance(gap, Gap)
    assert (gap.where, gap.why.split(";")[0]) == ("some.file, line 2", "longer than 4 MiB")
    assert [item.id for item in only(Conversation, [first, last])] == ["a", "c"]


def test_a_last_line_that_is_too_long() -> None:
    """It is one gap, also where the file ends in it."""
    found = items(JsonLines(), line() + b"\n" + b"{" * 5_000, Limits(line_bytes=1_000))
    assert len(found) == 2


def test_lines_of_all_kinds() -> None:
    """A broken line is a gap at its number, blank ones are passed over, the same id twice is two conversations."""
    found = items(JsonLines(), b"\xef\xbb\xbf" + line() + b"\r\n\r\nnot json\n" + line())
    assert [item.id for item in only(Conversation, found)] == ["c1", "c1"]
    (gap,) = only(Gap, found)
    assert gap == Gap("a conversation", "some.file, line 3", "not JSON at character 1; write one JSON object a line")


@pytest.mark.parametrize(("written", "read"), [(7, "7"), (None, "line 1"), ("x\ud800", "x\ufffd")])
def test_unusual_ids(written: object, read: str) -> None:
    """A number becomes text, a missing id is made of the line, half characters are replaced."""
    assert conversation_of_line(line(id=written), 1).id == read


@pytest.mark.parametrize(
    ("channel", "read"),
    [("email", Channel.EMAIL), ("telegram", Channel.CHAT), ("LinkedIn", Channel.LINKEDIN), ("letter", Channel.OTHER)],
)
def test_channels(channel: str, read: Channel) -> None:
    """Known ones are told apart; any other is another."""
    assert conversation_of_line(line(channel=channel), 1).channel is read


def test_a_time_that_is_none() -> None:
    """The message is kept without a time, and the conversation has a gap."""
    found = conversation_of_line(line(messages=[{"from": "contact", "text": "x", "sent_at": "soon"}]), 1)
    assert found.turns[0].message.sent_at is None
    assert "sent_at" in found.gaps[0].why


def test_text_to_the_letter() -> None:
    """Nothing moves in it, so that offsets count as in the line."""
    text = "a\r\n\x00 \ud83d b\u200b "
    found = conversation_of_line(line(messages=[{"from": "contact", "text": text}]), 1)
    assert found.turns[0].message.text == text.replace("\ud83d", "\ufffd")


@pytest.mark.parametrize(
    ("data", "found"), [(b"x", None), (b'{"id": "a"}', "a"), (b'{"id": 3}', "3"), (b'{"id": []}', None)]
)
def test_the_id_of_a_broken_line(data: bytes, found: str | None) -> None:
    """It is told where the line names one."""
    assert id_of_line(data) == found


@pytest.mark.parametrize(
    ("data", "is_known"),
    [
        (line(), True),
        (b"garbage\n" + line(), True),
        (b"\xef\xbb\xbf" + line(), True),
        (line(messages=[{"from": "contact", "text": "x" * 70_000}])[:65_536], True),
        (b"", False),
        (b'{"a": 1}\n', False),
        (b'{\n "messages": []\n}', False),
        (b"[]", False),
    ],
)
def test_recognising(data: bytes, is_known: bool) -> None:
    """One conversation among the first lines is enough; other JSON is not taken."""
    assert JsonLines().recognises(Head(data)) is is_known


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(LETTERS, max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(LETTERS, max_size=3), inner, max_size=3),
    max_leaves=8,
)
_KEYS = st.sampled_from(["id", "channel", "messages", "contact", "headers", "person", "organisation"])


@given(st.dictionaries(_KEYS, _VALUES))
@UNHURRIED
def test_any_values(keys: dict[str, object]) -> None:
    """A line is a conversation or a LineError, nothing else."""
    try:
        found = conversation_of_line(json.dumps(ONE | keys).encode(), 1)
    except LineError as error:
        str(error).encode("utf-8")
    else:
        found.id.encode("utf-8")


@given(st.binary(max_size=200))
@UNHURRIED
def test_any_bytes(data: bytes) -> None:
    """Reading ends without an error."""
    items(JsonLines(), data)


def test_an_id_without_end() -> None:
    """It is refused: a copy of it would be kept with each of the line's messages."""
    with pytest.raises(LineError, match="line 1: id is longer than 1000 characters; give a shorter one"):
        conversation_of_line(json.dumps(ONE | {"id": "c" * 1_001}).encode(), 1)
