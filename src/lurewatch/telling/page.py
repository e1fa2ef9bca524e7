"""The templates of a page, with the one place through which every text goes before it is escaped."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lurewatch.model.kind import Kind, Verdict
from lurewatch.telling.harmless import UNSEEN, for_page
from lurewatch.telling.row import percent
from lurewatch.telling.wording import (
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

TEMPLATES, STYLES = (Path(__file__).parent / name for name in ("templates", "styles"))
_WORDS = {
    "Kind": Kind,
    "Verdict": Verdict,
    "KINDS": KINDS,
    "NOT_A_CLEARANCE": NOT_A_CLEARANCE,
    "NOTHING_SEEN": NOTHING_SEEN,
    "UNSEEN": UNSEEN,
    "UNJUDGED": UNJUDGED,
}


def environment(*folders: Path) -> Environment:
    """Templates from some folders and from here: escaped, harmless, and an unknown name is an error."""
    made = Environment(
        loader=FileSystemLoader([*folders, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    made.globals |= _WORDS
    made.filters |= {
        "percent": percent,
        "decibans": decibans,
        "band": band,
        "band_in_words": band_in_words,
        "rest_of": rest_of,
        "plural": plural,
        "verdict_of": verdict_of,
        "capital": capital,
    }
    return made


def _harmless(value: object) -> object:
    """Every text that a template puts out goes through here before it is escaped; markup of our own passes."""
    return for_page(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def verdict_of(verdict: Verdict) -> str:
    """The yardstick's words with what they speak of: `highly likely to be a covert approach`."""
    of = verdict in {Verdict.REMOTE, Verdict.REALISTIC}
    return f"{'a ' if of else ''}{verdict} {'of' if of else 'to be'} a covert approach"
