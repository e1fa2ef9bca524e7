"""Turns weighed sightings into evidence with a quote and a sentence that an officer could read out."""

from collections.abc import Iterable, Iterator, Mapping

from lurewatch.detection.rule_file import Indicator, Rule
from lurewatch.detection.view import View
from lurewatch.model.evidence import Evidence, Sighting


def explain(
    sightings: Iterable[Sighting],
    decibans: Iterable[float],
    view: View,
    rules: Mapping[str, Rule],
    indicators: Mapping[str, Indicator],
) -> Iterator[Evidence]:
    """One piece of evidence for each sighting, in the same order."""
    for sighting, value in zip(sightings, decibans, strict=True):
        indicator = indicators[sighting.indicator]
        rule = rules.get(sighting.rule)
        yield Evidence(
            indicator=indicator.id,
            rule=sighting.rule,
            family=indicator.family,
            decibans=value,
            message=sighting.message,
            start=sighting.start,
            end=sighting.end,
            quote=view.parts[sighting.message].message.text[sighting.start : sighting.end],
            reason=_reason((rule.says if rule else "") or indicator.says, sighting.source),
            innocent=(rule.innocent if rule else "") or indicator.innocent,
        )


def _reason(says: str, source: str) -> str:
    return f"{says.rstrip('.')}: {source}." if source else says
