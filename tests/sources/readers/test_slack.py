"""Slack exports."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.chats import ANSWER, FORMS, LURE, jsoned, laid, read_files
from tests.sources.made import LETTERS, UNHURRIED, items, mail, mailbox, only, whys
from tests.sources.test_json_stream import VALUES

from lurewatch import flow
from lurewatch.model.acquaintance import Acquaintance
from lurewatch.model.export import Export
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import Channel, Message
from lurewatch.model.source_read import SourceRead
from lurewatch.sources.catalogue import read
from lurewatch.sources.interface import Limits
from lurewatch.sources.readers.slack_day import SlackDay
from lurewatch.sources.sniff import Head

KIM = {
    "id": "U1",
    "team_id": "T1",
    "name": "kim",
    "profile": {
        "display_name": "Kim",
        "real_name": "Kim Holt",
        "email": "kim@lab.example",
        "phone": "+44 20 7946 0000",
        "title": "Engineer",
    },
}
SAM = {"id": "U2", "team_id": "T1", "name": "sam", "real_name": "Sam Reed", "profile": {"display_name": ""}}
ROWAN = {"id": "U9", "team_id": "T2", "is_stranger": True, "profile": {"real_name": "Rowan Ashby"}}
GUEST = {"id": "U8", "team_id": "T1", "is_ultra_restricted": True, "profile": {"real_name": "Ash Vale"}}
TS = "1772442000.000100"


def entry(user: str = "U9", text: str = LURE, ts: object = TS, **more: object) -> dict[str, object]:
    """An entry of a day's file."""
    return {"type": "message", "user": user, "text": text, "ts": ts} | more


