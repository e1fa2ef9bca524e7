"""Bulletins as a STIX bundle: each object as bytes of its own, so that what was checked is what is written."""

import json
import re
from collections.abc import Iterable
from uuid import uuid5

from lurewatch.model.bulletin import Bulletin, Tlp
from lurewatch.model.encode_bulletin import NAMESPACE
from lurewatch.sharing.stix.markings import marking_id
from lurewatch.sharing.stix.objects import objects

_encode = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode

_ID = re.compile(rb'(?<=[{,])"id":"([a-z-]+--[0-9a-f-]{36})"')
_MARKINGS = [marking_id(one).encode("ascii") for one in Tlp]


def pieces(one: Bulletin) -> list[bytes]:
    """The objects of a bulletin, each as a line of JSON without its end."""
    return [_encode(each).encode("ascii") for each in objects(one)]


def whole(some: Iterable[bytes]) -> bytes:
    """A bundle of such objects, each once; its id is made of them.

    Where two bulletins have an observable in common, it has the stricter of their markings.
    """
    found: dict[bytes, bytes] = {}
    for piece in some:
        id_ = _ID.findall(piece)[-1]
        found[id_] = max(found.get(id_, piece), piece, key=_strictness)
    body = b",\n".join(found.values())
    return b'{"type":"bundle","id":"bundle--%s","objects":[\n%s\n]}\n' % (
        str(uuid5(NAMESPACE, body.decode("ascii"))).encode("ascii"),
        body,
    )


def _strictness(piece: bytes) -> int:
    return max((number for number, one in enumerate(_MARKINGS) if one in piece), default=-1)
