"""Mail addresses in any writing, as the one form in which they are held against a list."""

import re
import unicodedata
from collections.abc import Iterator

_ROUND_SIGNS = re.compile(r"(?<!\s)\s*+([@.])\s*+")  # from where white space begins, or a field of it takes minutes
# What stands before the first address in a field, and the address. What is quoted is bounded, as nothing may close it.
_FIRST = re.compile(
    r'(?:[^"(@]*+(?:"(?:[^"\\]|\\.){0,500}+"|\([^()]{0,500}+\)|["(]))*+'
    r'[^"(@]*?(?<![^\s<>"(),;:@\\])([^\s<>"(),;:@\\]{0,256})@([^\s<>"(),;:@\\]{1,255})'
)
_COMMENT = re.compile(r"\([^()]{0,200}\)")
# The parts end at what no address holds unquoted; quotes are gone before. Both are bounded, so that a field is linear.
_ADDRESS = re.compile(r"(?<![^\s<>(),;:\[\]\\])([^\s<>(),;:@\[\]\\]{1,256})@([^\s<>(),;:@\[\]\\]{1,255})")
_LIST = re.compile(r"(?:<|^)\s*([^\s<>@,;:/\\]{1,255}\.[^\s<>@,;:/\\.]{1,63}\.?)\s*(?:>|$)")
_EDGES = ".-_'`*!?|"


def normal_address(written: str) -> str:
    """An address in lower case, its domain as in the DNS; signs of other width as the usual ones."""
    local, _, domain = unicodedata.normalize("NFKC", written).replace('"', "").strip().lower().rpartition("@")
    return f"{local.strip()}@{normal_domain(domain)}"


def normal_domain(written: str) -> str:
    """A domain in lower case, as in the DNS (`xn--`), without dots round it; what cannot be put so stays as it is."""
    domain = unicodedata.normalize("NFKC", written).strip().strip(".").lower()
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain


def addresses_in(text: str) -> Iterator[str]:
    """Every address in a text, in normal form: in brackets, quotes or a group, beside a comment, within a name."""
    usual = unicodedata.normalize("NFKC", text).replace('"', "")
    for form in dict.fromkeys((usual, _ROUND_SIGNS.sub(r"\1", _COMMENT.sub("", usual)))):
        for local, domain in _ADDRESS.findall(form):
            yield normal_address(f"{local.strip(_EDGES)}@{domain.rstrip(_EDGES)}")


def first_address(field: str) -> str:
    """The first address in a field such as Reply-To, in lower case, past names, comments and quotes; empty if none.

    Not `email.utils.parseaddr`: brackets in brackets without end exhaust its stack.
    """
    found = _FIRST.match(field)
    return f"{found[1]}@{found[2]}".lower() if found and found[1] else ""


def list_in(text: str) -> str:
    """A mailing list's name, as a domain, from its List-Id (`Staff <staff.union.example>`); empty if it has none."""
    found = _LIST.search(unicodedata.normalize("NFKC", text))
    return normal_domain(found[1]) if found else ""
