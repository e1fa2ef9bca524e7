"""`lurewatch train`: adapts the weights to decisions, and says what changed."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lurewatch import flow
from lurewatch.telling.harmless import one_line

if TYPE_CHECKING:
    from lurewatch.detection.train import Trained

_SHOWN = 12


def run(decisions: Path, out: Path, start: Path | None) -> None:
    """Learns and tells; errors name the line."""
    try:
        with decisions.open("rb") as lines:
            trained = flow.train(lines, out, start)
    except OSError as error:
        raise click.UsageError(f"{decisions}: cannot be read ({error.strerror})") from error
    for sentence in _told(trained, out):
        click.echo(sentence)


def back(out: Path) -> None:
    """Undoes the last training into a folder."""
    flow.untrain(out)
    click.echo(f"{one_line(str(out))} holds the weights again that the last training replaced.")


def _told(trained: "Trained", out: Path) -> Iterator[str]:
    yield f"Learned from {trained.covert} covert approaches and {trained.others} others; the prior was not moved."
    yield f"{len(trained.changes)} indicators weigh otherwise than before (decibans):"
    for change in trained.changes[:_SHOWN]:
        yield f"  {change.indicator:32} {change.before:+6.1f} -> {change.after:+6.1f}"
    if len(trained.changes) > _SHOWN:
        yield f"  and {len(trained.changes) - _SHOWN} that changed less"
    calibration = trained.calibration
    yield f"Calibration {calibration.before:+.1f} -> {calibration.after:+.1f}; {trained.words} words known."
    yield f"Use it:  lurewatch scan --weights {one_line(str(out))} PATH"
    yield "Undo it: leave --weights away for the shipped weights, or `lurewatch train --undo --out` for those before."
