"""What a detector is."""

from collections.abc import Iterable
from typing import Protocol

from lurewatch.detection.view import View
from lurewatch.model.evidence import Sighting


class Detector(Protocol):
    """Looks at one conversation and says what it saw; keeps nothing between two conversations."""

    name: str

    def sight(self, view: View) -> Iterable[Sighting]:
        """The indicators seen, in any order; spans count code points of the exact text."""
        ...
