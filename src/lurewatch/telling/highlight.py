"""A message's text in pieces: what is evidence, what is quotation or signature, and what is left out for length."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from lurewatch.model.conversation import Region

_LONGEST_PLAIN = 1600  # code points of a stretch without evidence that are shown whole
_LONGEST_REGION = 400
_MOST_MARKS = 400  # in one message


class Mark(NamedTuple):
    """A span of a text and the number of the evidence that it shows."""

    number: int
    start: int
    end: int


class Piece(NamedTuple):
    """A stretch of text under the same marks: their numbers, those that end with it, its region, and if it is a cut.

    A cut has no text; `left_out` is the number of code points that are not shown in its place.
    """

    text: str
    numbers: tuple[int, ...] = ()
    ending: tuple[int, ...] = ()
    region: str = ""
    left_out: int = 0


def pieces(text: str, regions: Sequence[Region], marks: Iterable[Mark]) -> list[Piece]:
    """The text cut at every edge of a mark or region; the pieces of a mark, joined, equal its slice."""
    kept = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)][:_MOST_MARKS]
    spans = [(mark.start, mark.end) for mark in kept] + [(region.start, region.end) for region in regions]
    edges = {0, len(text)} | {min(edge, len(text)) for span in spans for edge in span}
    found: list[Piece] = []
    for start, end in pairwise(sorted(edges)):
        found.extend(_shortened(_piece(text, start, end, _region(start, end, regions), kept)))
    return found


def _region(start: int, end: int, regions: Sequence[Region]) -> str:
    """The kind of the region, of some in order, that a stretch lies in."""
    at = bisect_right(regions, start, key=lambda region: region.start) - 1
    return str(regions[at].kind) if at >= 0 and regions[at].end >= end else ""


def _piece(text: str, start: int, end: int, region: str, marks: Sequence[Mark]) -> Piece:
    over = [mark for mark in marks if mark.start <= start and mark.end >= end]
    numbers = tuple(sorted({mark.number for mark in over}))
    ending = tuple(sorted({mark.number for mark in over if mark.end == end}))
    return Piece(text[start:end], numbers, ending, region)


def _shortened(piece: Piece) -> Iterator[Piece]:
    """The piece, or its beginning and end with a cut between, if it is long and shows nothing."""
    longest = _LONGEST_REGION if piece.region else _LONGEST_PLAIN
    if piece.numbers or len(piece.text) <= longest:
        yield piece
        return
    half = longest // 2 - 50
    yield piece._replace(text=piece.text[:half])
    yield Piece("", region=piece.region, left_out=len(piece.text) - 2 * half)
    yield piece._replace(text=piece.text[-half:])
