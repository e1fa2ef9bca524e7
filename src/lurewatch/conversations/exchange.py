"""What passed between one handle of a contact and one person of ours, as far as a join must know it."""

import math
from array import array
from typing import NamedTuple

SKEW = 86_400.0  # seconds by which clocks may differ: many chats are exported without a zone
_MANY, _LONG = 5, 180 * 86_400.0  # messages of each side, over so many seconds, that make a history


class Exchange(NamedTuple):
    """The messages by number, and for each its time (NaN if unknown) and whether our person wrote it (0 or 1)."""

    numbers: "array[int]"
    times: "array[float]"
    by_person: "array[int]"

    def is_new(self, at: float) -> bool:
        """Whether all of it came after a moment (or within a day before it); unknown times never tell."""
        return bool(self.times) and all(time >= at - SKEW for time in self.times)

    def lends(self, at: float) -> bool:
        """Whether, by a moment, it was what makes a contact look well known: begun by our person, or long and even.

        What a stranger could gain from being taken for this contact.
        """
        times = (-math.inf if math.isnan(time) else time for time in self.times)
        before = sorted((time, by) for time, by in zip(times, self.by_person, strict=True) if time < at)
        if not before:
            return False
        answers = sum(by for _, by in before)
        both = min(answers, len(before) - answers) >= _MANY
        return bool(before[0][1]) or (both and not before[-1][0] - before[0][0] < _LONG)


NOTHING = Exchange(array("I"), array("d"), array("b"))
