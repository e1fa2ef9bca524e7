"""Adds evidence up: decibans from the prior, dependent evidence counted once, the four kinds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log, log10, tanh

from lurewatch.errors import UsageError
from lurewatch.model.evidence import Sighting
from lurewatch.model.kind import Kind

_USUAL = 5_000  # code points by the contact: a thread of ten messages
AGAINST = 0.25  # how much of its weight shipped wording may say against: ordinary words are the cheapest disguise
_OTHERS = (Kind.SCAM, Kind.BULK, Kind.ORDINARY)


@dataclass(frozen=True, slots=True)
class Weights:
    """Decibans of each indicator for each kind, the most that a family may add, and the share of kinds among the rest.

    `of[indicator][kind]` is 10·log10 of how much likelier the indicator is in that kind; for `covert-approach` against
    all others together, for the other kinds against ordinary messages. `caps[family]` bounds what its evidence *for*
    adds, in decibans. `shares` are the prior shares of scam, bulk and ordinary among what is not covert; they sum to 1.
    `calibration` is what learning adds to every sum, in decibans: how much the absence of all evidence says. `words`
    are the learned decibans of everyday words, for `classifier`; empty where nothing was learned; `against` is
    the share of the wording's weight that they may say against.
    """

    of: Mapping[str, Mapping[Kind, float]]
    caps: Mapping[str, float]
    shares: Mapping[Kind, float]
    calibration: float = 0.0
    words: Mapping[str, float] = field(default_factory=dict)
    against: float = AGAINST


@dataclass(frozen=True, slots=True)
class Weighed:
    """What each sighting adds (same order as given), the sum with the prior, and the probabilities of the kinds."""

    decibans: tuple[float, ...]
    total: float
    probability: float
    kinds: Mapping[Kind, float]


def prior_decibans(prior: float) -> float:
    """10·log10 of the odds of a prior probability; UsageError outside (0, 1)."""
    if not 0 < prior < 1:
        raise UsageError(f"prior {prior}: must lie between 0 and 1, for example 0.01")
    return 10 * log10(prior / (1 - prior))


def probability_of(decibans: float) -> float:
    """The probability that odds of so many decibans mean."""
    return (1 + tanh(decibans * log(10) / 20)) / 2  # the logistic function, which cannot overflow this way


def dilution(length: int) -> float:
    """What chance takes from each piece of evidence for, in decibans, when so many code points were written.

    In twice as much ordinary text a phrase is met by chance twice as often, so that its likelihood ratio halves.
    Weights hold for conversations of usual length; from `_USUAL` on, every doubling takes 3 decibans.
    """
    return 10 * log10(max(1.0, length / _USUAL))


def weigh(
    sightings: Sequence[Sighting], families: Mapping[str, str], weights: Weights, prior: float, length: int = 0
) -> Weighed:
    """Weighs sightings given in order of message; `families` maps an indicator to its family, `prior` is in decibans.

    An indicator counts once, where it was first seen; evidence for is diluted by `length`, the code points that the
    contact wrote; a family's evidence for is scaled down to its cap.
    """
    diluted = dilution(length)
    raw = [max(0.0, value - diluted) if value > 0 else value for value in _first_only(sightings, weights)]
    scale = _scales(sightings, raw, families, weights)
    granted = tuple(
        round(value * scale[families[sighting.indicator]] if value > 0 else value, 2)
        for value, sighting in zip(raw, sightings, strict=True)
    )
    total = prior + weights.calibration + sum(granted)
    probability = probability_of(total)
    return Weighed(granted, total, probability, _kinds({one.indicator for one in sightings}, weights, probability))


def _first_only(sightings: Sequence[Sighting], weights: Weights) -> list[float]:
    seen: set[str] = set()
    values: list[float] = []
    for sighting in sightings:
        known = sighting.indicator in seen
        values.append(0.0 if known else weights.of[sighting.indicator][Kind.COVERT] * sighting.strength)
        seen.add(sighting.indicator)
    return values


def _scales(
    sightings: Sequence[Sighting], raw: Iterable[float], families: Mapping[str, str], weights: Weights
) -> dict[str, float]:
    sums: dict[str, float] = {}
    for sighting, value in zip(sightings, raw, strict=True):
        family = families[sighting.indicator]
        sums[family] = sums.get(family, 0.0) + max(value, 0.0)
    caps = {family: weights.caps.get(family, value) for family, value in sums.items()}
    return {family: min(1.0, caps[family] / value) if value else 1.0 for family, value in sums.items()}


def _kinds(indicators: Iterable[str], weights: Weights, probability: float) -> dict[Kind, float]:
    """The four kinds: covert as weighed, the rest shared out by what speaks for scam and for bulk."""
    scores = {kind: 10 * log10(weights.shares[kind]) for kind in _OTHERS}
    for indicator in sorted(indicators):
        for kind in _OTHERS:
            scores[kind] += weights.of[indicator].get(kind, 0.0)
    top = max(scores.values())
    parts = {kind: 10 ** ((score - top) / 10) for kind, score in scores.items()}
    rest = (1 - probability) / sum(parts.values())
    return {Kind.COVERT: probability} | {kind: part * rest for kind, part in parts.items()}
