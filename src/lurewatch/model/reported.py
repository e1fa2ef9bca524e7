"""What partners have reported of a conversation's contact."""

from typing import NamedTuple

from lurewatch.model.kind import Verdict


class Reported(NamedTuple):
    """That a partner's bulletin has something which this conversation has too.

    `confidence` is the partner's verdict, above which it raises nothing; `share` (0 to 1) is how much of its weight it
    has by what was met and how long ago that was seen. `source` says in words which bulletin. The span is of `message`,
    and empty where no text said it.
    """

    confidence: Verdict
    share: float
    source: str
    message: int
    start: int = 0
    end: int = 0

    @property
    def rank(self) -> tuple[int, float, str]:
        """The order in which reports are told: the highest confidence first, then what tells most."""
        return -_VERDICTS.index(self.confidence), -self.share, self.source


_VERDICTS = tuple(Verdict)
