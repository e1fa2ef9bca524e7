"""An export of a network or a chat, as a whole."""

from dataclasses import dataclass

from lurewatch.model.handle import Handle


@dataclass(frozen=True, slots=True)
class Export:
    """What lies at `source` and below it is one export; `owners` are the handles that it says are its owner's.

    A workspace is owned by an organisation, so that there may be many; where the export does not say, there are none.
    """

    source: str
    owners: tuple[Handle, ...] = ()
