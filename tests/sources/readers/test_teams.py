"""Dumps of Microsoft Teams messages."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.chats import ANSWER, FORMS, LURE, jsoned, laid, lines
from tests.sources.made import LETTERS, LIMITS, UNHURRIED, items, only, whys
from tests.sources.test_json_stream import VALUES

from lurewatch import flow
from lurewatch.model.acquaintance import Acquaintance
from lurewatch.model.export import Export
from lurewatch.model.gap import Gap
from lurewatch.model.message import Channel, Message
from lurewatch.sources.interface import Limits
from lurewatch.sources.readers.jsonl import JsonLines
from lurewatch.sources.readers.teams import Teams
from lurewatch.sources.sniff import Head

REPLY = 'itemtype="http://schema.skype.com/Reply" itemid="1"'
KIM, ROWAN, SAM = "8ea0e38b-0001", "b1a2c3d4-0002", "c0ffee00-0003"
CHAT = f"19:{KIM}_{ROWAN}@unq.gbl.spaces"


def user(
    identifier: object = ROWAN, name: object = "Rowan Ashby", tenant: object = "t-north", **more: object
) -> dict[str, object]:
    """A message's author."""
    return {
        "application": None,
        "device": None,
        "user": {"id": identifier, "displayName": name, "tenantId": tenant} | more,
    }


def message(content: object = f"<p>{LURE}</p>", number: object = 1, **more: object) -> dict[str, object]:
    """A message as Graph gives it."""
    return {
        "id": str(number),
        "messageType": "message",
        "createdDateTime": f"2026-03-02T09:00:0{number}.123Z",
        "deletedDateTime": None,
        "subject": None,
        "chatId": CHAT,
        "from": user(),
        "body": {"contentType": "html", "content": content},
        "attachments": [],
        "eventDetail": None,
    } | more


OURS = message(f"<p>{ANSWER}</p>", 2, **{"from": user(KIM, "Kim Holt", "t-lab")})
JOINED = message("<systemEventMessage/>", 3, messageType="systemEventMessage", **{"from": None})
DUMPS = {
    "list": jsoned([message(), OURS, JOINED]),
    "page": jsoned({"@odata.count": 2, "value": [message(), OURS, JOINED], "@odata.nextLink": "https://x.example"}),
    "pages": lines({"value": [message()]}, {"value": [OURS, JOINED]}),
    "lines": lines(message(), OURS, JOINED),
    "chat": jsoned({"id": CHAT, "messages": [message(), OURS]}),
    "chats": json.dumps([{"id": CHAT, "members": [], "messages": [message(), OURS]}], indent=2).encode(),
}


def messages(*values: object, limits: Limits = LIMITS) -> list[Message]:
    """The messages of a list."""
    return only(Message, items(Teams(), jsoned(values), limits))


def owners(*values: object, context: str = "") -> set[str]:
    """The names of those who are told to be ours."""
    data = jsoned({"@odata.context": context, "value": values})
    return {owner.name for export in only(Export, items(Teams(), data)) for owner in export.owners}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("dump", DUMPS)
def test_an_approach_in_a_dump(tmp_path: Path, form: str, dump: str) -> None:
    """However it is written, in a folder or a zip, the approach is found with its direction."""
    scan = flow.scan([laid(tmp_path, {"messages.json": DUMPS[dump]}, form)], flow.Options())
    (found,) = scan.judged
    assert found.conversation.contact.handles[0].key == f"account:teams/{ROWAN}"
    assert found.conversation.person == f"account:teams/{KIM}"
    assert [turn.message.text for turn in found.conversation.turns] == [LURE, ANSWER]
    assert "paid-report" in {evidence.indicator for evidence in found.assessment.evidence}
    assert (scan.gaps, [(one.kind, one.messages) for one in scan.sources]) == ([], [("Microsoft Teams messages", 2)])


def test_a_file_for_each_chat(tmp_path: Path) -> None:
    """Whoever takes part in most of them is ours."""
    others = [message(chatId="19:x@thread.v2", **{"from": user(SAM, "Sam", None)}), OURS | {"chatId": "19:x@thread.v2"}]
    scan = flow.scan([laid(tmp_path, {"a.json": jsoned([message(), OURS]), "b.json": jsoned(others)})], flow.Options())
    assert {one.conversation.person for one in scan.judged} == {f"account:teams/{KIM}"}


