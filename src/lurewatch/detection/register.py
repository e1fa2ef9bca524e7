"""An organisations' own register: who they are, and the domains and phone numbers that are theirs.

TOML or CSV, told by its ending. Kept by the organisation that uses it, from what it knows first-hand.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import tomli

from lurewatch.errors import DefinitionError, UsageError
from lurewatch.text.domains import has_known_suffix, is_free_mail, misspells, near_spellings, registrable
from lurewatch.text.fold import fold

MOST_BYTES, MOST_ORGANISATIONS = 8 << 20, 50_000
_MOST_FAULTS = 20
_FIELDS = ("organisation", "aliases", "domains", "phones")
_WORD = re.compile(r"[^\W_]+")
_SHORT = 4  # letters up to which a name of one word counts only as it is written: MIT, not "mit"
_LONGEST_TEXT = 400  # code points of a claim that are searched
_TAIL = 9  # digits by which a phone number is known, with its country or without


@dataclass(frozen=True, slots=True)
class Organisation:
    """One entry: its name, what else it is called, its domains (as registered) and phone numbers."""

    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


class _Name(NamedTuple):
    """A name in words, and as it must be written where that is all that tells it from a word."""

    words: tuple[str, ...]
    exact: str
    organisation: Organisation


class Register:
    """Organisations, ready to look up by name, by domain, and by what imitates a domain."""

    def __init__(self, organisations: Iterable[Organisation] = ()) -> None:
        self._names: dict[str, list[_Name]] = {}
        self._domains: dict[str, Organisation] = {}
        self._near: dict[str, list[str]] = {}
        for one in organisations:
            for name in (one.name, *one.aliases):
                if words := _words(name):
                    exact = name.strip() if len(words) == 1 and len(words[0]) <= _SHORT else ""
                    self._names.setdefault(words[0], []).append(_Name(words, exact, one))
            for domain in one.domains:
                self._domains[domain] = one
                for near in near_spellings(domain):
                    self._near.setdefault(near, []).append(domain)

    def __bool__(self) -> bool:
        return bool(self._names)

    def named_in(self, text: str) -> tuple[Organisation, tuple[str, ...]] | None:
        """The organisation that a text names, and by which words, folded: of several the longest, then the first."""
        words = _words(text[:_LONGEST_TEXT])
        found = [
            (len(one.words), -at, one)
            for at, word in enumerate(words)
            for one in self._names.get(word, ())
            if words[at : at + len(one.words)] == one.words and (not one.exact or one.exact in _WORD.findall(text))
        ]
        best = max(found, key=lambda one: one[:2], default=None)
        return (best[2].organisation, best[2].words) if best else None

    def of_domain(self, domain: str) -> Organisation | None:
        """Whose domain it is."""
        return self._domains.get(registrable(domain))

    def imitated_by(self, domain: str) -> str:
        """The domain of the register that this one imitates, or nothing; one that is in the register imitates none."""
        if not self._near or not domain or self.of_domain(domain):
            return ""
        near = (other for spelled in near_spellings(domain) for other in self._near.get(spelled, ()))
        return min((other for other in near if misspells(domain, other)), default="")


def has_phone(organisation: Organisation, number: str) -> bool:
    """Whether a phone number is one of an organisation's, with its country or without."""
    digits = _digits(number)
    return len(digits) >= _TAIL and any(_digits(one)[-_TAIL:] == digits[-_TAIL:] for one in organisation.phones)


def load_register(path: Path) -> Register:
    """The register in a file; UsageError if it cannot be read, DefinitionError with all its faults if it is wrong."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{path}: cannot read the register ({error.strerror}); name another") from error
    if len(data) > MOST_BYTES:
        raise DefinitionError([f"{path}: larger than {MOST_BYTES >> 20} MiB; keep the register to those you deal with"])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DefinitionError([f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8"]) from error
    faults: list[str] = []
    rows = _of_csv(text, faults) if path.suffix.lower() == ".csv" else _of_toml(text, faults)
    found = [one for where, row in rows if (one := _organisation(row, where, faults))]
    if len(found) > MOST_ORGANISATIONS:
        faults.append(f"more than {MOST_ORGANISATIONS:,} organisations; keep those you deal with")
    if not found and not faults:
        faults.append("no organisation in it; give [[organisation]] tables, or CSV with a column organisation")
    if faults:
        raise DefinitionError([f"{path}: {fault}" for fault in faults[:_MOST_FAULTS]])
    return Register(found)


Row = Mapping[str, object]


def _of_toml(text: str, faults: list[str]) -> Iterator[tuple[str, Row]]:
    try:
        tables = tomli.loads(text.replace("\r\n", "\n")).get("organisation", [])
    except tomli.TOMLDecodeError as error:
        faults.append(f"not TOML: {error}")
        return
    if not isinstance(tables, list):
        faults.append("organisation must be a list of tables: write [[organisation]]")
        return
    for number, table in enumerate(tables, start=1):
        where = f"organisation {number}"
        if isinstance(table, dict):
            yield where, {("organisation" if key == "name" else key): value for key, value in table.items()}
        else:
            faults.append(f"{where}: must be a table: write [[organisation]]")


def _of_csv(text: str, faults: list[str]) -> Iterator[tuple[str, Row]]:
    """Rows by column, whatever the case and order of the columns; several values in a cell are parted by semicolons."""
    import csv  # noqa: PLC0415  loads only where there is a register of this form

    reader = csv.reader(StringIO(text, newline=""))
    try:
        columns = [cell.strip().lower() for cell in next(reader, [])]
        for cells in reader:
            if any(cell.strip() for cell in cells):
                row: dict[str, object] = dict(zip(columns, cells, strict=False))
                lists = {name: _parted(str(row[name])) for name in _FIELDS[1:] if name in row}
                yield f"line {reader.line_num}", row | lists
    except csv.Error as error:
        faults.append(f"line {reader.line_num}: not CSV: {error}")


def _parted(cell: str) -> list[str]:
    return [value.strip() for value in cell.split(";") if value.strip()]


def _organisation(row: Row, where: str, faults: list[str]) -> Organisation | None:
    before = len(faults)
    name = row.get("organisation")
    if not isinstance(name, str) or not _words(name):
        faults.append(f"{where}: has no name")
    faults += [f"{where}: {key!r} is not known; known are {', '.join(_FIELDS)}" for key in row if key not in _FIELDS]
    aliases, domains, phones = (_texts(row, key, where, faults) for key in _FIELDS[1:])
    faults += [f"{where}: {one!a} is not a domain of one organisation" for one in domains if not _is_domain(one)]
    faults += [f"{where}: {one!a} is not a phone number" for one in phones if len(_digits(one)) < _TAIL]
    if len(faults) > before:
        return None
    return Organisation(str(name).strip(), aliases, tuple(map(registrable, domains)), phones)


def _texts(row: Row, key: str, where: str, faults: list[str]) -> tuple[str, ...]:
    value = row.get(key, [])
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(one.strip() for one in value if one.strip())
    faults.append(f"{where}: {key} must be a list of texts")
    return ()


def _is_domain(name: str) -> bool:
    """Whether a name is one that a single organisation may hold: no bare suffix, no address, no free mail."""
    parts = name.split(".")
    return len(parts) > 1 and all(parts) and "@" not in name and has_known_suffix(name) and not is_free_mail(name)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text).text))


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))
