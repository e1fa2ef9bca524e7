"""What a domain name says: who registered it, whether it is free mail, and which other name it could be taken for.

All offline: the public suffix list is the copy that the package `publicsuffixlist` ships; free mail is our own list.
"""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from publicsuffixlist import PublicSuffixList

from lurewatch.text.fold import fold

_FREE_MAIL = Path(__file__).with_name("free_mail.txt")
LONGEST = 253  # characters of a domain name (RFC 1035); what is longer is none, and is neither read nor remembered
_LONGEST_LABEL = 63
_EDGES = " .\t\r\n\v\f"  # what may stand round a name in a header
_DOUBLES = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_SINGLES = str.maketrans("01i5", "olls")


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@cache
def _free_mail() -> frozenset[str]:
    lines = _FREE_MAIL.read_text("utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _normal(domain: str) -> str:
    return domain.strip(_EDGES).lower()


def registrable(domain: str) -> str:
    """The part of a domain that somebody registered: `mail.lab.co.uk` gives `lab.co.uk`.

    A bare suffix, a number address and what is no domain are given back as they are, in lower case.
    """
    return _registrable(domain) if len(domain) <= LONGEST else _normal(domain)


@lru_cache(maxsize=65536)
def _registrable(domain: str) -> str:
    name = _normal(domain)
    if name.replace(".", "").isdigit() or ":" in name:
        return name
    return _suffixes().privatesuffix(name) or name


def has_known_suffix(domain: str) -> bool:
    """Whether a name ends as domains do (the public suffix list, or the reserved `.example`): `report.txt` does not."""
    return len(domain) <= LONGEST and _has_known_suffix(domain)


@lru_cache(maxsize=16384)
def _has_known_suffix(domain: str) -> bool:
    name = _normal(domain)
    return name.endswith(".example") or bool(_suffixes().privatesuffix(name, accept_unknown=False))


def is_free_mail(domain: str) -> bool:
    """Whether anybody can have an address there without belonging to anything."""
    return len(domain) <= LONGEST and _is_free_mail(domain)


@lru_cache(maxsize=65536)
def _is_free_mail(domain: str) -> bool:
    name = _normal(domain)
    return name in _free_mail() or registrable(name) in _free_mail()


def _label(domain: str) -> str:
    """The registered name without its suffix, punycode read: `lab` of `mail.lab.co.uk`; of at most 63 characters."""
    return _known_label(domain) if len(domain) <= LONGEST else ""


@lru_cache(maxsize=16384)
def _known_label(domain: str) -> str:
    label = registrable(domain).partition(".")[0][:_LONGEST_LABEL]
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


@lru_cache(maxsize=16384)
def _skeleton(label: str) -> str:
    """The label as the eye takes it: look-alike letters and pairs as the one they imitate, hyphens gone."""
    plain = fold(label).text.replace("-", "").translate(_SINGLES)
    for pair, single in _DOUBLES:
        plain = plain.replace(pair, single)
    return plain


def likeness(domain: str) -> str:
    """The registered name as the eye takes it, suffix and hyphens gone: equal for domains that imitate each other."""
    return _skeleton(_label(domain))


def look_alike(a: str, b: str) -> bool:
    """Whether one domain could be taken for the other though they are registered apart.

    The same name under another suffix, with hyphens or look-alike letters, or with one letter wrong (two in a name of
    eleven or more). Names under four letters are too near each other to say. Two free-mail domains never count.
    """
    return max(len(a), len(b)) <= LONGEST and _look_alike(a, b)


@lru_cache(maxsize=65536)
def _look_alike(a: str, b: str) -> bool:
    if registrable(a) == registrable(b) or (is_free_mail(a) and is_free_mail(b)):
        return False
    one, other = _skeleton(_label(a)), _skeleton(_label(b))
    shorter = min(len(one), len(other))
    if shorter < 4 or abs(len(one) - len(other)) > 2:
        return False
    return one == other or (shorter >= 6 and _within(one, other, 2 if shorter >= 11 else 1))


_LONG_NAME = 10  # letters from which one wrong letter is no chance


def misspells(a: str, b: str) -> bool:
    """Whether one domain's name is the other's in look-alike letters, or has one letter wrong in ten and more.

    Stricter than `look_alike`, for domains that nobody named: the same name under another suffix is no misspelling, and
    names under six letters come too near each other by chance.
    """
    return max(len(a), len(b)) <= LONGEST and _misspells(a, b)


@lru_cache(maxsize=65536)
def _misspells(a: str, b: str) -> bool:
    if registrable(a) == registrable(b) or (is_free_mail(a) and is_free_mail(b)):
        return False
    plain = [_label(name).replace("-", "") for name in (a, b)]
    one, other = (spelling(name) for name in (a, b))
    if plain[0] == plain[1] or min(len(one), len(other)) < 6:
        return False
    return one == other or (min(len(one), len(other)) >= _LONG_NAME and _within(one, other, 1))


def as_written(domain: str) -> str:
    """The registered name in the letters that it really has, without accents: `muller` of `xn--mller-kva.de`."""
    return _as_written(domain) if len(domain) <= LONGEST else ""


@lru_cache(maxsize=16384)
def _as_written(domain: str) -> str:
    letters = unicodedata.normalize("NFKD", _label(domain).replace("ß", "ss").replace("-", ""))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def spelling(domain: str) -> str:
    """The registered name as the eye takes it; equal for two names that differ in look-alike letters or hyphens."""
    return _skeleton(_label(domain))


def near_spellings(domain: str) -> frozenset[str]:
    """What two names have in common if they are spelled alike or, in ten letters and more, have one letter wrong."""
    return _near_spellings(domain) if len(domain) <= LONGEST else frozenset()


@lru_cache(maxsize=16384)
def _near_spellings(domain: str) -> frozenset[str]:
    own = spelling(domain)
    if len(own) < _LONG_NAME - 1:
        return frozenset((own,))
    return frozenset((own, *(own[:at] + own[at + 1 :] for at in range(len(own)))))


def made_of(domain: str, words: tuple[str, ...]) -> bool:
    """Whether a registered name is made of these words, folded, in their order and of nothing else."""
    return len(domain) <= LONGEST and _made_of(domain, words)


@lru_cache(maxsize=16384)
def _made_of(domain: str, words: tuple[str, ...]) -> bool:
    rest = fold(_label(domain)).text.replace("-", "")
    at = 0
    for word in words:
        if word and rest.startswith(word, at):
            at += len(word)
    return bool(rest) and at == len(rest)


def _within(a: str, b: str, most: int) -> bool:
    """Whether at most so many letters were added, dropped, changed or swapped with their neighbour."""
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return False
        before, last = last, row
    return last[-1] <= most


def organisation_words(domain: str) -> tuple[str, ...]:
    """The words in a registered name, folded: `mail.north-gate24.co.uk` gives `north`, `gate`; free mail gives none.

    Names run together stay one word; compare them with the words of a firm joined.
    """
    return _organisation_words(domain) if len(domain) <= LONGEST else ()


@lru_cache(maxsize=16384)
def _organisation_words(domain: str) -> tuple[str, ...]:
    if is_free_mail(domain):
        return ()
    return tuple(re.findall(r"[^\W\d_]+", fold(_label(domain)).text))
