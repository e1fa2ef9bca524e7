"""Telegram Desktop's exports."""

import json
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.chats import ANSWER, FORMS, LURE, jsoned, laid, read_files
from tests.sources.made import LETTERS, LIMITS, UNHURRIED, items, only, whys
from tests.sources.test_json_stream import VALUES

from lurewatch import flow
from lurewatch.model.acquaintance import Acquaintance
from lurewatch.model.export import Export
from lurewatch.model.gap import Gap
from lurewatch.model.message import Channel, Message
from lurewatch.model.source_read import SourceRead
from lurewatch.sources.catalogue import read
from lurewatch.sources.interface import Limits
from lurewatch.sources.readers.telegram import Telegram
from lurewatch.sources.sniff import Head

CLOCK = 1_772_442_000


def message(
    number: int = 1, user: object = "user17", name: object = "Rowan Ashby", **more: object
) -> dict[str, object]:
    """A message of an export."""
    return {
        "id": number,
        "type": "message",
        "date": "2026-03-02T10:00:00",
        "date_unixtime": str(CLOCK + number),
        "from": name,
        "from_id": user,
        "text": LURE,
    } | more


def chat(
    *messages: object, kind: str = "personal_chat", number: object = 17, name: object = "Rowan"
) -> dict[str, object]:
    """A chat of an export."""
    return {"name": name, "type": kind, "id": number, "messages": list(messages)}


def everything(*chats: object, left: object = None) -> dict[str, object]:
    """An export of all chats."""
    own = {"user_id": 5, "first_name": "Kim", "last_name": "Holt", "phone_number": "+44 20 7946 0000"}
    rowan = {"user_id": 17, "first_name": "Rowan", "phone_number": "+1 202 555 0100"}
    return {
        "about": "Here is the data you requested.",
        "personal_information": own,
        "profile_pictures": [{"date": "2020-01-01T00:00:00", "photo": "x"}],
        "contacts": {"about": "Your contacts.", "list": [rowan]},
        "chats": {"about": "This page lists all chats.", "list": list(chats)},
        "left_chats": {"about": "x", "list": [] if left is None else [left]},
    }


def messages(value: object, limits: Limits = LIMITS) -> list[Message]:
    """The messages of an export."""
    return only(Message, items(Telegram(), jsoned(value), limits))


def gaps(value: object) -> list[Gap]:
    """The gaps of an export."""
    return only(Gap, items(Telegram(), jsoned(value)))


LINK = {"type": "text_link", "href": "https://e.example"}
OURS = message(2, "user5", "Kim Holt", text=ANSWER)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("export", [chat(message(), OURS), everything(chat(message(), OURS))], ids=["one chat", "all"])
def test_an_approach_in_an_export(tmp_path: Path, form: str, export: object) -> None:
    """Of one chat or of all, in a folder or a zip, it is found with its direction; files beside it are no gap."""
    files = {
        "result.json": jsoned(export),
        "photos/a.jpg": b"\xff\xd8\xff",
        "messages.html": b"<html>",
        "files/b": b"%PDF",
    }
    scan = flow.scan([laid(tmp_path, files, form)], flow.Options())
    (found,) = scan.judged
    assert found.conversation.contact.handles[0].key == "account:telegram/user17"
    assert found.conversation.person == "account:telegram/user5"
    assert [str(turn.side) for turn in found.conversation.turns] == ["contact", "person"]
    assert "paid-report" in {evidence.indicator for evidence in found.assessment.evidence}
    assert scan.owners == "Ours, as the export says: telegram/user5."
    assert (scan.gaps, [(source.kind, source.messages) for source in scan.sources]) == ([], [("Telegram export", 2)])


def test_an_owner_who_is_named(tmp_path: Path) -> None:
    """What somebody says of who is ours is believed before what the export shows."""
    path = laid(tmp_path, {"result.json": jsoned(chat(message(), OURS))})
    scan = flow.scan([path], flow.Options(owners=("telegram/user17",)))
    assert [one.conversation.person for one in scan.judged] == ["account:telegram/user17"]


def test_a_contact_who_got_no_answer() -> None:
    """They are the contact all the same: a chat of two has the other's id."""
    found = items(Telegram(), jsoned(chat(message())))
    (one,) = only(Message, found)
    assert [handle.key for handle in one.recipients] == ["name:whoever received it"]
    assert [owner.key for owner in only(Export, found)[0].owners] == ["name:whoever received it"]


