"""Words on a picture as lines, and lines as text."""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from lurewatch.sources.screen_words import Word

_FAR = 1.45  # times the least distance of two lines
_OFF = 0.6  # of a word's height: so much its middle may lie off that of its line


class Line(NamedTuple):
    """The words of a line from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with spaces between them."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> int:
        """Where it begins."""
        return self.words[0].box.left

    @property
    def right(self) -> int:
        """Where it ends."""
        return self.words[-1].box.right

    @property
    def middle(self) -> float:
        """How far down it stands."""
        return sum(word.middle[1] for word in self.words) / len(self.words)

    @property
    def height(self) -> float:
        """How high its words are, on average."""
        return sum(word.height for word in self.words) / len(self.words)


def lines_in(words: Iterable[Word]) -> list[Line]:
    """Lines by where words stand, from top to bottom; for words of one bubble."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=_down):
        if lines and abs(word.middle[1] - lines[-1][0].middle[1]) <= _OFF * max(word.height, lines[-1][0].height):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Line(tuple(sorted(line, key=_across))) for line in lines]


def lines_as_read(words: Iterable[Word]) -> list[Line]:
    """Lines as tesseract puts words together, which knows columns, in the order in which it reads them."""
    return [Line(tuple(line)) for _, line in groupby(words, key=_number)]


def joined(lines: Sequence[Line], right: int) -> str:
    """The lines as text: on one line again where the next word would not have fitted before `right`.

    A line that stands further down than others begins anew, as what follows a message or a paragraph does.
    """
    parts = [lines[0].text] if lines else []
    steps = [following.middle - line.middle for line, following in pairwise(lines)]
    height = min((line.height for line in lines), default=0.0)
    usual = min((step for step in steps if step > height), default=0.0)
    for (line, following), step in zip(pairwise(lines), steps, strict=True):
        first = following.words[0].box
        is_full = line.right + line.height / 2 + (first.right - first.left) > right
        parts += [" " if is_full and 0 < step <= _FAR * usual else "\n", following.text]
    return "".join(parts)


def _down(word: Word) -> float:
    return word.middle[1]


def _across(word: Word) -> int:
    return word.box.left


def _number(word: Word) -> int:
    return word.line
