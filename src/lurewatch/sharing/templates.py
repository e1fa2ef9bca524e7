"""What the wording of several conversations has in common, as templates with slots."""

from collections import Counter
from collections.abc import Sequence

from lurewatch.model.bulletin import LONGEST_TEMPLATE, MOST_TEMPLATES, Template
from lurewatch.model.shareable import SLOT
from lurewatch.sharing.words import everyday, tidy

_WINDOW = 3  # words in a row that two texts must share before a place counts as common
_LONGEST = 1_000  # words of a text that are compared
_LEAST = 12  # words that a template keeps: a phrase that everybody uses tells nothing
_SAME = 12  # windows shared from which two texts are of one template
_MOST_TEXTS = 200  # texts that are compared; a template of so many is no better for more

Words = tuple[str, ...]


def common(texts: Sequence[Sequence[str]]) -> tuple[Template, ...]:
    """The templates of texts, each text of another of our people; none of one text alone. In order, each once.

    A word stays where it lies in a run that at least a third of the texts share, two at least, and where it is an
    everyday word; all others are slots. The order of the texts makes no difference.
    """
    copies = Counter(tuple(text[:_LONGEST]) for text in texts)
    left = sorted(copies)[:_MOST_TEXTS] if len(texts) > 1 else []
    found: set[Template] = set()
    while left and len(found) < MOST_TEMPLATES:
        template, left = _first_of(left, copies)
        if not template:
            break
        found.add(template)
    return tuple(sorted(found))


def _first_of(left: Sequence[Words], copies: Counter[Words]) -> tuple[Template, list[Words]]:
    """The template of the text that has most in common with the others, and the texts that are of another one."""
    windows = [_windows(text) for text in left]
    counts = Counter[Words]()
    for text, some in zip(left, windows, strict=True):
        counts.update(dict.fromkeys(some, copies[text]))
    need = max(2, -(-sum(copies[text] for text in left) // 3))
    covered = [_covered(text, counts, need) for text in left]
    chosen = max(range(len(left)), key=lambda number: covered[number].count(True))
    others = [
        text for number, text in enumerate(left) if number != chosen and len(windows[number] & windows[chosen]) < _SAME
    ]
    return _template(left[chosen], covered[chosen]), others


def _windows(text: Words) -> set[Words]:
    return {tuple(text[at : at + _WINDOW]) for at in range(len(text) - _WINDOW + 1)}


def _covered(text: Words, counts: Counter[Words], need: int) -> list[bool]:
    """For each word whether it lies in a window that enough texts have."""
    found = [False] * len(text)
    for at in range(len(text) - _WINDOW + 1):
        if counts[tuple(text[at : at + _WINDOW])] >= need:
            found[at : at + _WINDOW] = [True] * _WINDOW
    return found


def _template(text: Words, is_common: Sequence[bool]) -> Template:
    known = everyday()
    words = [word if common and word in known else SLOT for word, common in zip(text, is_common, strict=True)]
    found = tidy(words[:LONGEST_TEMPLATE])
    return found if sum(word != SLOT for word in found) >= _LEAST else ()
