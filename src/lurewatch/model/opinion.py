"""What somebody else's language model says of a conversation: words beside an assessment, without weight."""

from typing import NamedTuple


class Opinion(NamedTuple):
    """Its words as plain text, or the fault for which there are none; one of the two is empty."""

    words: str = ""
    fault: str = ""
