"""The forms in which bulletins leave; each is loaded when it is asked for."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from lurewatch.model.bulletin import Bulletin
from lurewatch.sharing.blank import blanks


class Form(StrEnum):
    """A form: the bulletin itself as lines of JSON, or a bundle of STIX 2.1."""

    JSON = "json"
    STIX = "stix"


class Encoder(NamedTuple):
    """Writes a bulletin in pieces, and puts pieces together without changing them."""

    pieces: Callable[[Bulletin], list[bytes]]
    whole: Callable[[Iterable[bytes]], bytes]

    def of_nothing(self) -> bytes:
        """What it writes of its own accord."""
        return b"\n".join(piece for one in blanks() for piece in self.pieces(one))


def encoder(form: Form) -> Encoder:
    """The encoder of a form."""
    if form is Form.STIX:
        from lurewatch.sharing.stix import write  # noqa: PLC0415  its library takes a third of a second to load

        return Encoder(write.pieces, write.whole)
    from lurewatch.sharing import plain  # noqa: PLC0415

    return Encoder(plain.pieces, plain.whole)
