"""`lurewatch figures`: how many, in a table that says what each number counts, or as JSON or CSV."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from lurewatch import flow
from lurewatch.cli import outputs
from lurewatch.desk.figures import Told, told
from lurewatch.model.encode_figures import figures_as_json
from lurewatch.model.estimate import Estimate
from lurewatch.model.figures import Change, Figure, Figures, Period
from lurewatch.telling.harmless import one_line
from lurewatch.telling.json_line import line
from lurewatch.telling.wording import plural

_WEEKS = 26  # shown in the table; JSON and CSV have all
_INNER = (
    "For your own house: small numbers stand here as they are, so one person may be worked out. Not to be passed on."
)


class Format(StrEnum):
    """The forms of the figures."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asked to have counted."""

    paths: tuple[Path, ...]
    options: flow.Options
    period: Period
    format: Format = Format.TABLE
    out: Path | None = None


def run(request: Request) -> None:
    """Reads, counts and writes."""
    outputs.check([request.out] if request.out else [], request.paths)
    found = told(request.paths, request.options, request.period)
    with outputs.opened(request.out) as stream:
        _write(request.format, found, stream)


def _write(form: Format, found: Told, stream: TextIO) -> None:
    if form is Format.JSON:
        stream.write(line(figures_as_json(found.figures)) + "\n")
    elif form is Format.CSV:
        rows = csv.writer(stream, lineterminator="\n")
        rows.writerow(("week", "approaches", "people", "personas"))
        rows.writerows((week.monday, week.approaches, week.people, week.personas) for week in found.figures.weeks)
    else:
        stream.writelines(f"{text}\n" for text in table(found))


def table(found: Told) -> Iterator[str]:
    """The figures in lines, each number with what it counts."""
    figures = found.figures
    yield _headline(figures.period)
    yield 'An approach is counted from "realistic possibility" on, and in the week in which it began.'
    yield ""
    for one in (one for one in figures.figures if one.of != 0):
        yield f"  {one.name:<22} {_value(one):>18}  {one.unit}"
    yield from _weeks(figures)
    yield ""
    for name, counts in figures.by.items():
        if counts:
            yield f"By {name}: " + ", ".join(f"{one_line(value, 60)} {count:,}" for value, count in counts.items())
    yield ""
    yield _changed(figures.change)
    for what, estimate in figures.unseen.items():
        yield from _unseen(what, estimate)
    yield from _left_out(found)
    yield _INNER


def _headline(period: Period) -> str:
    first, last = (f"{day:%-d %B %Y}" if day else "" for day in (period.first, period.last))
    if first and last:
        return f"Figures from {first} to {last}"
    return f"Figures from {first} on" if first else f"Figures until {last}" if last else "Figures of all that was read"


def _value(one: Figure) -> str:
    value = f"{one.value:,.0f}" if one.value == int(one.value) and one.low is None else f"{one.value:,.1f}"
    if one.low is not None and one.high is not None:
        return f"{value} ({one.low:,.1f} to {one.high:,.1f})"
    return value if one.of is None else f"{value} of {one.of:,.0f}"


def _weeks(figures: Figures) -> Iterator[str]:
    if not figures.weeks:
        return
    yield ""
    earlier = len(figures.weeks) - _WEEKS
    yield "Week from      approaches   people   personas" + (
        f"   (the last {_WEEKS} of {len(figures.weeks)})" if earlier > 0 else ""
    )
    for week in figures.weeks[-_WEEKS:]:
        yield f"  {week.monday}   {week.approaches:>10,} {week.people:>8,} {week.personas:>10,}"


def _changed(change: Change | None) -> str:
    if change is None:
        return "Change: fewer than four weeks, so none can be told."
    text = (
        f"Change: {change.later:,} in the later {change.weeks} weeks, {change.earlier:,} in the {change.weeks} before"
    )
    if not change.later + change.earlier:
        return f"{text}."
    most = "no upper bound" if change.high is None else f"{change.high:.1f}"
    ratio = "" if change.ratio is None else f", {change.ratio:.1f} times as many"
    verdict = "no more than noise" if change.is_noise else "more than noise"
    return f"{text}{ratio} (95 % interval of the ratio: {change.low:.1f} to {most}): {verdict}."


def _unseen(what: str, estimate: Estimate) -> Iterator[str]:
    if estimate.refused or estimate.total is None or estimate.low is None:
        yield f"In all, {what} not seen too: cannot be estimated; {estimate.refused}."
        return
    most = "no upper bound" if estimate.high is None else f"{estimate.high:,.0f}"
    least = "at least, in the long run, " if estimate.is_lower_bound else ""
    interval = f"{estimate.low:,.0f} to {most}; {estimate.method}"
    yield f"In all, {what} not seen too: {least}{estimate.total:,.0f} ({interval})."
    yield from (f"  It takes for granted: {one}" for one in estimate.assumes)


def _left_out(found: Told) -> Iterator[str]:
    figures = found.figures
    yield ""
    yield f"Read: {plural(figures.conversations, 'conversation')}. {one_line(found.owners, 500)}".rstrip()
    counts = (
        (figures.outside, "outside the period"),
        (figures.undated, "without a time"),
        (figures.future, "after today"),
    )
    if said := ", ".join(f"{count:,} {what}" for count, what in counts if count):
        yield f"In no week: {said}."
    if found.gaps:
        yield f"Not read or judged: {plural(len(found.gaps), 'gap')}; lurewatch scan lists them."
