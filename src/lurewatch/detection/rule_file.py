"""Reads rules, concepts and indicators from TOML, and tells all their faults at once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import cast

import tomli

from lurewatch.errors import DefinitionError
from lurewatch.model.conversation import Side
from lurewatch.model.kind import Stage, What

HOUSE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as its author wrote it; see rules/README.md for what each field means."""

    id: str
    indicator: str
    all: tuple[str, ...]
    why: str
    source: str
    innocent: str
    must_match: tuple[str, ...]
    must_not_match: tuple[str, ...]
    known_misses: tuple[str, ...] = ()
    near: int = 140
    unless: tuple[str, ...] = ()
    unless_near: int = 30
    unless_message: tuple[str, ...] = ()
    pattern: str = ""
    by: Side = Side.CONTACT
    stage: Stage | None = None
    ask: What | None = None
    disclosure: What | None = None
    says: str = ""
    file: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One observable behaviour that public guidance names: family, sentence for a report, innocent reading."""

    id: str
    family: str
    says: str
    innocent: str
    source: str


_LISTS = frozenset({"all", "must_match", "must_not_match", "known_misses", "unless", "unless_message"})
_CHOICES = {"by": Side, "stage": Stage, "ask": What, "disclosure": What}
_NUMBERS = frozenset({"near", "unless_near"})
_FIELDS = frozenset(one.name for one in fields(Rule)) - {"file"}
_NEEDED = frozenset({"id", "all", "why", "source", "innocent", "must_match", "must_not_match"})


def load_rules(folder: Path = HOUSE / "rules") -> tuple[Rule, ...]:
    """All rules of a folder of TOML files, in order of file name; DefinitionError names every fault."""
    faults: list[str] = []
    rules = [rule for path in sorted(folder.glob("*.toml")) for rule in _rules_of(path, faults)]
    faults += [f"{rule.file}: rule {rule.id!r}: the id is taken" for rule in _doubles(rules)]
    if faults:
        raise DefinitionError(faults)
    return tuple(rules)


def _doubles(rules: Iterable[Rule]) -> Iterator[Rule]:
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            yield rule
        seen.add(rule.id)


def _rules_of(path: Path, faults: list[str]) -> Iterator[Rule]:
    for number, table in enumerate(_tables(path, "rule", faults)):
        place = f"{path.name}: rule {table.get('id', number)!r}"
        found = [f"{place}: {fault}" for fault in _faults(table)]
        faults.extend(found)
        if not found:
            yield _rule(table, path.name)


def _tables(path: Path, key: str, faults: list[str]) -> list[dict[str, object]]:
    try:
        return cast("list[dict[str, object]]", tomli.loads(path.read_text(encoding="utf-8")).get(key, []))
    except tomli.TOMLDecodeError as error:
        faults.append(f"{path.name}: not TOML: {error}")
        return []


def _faults(table: Mapping[str, object]) -> Iterator[str]:
    yield from (f"`{name}` is missing" for name in sorted(_NEEDED - table.keys()))
    yield from (f"`{name}` is not a field of a rule" for name in sorted(table.keys() - _FIELDS))
    for name, value in table.items():
        if name in _LISTS and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            yield f"`{name}` must be a list of texts, not {value!r}"
        if name in _NUMBERS and not isinstance(value, int):
            yield f"`{name}` must be a whole number, not {value!r}"
        if name in _CHOICES and value not in list(_CHOICES[name]):
            yield f"`{name}` must be one of {', '.join(_CHOICES[name])}, not {value!r}"
    if table.get("by", "contact") == "contact" and not table.get("indicator"):
        yield "`indicator` is missing"
    yield from _pattern_fault(str(table.get("pattern", "")))


def _pattern_fault(pattern: str) -> Iterator[str]:
    try:
        re.compile(pattern)
    except re.error as error:
        yield f"`pattern` is not a regular expression: {error}"


def _rule(table: Mapping[str, object], file: str) -> Rule:
    values: dict[str, object] = {"indicator": "", "file": file}
    for name, value in table.items():
        if name in _LISTS:
            values[name] = tuple(cast("list[str]", value))
        else:
            values[name] = _CHOICES[name](str(value)) if name in _CHOICES else value
    return Rule(**values)  # type: ignore[arg-type]  # checked field by field above


def load_lexicon(folder: Path = HOUSE / "lexicon") -> dict[str, tuple[str, ...]]:
    """Concepts and their phrases: every `[concept]` table of a folder; its lists (a language each) are joined.

    A `like = [other concepts]` list takes in the phrases of others. DefinitionError names every fault.
    """
    faults: list[str] = []
    concepts: dict[str, list[str]] = {}
    likes: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.toml")):
        for name, table in _document(path, faults).items():
            if name in concepts:
                faults.append(f"{path.name}: concept {name!r}: the name is taken")
            likes[name] = list(table.pop("like", ()))
            concepts[name] = [phrase for phrases in table.values() for phrase in phrases]
    for name, others in likes.items():
        unknown = [other for other in others if other not in concepts]
        faults.extend(f"concept {name!r}: is like {other!r}, which is not there" for other in unknown)
        concepts[name] += [phrase for other in others for phrase in concepts.get(other, ())]
    inside = [(name, phrase) for name, phrases in concepts.items() for phrase in phrases if "*" in phrase[:-1]]
    faults += [f"concept {name!r}: a star within {phrase!r}; it may only end a phrase" for name, phrase in inside]
    if faults:
        raise DefinitionError(faults)
    return {name: tuple(dict.fromkeys(phrases)) for name, phrases in concepts.items()}


def _document(path: Path, faults: list[str]) -> dict[str, dict[str, list[str]]]:
    try:
        return cast("dict[str, dict[str, list[str]]]", tomli.loads(path.read_text(encoding="utf-8")))
    except tomli.TOMLDecodeError as error:
        faults.append(f"{path.name}: not TOML: {error}")
        return {}


def load_indicators(path: Path = HOUSE / "indicators.toml") -> dict[str, Indicator]:
    """All indicators by id; a table that lacks a field is told as DefinitionError."""
    document = tomli.loads(path.read_text(encoding="utf-8"))
    try:
        return {key: Indicator(key, t["family"], t["says"], t["innocent"], t["source"]) for key, t in document.items()}
    except KeyError as error:
        raise DefinitionError([f"{path.name}: an indicator lacks {error}"]) from error
