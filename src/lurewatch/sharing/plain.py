"""Bulletins as lines of JSON."""

from collections.abc import Iterable

from lurewatch.model.bulletin import Bulletin
from lurewatch.model.encode_bulletin import canonical


def pieces(one: Bulletin) -> list[bytes]:
    """The bulletin as one line, without its end."""
    return [canonical(one)]


def whole(some: Iterable[bytes]) -> bytes:
    """Such lines together."""
    return b"".join(line + b"\n" for line in some)
