"""What is known of one message in a text that somebody copied out of a window."""

from typing import NamedTuple


class PastedTurn(NamedTuple):
    """A message as a slice of the text, `start` to `end`; what the window did not show is empty.

    `stamp` is the time as it was shown, `day` the day it was shown under, if that stands elsewhere.
    """

    author: str
    start: int
    end: int
    stamp: str = ""
    day: str = ""
    recipients: tuple[str, ...] = ()
    subject: str = ""


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The same slice without white space at its ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
