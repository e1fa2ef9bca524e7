"""The mark of a picture: by it the same file, or one made of it, is known again. Never who or what it shows."""

from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from itertools import islice

from lurewatch.sources.interface import Limits

_Looks = Callable[[bytes, Limits], str | None]
_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"RIFF", b"BM")
_ICON = 1_500  # bytes up to which a file that cannot be opened here is held to be an icon or a counting pixel
_KNOWN: dict[str, str] = {}  # a firm's logo comes with each of its mails, and is looked at once
_MOST_KNOWN = 10_000


def marks_of(files: Iterable[bytes], limits: Limits) -> tuple[str, ...]:
    """The marks of a message's pictures, each once, of so many as the bound says; none of what cannot tell anything."""
    found = (mark_of(data, limits) for data in islice(files, limits.pictures))
    return tuple(dict.fromkeys(filter(None, found)))


def mark_of(data: bytes, limits: Limits) -> str:
    """The mark of a file: a hash of its bytes, then behind a full stop what it looks like where that can be told.

    Empty for what is no picture, too large, or an icon or plain surface that anybody's mail may hold.
    """
    if not data.startswith(_BEGINNINGS) or len(data) > limits.picture_bytes:
        return ""
    digest = sha256(data).hexdigest()[:32]
    if digest not in _KNOWN:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[digest] = _marked(digest, data, limits)
    return _KNOWN[digest]


def _marked(digest: str, data: bytes, limits: Limits) -> str:
    looks = _looks()
    found = looks(data, limits) if looks else ""
    if found is None or (not found and len(data) <= _ICON):
        return ""
    return f"{digest}.{found}" if found else digest


@cache
def _looks() -> _Looks | None:
    """What tells looks; nothing where Pillow is not installed."""
    try:
        from lurewatch.sources.picture_looks import looks_of  # noqa: PLC0415  loads for mail with pictures alone
    except ImportError:
        return None
    return looks_of
