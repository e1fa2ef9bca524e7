"""Bulletins out of objects of STIX that strangers wrote: those of our extension, strictly, and nothing beside."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lurewatch.errors import BulletinFault
from lurewatch.model.bulletin import Bulletin
from lurewatch.model.decode_bulletin import bulletin_of_json
from lurewatch.model.encode_bulletin import series_id
from lurewatch.sharing.stix.extension import EXTENSION, KIND
from lurewatch.sharing.stix.ids import id_of


class Fault(NamedTuple):
    """An object that was to be a bulletin and is none, by its place, from 1."""

    place: int
    why: str


def bulletins_of(objects: Iterable[object]) -> Iterator[Bulletin | Fault]:
    """The bulletins among objects, one at a time; of each fault its place, and never what stands there."""
    for place, one in enumerate(objects, start=1):
        if not isinstance(one, dict) or one.get("type") != "campaign":
            continue
        extensions = one.get("extensions")
        approach = extensions.get(EXTENSION) if isinstance(extensions, dict) else None
        if isinstance(approach, dict):
            try:
                yield _bulletin(one.get("id"), approach)
            except BulletinFault as fault:
                yield Fault(place, str(fault))


def _bulletin(id_: object, approach: dict[str, object]) -> Bulletin:
    """The bulletin, whose id must be that of the campaign which carries it: nobody overwrites another's."""
    if approach.get("extension_type") != KIND:
        raise BulletinFault("bulletin: extension_type is not that of the extension; refused as a whole")
    one = bulletin_of_json({key: value for key, value in approach.items() if key != "extension_type"})
    if id_ != id_of("campaign", str(series_id(one))):
        raise BulletinFault("bulletin: its content does not belong to the id of its campaign; refused as a whole")
    return one
