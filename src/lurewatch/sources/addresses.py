"""The people in an address field of a mail."""

import re
from functools import lru_cache

from lurewatch.model.handle import Handle
from lurewatch.sources.mail_fields import decoded
from lurewatch.text import handles

# A backslash counts outside quotation marks too, so that of many marks that nothing closes only the first is followed
# to the end of the field.
_ITEM = re.compile(r'(?:[^",<(\\]++|\\.|"(?:[^"\\]|\\.)*+"|<[^<>,]*+>|\([^()]*+\)|["<(\\])++')
_ADDRESS = re.compile(r'[^\s<>"(),;:@\[\]\\]{1,128}@[^\s<>"(),;:@\\]{1,255}')
_CACHED = 300


def addresses(field: str) -> tuple[Handle, ...]:
    """The handles in a field (one line, not yet decoded), in order; what holds no address is passed over.

    Splitting comes before decoding (RFC 2047 section 5), so that a comma inside an encoded name does not count.
    """
    return _remembered(field) if len(field) < _CACHED else _addresses(field)


def _addresses(field: str) -> tuple[Handle, ...]:
    return tuple(handle for item in _ITEM.findall(field) if "@" in item or "=?" in item for handle in _of_item(item))


_remembered = lru_cache(maxsize=4096)(_addresses)


def _of_item(item: str) -> list[Handle]:
    """One item: `Name <address>`, `address (Name)`, a bare address, or whatever else holds addresses."""
    text = item.strip()
    if text.endswith(">"):
        name, _, address = text[:-1].rpartition("<")
    elif text.endswith(")"):
        address, _, name = text[:-1].partition("(")
    else:
        name, address = "", text
    if _ADDRESS.fullmatch(address := address.strip()):
        return [handles.email(address, _shown(name))]
    return [handles.email(found) for found in _ADDRESS.findall(decoded(text))]


def _shown(name: str) -> str:
    """A display name without its quoting, decoded."""
    text = name.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].replace('\\"', '"').replace("\\\\", "\\").strip()
    return decoded(text)