def test_an_answer_long_after(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is not the contact in a chat of two is its owner, however late they write."""
    monkeypatch.setattr("lurewatch.sources.chat_batches._BATCH", 1)
    first, second = messages(chat(message(), OURS))
    assert (first.recipients, second.author.value) == ((second.author,), "whoever received it")
    assert [handle.value for handle in second.recipients] == ["telegram/user17"]


def test_chats_before_it_shows_whose_they_are() -> None:
    """A chat without an answer does not settle it for the others."""
    export = {"about": "x", "chats": {"list": [chat(message()), chat(message(3), OURS, number=17)]}}
    assert [one.recipients[0].value for one in messages(export)] == [
        "whoever received it",
        "telegram/user5",
        "telegram/user17",
    ]


def test_a_message() -> None:
    """Who wrote what to whom and when; the time is the one that names no zone because it needs none."""
    one, _ = messages(chat(message(), OURS))
    assert (one.author.value, one.author.name) == ("telegram/user17", "Rowan Ashby")
    assert [handle.name for handle in one.recipients] == ["Kim Holt"]
    assert (one.id, one.thread, one.channel) == ("17/1", "17", Channel.CHAT)
    assert (one.sent_at, one.local_time) == (datetime(2026, 3, 2, 9, 0, 1, tzinfo=UTC), "2026-03-02T10:00:00")
    assert one.place == ("some.file", 0, None)


@pytest.mark.parametrize(
    ("text", "seen", "links"),
    [
        ("plain", "plain", ()),
        (["See ", {"type": "link", "text": "https://n.example"}, " now"], "See https://n.example now", ()),
        ([LINK | {"text": "n.example"}], "n.example", ("n.example leads to e.example",)),
        ([LINK | {"text": "here"}], "here", ()),
        ([{"type": "bold", "text": "a"}, {"type": "x"}, 7, None, {"text": ["b"]}], "a", ()),
        ("\ud83d\ude00 \ud83d", "\U0001f600 \ufffd", ()),
    ],
)
def test_text(text: object, seen: str, links: tuple[str, ...]) -> None:
    """A text or its pieces, as it is shown."""
    (one,) = messages(chat(message(text=text)))
    assert (one.text, one.deceiving_links) == (seen, links)


@pytest.mark.parametrize(
    ("more", "text", "attachments"),
    [
        ({"photo": "photos/p@1.jpg"}, "", ("p@1.jpg",)),
        ({"file": "files/brief.pdf", "file_name": "brief.pdf"}, "", ("brief.pdf",)),
        (
            {"file": "(File not included. Change data exporting settings to download.)", "file_name": "b.pdf"},
            "",
            ("b.pdf",),
        ),
        ({"file": "(File not included.)", "media_type": "voice_message"}, "", ("voice message",)),
        ({"photo": "(File not included.)", "text": "look"}, "look", ("photo",)),
        ({"poll": {"question": "When?", "answers": [{"text": "Today"}, {"text": "Never"}]}}, "When?\nToday\nNever", ()),
        ({"contact_information": {"first_name": "Lin", "last_name": "", "phone_number": "+1"}}, "Lin\n+1", ()),
    ],
)
def test_what_is_sent(more: dict[str, object], text: str, attachments: tuple[str, ...]) -> None:
    """Files are named; a poll and somebody's details are read as they are shown."""
    (one,) = messages(chat(message(**{"text": "", **more})))  # type: ignore[arg-type]
    assert (one.text, one.attachments) == (text, attachments)


def test_files_that_are_not_read() -> None:
    """That some came is a gap, told once."""
    assert "2 files that came with messages" in whys(gaps(chat(message(photo="a.jpg"), message(2, photo="b.jpg"))))


def test_what_only_happened() -> None:
    """Calls and other things that nobody wrote are no messages, nor is an empty one; of calls there is a gap."""
    call, joined = message(type="service", action="phone_call"), message(type="service", action="invite_members")
    assert messages(chat(call, joined, message(text=""), 7, None)) == []
    assert "1 calls" in whys(gaps(chat(call, joined, message(text=""), 7, None)))


def test_what_is_not_exported() -> None:
    """A message of a kind that the export leaves out is a gap."""
    assert "does not export" in whys(gaps(chat(message(type="unsupported"))))


def test_deleted_accounts() -> None:
    """They have no name and keep their id; in old exports they have neither, and a chat of two tells who it was."""
    first, second = messages(chat(message(name=None), message(2, None, None), OURS))[:2]
    assert (first.author.value, first.author.name) == ("telegram/user17", "")
    assert second.author.value == "telegram/user17"
    (third,) = messages(chat(message(user=None, name=None), kind="private_group", number=99))
    assert third.author.name == "deleted account"


def test_ids_of_old_exports() -> None:
    """They are numbers, and those of a chat of two are the other's as well."""
    first, second = messages(chat(message(user=4312), message(2, 4400), number=4312))
    assert (first.author.value, second.author.value) == ("telegram/user4312", "telegram/user4400")
    assert [handle.value for handle in first.recipients] == ["telegram/user4400"]


def test_times_of_old_exports() -> None:
    """They name no zone, are taken as UTC, and that is told once."""
    export = chat(*(message(number, date_unixtime=None) for number in range(3)))
    assert messages(export)[0].sent_at == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert [gap.what for gap in gaps(export)] == ["the zone of its times"]


def test_a_time_that_is_none() -> None:
    """The message is kept without it, and there is a gap."""
    export = chat(message(date_unixtime="soon", date="today"))
    assert messages(export)[0].sent_at is None
    assert "kept without" in whys(gaps(export))


def test_a_group() -> None:
    """A message goes to all who write in it, and to whoever exported it."""
    first, second = messages(everything(chat(message(), message(2, "user18", "Lin"), kind="private_group", number=99)))
    assert [handle.value for handle in first.recipients] == ["telegram/user5", "telegram/user18"]
    assert [handle.value for handle in second.recipients] == ["telegram/user5", "telegram/user17"]


def test_a_large_group() -> None:
    """Not all can be named as recipients, which is told; whoever exported it always is."""
    export = everything(
        chat(*(message(n, f"user{n}", "x") for n in range(20, 40)), kind="private_supergroup", number=99)
    )
    found = items(Telegram(), jsoned(export), Limits(recipients=3))
    assert {handle.value for one in only(Message, found) for handle in one.recipients} == {
        "telegram/user5", "telegram/user37", "telegram/user38", "telegram/user39",
    }  # fmt: skip
    assert [gap.where for gap in only(Gap, found)] == ["some.file, chat 99"]


def test_saved_messages() -> None:
    """What somebody else wrote and was saved is theirs, to its owner; the owner's own notes went to nobody."""
    note = message(1, "user5", "Kim", text="a note")
    saved = message(2, "user5", "Kim", forwarded_from="Rowan Ashby")
    known = message(3, "user5", "Kim", forwarded_from="Lin", forwarded_from_id="user18")
    found = items(Telegram(), jsoned(chat(note, saved, known, kind="saved_messages", number=5, name=None)))
    assert [(one.author.key, [to.value for to in one.recipients]) for one in only(Message, found)] == [
        ("account:telegram/user5", []),
        ("name:rowan ashby", ["telegram/user5"]),
        ("account:telegram/user18", ["telegram/user5"]),
    ]
    assert [owner.value for owner in only(Export, found)[0].owners] == ["telegram/user5"]


def test_contacts() -> None:
    """Accounts and numbers of one person are kept together; who has no account is known by the number."""
    export = everything()
    export["contacts"] = {
        "list": [
            {"user_id": 17, "first_name": "Rowan", "last_name": "Ashby", "phone_number": "+1 202 555 0100"},
            {"user_id": 0, "first_name": "Lin", "phone_number": "+1 202 555 0101"},
            {"first_name": "Nobody"},
        ]
    }
    owner, rowan, lin = only(Acquaintance, items(Telegram(), jsoned(export)))
    assert (owner.handle.value, owner.handle.name) == ("telegram/user5", "Kim Holt")
    assert (rowan.handle.value, [one.key for one in rowan.also]) == ("telegram/user17", ["phone:+12025550100"])
    assert (lin.handle.key, lin.handle.name, lin.also) == ("phone:+12025550101", "Lin", ())


def test_chats_that_were_left() -> None:
    """They are read too."""
    assert len(messages(everything(chat(message()), left=chat(message(), kind="private_group", number=9)))) == 2


@pytest.mark.parametrize("indent", [None, 1])
def test_a_file_cut_off(indent: int | None) -> None:
    """What came before is read, and the end is a gap."""
    data = json.dumps(everything(chat(message(), message(2), message(3))), indent=indent).encode()
    found = items(Telegram(), data[: data.rindex(b'"date"')])
    assert len(only(Message, found)) == 2
    assert "the file ends in the middle of it" in whys(only(Gap, found))


@pytest.mark.parametrize("indent", [None, 1])
def test_a_broken_message(indent: int | None) -> None:
    """It is a gap at its place, and the rest is read."""
    data = json.dumps(chat(message(), message(2), message(3)), indent=indent).replace('"id": 2', '"id": 2 2')
    found = items(Telegram(), data.encode())
    assert [one.id for one in only(Message, found)] == ["17/1", "17/3"]
    assert [(gap.what, gap.where) for gap in only(Gap, found)] == [("a message", "some.file, message 1")]


def test_a_text_that_is_too_long() -> None:
    """Its beginning is read, and the bound is told."""
    found = items(Telegram(), jsoned(chat(message(text="x" * 200))), Limits(text_characters=100))
    assert only(Message, found)[0].text == "x" * 100
    assert "longer than 100 characters" in whys(only(Gap, found))


@pytest.mark.parametrize("export", [chat(), everything(), everything(chat())])
def test_an_empty_export(tmp_path: Path, export: object) -> None:
    """It is told as read, with nothing in it."""
    *_, last = read_files(tmp_path, {"result.json": jsoned(export)})
    assert last == SourceRead(f"{tmp_path}/export", "Telegram export", 0, 0)


def test_another_result(tmp_path: Path) -> None:
    """A file of that name that is not Telegram's is not taken for it, nor what lies beside."""
    found = read_files(tmp_path, {"result.json": b'{"score": 1}', "photos/a.jpg": b"\xff\xd8\xff"})
    assert only(SourceRead, found) == []
    assert len(only(Gap, found)) == 2


@pytest.mark.parametrize(
    ("data", "is_known"),
    [
        (jsoned(chat(message())), True),
        (json.dumps(everything(), indent=1).encode(), True),
        (b"\xef\xbb\xbf" + json.dumps(chat(kind="bot_chat"), indent=1).encode(), True),
        (jsoned({"personal_information": {"user_id": 5}}), True),
        (jsoned({"about": "x", "chats": {"list": []}}), True),
        (jsoned({"id": "c1", "messages": [{"from": "contact", "text": '{"type": "personal_chat"}'}]}), False),
        (jsoned([chat()]), False),
        (b"{}", False),
        (b"", False),
    ],
)
def test_recognising(data: bytes, is_known: bool) -> None:
    """By a chat's kind, or by how an export of all begins; other JSON is not taken."""
    assert Telegram().recognises(Head(data)) is is_known


def test_a_large_export(tmp_path: Path) -> None:
    """Memory does not grow with it."""
    one = json.dumps(message(text="The minutes of the meeting, once more. " * 50)).encode()
    with (tmp_path / "result.json").open("wb") as file:
        file.write(json.dumps(chat()).encode()[:-2] + one)
        for _ in range(20_000):
            file.write(b",\n" + one)
        file.write(b"]}")
    tracemalloc.start()
    try:
        count = sum(isinstance(item, Message) for item in read([tmp_path]))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 20_001
    assert peak < 10_000_000


_KEYS = st.sampled_from(
    ["name", "type", "id", "messages", "from", "from_id", "text", "href", "date", "date_unixtime", "file", "photo",
     "media_type", "poll", "question", "answers", "contact_information", "forwarded_from", "list", "user_id"]
)  # fmt: skip
_KINDS = st.sampled_from(["message", "service", "personal_chat", "saved_messages", "private_group", "user17", 17])
_LIKELY = st.recursive(
    VALUES | _KINDS | st.text(LETTERS + "\ud800", max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=8),
    max_leaves=30,
)
_TOP = st.sampled_from(["personal_information", "contacts", "chats", "left_chats", "name", "type", "id", "messages"])


@given(st.dictionaries(_TOP, _LIKELY), st.lists(st.dictionaries(_KEYS, _LIKELY), max_size=4), _KINDS)
@UNHURRIED
def test_any_values(top: dict[str, object], entries: list[object], kind: object) -> None:
    """Nothing raises, and every message can be shown and quoted."""
    for value in (top, chat(*entries, kind=str(kind)), everything(chat(*entries, number=kind), top, left=entries)):
        data = json.dumps(value, default=str).encode()
        for one in only(Message, items(Telegram(), data)):
            for shown in (one.text, one.id, one.thread, one.local_time, one.author.name, *one.attachments):
                shown.encode("utf-8")
