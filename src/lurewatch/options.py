"""What somebody may choose of how messages are read and judged."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """What somebody may choose: the prior share of covert approaches, our handles, topics, weights, links decided.

    `apart` are pairs of handles (`A=B`) that are not one contact's; `servers` mail servers whose results on a sender
    are believed; `register` a file of organisations and where they write from; `mapping` one that says what the
    columns of tables mean; `bulletins` a file or folder of what partners have reported.
    """

    prior: float = 0.01
    owners: tuple[str, ...] = ()
    topics: Path | None = None
    weights: Path | None = None
    decided: Path | None = None
    apart: tuple[str, ...] = ()
    servers: tuple[str, ...] = ()
    register: Path | None = None
    mapping: Path | None = None
    bulletins: Path | None = None
