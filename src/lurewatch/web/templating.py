"""The templates of pages: those of this folder, and the parts of the report that `telling` shares."""

from pathlib import Path

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment

from lurewatch.model.kind import Kind, Stage, Verdict
from lurewatch.telling.page import environment
from lurewatch.telling.wording import CHANNELS
from lurewatch.web.member import role_of
from lurewatch.web.menu import menu_of


def made(**_: object) -> Environment:
    """The one environment; what Django would set of its own (loader, escaping) is the same or stricter here."""
    templates = environment(Path(__file__).parent / "templates")
    templates.globals |= {
        "static": static,
        "url": _url,
        "menu_of": menu_of,
        "role_of": role_of,
        "KINDS_OF": tuple(Kind),
        "VERDICTS": tuple(Verdict),
        "STAGES": tuple(Stage),
        "CHANNELS": CHANNELS,
    }
    templates.filters["day"] = _day
    templates.filters["moment"] = _moment
    return templates


def _url(name: str, *parts: object) -> str:
    return reverse(name, args=parts)


def _day(day: object) -> str:
    return f"{day:%-d %b %Y}" if day else ""


def _moment(moment: object) -> str:
    return f"{moment:%-d %b %Y, %H:%M} UTC" if moment else ""
