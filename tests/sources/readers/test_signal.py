"""Signal's chats as signal-export writes them."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.chats import ANSWER, FORMS, LURE, laid, lines, read_files
from tests.sources.made import LETTERS, UNHURRIED, items, only, whys
from tests.sources.test_json_stream import VALUES

from lurewatch import flow
from lurewatch.model.export import Export
from lurewatch.model.gap import Gap
from lurewatch.model.message import Channel, Message
from lurewatch.model.source_read import SourceRead
from lurewatch.sources.catalogue import read
from lurewatch.sources.interface import Limits
from lurewatch.sources.readers.signal import SignalLines, SignalMarkdown
from lurewatch.sources.sniff import Head


def line(body: str = LURE, sender: str = "Rowan", **more: object) -> dict[str, object]:
    """A line of data.json."""
    return {
        "date": "2026-03-02 09:00:00",
        "sender": sender,
        "body": body,
        "quote": "",
        "sticker": "",
        "reactions": [],
        "attachments": [],
    } | more


PICTURE = {"name": "a.jpg", "path": "media/x_a.jpg"}
OURS = line(ANSWER, "Me", date="2026-03-02 09:10:00", reactions=[{"name": "Rowan", "emoji": "\U0001f44d"}])
MARKDOWN = (
    f"[2026-03-02 09:00:00] Rowan: {LURE}\n\n[2026-03-02 09:10:00] Me: {ANSWER}\n(- Rowan: \U0001f44d -)\n\n".encode()
)
OLD = f"[2026-03-02, 09:00] Rowan: {LURE}\n[2026-03-02, 09:10] Me: {ANSWER}\n".encode()
FILES = {
    "both": {
        "data.json": lines(line(), OURS),
        "chat.md": MARKDOWN,
        "media/a.jpg": b"\xff\xd8\xff",
        "index.html": b"<html>",
    },
    "json": {"data.json": lines(line(), OURS)},
    "markdown": {"chat.md": MARKDOWN},
    "old": {"index.md": OLD},
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("files", FILES)
def test_an_approach_in_an_export(tmp_path: Path, form: str, files: str) -> None:
    """Whichever files there are, in a folder or a zip, each message counts once and the approach has its direction."""
    path = laid(tmp_path, {f"signal/Rowan/{name}": data for name, data in FILES[files].items()}, form)
    scan = flow.scan([path], flow.Options())
    (found,) = scan.judged
    assert (found.conversation.contact.name, found.conversation.person) == ("Rowan", "name:me")
    assert [str(turn.side) for turn in found.conversation.turns] == ["contact", "person"]
    assert [turn.message.text for turn in found.conversation.turns] == [LURE, ANSWER]
    assert "paid-report" in {evidence.indicator for evidence in found.assessment.evidence}
    assert scan.owners == "Ours, as the export says: me."
    assert [gap.what for gap in scan.gaps] == ["the zone of its times"]
    assert [source.messages for source in scan.sources] == [2]


def test_chats_are_apart(tmp_path: Path) -> None:
    """People of one name in two chats may be two."""
    files = {f"{chat}/data.json": lines(line()) for chat in ("Rowan", "Rowan (2)")}
    contacts = [one.conversation.id for one in flow.scan([laid(tmp_path, files)], flow.Options()).judged]
    assert len(set(contacts)) == 2


def test_a_message(tmp_path: Path) -> None:
    """Who wrote what to whom and when, as the computer's clock showed it."""
    first, second = only(Message, read_files(tmp_path, {"Rowan/data.json": lines(line(), OURS)}))
    assert (first.author.key, [one.key for one in first.recipients]) == ("name:rowan", ["name:me"])
    assert [one.name for one in second.recipients] == ["Rowan"]
    assert (first.sent_at, first.local_time) == (datetime(2026, 3, 2, 9, tzinfo=UTC), "2026-03-02 09:00:00")
    assert (first.channel, first.thread) == (Channel.CHAT, "Rowan")
    assert first.place == (f"{tmp_path}/export/Rowan/data.json", 0, None)
    assert first.id != second.id


