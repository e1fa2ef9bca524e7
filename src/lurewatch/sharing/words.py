"""Words as templates have them: folded, and only those that everybody uses."""

import re
from functools import cache
from pathlib import Path

from lurewatch.model.bulletin import LONGEST_TEMPLATE, SHORTEST_RUN, Template
from lurewatch.model.shareable import SLOT
from lurewatch.text.fold import fold

_FILE = Path(__file__).with_name("template_words.txt")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@cache
def everyday() -> frozenset[str]:
    """The words that may stand in a template; see training/make_template_words.py."""
    return frozenset(_FILE.read_text("ascii").split())


def words_of(text: str) -> list[str]:
    """The words of a text, folded: letters and digits, with apostrophes inside."""
    return _WORD.findall(fold(text).text)


def tidy(words: list[str]) -> Template:
    """A template of such words: slots side by side are one, short runs go, and so do slots at the ends; maybe empty."""
    runs = [run.split() for run in " ".join(words[:LONGEST_TEMPLATE]).split(SLOT)]
    kept = [" ".join(run) for run in runs if len(run) >= SHORTEST_RUN]
    return tuple(f" {SLOT} ".join(kept).split())
