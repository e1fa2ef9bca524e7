"""`lurewatch scan`: reads what is named, and gives the outcome in the form that was asked for."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from lurewatch import flow
from lurewatch.cli import outputs
from lurewatch.cli.asking import Asking
from lurewatch.cli.encoded import Encoded, write_json, write_jsonl
from lurewatch.errors import NothingReadable
from lurewatch.telling.findings import Findings

if TYPE_CHECKING:
    from lurewatch.desk.remembering import Remembering


class Format(StrEnum):
    """The forms of a scan's outcome."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asked of a scan; `html` is a second output beside `out` (standard output where it is None)."""

    paths: tuple[Path, ...]
    options: flow.Options
    format: Format = Format.TABLE
    out: Path | None = None
    html: Path | None = None
    every: bool = False
    asking: Asking | None = None
    remembering: "Remembering | None" = None


@dataclass(slots=True)
class Outcome:
    """All that is needed to write any of the forms."""

    scan: flow.Scan
    findings: Findings
    encoded: Encoded | None


def run(request: Request) -> None:
    """Scans and writes; NothingReadable (after writing what is known) if not one message could be read."""
    outputs.check([path for path in (request.out, request.html) if path], request.paths)
    with ExitStack() as stack:
        encoded = stack.enter_context(Encoded()) if request.format in {Format.JSON, Format.JSONL} else None
        outcome = _read(request, encoded)
        with outputs.opened(request.out) as stream:
            _write(request.format, outcome, stream)
        if request.html:
            with outputs.opened(request.html) as stream:
                _write(Format.HTML, outcome, stream)
    if not outcome.findings.messages and not outcome.findings.conversations:
        raise NothingReadable(_nothing(request, outcome))


def _read(request: Request, encoded: Encoded | None) -> Outcome:
    findings = Findings(rest_rows=[] if request.every else None)
    with _progress() as (reading, judging):
        scan = flow.scan(request.paths, request.options, reading)
        known = scan.campaigns
        for count, judged in enumerate(scan.judged, start=1):
            if (
                scan.campaigns is not known
            ):  # they are found after whole conversations, before all that are put together
                known = scan.campaigns
                findings.joined.expect(known)
            one = request.asking.about(judged) if request.asking else judged
            one = request.remembering.about(one) if request.remembering else one
            findings.add(one)
            if encoded:
                encoded.add(one)
            if count % 64 == 0:
                judging(count)
    if request.remembering:
        request.remembering.keep()
    findings.gaps.add(scan.gaps)
    findings.sources, findings.owners = scan.sources, scan.owners
    return Outcome(scan, findings, encoded)


def _write(form: Format, outcome: Outcome, stream: TextIO) -> None:
    if form is Format.TABLE:
        from lurewatch.cli.table import console_for, print_table  # noqa: PLC0415  only the table needs rich

        print_table(outcome.findings, console_for(stream))
    elif form is Format.HTML:
        from lurewatch.cli.report import write_report  # noqa: PLC0415  only the report needs jinja2

        write_report(outcome.findings, stream)
    elif outcome.encoded:
        (write_json if form is Format.JSON else write_jsonl)(outcome.encoded, outcome.scan, stream)


def _nothing(request: Request, outcome: Outcome) -> str:
    names = ", ".join(str(path) for path in request.paths[:3]) + (" ..." if len(request.paths) > 3 else "")
    first = next((f" ({one.what}: {one.why})" for one in outcome.findings.gaps), "")
    return f"{names}: no message could be read{first}; name a mailbox, an export or a folder that holds messages"


Told = Callable[[int], None]


@contextmanager
def _progress() -> Iterator[tuple[Told, Told]]:
    """Two callables that take counts of messages read and of conversations judged; they show them on a terminal."""
    if not sys.stderr.isatty():
        yield (lambda count: None), (lambda count: None)
        return
    from rich.console import Console  # noqa: PLC0415  only a terminal needs rich
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:,}"), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading messages", total=None)
        yield (
            lambda count: bar.update(task, completed=count),
            lambda count: bar.update(task, description="Judging conversations", completed=count),
        )