@pytest.mark.parametrize(
    ("value", "text", "attachments"),
    [
        (line("look", attachments=[PICTURE, {"path": "media/b.pdf"}, 7]), "look", ("a.jpg", "b.pdf")),
        (line("", sticker="\U0001f600"), "", ("sticker",)),
        (line("answer", quote="what you said"), "answer", ()),
        (line("at a time with a zone", date="2026-03-02T10:00:00+01:00"), "at a time with a zone", ()),
        (line("x", sender=""), "x", ()),
    ],
)
def test_what_is_sent(value: dict[str, object], text: str, attachments: tuple[str, ...]) -> None:
    """Files and stickers are named, quotes are not the author's words."""
    (one,) = only(Message, items(SignalLines(), lines(value)))
    assert (one.text, one.attachments) == (text, attachments)
    assert one.sent_at == datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_what_is_not_there() -> None:
    """Deleted messages, calls and empty ones are none; what was lost is told once."""
    found = items(SignalLines(), lines(line("", deleted=True), line("x", call=True, missed=True), line("")))
    assert only(Message, found) == []
    assert [gap.what for gap in only(Gap, found)] == ["deleted messages", "calls"]


def test_a_group() -> None:
    """A message goes to all who write in it, and to whoever exported it."""
    first, _ = only(Message, items(SignalLines(), lines(line(), line(sender="Lin"))))
    assert [one.name for one in first.recipients] == ["Me", "Lin"]


def test_a_contact_who_calls_themselves_me(tmp_path: Path) -> None:
    """Nobody is held to be ours then, so that the words of neither go unread."""
    found = read_files(tmp_path, {"Me/data.json": lines(line(sender="Me"))})
    assert only(Export, found)[0].owners == ()
    scan = flow.scan([tmp_path], flow.Options())
    assert [one.conversation.contact.name for one in scan.judged] == ["Me"]
    assert "who is ours" in {gap.what for gap in scan.gaps}


@pytest.mark.parametrize(
    ("written", "text", "attachments"),
    [
        ("one\n\ntwo\n", "one\n\ntwo", ()),
        ("> what you said\n\nanswer", "> what you said\n\nanswer", ()),
        ("look\n![a.jpg](./media/x_a.jpg)  \n[b](media/b.pdf)  \n(- Me: \U0001f44d -)", "look", ("a.jpg", "b")),
        ("see [this](https://n.example) (- or that -) now", "see [this](https://n.example) (- or that -) now", ()),
        ("at [noon] Kim: yes", "at [noon] Kim: yes", ()),
    ],
)
def test_markdown(written: str, text: str, attachments: tuple[str, ...]) -> None:
    """An entry is all up to the next, without what others added at its end."""
    data = f"[2026-03-02 09:00:00] Me: {written}\n[2026-03-02 09:10:00] Rowan: end\n"
    first, last = only(Message, items(SignalMarkdown(), data.encode()))
    assert (first.text, first.attachments, last.text) == (text, attachments, "end")


def test_words_that_look_like_a_message() -> None:
    """In Markdown they cannot be told from one, but that the days go back is a gap."""
    forged = b"[2026-03-05 09:00:00] Me: Hi\n[2026-03-06 09:00:00] Rowan: look:\n[2026-03-02 09:00:00] Me: I agree\n"
    assert "go back" in whys(only(Gap, items(SignalMarkdown(), forged)))


def test_a_broken_line() -> None:
    """It is a gap at its place, and the rest is read."""
    data = (
        lines(line("one"))
        + b'{"date": "2026-03-02 09:00:00", "sender": "Ro\n'
        + b"7\n"
        + lines(line("two", date="soon"))
    )
    found = items(SignalLines(), data)
    assert [one.text for one in only(Message, found)] == ["one", "two"]
    assert [gap.where for gap in only(Gap, found)] == [
        "some.file, message 1",
        "some.file, message 2",
        "some.file, message 3",
        "some.file",
    ]


