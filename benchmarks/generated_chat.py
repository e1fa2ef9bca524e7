"""Writes a chat of two people in any length, as WhatsApp exports it and as other tools might.

Some messages have two lines, and some are pictures.
"""

import csv
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.invented import sentence

_BEGIN = datetime(2024, 1, 8, 8, 0)
_SEED = 17
_PEOPLE = ("Rowan Ashby", "Kim Holt")


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


def write_table(path: Path, count: int) -> None:
    """So many messages as a table of four columns."""
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(("sent", "from", "to", "body"))
        table.writerows(_rows(count))


def write_lines(path: Path, count: int) -> None:
    """So many messages as JSON Lines of four keys."""
    with path.open("w", encoding="utf-8") as out:
        for row in _rows(count):
            out.write(json.dumps(dict(zip(("sent", "from", "to", "body"), row, strict=True))) + "\n")


def _rows(count: int) -> Iterator[tuple[str, str, str, str]]:
    for sent, name, text in _messages(count, "a picture"):
        yield f"{sent:%Y-%m-%dT%H:%M:%SZ}", name, next(one for one in _PEOPLE if one != name), text


def _messages(count: int, picture: str) -> Iterator[tuple[datetime, str, str]]:
    draw, sent = Random(_SEED), _BEGIN  # noqa: S311  a benchmark must repeat
    for number in range(count):
        sent += timedelta(minutes=draw.choice((0, 1, 3, 40)), seconds=draw.randrange(60))
        text = picture if number % 40 == 0 else sentence(draw)
        text = f"{text}\n{sentence(draw)}" if number % 17 == 1 else text
        yield sent, draw.choice(_PEOPLE), text
