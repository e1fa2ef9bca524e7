"""`lurewatch desk`: what whoever runs the desk asks of its store."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from lurewatch.cli.handed import tell
from lurewatch.telling.wording import plural

_PATH = click.Path(path_type=Path)
_Command = TypeVar("_Command", bound=Callable[..., object])
_CONFIG = "Settings with [store] and [retention]; without it the store is in your data folder."
_CONSOLE = "console"  # stands in the log for whoever holds the store's key


def _with_settings(command: _Command) -> _Command:
    return click.option("--config", "settings", type=_PATH, metavar="FILE", help=_CONFIG)(command)


@click.group()
def desk() -> None:
    """Look after the store of the desk."""


@desk.command()
@click.argument("files", nargs=-1, required=True, type=_PATH, metavar="FILE...")
@click.option("--for", "address", default="", metavar="ADDRESS", help="Whose mail it is, where it names none of yours.")
@_with_settings
def report(files: tuple[Path, ...], address: str, settings: Path | None) -> None:
    """Take reported mails into the store; the same one twice counts once."""
    from lurewatch.cli import desk_reports as command  # noqa: PLC0415  a store loads only where it is asked

    command.run(files, address, settings)


@desk.command("verify-audit")
@_with_settings
def verify_audit(settings: Path | None) -> None:
    """Hold every entry of the log against its chain; tell the first that is not what was written."""
    from lurewatch.desk.auditing import verify  # noqa: PLC0415
    from lurewatch.desk.opening import opened  # noqa: PLC0415
    from lurewatch.errors import Tampered  # noqa: PLC0415
    from lurewatch.model.member import Member, Role  # noqa: PLC0415

    opened(settings)
    found = verify(Member(_CONSOLE, Role.ADMINISTRATOR))
    if found.fault:
        raise Tampered(f"{found.fault}; the {plural(found.entries, 'entry')} before it are whole")
    click.echo(f"{plural(found.entries, 'entry')}, all whole; the last mark is {found.mark}")
    tell("keep that mark elsewhere: with it a log that was cut short and made anew is found out")


@desk.command()
@_with_settings
def retain(settings: Path | None) -> None:
    """Delete what has had its time; run it once a day."""
    from lurewatch.desk import retention  # noqa: PLC0415
    from lurewatch.desk.opening import opened  # noqa: PLC0415
    from lurewatch.model.member import Member, Role  # noqa: PLC0415

    by, read = Member(_CONSOLE, Role.ADMINISTRATOR), opened(settings)
    done = retention.retain(by, read)
    for one in done:
        click.echo(f"{one.kept_as}: {one.number} deleted, last changed before {one.before}; SHA-256 {one.digest}")
    left = sum(retention.still_due(by, read).values())
    tell(f"{plural(sum(one.number for one in done), 'entry')} deleted; {left} still due")


@desk.command()
@click.option("--out", type=_PATH, metavar="FILE", help="Write there instead of to standard output.")
@_with_settings
def training(out: Path | None, settings: Path | None) -> None:
    """Write every decided conversation with its label, as `lurewatch train --from` reads them."""
    from lurewatch.cli import outputs  # noqa: PLC0415
    from lurewatch.desk import deciding  # noqa: PLC0415
    from lurewatch.desk.opening import opened  # noqa: PLC0415
    from lurewatch.model.member import Member, Role  # noqa: PLC0415
    from lurewatch.telling.json_line import line  # noqa: PLC0415

    outputs.check([out] if out else [], [])
    opened(settings)
    with outputs.opened(out) as stream:
        for one in deciding.training(Member(_CONSOLE, Role.LEAD)):
            stream.write(line(one) + "\n")


@desk.command()
@click.argument("bulletins", type=_PATH, metavar="BULLETINS")
@_with_settings
def hunt(bulletins: Path, settings: Path | None) -> None:
    """Look through all approaches for what partners report in bulletins (a file, or a folder of files).

    Writes a line for each approach that has it, with the token of the person of yours, who should be told.
    """
    from lurewatch.cli import desk_hunt as command  # noqa: PLC0415

    command.run(bulletins, settings)


@desk.command()
@click.option("--once", is_flag=True, help="Do what waits and stop, in place of waiting for more.")
@_with_settings
def work(settings: Path | None, *, once: bool) -> None:
    """Do the desk's work in the background; run one beside `lurewatch serve`."""
    from lurewatch.desk import background  # noqa: PLC0415
    from lurewatch.desk.opening import opened  # noqa: PLC0415

    background.work(opened(settings), once=once)
