"""Advice in four steps, fitted to what was found: recognise, realise, report, remove."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

from lurewatch.model.assessment import Assessment
from lurewatch.model.kind import CUTS, Kind

STEPS = ("recognise", "realise", "report", "remove")
_MOST_NOW = 4
_MOST_A_STEP = 5
Words: TypeAlias = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do now, the four steps in order, and a polite answer that can be copied (empty: do not answer)."""

    now: tuple[str, ...]
    steps: Mapping[str, tuple[str, ...]]
    answer: str


@cache
def _written() -> Mapping[str, Mapping[str, Words]]:
    return tomllib.loads(Path(__file__).with_name("advice.toml").read_text(encoding="utf-8"))


def advice_for(assessment: Assessment) -> Advice:
    """The advice for one conversation: what everybody is told, then what fits the asks and the evidence."""
    parts = list(_parts(assessment))
    answer = _answer(parts) if assessment.kind is not Kind.SCAM else ""
    steps = {step: _lines(parts, step)[:_MOST_A_STEP] for step in STEPS}
    return Advice(_lines(parts, "now")[:_MOST_NOW], steps, answer)


def advice_on_campaigns() -> tuple[str, ...]:
    """What to do now about several people of ours who were approached by one hand."""
    return tuple(_written()["campaign"]["linked"]["now"])


def _parts(assessment: Assessment) -> Iterator[Words]:
    """The parts of the written advice that fit, the most general first, then the most telling."""
    written = _written()
    families = _families(assessment)
    yield written["kind"][_spoken_to(assessment)]
    if "delivery" in families:  # what may be running already cannot wait
        yield written["family"]["delivery"]
    for what in dict.fromkeys(ask.what for ask in assessment.asks):
        yield written["what"][what]
    for family in families:
        yield written["family"].get(family, {})


def _spoken_to(assessment: Assessment) -> Kind:
    """Whoever is shown a possible approach is told what helps against one, even where it is less than likely."""
    possible = assessment.probability >= CUTS[1] and assessment.kind is not Kind.SCAM
    return Kind.COVERT if possible else assessment.kind


def _families(assessment: Assessment) -> list[str]:
    weights: dict[str, float] = {}
    for one in assessment.evidence:
        weights[one.family] = weights.get(one.family, 0.0) + one.decibans
    return sorted(weights, key=lambda family: -weights[family])


def _lines(parts: Sequence[Words], key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for part in parts for line in part.get(key, ())))


def _answer(parts: Sequence[Words]) -> str:
    sentences = [sentence for part in parts if isinstance(sentence := part.get("answer"), str)]
    opens, closes = parts[0].get("answer_opens", ""), parts[0].get("answer_closes", "")
    return " ".join(str(sentence) for sentence in (opens, *sentences, closes) if sentence)
