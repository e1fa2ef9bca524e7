"""Changes to archives: in a member, in their number, names and nesting."""

import io
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from fuzz.seeds.archives import gzipped, zipped

_MOST = 1 << 20  # bytes of a member; more is left as it is
_MEMBERS = 200


def changed(data: bytes, random: Random, inner: Callable[[bytes], bytes]) -> bytes:
    """The archive with one change; `inner` changes a member's content by its own form."""
    if data.startswith(b"\x1f\x8b"):
        content = zlib.decompressobj(wbits=31).decompress(data, _MOST)
        return gzipped(inner(content)) if random.random() < 0.8 else gzipped(data)
    members = members_of(data)
    if not members or random.random() < 0.1:
        return zipped({"in.zip": data, **members}) if random.random() < 0.5 else inner(b"-" + data)[1:]
    name, other = random.choice(list(members)), random.choice(list(members))
    match random.randrange(8):
        case 0:
            del members[name]
        case 1:
            members[f"{other}/{name}"[:200]] = members[name]
        case 2:
            members[name], members[other] = members[other], members[name]
        case 3:
            members[name] = gzipped(members[name]) if random.random() < 0.5 else zipped({"a": members[name]})
        case _:
            members[name] = inner(members[name])
    return zipped(members, random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))


def members_of(data: bytes) -> dict[str, bytes]:
    """What a zip holds by name, in so far as it is small."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = [info for info in archive.infolist() if info.file_size <= _MOST][:_MEMBERS]
        return {info.filename: archive.read(info)[:_MOST] for info in infos}
