"""What a network's or a chat's own list says of somebody."""

from dataclasses import dataclass
from datetime import date

from lurewatch.model.handle import Handle


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody on such a list: the employer and position they showed, and since when they are known.

    `also` holds further handles of the same person that the list itself gives (their e-mail address, their number).
    """

    handle: Handle
    employer: str = ""
    position: str = ""
    since: date | None = None
    also: tuple[Handle, ...] = ()
