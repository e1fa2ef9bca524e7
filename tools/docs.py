"""Prints the pages of docs/ that come from the code; `--check` tells which are out of step."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from lurewatch.cli.commands import lurewatch as shell
from lurewatch.detection.rule_file import Indicator, Rule, load_indicators, load_rules
from lurewatch.detection.weight_file import SHIPPED, load_weights
from lurewatch.model.kind import Kind

DOCS = Path(__file__).parent.parent / "docs"
SOURCES = {
    "LEARNED": "learned from the texts that training/data_card.md names; no public guidance says it",
    "NPSA-TBYL": "UK National Protective Security Authority, *Think Before You Link*, 2021–",
    "FBI-NEVERNIGHT": "FBI and NCSC (US), *The Nevernight Connection*, 2020",
    "NCSC-US-2025": "US National Counterintelligence and Security Center, bulletin on online targeting, April 2025",
    "ASIO-TBYL": "Australian Security Intelligence Organisation, *Think Before You Link*",
    "NZ-PSR": "New Zealand Protective Security Requirements, campaign material",
    "CSIS-2023": "Canadian Security Intelligence Service, warning on online recruitment, June 2023",
    "BFV-2017": "Bundesamt für Verfassungsschutz, warnings on invented profiles, 2017",
    "FIVE-EYES-2023": "*Five Principles of Secure Innovation*, October 2023",
    "FIVE-EYES-2026": "joint bulletin *Safeguarding Our Secrets*, June 2026",
    "PROOFPOINT-2024": "published research on impersonation of think tanks and journalists, 2024",
    "FDD-2025": "published research on a network of invented consulting firms, 2025",
    "COURT": "statements of fact in published prosecutions",
}


def indicators() -> Iterator[str]:
    """The page of all indicators and their rules, by family."""
    rules, known, weights = load_rules(), load_indicators(), load_weights(SHIPPED).of
    yield "# Indicators and rules\n"
    yield "Printed from the code by `make docs`. Weights are expert values in decibans; below zero speaks against.\n"
    yield f"{len(known)} indicators, {len(rules)} rules. No rule speaks of who somebody is.\n"
    yield "## Sources\n"
    yield "\n".join(f"- **{name}**: {what}" for name, what in SOURCES.items()) + "\n"
    for family in dict.fromkeys(one.family for one in known.values()):
        yield f"## {family}\n"
        for one in known.values():
            if one.family == family:
                yield from _indicator(one, weights[one.id][Kind.COVERT], rules)


def _indicator(one: Indicator, weight: float, rules: tuple[Rule, ...]) -> Iterator[str]:
    yield f"### {one.id} ({weight:+.1f})\n"
    yield f"{one.says} *{one.source}.* Innocent reading: {one.innocent}\n"
    own = [f"- `{rule.id}`: {rule.why}" for rule in rules if rule.indicator == one.id]
    if own:
        yield "\n".join(own) + "\n"


def commands() -> Iterator[str]:
    """The page of all commands, as they describe themselves."""
    yield "# The command line\n"
    yield "Printed from the code by `make docs`. Exit codes: 0 it ran; 2 bad usage or nothing readable.\n"
    context = click.Context(shell, info_name="lurewatch", max_content_width=100, terminal_width=100)
    yield _help(shell, context)
    yield from _of_group(shell, context)


def _of_group(group: click.Group, context: click.Context) -> Iterator[str]:
    for name, command in group.commands.items():
        inside = click.Context(command, context, name, max_content_width=100, terminal_width=100)
        yield f"## {inside.command_path}\n"
        yield _help(command, inside)
        if isinstance(command, click.Group):
            yield from _of_group(command, inside)


def _help(command: click.Command, context: click.Context) -> str:
    return f"```text\n{command.get_help(context)}\n```\n"


PAGES: dict[str, Callable[[], Iterator[str]]] = {"indicators.md": indicators, "cli.md": commands}


def run(check: bool) -> int:
    """Writes the pages, or with `check` only tells which differ; gives the exit code."""
    stale = []
    for name, page in PAGES.items():
        path, text = DOCS / name, "\n".join(page())
        if check and (not path.exists() or path.read_text(encoding="utf-8") != text):
            stale.append(name)
        elif not check:
            path.write_text(text, encoding="utf-8")
    if stale:
        print(f"out of step with the code: {', '.join(stale)}; run `make docs`", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(run("--check" in sys.argv[1:]))
