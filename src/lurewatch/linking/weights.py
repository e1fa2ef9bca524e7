"""The numbers that links are weighed with, as they ship."""

import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lurewatch.linking.tokens import TokenKind

Levels = tuple[tuple[float, float], ...]
SHIPPED = Path(__file__).with_name("weights.toml")


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """The shares and levels of weights.toml; decibans, bits and days as it says there."""

    prior: float
    approach: tuple[float, float]
    m: Mapping[TokenKind, float]
    chance: Mapping[TokenKind, float]
    chance_apart: Mapping[TokenKind, float]
    wording: Levels
    wording_none: float
    wording_copy: float
    least_share: float
    tempo: Levels
    pretext: Levels
    name: float
    unlinked: float
    mailing_least: float
    mailing_from: int
    mailing_size: float
    mailing_faces: float
    mailing_pace: Levels


@cache
def shipped() -> LinkWeights:
    """The weights that ship."""
    found = tomllib.loads(SHIPPED.read_text("utf-8"))
    return LinkWeights(
        prior=found["prior"],
        approach=(found["approach_least"], found["approach_most"]),
        m={TokenKind(kind): value for kind, value in found["m"].items()},
        chance={TokenKind(kind): value for kind, value in found["chance"].items()},
        chance_apart={TokenKind(kind): value for kind, value in (found["chance"] | found["chance_apart"]).items()},
        wording=_levels(found["wording"]["levels"]),
        wording_none=found["wording"]["none"],
        wording_copy=found["wording"]["copy"],
        least_share=found["wording"]["least_share"],
        tempo=_levels(found["tempo"]["levels"]),
        pretext=_levels(found["pretext"]["levels"]),
        name=found["name"]["same"],
        unlinked=found["unlinked"],
        mailing_least=found["mailing"]["least"],
        mailing_from=found["mailing"]["from"],
        mailing_size=found["mailing"]["size"],
        mailing_faces=found["mailing"]["faces"],
        mailing_pace=_levels(found["mailing"]["pace"]),
    )


def at_level(levels: Levels, value: float, below: float = 0.0) -> float:
    """The decibans of the highest level that a value reaches; `below` where it reaches none."""
    found = bisect_right([least for least, _ in levels], value)
    return levels[found - 1][1] if found else below


def _levels(rows: list[list[float]]) -> Levels:
    return tuple((least, decibans) for least, decibans in rows)
