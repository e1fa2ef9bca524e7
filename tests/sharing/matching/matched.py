"""Two partners for tests, each with a book of their own, on a day that stands still."""

from datetime import date
from pathlib import Path

from lurewatch.sharing.matching.partner import Book, Budget, Kept, Partner

DAY = date(2026, 3, 2)
SECRET = "ab" * 32


def book(path: Path, side: str, budget: Budget | None = None) -> Book:
    """The book of one side of the pair."""
    path.mkdir(parents=True, exist_ok=True)
    found = Book(path / "partner.json")
    found.keep(Partner(SECRET, side, budget or Budget()))
    return found


def kept(*values: str) -> list[Kept]:
    """Items, each with one conversation of its name."""
    return [Kept("handle", value, (f"of {value}",)) for value in values]
