"""`lurewatch serve` and `lurewatch account`: the desk's pages, and who may sign in to them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from lurewatch.cli.handed import absent, tell
from lurewatch.model.member import Role

if TYPE_CHECKING:
    from lurewatch.cli.launchers import Launchers

_PATH = click.Path(path_type=Path)
_ROLES = click.Choice([str(role) for role in Role])
_Command = TypeVar("_Command", bound=Callable[..., object])
_NAME = click.argument("name")


def _with_settings(command: _Command) -> _Command:
    told = "Settings with [store] and [web]; without it the store is in your data folder."
    return click.option("--config", "settings", type=_PATH, metavar="FILE", help=told)(command)


def _loopback(_: click.Context, __: click.Parameter, value: str) -> str:
    from ipaddress import ip_address  # noqa: PLC0415  for this command alone

    try:
        if ip_address(value).is_loopback:
            return value
    except ValueError:
        pass
    raise click.BadParameter(f"{value} is not of this machine alone; put a proxy that speaks TLS before 127.0.0.1")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, callback=_loopback, help="Address to listen on.")
@click.option("--port", default=8890, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes that answer.")
@_with_settings
@click.pass_obj
def serve(launchers: "Launchers | None", host: str, port: int, workers: int, settings: Path | None) -> None:
    """Open the desk: pages to ask in private, and to work reported approaches."""
    if launchers is None or launchers.serve is None:
        raise absent("serve")
    launchers.serve(settings, (host, port), workers, tell)


@click.group()
def account() -> None:
    """Say who may sign in to the desk, and as what."""


@account.command("add")
@_NAME
@click.option("--role", type=_ROLES, required=True, help="What they are to the desk.")
@click.option("--address", default="", metavar="ADDRESS", help="Where mail to them arrives.")
@click.password_option(help="Asked for, if not given.")
@_with_settings
@click.pass_obj
def add(
    launchers: "Launchers | None", name: str, role: str, address: str, password: str, settings: Path | None
) -> None:
    """Make an account; who works with others' messages adds a second factor at the first sign-in."""
    if launchers is None or launchers.add_account is None:
        raise absent("account")
    launchers.add_account(settings, name, role, address, password)
    tell(f"{name} may sign in as {role}")


def _change(launchers: "Launchers | None", settings: Path | None, name: str, change: str) -> str:
    if launchers is None or launchers.change_account is None:
        raise absent("account")
    return launchers.change_account(settings, name, change)


@account.command("role")
@_NAME
@click.argument("role", type=_ROLES)
@_with_settings
@click.pass_obj
def role_(launchers: "Launchers | None", name: str, role: str, settings: Path | None) -> None:
    """Give an account another role."""
    _change(launchers, settings, name, role)


@account.command("shut")
@_NAME
@_with_settings
@click.pass_obj
def shut(launchers: "Launchers | None", name: str, settings: Path | None) -> None:
    """Shut an account out, at once."""
    _change(launchers, settings, name, "shut")


@account.command("new-device")
@_NAME
@_with_settings
@click.pass_obj
def new_device(launchers: "Launchers | None", name: str, settings: Path | None) -> None:
    """Let an account enrol a new device, after the old one was lost."""
    _change(launchers, settings, name, "new device")


@account.command("token")
@_NAME
@click.argument("program")
@_with_settings
@click.pass_obj
def token(launchers: "Launchers | None", name: str, program: str, settings: Path | None) -> None:
    """Make a token by which a program acts for an account; it is shown this once."""
    click.echo(_change(launchers, settings, name, f"token {program}"))
