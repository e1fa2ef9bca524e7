"""What a mail server wrote of the sender's domain: Authentication-Results (RFC 8601), also sealed ones (RFC 8617).

Anybody can write such a field into a mail. What it says counts only under the name of a server that is known to be
ours; which those are, the caller knows.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from lurewatch.text.domains import registrable

LONGEST = 4_000  # code points of a field that are read
_MOST = 40  # results of one field that are read
_SIGNS = re.compile(r'\\.|["()]', re.DOTALL)
_PIECES = re.compile(r'(?:[^;"]|"(?:[^"\\]|\\.)*+"|")+', re.DOTALL)
_PAIRS = re.compile(r'([\w.\-/]{1,80})\s*=\s*("(?:[^"\\]|\\.)*+"|[^\s;"]+)', re.DOTALL)


class Word(Enum):
    """What is known of whether a domain sent a mail."""

    PASSED = "a server of ours found that the domain sent it"
    SAID = "it says so itself, by a server that is not known to be ours"
    FAILED = "the checks that the domain publishes failed"
    FORWARDED = "they failed here, and a server of ours had passed the mail before it was sent on"
    NOTHING = "nothing is said of it, or nothing that can be believed"


class Result(NamedTuple):
    """One method's result and what it was found on: `dmarc`, `pass`, `{"header.from": "lab.example"}`; lower case."""

    method: str
    result: str
    found_on: Mapping[str, str]


class Results(NamedTuple):
    """A field taken apart: the server that wrote it (empty where it does not say, as with Microsoft), its results."""

    server: str
    results: tuple[Result, ...]


def results_of(field: str) -> Results:
    """A field taken apart; comments say nothing, so that none can be taken for a result. Never raises."""
    return _results_of(field[:LONGEST])


@lru_cache(maxsize=1024)
def _results_of(field: str) -> Results:
    first, *others = _PIECES.findall(" " + _uncommented(field.lower()))
    if "=" in first:
        return Results("", tuple(_results([first, *others])))
    words = first.split()
    return Results(words[0].strip('"') if words else "", tuple(_results(others)))


def server_of(field: str) -> str:
    """The name of the server that wrote a field, in lower case; empty where it does not say."""
    first = field[:LONGEST].partition(";")[0]
    if "(" in first or '"' in first:
        return results_of(field).server
    return "" if "=" in first or not first.strip() else first.split()[0].lower()


def is_one_of(server: str, believed: Collection[str]) -> bool:
    """Whether a server is one of those named, or stands below one of them (`mx1.lab.example` below `lab.example`)."""
    return any(server == one or (bool(one) and server.endswith(f".{one}")) for one in believed)


def word_on(headers: Mapping[str, str], domain: str, believed: Collection[str] | None) -> Word:
    """What a mail's headers say of whether the domain of its From address sent it.

    `believed` names the servers that are ours, and then no other is heard; None where none is known: then a failure is
    heard, which nobody forges against themselves, and what passed is only said.
    """
    field = headers.get("authentication-results", "")
    if not field or not domain:
        return Word.NOTHING
    read = results_of(field)
    ours = believed is not None and is_one_of(read.server, believed)
    if believed is not None and not ours:
        return Word.NOTHING
    passed = _passed(read, domain)
    if passed is None:
        return Word.NOTHING
    if passed:
        return Word.PASSED if ours else Word.SAID
    return Word.FORWARDED if ours and _passed_before(headers, read, domain, believed or ()) else Word.FAILED


def _uncommented(field: str) -> str:
    """The field without its comments, which may be nested; what follows one that is not closed is lost with it."""
    kept: list[str] = []
    depth, at, quoted = 0, 0, False
    for sign in _SIGNS.finditer(field):
        if sign[0] == '"' and not depth:
            quoted = not quoted
        elif sign[0] == "(" and not quoted:
            if not depth:
                kept.append(field[at : sign.start()])
            depth += 1
        elif sign[0] == ")" and depth:
            depth -= 1
            at = sign.end()
    return " ".join([*kept, "" if depth else field[at:]])


def _results(pieces: list[str]) -> Iterator[Result]:
    for piece in pieces[:_MOST]:
        pairs = [(name, value.strip('"')) for name, value in _PAIRS.findall(piece)]
        if pairs:
            (method, result), *found_on = pairs
            yield Result(method.partition("/")[0], result, dict(found_on))


def _passed(read: Results, domain: str) -> bool | None:
    """Whether the checks passed for a domain; None if none of them says something of that domain.

    DMARC says it outright. Without its word, a signature or a sending address of the same domain vouches as well.
    """
    dmarc = {one.result for one in read.results if one.method == "dmarc" and _is_of(one, domain, "header.from")}
    if "fail" in dmarc:
        return False
    if "pass" in dmarc or any(_vouches(one, domain) for one in read.results):
        return True
    others = {(one.method, one.result) for one in read.results}
    return False if {("dkim", "fail"), ("spf", "fail")} <= others else None


def _vouches(one: Result, domain: str) -> bool:
    if one.result != "pass":
        return False
    named = one.found_on.get("header.d") or one.found_on.get("header.i", "")
    if one.method == "spf":
        named = one.found_on.get("smtp.mailfrom", "")
    return one.method in {"dkim", "spf"} and bool(named) and _same(named, domain)


def _is_of(one: Result, domain: str, key: str) -> bool:
    """Whether a result is of this domain; one that does not name its domain is taken to be."""
    return key not in one.found_on or _same(one.found_on[key], domain)


def _same(named: str, domain: str) -> bool:
    return registrable(named.rpartition("@")[2]) == registrable(domain)


def _passed_before(headers: Mapping[str, str], read: Results, domain: str, believed: Collection[str]) -> bool:
    """Whether a server of ours had sealed a pass before somebody sent the mail on, and that seal is whole."""
    if not any(one.method == "arc" and one.result == "pass" for one in read.results):
        return False
    instance, _, sealed = headers.get("arc-authentication-results", "").partition(";")
    earlier = results_of(sealed.strip())
    return (
        instance.strip().lower().startswith("i=")
        and is_one_of(earlier.server, believed)
        and bool(_passed(earlier, domain))
    )
