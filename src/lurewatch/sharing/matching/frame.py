"""The files of a run: a line of JSON that names nobody, a body of exactly one length, and a code over both.

Body: `offer` and `answer` hand out points and tags; `answer` and `reply` begin with the other side's points raised,
and the proof. Through hubs: `ask` hands out points alone, `evaluated` answers them, `tags` hands out tags alone, and
`release` has a bit for each of them. The code is HMAC-SHA256 by the pair's secret, by another key for each side, so
that a file that is sent back to its own maker is none.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from lurewatch.errors import ProtocolFault, UsageError
from lurewatch.sharing.matching import oprf
from lurewatch.sharing.matching.group import POINT
from lurewatch.sharing.matching.padding import MOST, SIZES
from lurewatch.sharing.matching.side import TAG, Answered, Shown, cut, points_in

FORM = 1
_HEAD, _CODE = 2_048, 32  # bytes at most of the line, and of the code
_LONGEST = _HEAD + MOST * (2 * POINT + TAG) + oprf.PROOF + _CODE
_HEX = re.compile(r"[0-9a-f]{64}|")
_RUN = re.compile(r"[0-9a-f]{32}")
_PAIR = re.compile(r"[0-9a-f]{16}")
NAMED = re.compile(r"[a-z0-9][a-z0-9._-]{0,40}|")  # a round of many


class Round(StrEnum):
    """Which file of a run."""

    OFFER = "offer"
    ANSWER = "answer"
    REPLY = "reply"
    ASK = "ask"
    EVALUATED = "evaluated"
    TAGS = "tags"
    RELEASE = "release"


_ANSWERS = frozenset((Round.ANSWER, Round.REPLY, Round.EVALUATED))
_POINTS = frozenset((Round.OFFER, Round.ANSWER, Round.ASK))
_SHOWS = frozenset((Round.OFFER, Round.ANSWER, Round.TAGS))
_FIRST = frozenset((Round.OFFER, Round.ASK, Round.TAGS))


class Head(NamedTuple):
    """What a file says of itself: round, run, pair, side that made it, size class, last day, key, file before.

    `asked` is the size class of what it answers (0 in what begins); `key` the public half, `after` the hash of the file
    before, both in hex, or empty. Through hubs `named` is the round's name, and `least` how many organisations a
    release asks for.
    """

    round: Round
    run: str
    pair: str
    side: str
    size: int
    asked: int
    expires: date
    key: str
    after: str = ""
    named: str = ""
    least: int = 0


class File(NamedTuple):
    """A file of a run: its head, what it answers and hands out, a release's bits, and the hash that the next names."""

    head: Head
    answered: Answered | None
    shown: Shown | None
    bits: bytes
    hash: str


def pair_of(secret: bytes) -> str:
    """What tells one pair's secret from another, and nothing else of it."""
    return hashlib.blake2b(key=secret, digest_size=8, person=b"pair").hexdigest()


def written(
    head: Head, secret: bytes, answered: Answered | None = None, shown: Shown | None = None, bits: bytes = b""
) -> bytes:
    """A file as bytes."""
    told = {**head._asdict(), "expires": head.expires.isoformat(), "lurewatch-match": FORM}
    line = json.dumps(told, sort_keys=True).encode("ascii") + b"\n"
    body = b"".join([*answered.points, answered.proof]) if answered else b""
    body += b"".join([*shown.points, *shown.tags]) if shown else bits
    return line + body + _code(secret, head.side, line + body)


def hash_of(data: bytes) -> str:
    """The hash by which the next file of a run names this one."""
    return hashlib.sha256(data).hexdigest()


def _code(secret: bytes, side: str, data: bytes) -> bytes:
    key = hashlib.blake2b(side.encode("ascii"), key=secret, digest_size=32, person=b"code").digest()
    return hmac.digest(key, data, "sha256")


def bytes_of(path: Path) -> bytes:
    """What is in a file of a run; UsageError where it cannot be read, ProtocolFault where it is too long for one."""
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST + 1)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); name the file that your partner sent") from error
    if len(data) > _LONGEST:
        raise ProtocolFault(f"{path}: longer than {_LONGEST:,} bytes, which no file of a run is; ask for it again")
    return data


def read(data: bytes, secret: bytes, side: str, name: str) -> File:
    """A file made by the other `side`, taken apart; ProtocolFault for whatever is not exactly that. `name` is told."""
    line = data[:_HEAD].partition(b"\n")[0]
    if len(line) == _HEAD or len(data) < len(line) + 1 + _CODE:
        raise ProtocolFault(f"{name}: does not begin as a file of a run; ask for it again")
    body = data[len(line) + 1 : -_CODE]
    try:
        head = _head(json.loads(line))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ProtocolFault(f"{name}: its first line is not that of a run's file, form {FORM}") from None
    if head.pair != pair_of(secret):
        raise ProtocolFault(f"{name}: made for another pair ({head.pair}); name the partner who sent it")
    if head.side != side:
        raise ProtocolFault(f"{name}: this is a file of your own; open what your partner sent")
    if not hmac.compare_digest(_code(secret, side, data[:-_CODE]), data[-_CODE:]):
        raise ProtocolFault(f"{name}: changed on its way, or made without the pair's secret; ask for it again")
    if len(body) != _length(head):
        raise ProtocolFault(f"{name}: {len(body):,} bytes of body, which {head.round} has {_length(head):,} of")
    return File(head, *_parts(head, body), hash_of(data))


def _length(head: Head) -> int:
    answered = head.asked * POINT + oprf.PROOF if head.round in _ANSWERS else 0
    points = head.size * POINT if head.round in _POINTS else 0
    tags = head.size * TAG if head.round in _SHOWS else 0
    return answered + points + tags + (head.size // 8 if head.round is Round.RELEASE else 0)


def _parts(head: Head, body: bytes) -> tuple[Answered | None, Shown | None, bytes]:
    answered = None
    if head.round in _ANSWERS:
        at = head.asked * POINT
        answered = Answered(points_in(body[:at]), body[at : at + oprf.PROOF])
        body = body[at + oprf.PROOF :]
    if head.round not in _POINTS | _SHOWS:
        return answered, None, body
    at = head.size * POINT if head.round in _POINTS else 0
    return answered, Shown(bytes.fromhex(head.key), points_in(body[:at]), cut(body[at:], TAG)), b""


def _head(told: Mapping[str, object]) -> Head:
    """The head that a line tells; KeyError, TypeError or ValueError where it tells none."""
    size, asked, kind, side = told["size"], told["asked"], Round(str(told["round"])), told["side"]
    if told["lurewatch-match"] != FORM or size not in SIZES or side not in ("a", "b"):
        raise ValueError(size)
    if asked not in SIZES if kind in _ANSWERS else asked != 0:
        raise ValueError(asked)
    least = told["least"]
    if not all(isinstance(one, int) and not isinstance(one, bool) for one in (size, asked, least)):
        raise TypeError(size)
    run, pair, named = _text(told["run"], _RUN), _text(told["pair"], _PAIR), _text(told["named"], NAMED)
    key, after = (_text(told[name], _HEX) for name in ("key", "after"))
    if bool(key) == (kind is Round.ASK) or bool(after) == (kind in _FIRST):
        raise ValueError(key)
    expires = date.fromisoformat(str(told["expires"]))
    return Head(
        kind, run, pair, str(side), int(str(size)), int(str(asked)), expires, key, after, named, int(str(least))
    )


def _text(value: object, form: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not form.fullmatch(value):
        raise TypeError(value)
    return value
