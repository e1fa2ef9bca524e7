"""A message that somebody passed on to somebody else."""

from datetime import datetime
from typing import NamedTuple

from lurewatch.model.handle import Handle

MOST_WORDS = 1_000  # code points of what somebody said of a message that they passed on


class Forward(NamedTuple):
    """One passing on of a message: by whom, when, in which mail (its id), and with which words of their own.

    `words` are never those of the message's author, and are cut at MOST_WORDS. `inline` where the message stands in
    the text of that mail, so that its headers are lost, and not attached to it.
    """

    by: Handle
    at: datetime | None = None
    mail: str = ""
    words: str = ""
    inline: bool = False
