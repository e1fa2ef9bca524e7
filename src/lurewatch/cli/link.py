"""`lurewatch link`: conversations as JSON Lines in, campaigns as JSON Lines out."""

import sys
from pathlib import Path

import click

from lurewatch import flow
from lurewatch.cli.inputs import opened
from lurewatch.errors import NothingReadable
from lurewatch.model.encode import campaign_as_json
from lurewatch.telling.harmless import one_line
from lurewatch.telling.json_line import line


def run(source: Path | None, decided: Path | None, options: flow.Options) -> None:
    """Reads everything, then writes the campaigns; lines that are no conversation are told on standard error."""
    decisions = flow.decided(decided)
    with opened(source) as stream:
        found = flow.link(stream, options, decisions)
    for one in found.failed:
        click.echo(one_line(f"lurewatch: {one.error}", 1000), err=True)
    if found.failed and not found.conversations:
        raise NothingReadable("no line is a conversation; see `lurewatch assess` for the form")
    for campaign in found.campaigns:
        sys.stdout.write(line(campaign_as_json(campaign)) + "\n")
