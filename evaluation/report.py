"""A report in parts, and as a page of Markdown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from evaluation.metrics.interval import Interval


class Figure(NamedTuple):
    """A figure that is wanted to reach something: at least `wanted`, or at most it."""

    name: str
    got: Interval
    wanted: float
    at_least: bool = True

    @property
    def is_reached(self) -> bool:
        """Whether the figure itself, not its bound, is where it should be."""
        return self.got.value >= self.wanted if self.at_least else self.got.value <= self.wanted


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading for each column; cells are text."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part: sentences and tables in order, and the figures of it that are wanted to reach something."""

    title: str
    parts: Sequence[str | Table]
    figures: Sequence[Figure] = ()


def page(title: str, opening: str, sections: Iterable[Section]) -> str:
    """The report as Markdown: what was wanted and what was reached comes first."""
    given = list(sections)
    blocks = [f"# {title}", opening]
    figures = [figure for section in given for figure in section.figures]
    if figures:
        blocks += ["## Wanted and reached", _markdown(_against_wanted(figures))]
    for section in given:
        blocks += [
            f"## {section.title}",
            *(part if isinstance(part, str) else _markdown(part) for part in section.parts),
        ]
    return "\n\n".join(blocks) + "\n"


def _against_wanted(figures: Sequence[Figure]) -> Table:
    return Table(("figure", "here", "wanted", ""), [_row(figure) for figure in figures])


def _row(figure: Figure) -> tuple[str, str, str, str]:
    word = "at least" if figure.at_least else "at most"
    whole = figure.wanted == int(figure.wanted) and (figure.wanted > 1 or not figure.at_least)
    got = f"{figure.got.value:.0f}" if whole else str(figure.got)
    return figure.name, got, f"{word} {figure.wanted:g}", "reached" if figure.is_reached else "**not reached**"


def _markdown(table: Table) -> str:
    head = [_line(table.headings), "|" + "---|" * len(table.headings)]
    return "\n".join([*head, *(_line(row) for row in table.rows)])


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
