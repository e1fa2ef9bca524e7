"""Tables and JSON Lines of any make, by a mapping."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import LETTERS, UNHURRIED, items, only, whys

from lurewatch import flow
from lurewatch.cli.commands import run
from lurewatch.model.conversation import Side
from lurewatch.model.gap import Gap
from lurewatch.model.message import Channel, Message
from lurewatch.model.source_read import SourceRead
from lurewatch.sources.catalogue import read
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.mapping import Columns
from lurewatch.sources.mapping_file import load_mapping
from lurewatch.sources.readers.mapped import MappedLines, MappedTable
from lurewatch.sources.sniff import Head

HOW_TO = Path(__file__).parents[3] / "docs" / "how-to" / "mapping.md"
OFFER = (
    "Your work on quantum computing caught my eye. My client, who prefers not to be named, pays 900 for a short report"
    " on what you have not published yet. Please keep this between us, and do not tell your employer."
)
COLUMNS = {
    "text": "Body",
    "author": "From",
    "author_name": "Name",
    "recipients": "To",
    "time": "When",
    "thread": "Thread",
    "channel": "Kind",
    "subject": "About",
    "id": "No",
    "attachments": "Files",
}
MAPPING = Columns("m.toml", COLUMNS)
HEADER = "No,Thread,When,From,Name,To,Kind,About,Body,Files\n"
ROW = "7,t1,2026-03-02T09:00:00Z,R@n.example,Rowan,kim@lab.example;+49 151 2345678,email,Hi,Hello,a.pdf; b.pdf\n"
CHAT = Columns("m.toml", {"text": "body", "author_name": "from.name", "thread": "chat", "time": "at"})


def of_table(text: str, mapping: Columns = MAPPING) -> list[Item]:
    """What the reader makes of a table."""
    return items(MappedTable(mapping), text.encode())


def of_lines(*values: object, mapping: Columns = CHAT) -> list[Item]:
    """What the reader makes of JSON Lines."""
    return items(MappedLines(mapping), "\n".join(json.dumps(value) for value in values).encode())


def test_a_table() -> None:
    """Each mapped column reaches the message."""
    (message,) = only(Message, of_table(HEADER + ROW))
    assert (message.id, message.thread, message.subject, message.text) == ("7", "t1", "Hi", "Hello")
    assert (message.author.key, message.author.name) == ("email:r@n.example", "Rowan")
    assert [one.key for one in message.recipients] == ["email:kim@lab.example", "phone:+491512345678"]
    assert (message.sent_at, message.channel) == (datetime(2026, 3, 2, 9, tzinfo=UTC), Channel.EMAIL)
    assert (message.attachments, message.local_time) == (("a.pdf", "b.pdf"), "2026-03-02T09:00:00Z")
    assert message.place == ("some.file", 0, None)


def test_json_lines() -> None:
    """Keys lead through objects; recipients that nothing tells are the others of the thread."""
    first = {"body": "Hello", "from": {"name": "Rowan"}, "chat": "c", "at": "2026-03-02T09:00:00+01:00"}
    found = only(Message, of_lines(first, first | {"from": {"name": "Kim"}, "at": 5}, first | {"chat": "d"}))
    assert [message.author.name for message in found] == ["Rowan", "Kim", "Rowan"]
    assert [[one.value for one in message.recipients] for message in found] == [
        ["kim"],
        ["rowan"],
        ["whoever received it"],
    ]
    assert [message.sent_at for message in found][:2] == [datetime(2026, 3, 2, 8, tzinfo=UTC), None]


def test_lists_in_json_lines() -> None:
    """Recipients and attachments may be lists; a full stop in a key that is there as a whole is part of it."""
    mapping = Columns("m", {"text": "a.b", "recipients": "to", "attachments": "files"})
    (message,) = only(Message, of_lines({"a.b": "Hello", "to": ["k@lab.example", 3], "files": ["x"]}, mapping=mapping))
    assert ([one.value for one in message.recipients], message.attachments) == (["k@lab.example"], ("x",))
    assert message.author.value == ""


@pytest.mark.parametrize(
    ("written", "formats", "hour"),
    [
        ("2026-03-02 09:00", ("iso",), 9),
        ("02.03.2026 09:00", ("iso", "%d.%m.%Y %H:%M"), 9),
        ("3/2/26 9:00 PM", ("%m/%d/%y %I:%M %p",), 21),
        ("1772442000", ("iso", "epoch"), 9),
        ("1772442000000", ("epoch",), 9),
        ("1772442000.5", ("epoch",), 9),
        ("soon", ("iso", "epoch", "%d.%m.%Y"), None),
        ("9" * 40, ("epoch",), None),
        ("nan", ("epoch",), None),
    ],
)
def test_times(written: str, formats: tuple[str, ...], hour: int | None) -> None:
    """They are read in the first format that fits; one in none is a gap, and the message is kept."""
    found = of_table(f"Body,When\nHello,{written}\n", replace(MAPPING, formats=formats))
    (message,) = only(Message, found)
    assert (message.sent_at.hour if message.sent_at else None) == hour
    assert ("in none of the mapping's formats" in whys(only(Gap, found))) is (hour is None)


def test_times_without_a_zone() -> None:
    """They are of the mapping's zone, or taken as UTC with a gap."""
    table = "Body,When\nHello,2026-03-02 09:00\n"
    assert "set zone under [times]" in whys(only(Gap, of_table(table)))
    found = of_table(table, replace(MAPPING, zone=datetime.fromisoformat("2026-03-02T00:00+02:00").tzinfo))
    assert [message.sent_at for message in only(Message, found)] == [datetime(2026, 3, 2, 7, tzinfo=UTC)]
    assert "set zone" not in whys(only(Gap, found))


