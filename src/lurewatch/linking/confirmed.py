"""A trait that has been confirmed, looked for among all that is kept of earlier conversations."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from lurewatch.errors import UsageError
from lurewatch.linking.kept.folder import Folder
from lurewatch.linking.kept.search import Rows, with_values
from lurewatch.linking.outline import Outline
from lurewatch.linking.recall import earlier_of
from lurewatch.linking.shared import COLUMNS
from lurewatch.linking.tokens import Token, TokenKind, tokens
from lurewatch.model.campaign import TraitShared
from lurewatch.model.earlier import Earlier

_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}")
_ACCOUNT = re.compile(r"[a-z]{2,20}/\S{1,200}")
_LONGEST = 1_000
_OF_DOMAIN = frozenset((TokenKind.DOMAIN, TokenKind.SITE, TokenKind.LIKENESS))
_OF_LINK = frozenset((TokenKind.HANDLE, TokenKind.LINK, TokenKind.PHONE, TokenKind.PAYMENT))
_OF_NUMBER = frozenset((TokenKind.PHONE, TokenKind.PAYMENT))
_EVERYBODY = 1 << 62


def values_of(trait: str) -> list[Token]:
    """What is looked for where somebody names a handle, domain, link, telephone number or account.

    A handle is itself alone, not its house; a domain is also what looks like it, and the links that lead there.
    UsageError for anything else.
    """
    text = trait.strip()[:_LONGEST]
    found = sorted(_values(text))
    if not found:
        raise UsageError(
            f"{text[:60]!a}: no handle, domain, link, telephone number or account, and no file that is there; name one"
        )
    return found


def _values(text: str) -> Iterator[Token]:
    if "@" in text:
        yield from _written(text, frozenset((TokenKind.HANDLE,)))
    elif _ACCOUNT.fullmatch(text) and "." not in text.partition("/")[0]:
        yield Token(TokenKind.HANDLE, text.lower())
    elif "/" in text:
        link = text if "://" in text else f"https://{text}"
        yield from list(_written(link, _OF_LINK)) or _written(link, _OF_DOMAIN)
    elif _DOMAIN.fullmatch(text):
        yield from _written(f"x@{text.lower()} https://{text}", _OF_DOMAIN)
    else:
        yield from _written(text, _OF_NUMBER)


def _written(text: str, kinds: frozenset[TokenKind]) -> Iterator[Token]:
    return (one for one in tokens(Outline("", "", "", "", "", (), text)) if one.kind in kinds)


def with_traits(folder: Folder, wanted: Sequence[Token]) -> list[Earlier]:
    """The kept conversations that have any of some values, those that began first first, each with what it has."""
    wanted = sorted(wanted, key=folder.key.value)
    numbers = np.array([folder.key.value(one) for one in wanted], np.uint64)
    hits = with_values(folder.segments, numbers, _EVERYBODY)
    places = np.unique(hits.sketches)
    rows = Rows(folder.segments)
    columns = {name: rows.of(name, places).tolist() for name in COLUMNS}
    had: dict[int, list[Token]] = {place: [] for place in places.tolist()}
    for place, asked in zip(hits.sketches.tolist(), hits.asked.tolist(), strict=True):
        had[place].append(wanted[asked])
    found: dict[int, tuple[int, Earlier]] = {}
    for number, values in enumerate(had.values()):
        row = {name: column[number] for name, column in columns.items()}
        kept = found.get(row["id"])
        if kept is None or kept[0] < row["last"]:
            found[row["id"]] = row["last"], earlier_of(row, tuple(_traits(values)))
    return sorted((one for _, one in found.values()), key=begun)


def begun(one: Earlier) -> tuple[str, str]:
    """The order of what is told: when it began, what has no time last."""
    return one.first.isoformat() if one.first else "9999", one.conversation


def _traits(values: Sequence[Token]) -> Iterator[TraitShared]:
    """What a sketch has of what is looked for; a domain that is there itself is no look-alike of itself."""
    is_there = any(one.kind is TokenKind.DOMAIN for one in values)
    for one in sorted(values):
        if not (is_there and one.kind is TokenKind.LIKENESS):
            yield TraitShared(one.kind, 0.0, f"the {one.kind} {one.value}")
