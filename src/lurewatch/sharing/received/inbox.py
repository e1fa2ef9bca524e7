"""All bulletins of a file or folder, taken apart: what counts, what does not, and what could not be read."""

from pathlib import Path
from typing import NamedTuple

from lurewatch.model.bulletin import Bulletin
from lurewatch.model.encode_bulletin import series_id
from lurewatch.model.gap import Gap
from lurewatch.sharing.received.current import current
from lurewatch.sharing.received.files import bulletins


class Inbox(NamedTuple):
    """The bulletins that count, how many series were recalled, how many revisions replaced, what was not read."""

    counting: list[Bulletin]
    recalled: int
    replaced: int
    gaps: list[Gap]


def inbox(path: Path) -> Inbox:
    """What is in a file or a folder of files."""
    found: list[Bulletin] = []
    gaps: list[Gap] = []
    for one in bulletins(path):
        if isinstance(one, Gap):
            gaps.append(one)
        else:
            found.append(one)
    counting = current(found)
    series = {(series_id(one), one.issue.sender) for one in found}
    recalled = len(series) - len(counting)
    return Inbox(counting, recalled, len(set(found)) - len(series), gaps)