def test_a_message() -> None:
    """Who wrote what to whom and when; the two of a direct chat are known by its id."""
    (one,) = messages(message(subject="A question"))
    assert (one.author.value, one.author.name) == (f"teams/{ROWAN}", "Rowan Ashby")
    assert [handle.value for handle in one.recipients] == [f"teams/{KIM}"]
    assert (one.sent_at, one.subject) == (datetime(2026, 3, 2, 9, 0, 1, 123000, UTC), "A question")
    assert (one.id, one.thread, one.channel) == (f"{CHAT}/1", CHAT, Channel.CHAT)
    assert one.place == ("some.file", 0, None)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>one\n  two</p>", "one two"),
        ("<div>a &lt; b</div>", "a < b"),
        ("<p>one</p><p>two<br>three</p>", "one\n\ntwo\nthree"),
        (
            '<p>Hi <at id="0">Kim</at> <emoji id="smile" alt="\U0001f642" title="Smile"></emoji></p>',
            "Hi Kim \U0001f642",
        ),
        ('<attachment id="1"></attachment><p>see this</p>', "see this"),
        (
            f'<blockquote itemscope="" {REPLY}><b>Kim</b><p>you said</p></blockquote><p>so</p>',
            "> Kim\n\n> you said\n\nso",
        ),
        ("<b>", ""),
    ],
)
def test_html(content: str, text: str) -> None:
    """It is read as a person sees it."""
    assert [one.text for one in messages(message(content))] == ([text] if text else [])


def test_plain_text() -> None:
    """It stays to the letter."""
    (one,) = messages(message(body={"contentType": "text", "content": "<p>a  &amp; b\n"}))
    assert one.text == "<p>a  &amp; b\n"


def test_what_html_hides() -> None:
    """It is told beside the text, as of mail."""
    (one,) = messages(
        message('<p>a<span style="display:none">unseen</span> <a href="https://e.example">n.example</a></p>')
    )
    assert (one.text, one.hidden, one.deceiving_links) == (
        "a n.example",
        ("unseen",),
        ("n.example leads to e.example",),
    )


def test_attachments() -> None:
    """Files are named, their addresses with what may be in them are not kept."""
    file = {"name": "brief.pdf", "contentType": "reference", "contentUrl": "https://x.example/brief.pdf?token=secret"}
    (one,) = messages(message("", attachments=[file, {"contentType": "messageReference", "name": None}, 7]))
    assert one.attachments == ("brief.pdf",)
    assert "secret" not in repr(one)


@pytest.mark.parametrize(
    "more",
    [
        {"messageType": "systemEventMessage"},
        {"messageType": "unknownFutureValue"},
        {"messageType": ["message"]},
        {"eventDetail": {"@odata.type": "#microsoft.graph.membersAddedEventMessageDetail"}},
        {"body": None},
        {"body": {"contentType": "html", "content": None}},
    ],
)
def test_what_only_happened(more: dict[str, object]) -> None:
    """It is no message."""
    assert items(Teams(), jsoned([message(**more)]))[1:-1] == []


def test_what_is_not_there() -> None:
    """Deleted messages and calls are told once."""
    deleted = message("", deletedDateTime="2026-03-03T09:00:00Z")
    call = message("", eventDetail={"@odata.type": "#microsoft.graph.callEndedEventMessageDetail"})
    found = items(Teams(), jsoned([deleted, deleted, call]))
    assert only(Message, found) == []
    assert [gap.what for gap in only(Gap, found)] == ["deleted messages", "calls"]


@pytest.mark.parametrize(
    ("sender", "value", "name"),
    [
        (user(name=None), f"teams/{ROWAN}", ""),
        ({"user": {"id": None, "displayName": None}}, "deleted user", "deleted user"),
        ({"user": None, "application": {"id": "a-1", "displayName": "Digest"}}, "teams/a-1", "Digest"),
        (None, "deleted user", "deleted user"),
        ([], "deleted user", "deleted user"),
    ],
)
def test_authors(sender: object, value: str, name: str) -> None:
    """Deleted people keep their id if they have one; programs write too."""
    (one,) = messages(message(**{"from": sender}))
    assert (one.author.value, one.author.name) == (value, name)


def test_members_of_a_chat() -> None:
    """Where a chat's object lists them, they are recipients, and their addresses are kept beside."""
    members = [
        {"userId": SAM, "displayName": "Sam Reed", "email": "Sam@Lab.example", "tenantId": "t-lab"},
        {"userId": KIM},
    ]
    found = items(Teams(), jsoned({"id": "19:x@thread.v2", "members": members, "messages": [message(chatId=None)]}))
    (one,) = only(Message, found)
    assert (one.thread, [handle.value for handle in one.recipients]) == (
        "19:x@thread.v2",
        [f"teams/{SAM}", f"teams/{KIM}"],
    )
    assert [known.also[0].value for known in only(Acquaintance, found)] == ["sam@lab.example"]


