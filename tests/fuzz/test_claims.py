"""What the fuzzer holds against what comes out: each claim is seen to be broken."""

from dataclasses import replace
from datetime import datetime

import pytest
from fuzz.canary import CANARY
from fuzz.claims import Broken

from fuzz import claims
from lurewatch.detection.assessor import Assessor
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place
from lurewatch.model.source_read import SourceRead
from lurewatch.sources.interface import Limits
from lurewatch.sources.readers.jsonl import conversation_of_line

ROWAN = Handle(Platform.EMAIL, "rowan@northgate.example", "Rowan")
MESSAGE = Message("m1", ROWAN, (), "Hello\n\n> Hi\n", Channel.EMAIL, Place("a.eml"))
GAP = Gap("a message", "a.eml, message 1", "no Date header; kept without a time")
LINE = b'{"id": "c1", "messages": [{"from": "contact", "text": "My client pays you for a confidential report."}]}'


@pytest.mark.parametrize(
    "message",
    [
        replace(MESSAGE, id=""),
        replace(MESSAGE, text="half \ud800"),
        replace(MESSAGE, subject="half \ud800"),
        replace(MESSAGE, author=ROWAN._replace(name="half \ud800")),
        replace(MESSAGE, headers={"x": "half \ud800"}),
        replace(MESSAGE, text="a" * 2_000_000),
        replace(MESSAGE, sent_at=datetime(2026, 3, 2)),  # naive on purpose
        replace(MESSAGE, hidden=["a list"]),  # type: ignore[arg-type]
    ],
)
def test_messages(message: Message) -> None:
    """One without an id, that cannot be written or kept, that is too long, or whose time has no zone."""
    claims.of_message(MESSAGE, Limits())
    with pytest.raises(Broken):
        claims.of_message(message, Limits())


@pytest.mark.parametrize(
    "gap",
    [
        replace(GAP, what=" "),
        replace(GAP, where=""),
        replace(GAP, why=""),
        replace(GAP, why="a\x1b[2J"),
        replace(GAP, why="long " * 500),
        replace(GAP, why=f"not a date: {CANARY}"),
        replace(GAP, where=f"a.eml, {CANARY}"),
    ],
)
def test_gaps(gap: Gap) -> None:
    """One that does not say all three, steers a terminal, goes on and on, or quotes."""
    claims.of_gap(GAP, "a.eml")
    with pytest.raises(Broken):
        claims.of_gap(gap, "a.eml")


def test_gaps_without_number() -> None:
    """More of them than their bound allows."""
    read = SourceRead("a.mbox", "mailbox (mbox)", 1, 50)
    limits = Limits(gaps=10, members=0)
    claims.of_number_of_gaps([GAP] * 11 + [read], limits)
    with pytest.raises(Broken):
        claims.of_number_of_gaps([GAP] * 51 + [read], limits)


def test_assessments() -> None:
    """Evidence that quotes what is not there, a detector that failed, kinds that are no shares of one."""
    conversation = conversation_of_line(LINE, 1)
    found = Assessor().assess(conversation)
    claims.of_assessment(conversation, found)
    (evidence, *_) = found.evidence
    for broken in (
        replace(found, evidence=(replace(evidence, quote="something else"),)),
        replace(found, evidence=(replace(evidence, end=10_000),)),
        replace(found, gaps=(Gap("detector failed", "rules", "ValueError"),)),
        replace(found, kinds=dict.fromkeys(found.kinds, 0.9)),
    ):
        with pytest.raises(Broken):
            claims.of_assessment(conversation, broken)


@pytest.mark.parametrize("said", ["", "line 1: \x1b[2J", f"line 1: not JSON: {CANARY}"])
def test_errors(said: str) -> None:
    """One that says nothing, steers a terminal, or quotes."""
    claims.of_error("input, line 1: not JSON at character 3; write one JSON object a line")
    with pytest.raises(Broken):
        claims.of_error(said)
