"""The report as one page: self-contained, without script, loading nothing from outside."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TextIO

from jinja2 import Environment
from markupsafe import Markup

from lurewatch.cli.read import together
from lurewatch.telling.advice import advice_on_campaigns
from lurewatch.telling.article import Article, article_of
from lurewatch.telling.campaign_article import campaign_articles
from lurewatch.telling.findings import Findings, Group, group
from lurewatch.telling.joined import letters
from lurewatch.telling.page import STYLES, environment

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
            style=Markup((STYLES / "report.css").read_text(encoding="ascii")),  # noqa: S704  our own file
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
    return environment(_TEMPLATES)