def test_words_for_channels() -> None:
    """They are the mapping's, or ours; what is neither is of the mapping's channel."""
    mapping = replace(MAPPING, channels={"li": Channel.LINKEDIN}, channel=Channel.OTHER)
    found = only(Message, of_table("Body,Kind\nA,LI\nB,Email\nC,fax\n", mapping))
    assert [message.channel for message in found] == [Channel.LINKEDIN, Channel.EMAIL, Channel.OTHER]


@pytest.mark.parametrize(
    ("written", "separator", "count"),
    [("a@x.example, b@x.example", "", 2), ("Ashby, Rowan; K", "", 2), ("a|b|", "|", 2)],
)
def test_separators(written: str, separator: str, count: int) -> None:
    """A comma parts addresses and no names, unless the mapping says what does."""
    (message,) = only(Message, of_table(f'Body,To\nHello,"{written}"\n', replace(MAPPING, separator=separator)))
    assert len(message.recipients) == count


def test_columns_that_are_not_there() -> None:
    """They are one gap that names them, and the rest is read."""
    found = of_table("Body,From\nHello,r@n.example\n")
    assert len(only(Message, found)) == 1
    assert "the table does not: Name, To, When" in whys(only(Gap, found))


def test_rows_and_lines_that_are_broken() -> None:
    """Each is a gap at its place, and those after it are read."""
    found = of_table("Body,From\nHello,r@n.example\nx,y,z\nAgain\n")
    assert [message.text for message in only(Message, found)] == ["Hello", "Again"]
    assert {gap.where for gap in only(Gap, found)} >= {"some.file, row 1", "some.file, row 2"}
    data = b'{"body": "Hello"}\n{"body\n[1]\n\n{"body": "Again"}\n' + b'{"body": "' + b"x" * 200 + b'"}'
    lines = items(MappedLines(CHAT), data, Limits(line_bytes=100))
    assert [message.text for message in only(Message, lines)] == ["Hello", "Again"]
    assert [gap.where for gap in only(Gap, lines) if gap.what == "a line"] == [
        f"some.file, line {number}" for number in (2, 3, 6)
    ]


def test_an_empty_table() -> None:
    """It gives nothing, and no gap."""
    assert [item for item in of_table(HEADER) if isinstance(item, (Gap, Message))] == []


def test_a_long_text() -> None:
    """It is read up to the bound, which is told."""
    found = items(MappedTable(MAPPING), b"Body,From\n" + b"x" * 50 + b",r@n.example\n", Limits(text_characters=10))
    assert len(only(Message, found)[0].text) == 10
    assert "longer than 10 characters" in whys(only(Gap, found))


@pytest.mark.parametrize(
    ("data", "knows"),
    [
        ("body,from,x\n", True),
        ('\ufeff"BODY";"From"\n', False),
        ("Body\n", False),
        ("From,To\n", False),
        ("", False),
        ('{"body": "x"}', False),
    ],
)
def test_recognising_a_table(data: str, knows: bool) -> None:
    """It needs the column of the text and another of the mapping's, in whatever case."""
    assert MappedTable(MAPPING).recognises(Head(data.encode())) is knows


@pytest.mark.parametrize(
    ("data", "knows"),
    [('{"body": "x"}\n', True), ('{"body": 1}', False), ('{"body": "x', False), ("[1]", False), ("", False)],
)
def test_recognising_json_lines(data: str, knows: bool) -> None:
    """The first line is an object that has the key of the text."""
    assert MappedLines(CHAT).recognises(Head(data.encode())) is knows


