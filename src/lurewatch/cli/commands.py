"""What can be asked on the command line, and how every fault is told there."""

import math
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, TypeVar, Unpack

import click

from lurewatch import __version__
from lurewatch.cli.bulletins import bulletins
from lurewatch.cli.desk import desk
from lurewatch.cli.handed import HELP, absent, tell
from lurewatch.cli.hub import hub
from lurewatch.cli.match import match
from lurewatch.cli.serve import account, serve
from lurewatch.cli.share import share
from lurewatch.errors import DefinitionError, LurewatchError
from lurewatch.telling.harmless import one_line

if TYPE_CHECKING:
    from lurewatch.cli.asking import Asking
    from lurewatch.cli.launchers import Launchers
    from lurewatch.desk.remembering import Remembering
    from lurewatch.flow import Options

RAN, REFUSED, INTERRUPTED, PIPE_CLOSED = 0, 2, 130, 141
_Command = TypeVar("_Command", bound=Callable[..., object])


def run(arguments: Sequence[str] | None = None, launchers: "Launchers | None" = None) -> int:
    """Runs one command and gives its exit code: 0 it ran, 2 bad usage or nothing readable, 130 stopped by Ctrl-C.

    `launchers` is what may reach the network; without them, what needs them is refused.
    """
    code = RAN
    try:
        given = list(sys.argv[1:] if arguments is None else arguments)
        with lurewatch.make_context("lurewatch", given, obj=launchers) as context:
            lurewatch.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        code = done.exit_code
    except click.ClickException as error:
        code = _refuse(_of_click(error))
    except DefinitionError as error:
        code = _refuse(*error.faults)
    except LurewatchError as error:
        code = _refuse(str(error))
    except KeyboardInterrupt:
        code = _refuse("stopped before the end", code=INTERRUPTED)
    except BrokenPipeError:
        # Whoever read has gone; nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = PIPE_CLOSED
    return code


def _refuse(*sentences: str, code: int = REFUSED) -> int:
    for sentence in sentences:
        click.echo(f"lurewatch: {one_line(sentence, 1000)}", err=True)
    return code


def _of_click(error: click.ClickException) -> str:
    where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else ""
    return error.format_message().rstrip(".") + (f" (see {where} --help)" if where else "")


def _between_0_and_1(_: click.Context, __: click.Parameter, value: float) -> float:
    if not (math.isfinite(value) and 0 < value < 1):
        raise click.BadParameter(f"{value} does not lie between 0 and 1; an example is 0.01")
    return value


_PATH = click.Path(path_type=Path)
_DAY = click.DateTime(["%Y-%m-%d"])
_FORMATS = ("table", "json", "jsonl", "html")
_HELP = {
    **HELP,
    "bulletins": "Bulletins that partners sent: a file, or a folder of files (docs/how-to/bulletins.md).",
    "config": "Settings, with the recorded basis and notice (docs/configuration.md).",
    "from": "Decisions as JSON Lines: a conversation and what it was decided to be.",
    "apart": "Two handles that are not one contact's, though they seem so; repeatable.",
    "authserv-id": "Your mail server, as Authentication-Results name it: it alone is believed; repeatable.",
    "format": "Form of the outcome.",
    "mapping": "TOML file that says what the columns of your tables (CSV, JSON Lines) mean.",
    "owner": "A handle that is ours; repeatable. Guessed when absent, and the guess is said.",
    "prior": "Share of covert approaches expected among the conversations read.",
    "most": 'Conversations asked about at most: the first at "realistic possibility" or above.',
    "model": "Name of the model there.",
    "register": "Organisations and the domains and phones that are theirs, as TOML or CSV.",
    "basis": "Settings whose recorded basis lets more than reports be kept, and whose skip-lists hold.",
    "keep-sketches": "Folder of sketches: tell what came before, and keep what was reported (docs/how-to/sketches.md).",
    "key": "File with the key of the sketches; without it LUREWATCH_SKETCH_KEY is the key.",
    "sketches": "Folder of sketches: tell what came before, and keep nothing.",
    "second-opinion": "OpenAI-compatible endpoint that you run; its words are shown and carry no weight.",
}


