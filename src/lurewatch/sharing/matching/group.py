"""The group ristretto255 (RFC 9496) as libsodium gives it, in constant time; points and scalars are 32 bytes each."""

from collections.abc import Iterable
from pathlib import Path

from lurewatch.errors import ProtocolFault, UsageError

try:
    import rbcl
except ModuleNotFoundError as error:
    raise UsageError(f"match: needs {error.name}, which is not there; pip install 'lurewatch[match]'") from error
except OSError as error:
    raise UsageError(
        "match: libsodium cannot be loaded from the temporary folder; set TMPDIR to one from which programs may run"
    ) from error

ORDER = 2**252 + 27742317777372353535851937790883648493
POINT = 32  # bytes
_OF_HASH = 64

# It writes libsodium to the temporary folder to load it, and leaves it there; what is loaded needs no name any more.
Path(rbcl._sodium._name).unlink(missing_ok=True)


def scalar(number: int) -> bytes:
    """A number modulo the group's order as bytes."""
    return (number % ORDER).to_bytes(POINT, "little")


def of_hash(uniform: bytes) -> bytes:
    """The point that 64 uniform bytes stand for."""
    if len(uniform) != _OF_HASH:
        raise ValueError(len(uniform))
    return bytes(rbcl.crypto_core_ristretto255_from_hash(uniform))


def times(number: bytes, point: bytes) -> bytes:
    """A point so many times; ProtocolFault for bytes that are no point, and where the neutral point comes out."""
    try:
        return bytes(rbcl.crypto_scalarmult_ristretto255(number, point))
    except (RuntimeError, TypeError, ValueError) as error:
        raise ProtocolFault("bytes that are no point of the group") from error


def base(number: bytes) -> bytes:
    """The base point so many times."""
    return bytes(rbcl.crypto_scalarmult_ristretto255_base(number))


def total(points: Iterable[bytes]) -> bytes:
    """The sum of points; none are the neutral point."""
    found = bytes(POINT)
    for one in points:
        found = bytes(rbcl.crypto_core_ristretto255_add(found, one))
    return found


def inverted(number: bytes) -> bytes:
    """The number by which another is undone; ValueError for nothing."""
    return bytes(rbcl.crypto_core_ristretto255_scalar_invert(number))


def drawn() -> bytes:
    """A number drawn by lot, other than nothing."""
    return bytes(rbcl.crypto_core_ristretto255_scalar_random())
