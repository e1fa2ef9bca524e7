"""Our own side: from mbox to assessments, from JSON Lines to assessments, the start, and the memory."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import cast

from benchmarks.invented import text_of
from benchmarks.measured import Usage, usage_of
from lurewatch import flow
from lurewatch.detection.assessor import Assessor
from lurewatch.model.message import Message
from lurewatch.sources.catalogue import read
from lurewatch.sources.mapping import Columns

COMMAND = [sys.executable, "-m", "lurewatch"]
_SEED = 13
_MAPPING = Columns("generated", {"text": "body", "author": "from", "recipients": "to", "time": "sent"})


def scanned(path: Path) -> int:
    """Reads and judges a mailbox as `lurewatch scan` does; the number of messages read."""
    scan = flow.scan([path], flow.Options())
    for _ in scan.judged:
        pass
    return sum(source.messages for source in scan.sources)


def read_only(path: Path) -> int:
    """Reads a file as `lurewatch scan` does, without judging what is in it; the number of messages."""
    return sum(isinstance(item, Message) for item in read([path], mapping=_MAPPING))


def loaded() -> int:
    """Loads rules, lexicon, topics and weights, as every command does once; always 1."""
    Assessor()
    return 1


def assessed(lines: list[bytes]) -> int:
    """Judges conversations as `lurewatch assess` does, without writing them; their number."""
    return sum(not isinstance(one, flow.Failed) for one in flow.assess(lines, flow.Options()))


def invented_lines(count: int, length: int) -> list[bytes]:
    """So many conversations of one invented message of so many characters, as JSON Lines."""
    draw = Random(_SEED)  # noqa: S311  a benchmark must repeat
    return [_line(number, text_of(draw, length)) for number in range(count)]


def twin_lines(folder: Path, count: int, length: int) -> list[bytes]:
    """As `invented_lines`, of the contact's texts in our own pairs: where rules have the most to do."""
    texts = [text for path in sorted(folder.glob("*.jsonl")) for text in _texts_of(path)]
    pieces = [text[:length] for text in texts if len(text) >= length]
    return [_line(number, pieces[number % len(pieces)]) for number in range(count)] if pieces else []


def start_up(arguments: list[str], rounds: int = 5) -> Usage:
    """The fastest of some runs of the command."""
    return min(usage_of([*COMMAND, *arguments]) for _ in range(rounds))


def _texts_of(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        pair = cast("dict[str, dict[str, list[dict[str, str]]]]", json.loads(line))
        for side in ("approach", "benign"):
            yield from (one["text"] for one in pair[side]["messages"] if one["from"] == "contact")


def _line(number: int, text: str) -> bytes:
    messages = [{"from": "contact", "text": text}]
    return json.dumps({"id": f"c{number}", "channel": "email", "messages": messages}).encode() + b"\n"