def test_a_channel() -> None:
    """A message in it goes to all who write in it."""
    where = {"chatId": None, "channelIdentity": {"teamId": "t", "channelId": "19:c@thread.tacv2"}}
    first, _ = messages(message(**where), OURS | where)
    assert (first.thread, [handle.name for handle in first.recipients]) == ("19:c@thread.tacv2", ["Kim Holt"])


def test_a_large_channel() -> None:
    """Not all can be named as recipients, which is told."""
    many = [message(chatId="19:c", **{"from": user(f"u{number}", "x")}) for number in range(9)]
    found = items(Teams(), jsoned(many), Limits(recipients=3))
    assert max(len(one.recipients) for one in only(Message, found)) <= 3
    assert [gap.where for gap in only(Gap, found)] == ["some.file, chat 19:c"]


def test_whose_it_is() -> None:
    """The organisation of the user whose chats were asked for, or the one that takes part in the most chats."""
    sam = message(number=3, chatId="19:b", **{"from": user(SAM, "Sam Reed", "t-lab")})
    other = message(number=4, chatId="19:b", **{"from": user("x-4", "Lin", "t-else")})
    assert owners(message(), OURS, sam, other) == {"Kim Holt", "Sam Reed"}
    assert owners(message(), OURS) == set()
    assert owners(message(), OURS, context=f"https://x.example/$metadata#users('{KIM}')/chats") == {"Kim Holt"}
    guest = message(**{"from": user(tenant=None, userIdentityType="federatedUser")})
    ours = message(**{"from": user(KIM, "Kim Holt", None, userIdentityType="aadUser")})
    assert owners(guest, ours) == {"Kim Holt"}


def test_a_time_that_is_none() -> None:
    """The message is kept without it, and there is a gap."""
    found = items(Teams(), jsoned([message(createdDateTime="soon")]))
    assert only(Message, found)[0].sent_at is None
    assert "kept without" in whys(only(Gap, found))


def test_a_broken_dump() -> None:
    """What is broken costs itself, and the end is a gap."""
    data = DUMPS["list"].replace(b'"id": "1"', b'"id": "1" 1')[:-20]
    found = items(Teams(), data + b"{")
    assert [one.text for one in only(Message, found)] == [ANSWER]
    assert [gap.what for gap in only(Gap, found)] == ["a message", "a message", "the end of a file"]


def test_something_else_in_a_list() -> None:
    """It is a gap at its place."""
    found = items(Teams(), jsoned([message(), 7]))
    assert [gap.where for gap in only(Gap, found)] == ["some.file, message 1"]


def test_a_text_that_is_too_long() -> None:
    """Its beginning is read, and the bound is told."""
    found = items(Teams(), jsoned([message(f"<p>{'x' * 200}</p>")]), Limits(text_characters=100))
    assert only(Message, found)[0].text == "x" * 100
    assert "longer than 100 characters" in whys(only(Gap, found))


@pytest.mark.parametrize(
    ("data", "is_known"),
    [(data, True) for data in DUMPS.values()]
    + [
        (b"\xef\xbb\xbf" + json.dumps(message(), indent=2).encode(), True),
        (
            lines({"id": "c1", "messages": [{"from": "contact", "text": '"messageType": "createdDateTime": "body":'}]}),
            False,
        ),
        (b"[]", False),
        (b"", False),
    ],
)
def test_recognising(data: bytes, is_known: bool) -> None:
    """By the keys of Graph's messages; our own conversations are not taken for them."""
    assert Teams().recognises(Head(data)) is is_known
    assert is_known or not data.startswith(b"{") or JsonLines().recognises(Head(data))


_KEYS = st.sampled_from(
    ["id", "messageType", "createdDateTime", "deletedDateTime", "subject", "chatId", "channelIdentity", "channelId",
     "from", "user", "application", "displayName", "tenantId", "userIdentityType", "body", "contentType", "content",
     "attachments", "name", "eventDetail", "@odata.type", "members", "userId", "email"]
)  # fmt: skip
_WORDS = st.sampled_from(["html", "text", "message", CHAT, KIM, "<p>", "federatedUser"])
_LIKELY = st.recursive(
    VALUES | _WORDS | st.text(LETTERS + "\ud800", max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=8),
    max_leaves=30,
)


@given(st.lists(_LIKELY | st.dictionaries(_KEYS, _LIKELY), max_size=4), _LIKELY)
@UNHURRIED
def test_any_values(values: list[object], other: object) -> None:
    """Nothing raises, and every message can be shown and quoted."""
    chats = {"@odata.context": other, "id": other, "members": other, "messages": values}
    for data in (jsoned(values), jsoned({"value": values}), lines(*values), jsoned(chats), jsoned([chats, other])):
        for one in only(Message, items(Teams(), data)):
            for shown in (one.text, one.id, one.thread, one.subject, one.author.name, *one.attachments, *one.hidden):
                shown.encode("utf-8")
