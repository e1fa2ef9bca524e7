"""What commands share that others carry out: how these speak to whoever runs them, and what is said without them."""

import click

from lurewatch.cli.harmless import one_line


def tell(sentence: str) -> None:
    """Shows a sentence on standard error, whatever characters it holds."""
    click.echo(f"lurewatch: {one_line(sentence, 1000)}", err=True)


def absent(what: str) -> click.UsageError:
    """The error where the shell was not handed what a command needs."""
    sentence = f"{what}: not to be had here; start lurewatch from its own command"
    return click.UsageError(sentence, click.get_current_context())