def test_json_that_is_none(tmp_path: Path) -> None:
    """The Markdown beside it is read then."""
    found = read_files(tmp_path, {"Rowan/data.json": b"\x00\x01", "Rowan/chat.md": MARKDOWN})
    assert len(only(Message, found)) == 2
    assert [gap.where for gap in only(Gap, found)][-1] == f"{tmp_path}/export/Rowan/data.json"


@pytest.mark.parametrize(
    ("name", "data"), [("data.json", lines(line("x" * 300))), ("chat.md", OLD.replace(b"Our", b"x" * 300))]
)
def test_a_text_that_is_too_long(tmp_path: Path, name: str, data: bytes) -> None:
    """Its beginning is read, and the bound is told."""
    found = read_files(tmp_path, {f"Rowan/{name}": data}, Limits(text_characters=100))
    assert only(Message, found)[0].text == "x" * 100
    assert "longer than 100 characters" in whys(only(Gap, found))


def test_an_empty_chat(tmp_path: Path) -> None:
    """There is nothing in it to tell whose it is, which is said."""
    found = read_files(tmp_path, {"Rowan/data.json": b"", "Rowan/chat.md": b""})
    assert only(SourceRead, found) == []
    assert whys(only(Gap, found)).count("nothing in it") == 2


@pytest.mark.parametrize(
    ("data", "is_lines", "is_markdown"),
    [
        (lines(line()), True, False),
        (b"\xef\xbb\xbf" + lines(line()), True, False),
        (MARKDOWN, False, True),
        (OLD, False, True),
        (b"[2026-03-02 09:00:00] ERROR: disk full\n[2026-03-02 09:00:01] INFO: Me\n", False, False),
        (b"[2026-03-02, 09:00:00] Rowan: of WhatsApp\n[2026-03-02, 09:00:00] Me: so\n", False, False),
        (b'{"date": 1}\n{"sender": 1, "body": 2}\n', False, False),
        (b"", False, False),
    ],
)
def test_recognising(data: bytes, is_lines: bool, is_markdown: bool) -> None:
    """By the keys of the first line, or by its form where the owner's name is near."""
    assert SignalLines().recognises(Head(data)) is is_lines
    assert SignalMarkdown().recognises(Head(data)) is is_markdown


_KEYS = st.sampled_from(
    ["date", "sender", "body", "quote", "sticker", "reactions", "attachments", "name", "path", "deleted", "call"]
)
_LIKELY = st.dictionaries(
    _KEYS, VALUES | st.text(LETTERS + "\ud800", max_size=8) | st.lists(st.dictionaries(_KEYS, VALUES))
)


@given(st.lists(_LIKELY | VALUES, max_size=4), st.sampled_from(["Me", "Rowan"]))
@UNHURRIED
def test_any_values(tmp_path: Path, values: list[object], chat: str) -> None:
    """Nothing raises, and every message can be shown and quoted."""
    (tmp_path / chat).mkdir(exist_ok=True)
    (tmp_path / chat / "data.json").write_bytes(lines(line(), *values))
    for one in only(Message, read([tmp_path / chat])):
        for shown in (one.text, one.id, one.thread, one.local_time, one.author.name, *one.attachments):
            shown.encode("utf-8")


@given(st.text("[]2026-03 09:00!()/media.Me: >-\n\u200e\ud800", max_size=200))
@UNHURRIED
def test_any_markdown(text: str) -> None:
    """Nothing raises, and every message can be shown and quoted."""
    for one in only(Message, items(SignalMarkdown(), MARKDOWN + text.encode("utf-8", "surrogatepass"))):
        for shown in (one.text, one.local_time, one.author.name, *one.attachments):
            shown.encode("utf-8")


@pytest.mark.parametrize("body", ["a" + " " * 400_000 + "x -)", "[" * 400_000 + ")", "![a](media/b)" * 30_000 + "x)"])
def test_markdown_that_ends_like_reactions_or_files(body: str) -> None:
    """It is read in a moment, however much stands before its end."""
    begun = time.process_time()
    (message,) = only(Message, items(SignalMarkdown(), f"[2026-03-02 09:00:00] Rowan: {body}\n".encode()))
    assert time.process_time() - begun < 2
    assert message.text == body
