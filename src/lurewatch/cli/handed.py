"""What commands share that others carry out: how these speak to whoever runs them, and what is said without them."""

import re
from collections.abc import Mapping

import click

from lurewatch.telling.harmless import one_line

# Help on what commands of several files take.
HELP: Mapping[str, str] = {
    "decided": "Links cut or bound by a person, as JSON Lines; the last line of two conversations holds.",
    "topics": "File of protected topics, in place of the one that comes along.",
    "master": "Where Spark runs: local[N], with N processes here, or a cluster's address.",
    "memory": "Memory of Spark's Java here.",
    "weights": "Folder of weights, as `lurewatch train` writes them.",
}


def tell(sentence: str) -> None:
    """Shows a sentence on standard error, whatever characters it holds."""
    click.echo(f"lurewatch: {one_line(sentence, 1000)}", err=True)


def memory_of(_: click.Context, __: click.Parameter, value: str) -> str:
    """An amount of memory as Java takes it; no other text reaches its command line."""
    if not re.fullmatch(r"[1-9][0-9]{0,5}[mgMG]", value):
        raise click.BadParameter(f"{value!r} is no amount of memory; an example is 4g")
    return value.lower()


def absent(what: str) -> click.UsageError:
    """The error where the shell was not handed what a command needs."""
    sentence = f"{what}: not to be had here; start lurewatch from its own command"
    return click.UsageError(sentence, click.get_current_context())