def _for_judging(command: _Command) -> _Command:
    """The options that every command has which judges conversations."""
    existing = click.Path(exists=True, path_type=Path)
    prior = click.option("--prior", default=0.01, show_default=True, callback=_between_0_and_1, help=_HELP["prior"])
    topics = click.option("--topics", type=existing, metavar="FILE", help=_HELP["topics"])
    weights = click.option("--weights", type=existing, metavar="DIR", help=_HELP["weights"])
    bulletins = click.option("--bulletins", type=existing, metavar="DIR", help=_HELP["bulletins"])
    return prior(topics(weights(bulletins(_for_senders(_for_asking(command))))))


def _for_senders(command: _Command) -> _Command:
    register = click.option("--register", type=_PATH, metavar="FILE", help=_HELP["register"])
    servers = click.option("--authserv-id", "servers", multiple=True, metavar="NAME", help=_HELP["authserv-id"])
    return register(servers(command))


def _for_asking(command: _Command) -> _Command:
    url = click.option("--second-opinion", metavar="URL", help=_HELP["second-opinion"])
    model = click.option("--second-opinion-model", default="default", show_default=True, help=_HELP["model"])
    number = click.IntRange(1, 1000)
    most = click.option("--second-opinion-most", type=number, default=20, show_default=True, help=_HELP["most"])
    return url(model(most(command)))


def _for_sketches(command: _Command) -> _Command:
    keep = click.option("--keep-sketches", type=_PATH, metavar="FOLDER", help=_HELP["keep-sketches"])
    ask = click.option("--sketches", type=_PATH, metavar="FOLDER", help=_HELP["sketches"])
    key = click.option("--sketch-key", "key_file", type=_PATH, metavar="FILE", help=_HELP["key"])
    basis = click.option("--config", "basis", type=_PATH, metavar="FILE", help=_HELP["basis"])
    return keep(ask(key(basis(command))))


@click.group(no_args_is_help=False, context_settings={"max_content_width": 100})
@click.version_option(__version__, prog_name="lurewatch", message="%(prog)s %(version)s")
def lurewatch() -> None:
    """Finds covert approaches in the messages that an organisation's people receive, and says why."""


class _Judging(TypedDict):
    prior: float
    topics: Path | None
    weights: Path | None
    bulletins: Path | None
    register: Path | None
    servers: tuple[str, ...]
    second_opinion: str | None
    second_opinion_model: str
    second_opinion_most: int


class _Scan(_Judging):
    paths: tuple[Path, ...]
    decided: Path | None
    form: str
    out: Path | None
    html: Path | None
    owners: tuple[str, ...]
    apart: tuple[str, ...]
    mapping: Path | None
    every: bool
    sketches: Path | None
    keep_sketches: Path | None
    key_file: Path | None
    basis: Path | None


class _Assess(_Judging):
    file: Path


class _Figures(TypedDict):
    paths: tuple[Path, ...]
    first: datetime | None
    last: datetime | None
    form: str
    out: Path | None
    owners: tuple[str, ...]
    decided: Path | None
    prior: float
    weights: Path | None


@lurewatch.command()
@click.argument("paths", nargs=-1, required=True, type=_PATH, metavar="PATH...")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="table", show_default=True, help=_HELP["format"])
@click.option("--out", type=_PATH, metavar="FILE", help="Write there instead of to standard output.")
@click.option("--html", type=_PATH, metavar="FILE", help="Write the report there as well, as one page.")
@click.option("--owner", "owners", multiple=True, metavar="HANDLE", help=_HELP["owner"])
@click.option("--decided", type=_PATH, metavar="FILE", help=_HELP["decided"])
@click.option("--apart", multiple=True, metavar="A=B", help=_HELP["apart"])
@click.option("--mapping", type=click.Path(exists=True, path_type=Path), metavar="FILE", help=_HELP["mapping"])
@click.option("--all", "every", is_flag=True, help="Show every conversation in the table.")
@_for_sketches
@_for_judging
def scan(**chosen: Unpack[_Scan]) -> None:
    """Read files, folders and archives of any supported kind (-: standard input); rank the conversations in them.

    Text that was copied out of a window is read where its file is named itself, or piped in.
    """
    from lurewatch.cli import scan as command  # noqa: PLC0415  what judges loads only when something is judged

    form, html = command.Format(chosen["form"]), chosen["html"]
    options = replace(
        _options(chosen),
        owners=chosen["owners"],
        decided=chosen["decided"],
        apart=chosen["apart"],
        mapping=chosen["mapping"],
    )
    if Path("-") in chosen["paths"] and sys.stdin.isatty():
        click.echo("Paste the message, then press Ctrl-D on a line of its own.", err=True)
    outputs = form, chosen["out"], html, chosen["every"]
    command.run(command.Request(chosen["paths"], options, *outputs, _asking(chosen), _remembering(chosen)))
    if html:
        click.echo(f"The report is in {one_line(str(html))}", err=True)


