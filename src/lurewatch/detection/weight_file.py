"""Reads and writes weights: a folder with `weights.toml`, and `words.tsv` where a text model was learned."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import tomli

from lurewatch.detection.weigh import AGAINST, Weights
from lurewatch.errors import DefinitionError, UsageError
from lurewatch.model.kind import Kind

_HOUSE = Path(__file__).parent / "weights"
EXPERT = _HOUSE / "expert.toml"  # what the authors gave, before any learning: the prior of it
SHIPPED = _HOUSE / "shipped"
TABLES, WORDS = "weights.toml", "words.tsv"


def load_weights(path: Path) -> Weights:
    """Reads weights from a folder, or from one TOML file, which then has no words.

    UsageError if unreadable; DefinitionError if they do not fit together or the words are not those that were written.
    """
    tables = path / TABLES if path.is_dir() else path
    try:
        return _weights(tomli.loads(_read(tables).decode()), path)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise DefinitionError([f"{tables}: not weights ({type(error).__name__}: {error})"]) from error


def _weights(document: Mapping[str, Mapping[str, Mapping[str, float]]], path: Path) -> Weights:
    learned = document.get("learned", {})
    return Weights(
        of={name: _decibans(table) for name, table in document["indicators"].items()},
        caps={family: _number(cap) for family, cap in document["caps"].items()},
        shares={Kind(kind): _number(share) for kind, share in document["shares"].items()},
        calibration=_number(learned.get("calibration", 0.0)),
        against=_number(learned.get("against", AGAINST)),
        words=_words(path / WORDS, str(learned["words"])) if "words" in learned else {},
    )


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not -1000 < value < 1000:
        message = f"{value!r} is no number of decibans"
        raise ValueError(message)
    return float(value)


def _decibans(table: Mapping[str, float]) -> dict[Kind, float]:
    return {Kind(kind): _number(value) for kind, value in table.items()}


def _words(path: Path, digest: str) -> dict[str, float]:
    text = _read(path)
    if hashlib.sha256(text).hexdigest() != digest:
        message = f"{path.name} is not the file that was written with it; train again"
        raise ValueError(message)
    rows = (line.split("\t") for line in text.decode().splitlines())
    return {word: _number(float(value)) for word, value in rows}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot read the weights ({error.strerror})") from error


def save_weights(weights: Weights, folder: Path, told: Mapping[str, str]) -> None:
    """Writes weights into a folder; `told` is what a reader should know of how they came to be.

    UsageError where the folder cannot be written.
    """
    words = "".join(f"{word}\t{value:g}\n" for word, value in sorted(weights.words.items())).encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / WORDS).write_bytes(words)
        (folder / TABLES).write_text("\n".join(_lines(weights, hashlib.sha256(words).hexdigest(), told)) + "\n")
    except OSError as error:
        raise UsageError(f"{folder}: cannot write the weights ({error.strerror})") from error


def _lines(weights: Weights, digest: str, told: Mapping[str, str]) -> Iterator[str]:
    yield from (f"# {name}: {value}" for name, value in told.items())
    yield "\n[learned]"
    yield f"calibration = {weights.calibration:g}"
    yield f"against = {weights.against:g}"
    yield f'words = "{digest}"  # sha256 of {WORDS}'
    yield "\n[shares]"
    yield from (f"{kind.value} = {share!r}" for kind, share in weights.shares.items())
    yield "\n[caps]"
    yield from (f"{family} = {cap!r}" for family, cap in weights.caps.items())
    yield "\n[indicators]"
    for name, table in weights.of.items():
        yield f"{name} = {{ {', '.join(f'{kind.value} = {value!r}' for kind, value in table.items())} }}"
