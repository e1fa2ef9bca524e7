"""What is told once of a chat's whole export rather than of each message."""

from collections.abc import Iterator
from dataclasses import dataclass

from lurewatch.model.gap import Gap

_ZONE = "the export names no zone; the times are taken as UTC; compare with the phone if the hour matters"


@dataclass(slots=True)
class Tally:
    """How many messages were deleted, files came with others, calls were made, times name no zone; and in how many
    channels colleagues were not read as writing to each other.
    """

    deleted: int = 0
    files: int = 0
    calls: int = 0
    zoneless: int = 0
    crowded: int = 0

    def told(self, where: str) -> Iterator[Gap]:
        """Their gaps."""
        if self.deleted:
            why = f"{self.deleted} were deleted before the export; ask those who took part what they said"
            yield Gap("deleted messages", where, why)
        if self.files:
            why = f"{self.files} files that came with messages (pictures, sound, documents) are not read; look at them"
            yield Gap("attachments", where, why)
        if self.calls:
            yield Gap("calls", where, f"{self.calls} calls; what was said in them is in no export; ask")
        if self.zoneless:
            yield Gap("the zone of its times", where, _ZONE)
        if self.crowded:
            why = f"in {self.crowded} channels of many, what your own people wrote is read only as an answer to others"
            yield Gap("what colleagues wrote to each other", where, why)
