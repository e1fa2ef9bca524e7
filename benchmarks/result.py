"""What was measured, against what is wanted, as a page."""

from collections.abc import Sequence
from typing import NamedTuple

_OPENING = (
    "Printed by `make bench`; do not edit. Run on {machine}. Absolute figures drift by a factor of two between "
    "machines and days: compare within a run."
)


class Row(NamedTuple):
    """What was measured, what is wanted in words, and whether it is reached; `wanted` is empty for mere comparison."""

    what: str
    measured: str
    wanted: str
    reached: bool | None = None


def page(machine: str, against: Sequence[Row], runs: Sequence[tuple[str, str, str]], notes: Sequence[str]) -> str:
    """The page in Markdown: what was wanted, every run with its rate, and what could not be run."""
    blocks = [
        "# Benchmarks",
        _OPENING.format(machine=machine),
        "## Wanted and reached",
        table(
            ("", "measured", "wanted", ""),
            [(one.what, one.measured, one.wanted, _word(one)) for one in against],
        ),
        "## Every run",
        table(("run", "items", "rate"), runs),
        *notes,
    ]
    return "\n\n".join(blocks) + "\n"


def _word(row: Row) -> str:
    if row.reached is None:
        return "not measured" if row.wanted else "for comparison"
    return "reached" if row.reached else "**not reached**"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (headings, ["---"] * len(headings), *rows))