@lurewatch.command()
@click.argument("file", default="-", type=_PATH, metavar="[FILE|-]")
@_for_judging
def assess(**chosen: Unpack[_Assess]) -> None:
    """Read conversations as JSON Lines; write assessments as JSON Lines, one for one, in order."""
    from lurewatch.cli import assess as command  # noqa: PLC0415

    command.run(None if str(chosen["file"]) == "-" else chosen["file"], _options(chosen), _asking(chosen))


@lurewatch.command()
@click.argument("file", default="-", type=_PATH, metavar="[FILE|-]")
@click.option("--decided", type=_PATH, metavar="FILE", help=_HELP["decided"])
@click.option("--topics", type=click.Path(exists=True, path_type=Path), metavar="FILE", help=_HELP["topics"])
@click.option("--weights", type=click.Path(exists=True, path_type=Path), metavar="DIR", help=_HELP["weights"])
def link(file: Path, decided: Path | None, topics: Path | None, weights: Path | None) -> None:
    """Read conversations as JSON Lines, each with its person and organisation; write the campaigns among them.

    A message may have `pictures`, the marks of what was sent with it: of each the first 32 hexadecimal digits of the
    file's SHA-256, or more, and behind a full stop, where there are any, the 64 of its looks (decision 0013).
    """
    from lurewatch.cli import link as command  # noqa: PLC0415
    from lurewatch.flow import Options  # noqa: PLC0415

    command.run(None if str(file) == "-" else file, decided, Options(topics=topics, weights=weights))


@lurewatch.command()
@click.argument("paths", nargs=-1, required=True, type=_PATH, metavar="PATH...")
@click.option("--from", "first", type=_DAY, metavar="DAY", help="First day that counts, as 2026-03-02.")
@click.option("--to", "last", type=_DAY, metavar="DAY", help="Last day that counts.")
@click.option("--format", "form", type=click.Choice(("table", "json", "csv")), default="table", show_default=True)
@click.option("--out", type=_PATH, metavar="FILE", help="Write there instead of to standard output.")
@click.option("--owner", "owners", multiple=True, metavar="HANDLE", help=_HELP["owner"])
@click.option("--decided", type=_PATH, metavar="FILE", help=_HELP["decided"])
@click.option("--prior", default=0.01, show_default=True, callback=_between_0_and_1, help=_HELP["prior"])
@click.option("--weights", type=click.Path(exists=True, path_type=Path), metavar="DIR", help=_HELP["weights"])
def figures(**chosen: Unpack[_Figures]) -> None:
    """Count the approaches in files, folders and archives: by week, by what they are, and how many were not seen."""
    from lurewatch.cli import figures as command  # noqa: PLC0415
    from lurewatch.flow import Options  # noqa: PLC0415
    from lurewatch.model.figures import Period  # noqa: PLC0415

    first, last = (day.date() if day else None for day in (chosen["first"], chosen["last"]))
    if first and last and last < first:
        raise click.UsageError(f"--to {last} lies before --from {first}", click.get_current_context())
    options = Options(chosen["prior"], chosen["owners"], weights=chosen["weights"], decided=chosen["decided"])
    form = command.Format(chosen["form"])
    command.run(command.Request(chosen["paths"], options, Period(first, last), form, chosen["out"]))


@lurewatch.command()
@click.option("--from", "decisions", type=_PATH, metavar="FILE", help=_HELP["from"])
@click.option("--out", required=True, type=_PATH, metavar="DIR", help="Folder that the adapted weights go to.")
@click.option("--weights", type=_PATH, metavar="DIR", help="Weights to start from, in place of the shipped ones.")
@click.option("--undo", is_flag=True, help="Put back the weights that the last training into DIR replaced.")
def train(decisions: Path | None, out: Path, weights: Path | None, *, undo: bool) -> None:
    """Adapt the weights to decided cases of your own; the prior is never moved."""
    from lurewatch.cli import train as command  # noqa: PLC0415

    if undo == (decisions is not None):
        raise click.UsageError("name either --from FILE, to learn, or --undo", click.get_current_context())
    if decisions is None:
        command.back(out)
    else:
        command.run(decisions, out, weights)


