"""Comma-separated values read row by row, columns by their names."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lurewatch.model.gap import Gap
from lurewatch.sources.mending import mended
from lurewatch.sources.opened import Opened
from lurewatch.sources.sniff import column_name

_LONGEST_LINE = 1 << 16
_LONGEST_ROW = 1 << 20  # characters; a row goes on over lines while a quotation mark is open


class Row(NamedTuple):
    """A row: its number, from 0 after the header, and its cells by column name; a cell that is not there is empty."""

    number: int
    cells: Mapping[str, str]

    def cell(self, *names: str) -> str:
        """The first of these columns that is not empty, mended and without white space around it."""
        for name in names:
            if text := self.cells.get(name, "").strip():
                return mended(text)
        return ""


def rows(opened: Opened, wanted: Sequence[str], delimiter: str = ",") -> Iterator[Row | Gap]:
    """The rows below the first one that names all `wanted` columns; what is amiss with a row is a gap before it."""
    columns: list[str] = []
    number = -1
    for cells in _cells(opened, delimiter):
        if isinstance(cells, str):
            yield _gap(opened, number + 1, cells)
        elif not columns:
            names = [column_name(cell) for cell in cells]
            columns = names if set(wanted).issubset(names) else []
        elif cells:
            number += 1
            yield from _row(opened, number, columns, cells)


def _row(opened: Opened, number: int, columns: list[str], cells: list[str]) -> Iterator[Row | Gap]:
    if len(cells) > len(columns):
        yield _gap(opened, number, f"{len(cells)} fields under {len(columns)} columns; not read")
        return
    if len(cells) < len(columns):
        yield _gap(opened, number, f"{len(cells)} fields under {len(columns)} columns; read as far as it goes")
    yield Row(number, dict(zip(columns, cells, strict=False)))


def _gap(opened: Opened, number: int, why: str) -> Gap:
    return Gap("a row", f"{opened.source}, row {number}", why)


def _cells(opened: Opened, delimiter: str) -> Iterator[list[str] | str]:
    """The cells of each row, or what is amiss with what cannot be one."""
    lines = _Lines(opened)
    found = csv.reader(lines, delimiter=delimiter)
    try:
        while True:
            try:
                cells = next(found)
            except StopIteration:
                return
            except _TooLong:
                yield f"more than {_LONGEST_ROW} characters in a row; a quotation mark is missing before it"
            except csv.Error:
                yield "a field too long to be one; a quotation mark is missing before it"
            else:
                yield cells
            lines.row = 0
    finally:
        lines.text.detach()


class _TooLong(csv.Error):
    """A row does not end within what may be held of it."""


class _Lines:
    """The lines as text; of endless ones, piece by piece. `row` counts the characters of the row at hand."""

    def __init__(self, opened: Opened) -> None:
        self.text = io.TextIOWrapper(opened.stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
        self.row = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.row > _LONGEST_ROW:
            raise _TooLong
        line = self.text.readline(_LONGEST_LINE)
        if not line:
            raise StopIteration
        self.row += len(line)
        return line
