"""Figures as plain values for JSON."""

from lurewatch.model.estimate import Estimate
from lurewatch.model.figures import Change, Figure, Figures


def figures_as_json(figures: Figures) -> dict[str, object]:
    """All of the figures; days as ISO 8601, what is not known as null."""
    return {
        "from": figures.period.first and figures.period.first.isoformat(),
        "to": figures.period.last and figures.period.last.isoformat(),
        "conversations": figures.conversations,
        "outside": figures.outside,
        "undated": figures.undated,
        "future": figures.future,
        "figures": [_figure(one) for one in figures.figures],
        "weeks": [
            {
                "week": one.monday.isoformat(),
                "approaches": one.approaches,
                "people": one.people,
                "personas": one.personas,
            }
            for one in figures.weeks
        ],
        "by": {name: dict(counts) for name, counts in figures.by.items()},
        "change": figures.change and _change(figures.change),
        "unseen": {what: _estimate(one) for what, one in figures.unseen.items()},
    }


def _figure(one: Figure) -> dict[str, object]:
    value: dict[str, object] = {"name": one.name, "value": _rounded(one.value), "unit": one.unit, "of": one.of}
    return value | {"low": _rounded(one.low), "high": _rounded(one.high)}


def _change(one: Change) -> dict[str, object]:
    value: dict[str, object] = {
        "weeks": one.weeks,
        "later": one.later,
        "earlier": one.earlier,
        "ratio": _rounded(one.ratio),
    }
    return value | {"low": _rounded(one.low), "high": _rounded(one.high), "noise": one.is_noise}


def _estimate(one: Estimate) -> dict[str, object]:
    value: dict[str, object] = {
        "method": one.method,
        "seen": one.seen,
        "total": _rounded(one.total),
        "low": _rounded(one.low),
    }
    return value | {
        "high": _rounded(one.high),
        "lower_bound": one.is_lower_bound,
        "assumes": list(one.assumes),
        "refused": one.refused,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
