"""Writes a chat of two people as WhatsApp exports it, in any length: some messages of two lines, some pictures."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.invented import sentence

_BEGIN = datetime(2024, 1, 8, 8, 0)
_SEED = 17


def write_android(path: Path, count: int) -> None:
    """So many messages as Android writes them."""
    with path.open("w", encoding="utf-8") as out:
        for sent, name, text in _messages(count, "<Media omitted>"):
            out.write(f"{sent:%d/%m/%Y, %H:%M} - {name}: {text}\n")


def write_ios(path: Path, count: int) -> None:
    """So many messages as iOS writes them."""
    with path.open("w", encoding="utf-8") as out:
        for sent, name, text in _messages(count, "\u200eimage omitted"):
            out.write(f"[{sent:%d/%m/%y, %H:%M:%S}] {name}: {text}\n")


def _messages(count: int, picture: str) -> Iterator[tuple[datetime, str, str]]:
    draw, sent = Random(_SEED), _BEGIN  # noqa: S311  a benchmark must repeat
    for number in range(count):
        sent += timedelta(minutes=draw.choice((0, 1, 3, 40)), seconds=draw.randrange(60))
        text = picture if number % 40 == 0 else sentence(draw)
        text = f"{text}\n{sentence(draw)}" if number % 17 == 1 else text
        yield sent, draw.choice(("Rowan Ashby", "Kim Holt")), text
