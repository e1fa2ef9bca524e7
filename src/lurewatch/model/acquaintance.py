"""What a network's own list says of somebody our person is connected with."""

from dataclasses import dataclass
from datetime import date

from lurewatch.model.handle import Handle


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """A connection: whom, the employer and position they showed, and since when.

    `also` are further handles that the list itself gives for the same person, such as an address beside a profile.
    """

    handle: Handle
    employer: str = ""
    position: str = ""
    since: date | None = None
    also: tuple[Handle, ...] = ()