@lurewatch.command()
@click.option("--config", "settings", required=True, type=_PATH, metavar="FILE", help=_HELP["config"])
def milter(settings: Path) -> None:
    """Serve a mail server as a filter that adds a verdict to incoming mail."""
    launchers: Launchers | None = click.get_current_context().obj
    if launchers is None or launchers.milter is None:
        raise absent("milter")
    launchers.milter(settings, tell)


@lurewatch.command()
@click.option("--config", "settings", required=True, type=_PATH, metavar="FILE", help=_HELP["config"])
@click.option("--once", is_flag=True, help="Read what is there and stop, in place of waiting for more.")
def watch(settings: Path, *, once: bool) -> None:
    """Follow a mailbox over IMAP without changing it; write the approaches found as JSON Lines."""
    launchers: Launchers | None = click.get_current_context().obj
    if launchers is None or launchers.watch is None:
        raise absent("watch")
    launchers.watch(settings, once, tell)


@lurewatch.command()
@click.argument("folder", type=_PATH, metavar="FOLDER")
@click.argument("traits", nargs=-1, required=True, metavar="TRAIT...")
@click.option("--sketch-key", "key_file", type=_PATH, metavar="FILE", help=_HELP["key"])
def again(folder: Path, traits: tuple[str, ...], key_file: Path | None) -> None:
    """Look again at earlier conversations: write those in a folder of sketches that have a confirmed trait.

    A trait is a handle, a domain, a link, a telephone number, an account, or a file with a message.
    """
    from lurewatch.cli import again as command  # noqa: PLC0415

    command.run(folder, key_file, traits)


@lurewatch.command()
@click.argument("folder", type=_PATH, metavar="FOLDER")
@click.option("--days", type=int, help="Make the folder, to keep sketches for so many days; or change the days.")
@click.option("--erase", multiple=True, metavar="HANDLE", help="Delete all that is kept of one of ours; repeatable.")
@click.option("--token", "tokens", multiple=True, metavar="HANDLE", help="Tell the token of one of ours; repeatable.")
@click.option("--sketch-key", "key_file", type=_PATH, metavar="FILE", help=_HELP["key"])
def sketches(
    folder: Path, days: int | None, erase: tuple[str, ...], tokens: tuple[str, ...], key_file: Path | None
) -> None:
    """Delete what has had its time in a folder of sketches; tell what is kept and what was deleted."""
    from lurewatch.cli import sketches as command  # noqa: PLC0415
    from lurewatch.desk.upkeep import Upkeep  # noqa: PLC0415

    command.run(Upkeep(folder, key_file, days, erase, tokens))


lurewatch.add_command(bulletins)
lurewatch.add_command(hub)
lurewatch.add_command(match)
lurewatch.add_command(share)
lurewatch.add_command(desk)
lurewatch.add_command(serve)
lurewatch.add_command(account)


def _asking(chosen: _Judging) -> "Asking | None":
    if chosen["second_opinion"] is None:
        return None
    from lurewatch.cli.asking import Asking  # noqa: PLC0415

    launchers: Launchers | None = click.get_current_context().obj
    if launchers is None or launchers.second_opinion is None:
        raise absent("--second-opinion")
    ask = launchers.second_opinion(chosen["second_opinion"], chosen["second_opinion_model"])
    return Asking(ask, chosen["second_opinion_most"])


def _remembering(chosen: _Scan) -> "Remembering | None":
    folder = chosen["keep_sketches"] or chosen["sketches"]
    if chosen["keep_sketches"] and chosen["sketches"]:
        sentence = "name the folder once: --keep-sketches to keep as well, or --sketches to ask alone"
        raise click.UsageError(sentence, click.get_current_context())
    if folder is None:
        return None
    from lurewatch.desk.remembering import Asked, remembering  # noqa: PLC0415

    return remembering(Asked(folder, chosen["key_file"], chosen["keep_sketches"] is not None, chosen["basis"]))


def _options(chosen: _Judging) -> "Options":
    from lurewatch.flow import Options  # noqa: PLC0415

    return Options(
        chosen["prior"],
        topics=chosen["topics"],
        weights=chosen["weights"],
        servers=chosen["servers"],
        register=chosen["register"],
        bulletins=chosen["bulletins"],
    )
