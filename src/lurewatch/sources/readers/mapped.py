"""Tables (CSV) and JSON Lines of any make, with a mapping that says which column or key holds what."""

import csv
import json
from collections.abc import Iterator, Mapping

from lurewatch.model.gap import Gap
from lurewatch.sources.bounded_lines import bounded_lines
from lurewatch.sources.charsets import scrub
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.mapped_message import Record, messages_of
from lurewatch.sources.mapping import NEEDED, Columns
from lurewatch.sources.opened import Opened
from lurewatch.sources.sniff import BOM, Head, column_name
from lurewatch.sources.table import rows

_LINES_LOOKED_AT = 40
_SHOWN = 200
_decode = json.JSONDecoder().decode


class MappedTable:
    """Reads tables by a mapping."""

    kind = "table (as mapped)"

    def __init__(self, mapping: Columns) -> None:
        self._mapping = mapping
        self._names = {field: column_name(name) for field, name in mapping.columns.items()}

    def recognises(self, head: Head) -> bool:
        """Whether one of the first rows names the column of the text, and another of the mapping's if it has more."""
        return bool(self._header(head))

    def read(self, opened: Opened, limits: Limits) -> Iterator[Item]:
        """The messages in the order of the rows; whatever is amiss with a row is a gap before it."""
        columns = self._header(Head(opened.head))
        missing = [self._mapping.columns[field] for field, name in self._names.items() if name not in columns]
        if missing:
            why = f"the mapping names them, the table does not: {', '.join(missing)[:_SHOWN]}; read without them"
            yield Gap("columns", opened.source, why)
        yield from messages_of(self._mapping, opened, self._records, limits)

    def _header(self, head: Head) -> frozenset[str]:
        lines = head.data.decode("utf-8", "replace").splitlines()[:_LINES_LOOKED_AT]
        try:
            for row in csv.reader(lines, delimiter=self._mapping.delimiter):
                columns = frozenset(map(column_name, row))
                known = len(columns.intersection(self._names.values()))
                if self._names[NEEDED] in columns and known >= min(2, len(self._names)):
                    return columns
        except csv.Error:
            pass
        return frozenset()

    def _records(self, opened: Opened) -> Iterator[Record | Gap]:
        for row in rows(opened, (self._names[NEEDED],), self._mapping.delimiter):
            if isinstance(row, Gap):
                yield row
            else:
                yield Record(row.number, {field: row.cell(name) for field, name in self._names.items()})


class MappedLines:
    """Reads JSON Lines by a mapping."""

    kind = "JSON Lines (as mapped)"

    def __init__(self, mapping: Columns) -> None:
        self._mapping = mapping
        self._most = Limits().line_bytes

    def recognises(self, head: Head) -> bool:
        """Whether the first line is a JSON object that has the key of the text."""
        value = _object(head.data.lstrip().partition(b"\n")[0])
        return value is not None and isinstance(value_at(value, self._mapping.columns[NEEDED]), str)

    def read(self, opened: Opened, limits: Limits) -> Iterator[Item]:
        """The messages in the order of the lines; a line that is no object is a gap."""
        self._most = limits.line_bytes
        yield from messages_of(self._mapping, opened, self._records, limits)

    def _records(self, opened: Opened) -> Iterator[Record | Gap]:
        for number, line in enumerate(bounded_lines(opened.stream, self._most)):
            if not line.strip():
                continue
            value = _object(line) if len(line) <= self._most else None
            if value is None:
                why = f"no JSON object, or longer than {self._most >> 20} MiB; write one object a line"
                yield Gap("a line", f"{opened.source}, line {number + 1}", why)
            else:
                yield _record(number, value, self._mapping.columns)


def _record(number: int, value: Mapping[str, object], names: Mapping[str, str]) -> Record:
    """What an object's keys hold: text, a number as its digits, or a list of texts."""
    texts: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for field, name in names.items():
        found = value[name] if name in value else value_at(value, name)
        if isinstance(found, str):
            texts[field] = scrub(found)
        elif isinstance(found, list):
            lists[field] = tuple(scrub(one) for one in found if isinstance(one, str))
        elif isinstance(found, (int, float)) and not isinstance(found, bool):
            texts[field] = str(found)
    return Record(number, texts, lists)


def value_at(value: Mapping[str, object], key: str) -> object:
    """What a key leads to; one that is not there as a whole leads through objects, a key at each full stop."""
    if key in value or "." not in key:
        return value.get(key)
    first, _, rest = key.partition(".")
    inner = value.get(first)
    return value_at(inner, rest) if isinstance(inner, dict) else None


def _object(line: bytes) -> Mapping[str, object] | None:
    try:
        value = _decode(str(line, "utf-8-sig" if line.startswith(BOM) else "utf-8"))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