def export(*entries: object, channel: str = "D1", more: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """An export of a workspace with a channel and a direct conversation with somebody of another organisation."""
    return {
        "users.json": jsoned([KIM, SAM, ROWAN, GUEST]),
        "channels.json": jsoned([{"id": "C1", "name": "general", "members": ["U1", "U2"]}]),
        "dms.json": jsoned([{"id": "D1", "members": ["U1", "U9"]}]),
        "integration_logs.json": b"[]",
        f"{channel}/2026-03-02.json": jsoned(list(entries)),
    } | dict(more or {})


def shown(folder: Path, **more: object) -> Message:
    """The one message that an entry with these keys is."""
    (message,) = only(Message, read_files(folder, export(entry(**{"text": "", **more}))))  # type: ignore[arg-type]
    return message


@pytest.mark.parametrize("form", FORMS)
def test_an_approach_in_an_export(tmp_path: Path, form: str) -> None:
    """As a folder, a zip, a zip in another or with a folder round it, the approach is found with its direction."""
    path = laid(tmp_path, export(entry(), entry("U1", ANSWER, "1772442600.000200")), form)
    scan = flow.scan([path], flow.Options())
    (found,) = scan.judged
    assert found.conversation.contact.name == "Rowan Ashby"
    assert found.conversation.contact.handles[0].key == "account:slack/u9"
    assert found.conversation.person == "account:slack/u1"
    assert [str(turn.side) for turn in found.conversation.turns] == ["contact", "person"]
    assert {"paid-report"} <= {evidence.indicator for evidence in found.assessment.evidence}
    assert scan.owners == "Ours, as the export says: slack/u1, slack/u2."
    assert (scan.gaps, [(source.kind, source.messages) for source in scan.sources]) == ([], [("Slack export", 2)])


def test_a_contact_who_also_writes_mail(tmp_path: Path) -> None:
    """Mail and messages are one timeline, since the list of people gives both handles for one person."""
    rowan = ROWAN | {"profile": {"real_name": "Rowan Ashby", "email": "rowan@northgate.example"}}
    laid(tmp_path, export(entry()) | {"users.json": jsoned([KIM, rowan])})
    (tmp_path / "in.mbox").write_bytes(mailbox(mail("We met at the workshop.", to="kim@lab.example")))
    (found,) = flow.scan([tmp_path], flow.Options()).judged
    assert {turn.message.channel for turn in found.conversation.turns} == {Channel.EMAIL, Channel.CHAT}
    assert {handle.value for handle in found.conversation.contact.handles} == {"slack/u9", "rowan@northgate.example"}


def test_a_message(tmp_path: Path) -> None:
    """Who wrote what to whom, when and where it was read; a reply names its thread."""
    message = shown(tmp_path, text="Hello &amp; welcome", thread_ts="1772441000.000000")
    assert message.author == Handle(Platform.ACCOUNT, "slack/u9", "Rowan Ashby")
    assert message.recipients == (Handle(Platform.ACCOUNT, "slack/u1", "Kim"),)
    assert (message.text, message.channel, message.id) == ("Hello & welcome", Channel.CHAT, f"D1/{TS}")
    assert message.sent_at == datetime(2026, 3, 2, 9, 0, 0, 100, UTC)
    assert message.thread == "D1/1772441000.000000"
    assert message.place == (f"{tmp_path}/export/D1/2026-03-02.json", 0, None)


def test_people(tmp_path: Path) -> None:
    """Names go to handles, addresses and numbers beside them; guests and other organisations are not ours."""
    found = read_files(tmp_path, export())
    (kim,) = only(Acquaintance, found)
    assert (kim.handle.name, kim.position) == ("Kim", "Engineer")
    assert [handle.key for handle in kim.also] == ["email:kim@lab.example", "phone:+442079460000"]
    assert [owner.name for owner in only(Export, found)[0].owners] == ["Kim", "Sam Reed"]


def test_people_of_an_enterprise(tmp_path: Path) -> None:
    """All its workspaces are one organisation."""
    people = [
        {"id": "W1", "enterprise_user": {"enterprise_id": "E1"}, "team_id": "T1"},
        {"id": "W2", "enterprise_user": {"enterprise_id": "E1"}, "team_id": "T2"},
        {"id": "W3", "team_id": "T3"},
    ]
    found = read_files(tmp_path, {"org_users.json": jsoned(people), "channels.json": b"[]"})
    assert [owner.value for owner in only(Export, found)[0].owners] == ["slack/w1", "slack/w2"]


def test_a_channel(tmp_path: Path) -> None:
    """Its members are the recipients, and whoever else has written in it."""
    first, second = only(
        Message, read_files(tmp_path, export(entry("U1"), entry("U8", ts="1772442001.0"), channel="general"))
    )
    assert [one.name for one in first.recipients] == ["Sam Reed", "Ash Vale"]
    assert [one.name for one in second.recipients] == ["Kim", "Sam Reed"]


def test_a_large_channel(tmp_path: Path) -> None:
    """Where not all can be named, those who wrote last are, and the bound is told."""
    files = export(entry("U1"), entry("U9", ts="1772442001.0"), channel="general") | {
        "channels.json": jsoned([{"id": "C1", "name": "general", "members": [f"U{n}" for n in range(20)]}])
    }
    found = read_files(tmp_path, files, Limits(recipients=4))
    assert [[one.name for one in message.recipients] for message in only(Message, found)] == [["Rowan Ashby"], ["Kim"]]
    assert "more than 4 take part" in whys(only(Gap, found))


def test_colleagues_in_a_crowded_channel(tmp_path: Path) -> None:
    """They are not read as writing to each other, which is told; what outsiders write there reaches them all."""
    people = [{"id": f"U{number}0", "team_id": "T1", "name": f"n{number}"} for number in range(12)]
    files = export(entry("U10"), entry("U9", ts="1772442001.0"), entry("U10", ts="1772442002.0"), channel="general") | {
        "users.json": jsoned([*people, ROWAN]),
        "channels.json": jsoned([{"id": "C1", "name": "general", "members": [one["id"] for one in people]}]),
    }
    found = read_files(tmp_path, files)
    assert [len(message.recipients) for message in only(Message, found)] == [1, 12, 1]
    assert "in 1 channels of many" in whys(only(Gap, found))


def test_somebody_who_is_not_in_the_list(tmp_path: Path) -> None:
    """A message's own profile of its author gives the name."""
    message = shown(tmp_path, user="U77", text="Hello", user_profile={"real_name": "Lin Moor", "team": "T7"})
    assert (message.author.value, message.author.name) == ("slack/u77", "Lin Moor")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("<@U1> and <@U2|sam>, see <#C1> or <#C2|random>", "@Kim and @sam, see #general or #random"),
        ("<@U404>", "@U404"),
        ("<!here> <!subteam^S1|@leads> <!date^1^{date}|2 March>", "@here @leads 2 March"),
        ("<https://a.example/x?a=1&amp;b=2> <https://a.example|our page>", "https://a.example/x?a=1&b=2 our page"),
        ("<mailto:r@n.example|r@n.example> <mailto:r@n.example>", "r@n.example r@n.example"),
        ("1 &lt; 2 &amp;amp; 3", "1 < 2 &amp; 3"),
        ("a < b > c", "a < b > c"),
    ],
)
def test_text_in_marks(tmp_path: Path, text: str, seen: str) -> None:
    """It is read as a person sees it."""
    assert shown(tmp_path, text=text).text == seen


