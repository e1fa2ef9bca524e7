"""Ranked JSON of a scan."""

import json
from io import StringIO

import pytest
from tests.cli.hostile import ALL
from tests.cli.invented import Told, approach, conversation, evidence, judged, ordinary, scam

import lurewatch.cli.encoded as encoded_module
from lurewatch.cli.encoded import Encoded, write_json, write_jsonl
from lurewatch.flow import Scan
from lurewatch.model.gap import Gap
from lurewatch.model.source_read import SourceRead
from lurewatch.telling.json_line import line

_SCAN = Scan(gaps=[Gap("archive", "x.zip", "locked")], sources=[SourceRead("a.mbox", "mbox", 7, 1)], owners="guessed")
_END = {
    "gaps": [{"what": "archive", "where": "x.zip", "why": "locked"}],
    "sources": [{"source": "a.mbox", "kind": "mbox", "messages": 7, "gaps": 1}],
    "owners": "guessed",
}


def _encoded() -> Encoded:
    encoded = Encoded()
    for one in (ordinary("o1"), approach("c1"), scam("s1"), approach("c2")):
        encoded.add(one)
    return encoded


@pytest.mark.parametrize("in_memory", [1 << 20, 10])
def test_json_is_ranked(monkeypatch: pytest.MonkeyPatch, in_memory: int) -> None:
    """The likeliest stand first, of equal ones those read first; whether the spool lies in memory or in a file."""
    monkeypatch.setattr(encoded_module, "_IN_MEMORY", in_memory)
    stream = StringIO()
    with _encoded() as encoded:
        write_json(encoded, _SCAN, stream)
    found = json.loads(stream.getvalue())
    assert [one["id"] for one in found.pop("conversations")] == ["c1", "c2", "s1", "o1"]
    assert found == _END


def test_json_of_nothing() -> None:
    """No conversation is an empty list."""
    stream = StringIO()
    with Encoded() as encoded:
        write_json(encoded, Scan(), stream)
    assert json.loads(stream.getvalue()) == {"conversations": [], "gaps": [], "sources": [], "owners": ""}


def test_jsonl_ends_with_gaps_and_sources() -> None:
    """One assessment a line, ranked, then one line of gaps and sources."""
    stream = StringIO()
    with _encoded() as encoded:
        write_jsonl(encoded, _SCAN, stream)
    *conversations, last = map(json.loads, stream.getvalue().splitlines())
    assert [one["id"] for one in conversations] == ["c1", "c2", "s1", "o1"]
    assert last == _END


def test_hostile_text_in_json() -> None:
    """It is one line of plain ASCII without controls, and comes back to the letter."""
    one = conversation(Told((ALL,)), ALL)
    with Encoded() as encoded:
        encoded.add(judged(one, (evidence(one, ALL, 1.0),)))
        (text,) = encoded
    assert text.isascii()
    assert text.isprintable()
    assert json.loads(text)["evidence"][0]["quote"] == ALL
    assert json.loads(line({"id": "\ud800"})) == {"id": "\ud800"}
