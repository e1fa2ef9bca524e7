"""Names what went wrong, for whoever mends a rule: ids and indicators, never a text."""

from collections.abc import Iterator

from evaluation.case import Scored, Truth
from evaluation.run import Run


def wrongly_alarmed(run: Run) -> Iterator[str]:
    """One line for each benign conversation at "likely" or above, highest first."""
    sets = [name for kind in ("ordinary", "lures", "scam") for name in run.names(kind)]
    every = [
        (name, one) for name in sets for one in run.scored(name) if one.alarmed and one.case.truth is not Truth.COVERT
    ]
    every += [(f"twins {one.pair.file}", one.benign) for one in run.twins() if one.benign.alarmed]
    for name, one in sorted(every, key=lambda named: -named[1].decibans):
        yield f"{name}  {_line(one)}"


def missed(run: Run) -> Iterator[str]:
    """One line for each published approach below "likely", lowest first."""
    covert = [one for name in run.names("lures") for one in run.scored(name) if one.case.truth is Truth.COVERT]
    for one in sorted(covert, key=lambda one: one.decibans):
        if not one.alarmed:
            yield f"missed  {one.case.group}  {_line(one)}"


def _line(one: Scored) -> str:
    weighed = [f"{part.indicator} {part.decibans:+.1f}" for part in one.assessment.evidence if part.decibans]
    return f"{one.case.id}  {one.decibans:+.1f} dB  {', '.join(weighed)}"
