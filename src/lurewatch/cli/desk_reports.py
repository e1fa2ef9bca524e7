"""`lurewatch desk report`: mails from files into the store."""

from collections.abc import Sequence
from pathlib import Path

import click

from lurewatch.desk.opening import opened
from lurewatch.desk.reporting import Reporting
from lurewatch.errors import UsageError
from lurewatch.model.member import Member, Role
from lurewatch.model.report import Receipt
from lurewatch.telling.harmless import one_line
from lurewatch.telling.wording import plural


def run(files: Sequence[Path], address: str, settings: Path | None) -> None:
    """Takes each mail in, and writes a line of what it came to."""
    reporting = Reporting(opened(settings))
    by = Member("console", Role.PERSON, address)
    for file in files:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise UsageError(f"{file}: cannot be read ({error.strerror})") from error
        click.echo(f"{one_line(str(file), 300)}: {_told(reporting.mail(by, data))}")


def _told(receipt: Receipt) -> str:
    said = ", ".join(receipt.approaches) or "no approach"
    said += " (handed in before)" if receipt.again else ""
    skipped = sum(receipt.skipped.values())
    said += f"; {plural(skipped, 'message')} on a skip-list, not read" if skipped else ""
    return said + (f"; {plural(len(receipt.gaps), 'gap')}" if receipt.gaps else "")