def rich(*elements: object, kind: str = "rich_text_section", **more: object) -> dict[str, object]:
    """A part of a rich text."""
    return {"type": kind, "elements": list(elements)} | more


def say(text: str) -> dict[str, object]:
    """A piece of a rich text."""
    return {"type": "text", "text": text}


def test_blocks(tmp_path: Path) -> None:
    """They are what is shown, so the text that stands for them in notices is not read."""
    item = rich(say("first"))
    text = rich(
        rich(
            say("Dear "),
            {"type": "user", "user_id": "U1"},
            say(", see "),
            {"type": "link", "url": "https://n.example", "text": "this"},
            {"type": "emoji", "name": "wave", "unicode": "1f44b-1f3fb"},
            {"type": "emoji", "name": "party"},
            say("\n"),
        ),
        rich(item, rich(say("second")), kind="rich_text_list", style="ordered"),
        rich(item, kind="rich_text_list", style="bullet"),
        rich(say("you said\nthis"), kind="rich_text_quote"),
        rich(say("x = 1"), kind="rich_text_preformatted"),
        rich(
            {"type": "channel", "channel_id": "C1"},
            {"type": "broadcast", "range": "here"},
            {"type": "date", "fallback": "today"},
        ),
        kind="rich_text",
    )
    section = {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "a <@U1>"},
        "fields": [{"type": "plain_text", "text": "<b>"}],
    }
    image = {"type": "image", "alt_text": "a chart"}
    button = {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Join"}}]}
    message = shown(tmp_path, text="notice", blocks=[text, section, image, {"type": "divider"}, button])
    assert message.text.split("\n") == [
        "Dear @Kim, see this\U0001f44b\U0001f3fb:party:",
        "1. first",
        "2. second",
        "• first",
        "> you said",
        "> this",
        "x = 1",
        "#general@heretoday",
        "a @Kim",
        "<b>",
        "[a chart]",
        "Join",
    ]


def test_blocks_that_show_nothing(tmp_path: Path) -> None:
    """The text is read then."""
    assert shown(tmp_path, text="words", blocks=[{"type": "call"}]).text == "words"


@pytest.mark.parametrize(
    "more",
    [
        {"text": "<https://evil.example/x|bank.example>"},
        {
            "blocks": [
                rich(rich({"type": "link", "url": "https://evil.example", "text": "bank.example"}), kind="rich_text")
            ]
        },
    ],
)
def test_a_link_that_deceives(tmp_path: Path, more: dict[str, object]) -> None:
    """It is told beside the text that shows it."""
    message = shown(tmp_path, **more)
    assert (message.text, message.deceiving_links) == ("bank.example", ("bank.example leads to evil.example",))


def test_files(tmp_path: Path) -> None:
    """Their names are kept, their links with the tokens in them are not."""
    file = {"name": "brief.pdf", "url_private": "https://files.example/brief.pdf?t=xoxe-secret"}
    message = shown(tmp_path, subtype="file_share", files=[file, {"title": "Untitled"}, {"mode": "tombstone"}, 7])
    assert message.attachments == ("brief.pdf", "Untitled")
    assert "secret" not in repr(message)


@pytest.mark.parametrize(
    ("more", "author", "text"),
    [
        ({"subtype": "bot_message", "user": None, "bot_id": "B1", "username": "Digest", "text": "x"}, "Digest", "x"),
        (
            {"subtype": "bot_message", "user": None, "username": "Digest", "attachments": [{"fallback": "f"}]},
            "Digest",
            "f",
        ),
        (
            {"attachments": [{"pretext": "p", "title": "t", "text": "<@U1>", "fallback": "f"}]},
            "Rowan Ashby",
            "p\nt\n@Kim",
        ),
        ({"subtype": "me_message", "text": "waves"}, "Rowan Ashby", "waves"),
        ({"subtype": "thread_broadcast", "text": "y"}, "Rowan Ashby", "y"),
    ],
)
def test_what_is_written(tmp_path: Path, more: dict[str, object], author: str, text: str) -> None:
    """Programs write too, and not all that is written is plain."""
    message = shown(tmp_path, **more)
    assert (message.author.name, message.text) == (author, text)


@pytest.mark.parametrize(
    "subtype", ["channel_join", "channel_topic", "pinned_item", "huddle_thread", "something_new", ["x"]]
)
def test_what_only_happened(tmp_path: Path, subtype: object) -> None:
    """It is no message; of calls there is a gap."""
    found = read_files(tmp_path, export(entry(subtype=subtype), {"type": "presence"}))
    assert only(Message, found) == []
    assert [gap.what for gap in only(Gap, found)] == ["calls"] * (subtype == "huddle_thread")


def test_edits_and_deletions(tmp_path: Path) -> None:
    """Both versions of an edited message are read, and a deleted one; of one that left nothing there is a gap."""
    found = read_files(
        tmp_path,
        export(
            {
                "type": "message",
                "subtype": "message_changed",
                "previous_message": entry(text="a"),
                "message": entry(text="b"),
            },
            {"type": "message", "subtype": "message_deleted", "previous_message": entry(text="c")},
            entry("USLACKBOT", "This message was deleted.", subtype="tombstone"),
        ),
    )
    assert [message.text for message in only(Message, found)] == ["a", "b", "c"]
    (gap,) = only(Gap, found)
    assert (gap.what, gap.where) == ("deleted messages", f"{tmp_path}/export")
    assert gap.why.startswith("1 were deleted")


@pytest.mark.parametrize("ts", [None, "soon", "nan", 1e400, [], "9" * 400, True])
def test_a_time_that_is_none(tmp_path: Path, ts: object) -> None:
    """The message is kept without it, and there is a gap."""
    found = read_files(tmp_path, export(entry(ts=ts)))
    (message,) = only(Message, found)
    assert message.sent_at is None
    assert "no time that is one" in whys(only(Gap, found))


def test_broken_files(tmp_path: Path) -> None:
    """Each is a gap at its place, and the others are read."""
    broken = {
        "users.json": b"{}",
        "dms.json": b'[{"id": "D1", "members": ["U1", "U9"]}, {"id": "D2"',
        "D1/2026-03-01.json": b"",
        "D1/2026-03-03.json": jsoned([entry(text="one")])[:-1] + b', {"type": "message", nonsense}, ',
        "D1/2026-03-04.json": b"\xff\xfe[\x00]\x00",
    }
    found = read_files(tmp_path, export(entry(text="two"), more=broken))
    assert [message.text for message in only(Message, found)] == ["two", "one"]
    assert [gap.where.removeprefix(f"{tmp_path}/export/") for gap in only(Gap, found)] == [
        "users.json",
        "dms.json",
        "dms.json",
        "D1/2026-03-01.json",
        "D1/2026-03-03.json, message 1",
        "D1/2026-03-03.json",
        "D1/2026-03-04.json",
    ]


def test_an_empty_export(tmp_path: Path) -> None:
    """It is told as read, with nothing in it."""
    *_, last = read_files(tmp_path, {"users.json": b"[]", "channels.json": b"[]"})
    assert last == SourceRead(f"{tmp_path}/export", "Slack export", 0, 0)


def test_what_lies_beside(tmp_path: Path) -> None:
    """A file that is not the export's own is read by itself; what was kept with a channel is not."""
    more = {
        "note.eml": mail("beside"),
        "D1/attachments/F1-brief.pdf": b"%PDF",
        "old/2026-03-02.json": jsoned([entry(text="of a channel that is not listed")]),
    }
    found = read_files(tmp_path, export(entry(text="one"), more=more))
    texts = [message.text for message in only(Message, found)]
    assert texts == ["one", "of a channel that is not listed", "beside"]
    assert only(Gap, found) == []


def test_names_that_lead_elsewhere(tmp_path: Path) -> None:
    """A channel's name opens no folder outside the export."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "2026-03-02.json").write_bytes(jsoned([entry(text="secret")]))
    files = export() | {"channels.json": jsoned([{"id": "../secret", "name": "../secret", "members": []}])}
    assert only(Message, read_files(tmp_path, files)) == []


def test_a_text_that_is_too_long(tmp_path: Path) -> None:
    """Its beginning is read, and the bound is told; mentions of long names make no more of it."""
    found = read_files(tmp_path, export(entry(text="x" * 90 + "<@U1>" * 9)), Limits(text_characters=100))
    assert only(Message, found)[0].text.startswith("x" * 90 + "@Kim")
    assert "longer than 100 characters" in whys(only(Gap, found))


def test_a_day_by_itself() -> None:
    """A file taken out of an export is read without names, which is told."""
    found = items(SlackDay(), jsoned([entry(), entry("U1", ANSWER)]))
    assert [message.author.value for message in only(Message, found)] == ["slack/u9", "slack/u1"]
    assert "users.json is not beside it" in whys(only(Gap, found))


@pytest.mark.parametrize(
    ("data", "is_known"),
    [
        (jsoned([entry()]), True),
        (b"\xef\xbb\xbf\n " + jsoned([entry()]), True),
        (jsoned({"messages": [entry()]}), False),
        (jsoned([KIM]), False),
        (b"", False),
    ],
)
def test_recognising_a_day(data: bytes, is_known: bool) -> None:
    """A list of messages with Slack's times is one."""
    assert SlackDay().recognises(Head(data)) is is_known


_KEYS = st.sampled_from(
    ["type", "subtype", "user", "bot_id", "username", "user_profile", "profile", "text", "blocks", "elements", "fields",
     "url", "unicode", "ts", "thread_ts", "files", "attachments", "message", "previous_message", "id", "name"]
)  # fmt: skip
_WORDS = st.sampled_from(
    ["message", "message_changed", "rich_text", "rich_text_list", "link", "emoji", "mrkdwn", "<@U1|", "<!^|>"]
)
_LIKELY = st.recursive(
    VALUES | _WORDS | st.text(LETTERS + "\ud800", max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=8),
    max_leaves=30,
)


@given(st.lists(_LIKELY, max_size=3), st.lists(st.dictionaries(_KEYS, _LIKELY), max_size=3))
@UNHURRIED
def test_any_values(tmp_path: Path, people: list[object], entries: list[dict[str, object]]) -> None:
    """Nothing raises, and every message can be shown and quoted."""
    files = export(*entries) | {"users.json": jsoned(people)}
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    for message in only(Message, read([tmp_path])):
        for shown in (message.text, message.id, message.thread, message.author.name, *message.attachments):
            shown.encode("utf-8")
