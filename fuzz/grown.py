"""Inputs made long by repeating a piece of them, in the way that their form allows."""

import json
import zipfile
from random import Random

from fuzz.mutate.members import members_of
from fuzz.seeds.archives import zipped

_ODD = b" \t\r\n\"'<>()[]{}:;,.-_=*#@/&?!>>aA0\x00\xff"


def grown(data: bytes, size: int, random: Random) -> bytes:
    """The input with a piece of it, chosen by `random`, repeated until it has about `size` bytes."""
    try:
        if data.startswith(b"PK"):
            return _archive(data, size, random)
        if data.lstrip(b"\xef\xbb\xbf \r\n")[:1] in {b"{", b"["} and random.random() < 0.8:
            return _tree(data, size, random)
    except (zipfile.BadZipFile, OSError, ValueError, RecursionError, NotImplementedError):
        pass
    return _bytes(data, size, random)


def _bytes(data: bytes, size: int, random: Random) -> bytes:
    """A slice repeated: of whole lines, of anything, or of a few odd signs put in."""
    match random.randrange(4):
        case 0:
            edges = [at + 1 for at, byte in enumerate(data) if byte == ord("\n")] or [0, len(data)]
            start = random.choice([0, *edges])
            end = random.choice([at for at in edges if at > start] or [len(data)])
        case 1:
            start = random.randrange(len(data) + 1)
            end = min(len(data), start + random.choice((1, 2, 5, 20, 60, 300)))
        case 2:
            start, end = 0, len(data)
        case _:
            at = random.randrange(len(data) + 1)
            odd = bytes(random.choice(_ODD) for _ in range(random.choice((1, 1, 2, 3))))
            return data[:at] + odd * (size // len(odd)) + data[at:]
    piece = data[start:end] or b"a"
    return data[:start] + piece * max(1, size // len(piece)) + data[end:]


def _tree(data: bytes, size: int, random: Random) -> bytes:
    """One value in JSON made long: a list's items again, a text's slice again. Of lines of JSON, one of them."""
    lines = data.splitlines() if b"\n" in data.strip() and not data.lstrip().startswith(b"[") else [data]
    at = random.randrange(len(lines))
    value = json.loads(lines[at] or b"0")
    lines[at] = json.dumps(_long(value, size, random)).encode("ascii")
    return b"\n".join(lines)


def _long(value: object, size: int, random: Random) -> object:
    if isinstance(value, dict) and value:
        keys = [key for key, held in value.items() if isinstance(held, (dict, list, str))] or list(value)
        key = random.choice(keys)
        return value | {key: _long(value[key], size, random)}
    if isinstance(value, list) and value and random.random() < 0.5:
        at = random.randrange(len(value))
        return [*value[:at], _long(value[at], size, random), *value[at + 1 :]]
    if isinstance(value, list) and value:
        return value * max(1, size // max(1, len(json.dumps(value))))
    text = value if isinstance(value, str) else json.dumps(value)
    return _bytes(text.encode("utf-8", "surrogatepass"), size, random).decode("utf-8", "replace")


def _archive(data: bytes, size: int, random: Random) -> bytes:
    """A member made long, or many of them."""
    members = members_of(data)
    name = random.choice(list(members) or ["a"])
    content = members.get(name, b"")
    if random.random() < 0.3:
        many = max(1, size // max(100, len(content)))
        return zipped(members | {f"{n}/{name}": content for n in range(many)}, zipfile.ZIP_STORED)
    return zipped(members | {name: grown(content, size, random)}, zipfile.ZIP_STORED)
