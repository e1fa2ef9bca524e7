"""Changes to JSON, and to JSON Lines: values swapped, taken out, nested, of another kind."""

import json
from collections.abc import Callable
from random import Random
from typing import TypeAlias

Value: TypeAlias = object
_ODD: tuple[Value, ...] = (
    None, True, 0, -1, 1e308, 10**30, "", [], {}, [[]], {"": None}, "\ud800", "0", "1970-01-01T00:00:00Z", "9" * 400,
)  # fmt: skip


def changed(data: bytes, random: Random, plain: Callable[[bytes], bytes]) -> bytes:
    """One value changed somewhere; of several lines of JSON, in one of them or their order."""
    text = data.decode("utf-8-sig", "surrogateescape")
    try:
        return _dumped(_changed(json.loads(text), random, plain), random)
    except json.JSONDecodeError:
        if "\n" not in text.strip():
            raise
    lines = text.splitlines()
    at = random.randrange(len(lines))
    if random.random() < 0.2:
        lines.insert(random.randrange(len(lines)), lines[at])
    else:
        lines[at] = _dumped(_changed(json.loads(lines[at] or "0"), random, plain), random).decode("utf-8")
    return "\n".join(lines).encode("utf-8", "surrogateescape")


def _dumped(value: Value, random: Random) -> bytes:
    text = json.dumps(value, ensure_ascii=random.random() < 0.5, indent=random.choice((None, None, 1)))
    return text.encode("utf-8", "surrogatepass")


def _changed(value: Value, random: Random, plain: Callable[[bytes], bytes]) -> Value:
    """The value with one of those within it changed; the deeper it lies the likelier."""
    if isinstance(value, dict) and value and random.random() < 0.85:
        return _object(dict(value), random, plain)
    if isinstance(value, list) and value and random.random() < 0.85:
        return _list(list(value), random, plain)
    if isinstance(value, str) and random.random() < 0.6:
        return plain(value.encode("utf-8", "surrogatepass")).decode("utf-8", "surrogateescape")
    return random.choice((*_ODD, [value], {"a": value}, [value] * 20, str(value)[:2_000]))


def _object(value: dict[str, Value], random: Random, plain: Callable[[bytes], bytes]) -> Value:
    key, other = random.choice(list(value)), random.choice(list(value))
    match random.randrange(10):
        case 0:
            del value[key]
        case 1:
            value[key], value[other] = value[other], value[key]
        case 2:
            value[plain(key.encode("utf-8", "surrogatepass")).decode("utf-8", "surrogateescape")] = value[key]
        case _:
            value[key] = _changed(value[key], random, plain)
    return value


def _list(value: list[Value], random: Random, plain: Callable[[bytes], bytes]) -> Value:
    at = random.randrange(len(value))
    match random.randrange(8):
        case 0:
            del value[at]
        case 1:
            value.insert(random.randrange(len(value)), value[at])
        case 2:
            value += [value[at]] * random.choice((2, 30))
        case 3:
            random.shuffle(value)
        case _:
            value[at] = _changed(value[at], random, plain)
    return value
