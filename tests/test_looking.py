"""Lines of conversations as linking looks at them."""

import dataclasses
import sys
from collections.abc import Iterable

import pytest
from evaluation.planted.material import Amounts, records

from lurewatch import flow, looking
from lurewatch.errors import LineError, ProcessGone
from lurewatch.linking.assistants import Assistants
from lurewatch.linking.outline import Outline, outline
from lurewatch.model.campaign import Campaign
from lurewatch.sources.readers.jsonl import conversation_of_line

OPTIONS = flow.Options()
LOOKING = flow.Looking(OPTIONS)
LINES = [one.line for one in records(Amounts(ordinary=800, campaigns=1, templates=1, copies=(60, 60)))]
ODD = [
    b"",
    b"{",
    b"[1]\n",
    b"\xff\n",
    b'{"id": 7, "messages": [{"from": "contact", "text": "seven"}]}\n',
    b'{"messages": [{"from": "contact", "text": "no id"}]}\r\n',
    b'{"id": "two\\nlines", "messages":\r [{"from": "contact", "text": "a"}], "headers": {"x": "y"}}\n',
    b'{"id": "d", "messages": [{"from": "boss", "text": "a"}]}\n',
    b'{"id": "n", "messages": [{"from": "contact", "text": null}]}\n',
    b'{"id": "h", "messages": [{"from": "contact", "text": "a"}], "contact": {"handles": [5]}}\n',
]


def among(lines: Iterable[bytes], alone: int) -> tuple[list[Campaign], int, list[looking.Bad]]:
    """What is found among lines, by processes from so many pieces on."""
    return looking.link_lines(lines, LOOKING, flow.plan(OPTIONS), (), alone)


def test_side_by_side() -> None:
    """Processes side by side find the same as one alone, and refuse the same lines with the same words."""
    lines = [*ODD, *LINES, *ODD]
    apart = among(lines, alone=0)
    assert apart == among(lines, alone=100)
    assert apart[0]
    assert len(apart[2]) == 14


@pytest.mark.parametrize("line", ODD)
def test_an_odd_line(line: bytes) -> None:
    """A first look takes an odd line as a whole reading does, or refuses it with the same words."""
    assert taken(line) == whole(line)


def test_usual_lines() -> None:
    """Of usual lines a first look takes what a whole reading does; the time alone is left to the second."""
    for line in LINES[:200]:
        assert taken(line) == whole(line)


def taken(line: bytes) -> Outline | str:
    """What a first look makes of a line, without the time."""
    try:
        return dataclasses.replace(LOOKING.first(line, 7), first=None)
    except LineError as error:
        return str(error)


def whole(line: bytes) -> Outline | str:
    """The same by reading it as a conversation."""
    try:
        return dataclasses.replace(outline(conversation_of_line(line, 7)), first=None)
    except LineError as error:
        return str(error)


def test_a_process_that_ends() -> None:
    """A process that ends before its work is done is told of, with its code, and nothing waits for it."""
    command = [sys.executable, "-c", "import sys; sys.stdin.buffer.read(8); sys.exit(3)"]
    with Assistants(command, 2, b"plan") as others, pytest.raises(ProcessGone, match="code 3"):
        list(others.answers([b"x" * 100_000] * 5))
