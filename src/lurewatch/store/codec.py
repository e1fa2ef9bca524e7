"""A value of the model as JSON and back, by its type alone; what a later version added takes its default."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Value = TypeVar("Value")
_Reader = Callable[[Any], Any]
_READERS: dict[Any, _Reader] = {}  # by type hint, each made once
_NAMES: dict[type[Any], tuple[str, ...]] = {}


def written(value: object) -> bytes:
    """The JSON of a value, ASCII."""
    return json.dumps(_plain(value), ensure_ascii=True, separators=(",", ":")).encode("ascii")


def read_back(kind: type[Value], data: bytes) -> Value:
    """The value of that type that was written."""
    value: Value = _reader(kind)(json.loads(data))
    return value


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(one) for key, one in value.items()}
    return _of_several(value)


def _of_several(value: object) -> object:
    names = _names(type(value))
    if names:
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, frozenset):
        return [_plain(one) for one in sorted(value)]
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    raise TypeError(f"{type(value).__name__}: no value of the model")


def _names(kind: type[Any]) -> tuple[str, ...]:
    """The names of what a dataclass or named tuple holds; none for other types."""
    if kind not in _NAMES:
        of_dataclass = tuple(one.name for one in fields(kind)) if is_dataclass(kind) else None
        _NAMES[kind] = tuple(getattr(kind, "_fields", ())) if of_dataclass is None else of_dataclass
    return _NAMES[kind]


def _reader(hint: Any) -> _Reader:
    if hint not in _READERS:
        _READERS[hint] = _of_parts(get_origin(hint), get_args(hint)) if get_origin(hint) else _of_one(hint)
    return _READERS[hint]


def _of_parts(origin: object, inner: tuple[Any, ...]) -> _Reader:
    if origin in (Union, UnionType):
        return _optional(_reader(next(one for one in inner if one is not NoneType)))
    if origin is tuple:
        return _sequence(_reader(inner[0]), tuple)
    if origin is frozenset:
        return _sequence(_reader(inner[0]), frozenset)
    return _mapping(_reader(inner[0]), _reader(inner[1]))


def _of_one(kind: type[Any]) -> _Reader:
    if _names(kind):
        return _whole(kind)
    if issubclass(kind, date):
        return kind.fromisoformat
    return kind if issubclass(kind, Enum) else lambda value: value


def _optional(read: _Reader) -> _Reader:
    return lambda value: None if value is None else read(value)


def _sequence(read: _Reader, made: Callable[[Iterable[Any]], Any]) -> _Reader:
    return lambda value: made(map(read, value))


def _mapping(key: _Reader, read: _Reader) -> _Reader:
    return lambda value: {key(name): read(one) for name, one in value.items()}


def _whole(kind: type[Any]) -> _Reader:
    hints = get_type_hints(kind)
    readers = {name: _reader(hints[name]) for name in _names(kind)}
    return lambda value: kind(**{name: read(value[name]) for name, read in readers.items() if name in value})
