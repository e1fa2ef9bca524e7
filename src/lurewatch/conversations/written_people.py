"""The people in a line such as `To:`, as a mail program shows them above a text that it quotes.

`Name <address>`, `Name [mailto:address]`, `"Name" (address)`, `address<mailto:address>`, an address alone, a name.
"""

import re
from itertools import pairwise

from lurewatch.model.handle import Handle
from lurewatch.text import handles

_LONGEST = 10_000
_MOST = 200
_ADDRESS = re.compile(r"[^\s<>\"'(),;:@\[\]\\|*]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}")
_BRACKETED = re.compile(rf"[<\[(]\s?({_ADDRESS.pattern})")
_TWICE = re.compile(rf"({_ADDRESS.pattern})\s?[<\[]\s?\1\s?[>\]]", re.IGNORECASE)
_AROUND_NAME = " \t\xa0\"'“”„«»<>[](),;:*|"


def people(line: str) -> tuple[Handle, ...]:
    """Those whom a line names, in order, each address once; somebody without an address is a handle of a mere name.

    Outlook parts people by semicolons, so that a comma may stand within a name; others by commas.
    """
    text = _plain(line)
    pieces = text.split(";") if ";" in text else _by_address(text)
    found: dict[str, Handle] = {}
    for piece in pieces:
        handle = _of_piece(piece)
        if handle is not None:
            found.setdefault(handle.key, handle)
        if len(found) >= _MOST:
            break
    return tuple(found.values())


def author(line: str) -> Handle | None:
    """The one whom a line such as `From:` names: the last address in brackets, since a name may look like another."""
    text = _plain(line)
    bracketed = list(_BRACKETED.finditer(text))
    if not bracketed:
        return next(iter(people(text)), None)
    named = text[: bracketed[-1].start()].strip(_AROUND_NAME)
    address = bracketed[-1][1].rstrip(".")
    return handles.email(address, "" if named.lower() == address.lower() else " ".join(named.split()))


def _plain(line: str) -> str:
    """The line with each address once where its link is written out after it."""
    return _TWICE.sub(r"\1", line[:_LONGEST].replace("mailto:", ""))


def _by_address(text: str) -> list[str]:
    """Pieces that end with an address, or the whole where it has none."""
    ends = [address.end() for address in _ADDRESS.finditer(text)]
    return [text[start:end] for start, end in pairwise([0, *ends])] or [text]


def _of_piece(piece: str) -> Handle | None:
    address = _ADDRESS.search(piece)
    if address is None:
        name = piece.strip(_AROUND_NAME)
        return handles.named(name) if any(map(str.isalnum, name)) else None
    name = " ".join(piece[: address.start()].strip(_AROUND_NAME).split())
    return handles.email(address[0].rstrip("."), name)
