"""The report as one page: self-contained, without script, loading nothing from outside."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TextIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from lurewatch.cli.advice import advice_on_campaigns
from lurewatch.cli.article import Article, article_of
from lurewatch.cli.campaign_article import campaign_articles
from lurewatch.cli.findings import Findings, Group, group
from lurewatch.cli.harmless import UNSEEN, for_page
from lurewatch.cli.joined import letters
from lurewatch.cli.read import together
from lurewatch.cli.row import percent
from lurewatch.cli.wording import (
    KINDS,
    NOT_A_CLEARANCE,
    NOTHING_SEEN,
    UNJUDGED,
    band,
    band_in_words,
    capital,
    decibans,
    plural,
    rest_of,
)
from lurewatch.model.kind import Kind, Verdict

_TEMPLATES = Path(__file__).parent / "templates"


def write_report(findings: Findings, stream: TextIO, at: datetime | None = None) -> None:
    """Writes the page; `at` is when the scan was made (now, if not given)."""
    moment = at or datetime.now(UTC)
    shown = findings.joined.shown
    approaches = list(_articles(group(findings.approaches), "a", letters(shown)))
    scams = list(_articles(group(findings.scams), "s", letters(shown)))
    stream.writelines(
        _environment()
        .get_template("report.html")
        .generate(
            findings=findings,
            sources=together(findings.sources),
            at=f"{moment.day} {moment:%B %Y, %H:%M} UTC",
            approaches=[one for one, _ in approaches],
            scams=[one for one, _ in scams],
            campaigns=campaign_articles(shown, dict(_anchors((*approaches, *scams)))),
            campaign_advice=advice_on_campaigns(),
            style=Markup((_TEMPLATES / "report.css").read_text(encoding="ascii")),  # noqa: S704  our own file
        )
    )


def _articles(groups: Sequence[Group], key: str, letters: Mapping[str, str]) -> Iterator[tuple[Article, Group]]:
    for number, one in enumerate(groups, start=1):
        yield article_of(one, f"{key}{number}", number, letters), one


def _anchors(articles: Iterable[tuple[Article, Group]]) -> Iterator[tuple[str, str]]:
    """Where each conversation is on the page: its own place, or that of its group where it has none."""
    for article, members in articles:
        yield from ((one.conversation.id, article.key) for one in (members.first, *members.others))
        yield from ((other.assessment.id, other.key) for other in article.others)


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
        "capital": capital,
    }
    return environment


def _harmless(value: object) -> object:
    """Every text that the template puts out goes through here before it is escaped."""
    return for_page(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def verdict_of(verdict: Verdict) -> str:
    """The yardstick's words with what they speak of: `highly likely to be a covert approach`."""
    of = verdict in {Verdict.REMOTE, Verdict.REALISTIC}
    return f"{'a ' if of else ''}{verdict} {'of' if of else 'to be'} a covert approach"
