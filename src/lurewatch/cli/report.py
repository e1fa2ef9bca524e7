"""The report as one page: self-contained, without script, loading nothing from outside."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TextIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from lurewatch.cli.article import article_of
from lurewatch.cli.findings import Findings, group
from lurewatch.cli.harmless import UNSEEN, for_page
from lurewatch.cli.read import together
from lurewatch.cli.row import percent
from lurewatch.cli.wording import KINDS, NOT_A_CLEARANCE, NOTHING_SEEN, UNJUDGED, band, band_in_words, plural, rest_of
from lurewatch.model.kind import Kind, Verdict

_TEMPLATES = Path(__file__).parent / "templates"


def write_report(findings: Findings, stream: TextIO, at: datetime | None = None) -> None:
    """Writes the page; `at` is when the scan was made (now, if not given)."""
    moment = at or datetime.now(UTC)
    stream.writelines(
        _environment()
        .get_template("report.html")
        .generate(
            findings=findings,
            sources=together(findings.sources),
            at=f"{moment.day} {moment:%B %Y, %H:%M} UTC",
            approaches=[article_of(one, f"a{n}", n) for n, one in enumerate(group(findings.approaches), start=1)],
            scams=[article_of(one, f"s{n}", n) for n, one in enumerate(group(findings.scams), start=1)],
            style=Markup((_TEMPLATES / "report.css").read_text(encoding="ascii")),  # noqa: S704  our own file
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    environment.globals |= {
        "Kind": Kind,
        "Verdict": Verdict,
        "KINDS": KINDS,
        "NOT_A_CLEARANCE": NOT_A_CLEARANCE,
        "NOTHING_SEEN": NOTHING_SEEN,
        "UNSEEN": UNSEEN,
        "UNJUDGED": UNJUDGED,
    }
    environment.filters |= {
        "percent": percent,
        "decibans": decibans,
        "band": band,
        "band_in_words": band_in_words,
        "rest_of": rest_of,
        "plural": plural,
        "verdict_of": verdict_of,
    }
    return environment


def _harmless(value: object) -> object:
    """Every text that the template puts out goes through here before it is escaped."""
    return for_page(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def decibans(value: float) -> str:
    """Decibans with their sign and one digit: `+5.1`, `−20.0`, `0.0`."""
    text = f"{value:+.1f}"
    return "0.0" if text in {"+0.0", "-0.0"} else text.replace("-", "−")


def verdict_of(verdict: Verdict) -> str:
    """The yardstick's words with what they speak of: `highly likely to be a covert approach`."""
    of = verdict in {Verdict.REMOTE, Verdict.REALISTIC}
    return f"{'a ' if of else ''}{verdict} {'of' if of else 'to be'} a covert approach"