def test_a_mapping_comes_first(tmp_path: Path) -> None:
    """It reads even a table that is known here, since somebody said how; what it does not fit is read as ever."""
    (tmp_path / "a.csv").write_text("CONVERSATION ID,FROM,DATE,CONTENT\nc,R,2026-03-02,Hello\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"messages": [{"from": "contact", "text": "Hello"}]}\n', encoding="utf-8")
    mapping = Columns("m", {"text": "Content", "author": "From"})
    kinds = [one.kind for one in only(SourceRead, read([tmp_path], mapping=mapping))]
    assert kinds == ["table (as mapped)", "conversations (JSON Lines)"]


def test_a_mapping_that_fits_nothing(tmp_path: Path) -> None:
    """It is a gap at the mapping."""
    (tmp_path / "a.csv").write_text("x,y,z\n1,2,3\n", encoding="utf-8")
    gaps = only(Gap, read([tmp_path], mapping=MAPPING))
    assert [gap.where for gap in gaps if "compare the names" in gap.why] == ["m.toml"]


def test_the_example_of_the_how_to(tmp_path: Path) -> None:
    """What the how-to shows is read as it says."""
    blocks = dict(re.findall(r"```(\w+)\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.DOTALL))
    (tmp_path / "mapping.toml").write_text(blocks["toml"], encoding="utf-8")
    (tmp_path / "messages.csv").write_text(blocks["csv"], encoding="utf-8")
    found = list(read([tmp_path / "messages.csv"], mapping=load_mapping(tmp_path / "mapping.toml")))
    first, second = only(Message, found)
    assert (first.author.key, first.author.name) == ("email:rowan@northgate.example", "Rowan Ashby")
    assert (first.thread, first.channel) == ("T-71", Channel.EMAIL)
    assert (first.sent_at, second.text) == (datetime(2026, 3, 2, 8, 41, tzinfo=UTC), "What is it about?")
    assert only(Gap, found) == []


def test_an_approach_in_a_scan(tmp_path: Path) -> None:
    """It is found, in both forms, and it is known who wrote it."""
    table = f'body,from\n"{OFFER}",r@northgate.example\nNo,kim@lab.example\n'
    (tmp_path / "a.csv").write_text(table, encoding="utf-8")
    rows = ({"body": OFFER, "from": "r@northgate.example"}, {"body": "No", "from": "kim@lab.example"})
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "m.toml").write_text('[columns]\ntext = "body"\nauthor = "from"\n', encoding="utf-8")
    for name in ("a.csv", "b.jsonl"):
        options = flow.Options(mapping=tmp_path / "m.toml")
        (judged,) = flow.scan([tmp_path / name], options).judged
        assert judged.conversation.contact.handles[0].value == "r@northgate.example"
        assert [turn.side for turn in judged.conversation.turns] == [Side.CONTACT, Side.PERSON]
        assert judged.assessment.probability > 0.5


def test_a_faulty_mapping_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All its faults are told, each on a line, and the exit code is 2."""
    (tmp_path / "m.toml").write_text('delimiter = ""\nx = 1\n', encoding="utf-8")
    (tmp_path / "a.csv").write_text("body\nx\n", encoding="utf-8")
    assert run(["scan", str(tmp_path / "a.csv"), "--mapping", str(tmp_path / "m.toml")]) == 2
    assert capsys.readouterr().err.count("m.toml: ") == 3


@given(st.lists(st.text(LETTERS, max_size=8), max_size=20).map(",".join))
@UNHURRIED
def test_any_text_below_the_columns(text: str) -> None:
    """Reading ends without an error, and every message can be written as UTF-8."""
    for message in only(Message, items(MappedTable(MAPPING), (HEADER + text).encode("utf-8", "replace"))):
        f"{message}".encode()


@given(st.binary(max_size=200))
@UNHURRIED
def test_any_bytes_below_the_columns(data: bytes) -> None:
    """Reading ends without an error, and every message can be written as UTF-8."""
    for message in only(Message, items(MappedTable(MAPPING), HEADER.encode() + data)):
        f"{message}".encode()
    for message in only(Message, items(MappedLines(CHAT), b'{"body": "x"}\n' + data)):
        f"{message}".encode()


_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.floats(), st.text(LETTERS, max_size=4), st.just("\ud800")),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["body", "name"]), inner)),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["body", "from", "chat", "at"]), _JSON))
@UNHURRIED
def test_any_values_of_the_keys(value: dict[str, object]) -> None:
    """Reading ends without an error, and every message can be written as UTF-8."""
    for message in only(Message, of_lines(value)):
        f"{message}".encode()


def test_fields_without_end() -> None:
    """Names, addresses and threads are cut to what can be one; what is long is not remembered."""
    row = (
        f"7,{'t' * 9_000},2026-03-02T09:00:00Z,{'r' * 9_000}@n.example,{'N' * 9_000},kim@lab.example,email,Hi,Hello,\n"
    )
    (message,) = only(Message, of_table(HEADER + row))
    assert (len(message.author.value), len(message.author.name), len(message.thread)) == (1_000, 300, 500)
