"""Whom a second opinion is asked of, and of how many conversations; who does the asking is handed in."""

from lurewatch.cli.launchers import Ask
from lurewatch.flow import Judged
from lurewatch.model.kind import REALISTIC


class Asking:
    """Asks of the first `most` conversations at "realistic possibility" or above, in the order of reading."""

    def __init__(self, ask: Ask, most: int) -> None:
        self._ask = ask
        self._left = most

    def about(self, one: Judged) -> Judged:
        """The same judgement, with the opinion where it was asked."""
        if one.assessment.probability < REALISTIC or self._left <= 0:
            return one
        self._left -= 1
        return one._replace(opinion=self._ask(one.conversation))
