"""One change to an input, of the kind that its form allows."""

import json
import zipfile
import zlib
from collections.abc import Callable
from random import Random
from typing import TypeAlias

from fuzz.mutate import binary, lines, mail, members, tree

# Changes bytes without regard to what they mean, to at most so many.
Plain: TypeAlias = Callable[[bytes, int], bytes]
_BLIND = 0.2  # the share of changes that keep no structure


def changed(data: bytes, most: int, random: Random, plain: Plain) -> bytes:
    """The input changed in one to three places; at most `most` bytes."""
    for _ in range(random.choice((1, 1, 2, 3))):
        data = plain(data, most) if random.random() < _BLIND else _structured(data, most, random, plain)
        data = data[:most]
    return data


def _structured(data: bytes, most: int, random: Random, plain: Plain) -> bytes:
    def inner(content: bytes) -> bytes:
        return changed(content, most, random, plain)

    try:
        if data.startswith((b"PK", b"\x1f\x8b")):
            return members.changed(data, random, inner)
        if data.lstrip(b"\xef\xbb\xbf \r\n")[:1] in {b"{", b"["}:
            return tree.changed(data, random, lambda text: plain(text, most))
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        NotImplementedError,
        RecursionError,
        json.JSONDecodeError,
    ):
        return plain(data, most)
    if binary.is_binary(data):
        return binary.changed(data, random)
    if mail.is_mail(data) and random.random() < 0.4:
        return mail.changed(data, random)
    return lines.changed(data, random)


def flipped(random: Random) -> Plain:
    """A blind change for where no fuzzing engine is at hand: bytes changed, put in, taken out or copied."""

    def plain(data: bytes, most: int) -> bytes:
        at = random.randrange(len(data) + 1)
        end = min(len(data), at + random.choice((0, 1, 1, 2, 8, 64)))
        put = random.choice((b"", random.randbytes(1), random.randbytes(3), data[at:end] * 2, b"\x00", b"\xff\xfe"))
        return (data[:at] + put + data[end:])[:most]

    return plain
