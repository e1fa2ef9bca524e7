"""The files of a run: a line of JSON that names nobody, a body of exactly one length, and a code over both.

Body: `offer` and `answer` hand out points and tags; `answer` and `reply` begin with the other side's points raised,
and the proof. The code is HMAC-SHA256 by the pair's secret, by another key for each side, so that a file that is sent
back to its own maker is none.
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


class Round(StrEnum):
    """Which file of a run."""

    OFFER = "offer"
    ANSWER = "answer"
    REPLY = "reply"


class Head(NamedTuple):
    """What a file says of itself: round, run, pair, side that made it, size class, last day, key, file before.

    `asked` is the size class of what it answers (0 in an offer); `key` the public half, `after` the hash of the file
    before, both in hex, or empty.
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


class File(NamedTuple):
    """A file of a run: its head, what it answers and what it hands out, and the hash by which the next names it."""

    head: Head
    answered: Answered | None
    shown: Shown | None
    hash: str


def pair_of(secret: bytes) -> str:
    """What tells one pair's secret from another, and nothing else of it."""
    return hashlib.blake2b(key=secret, digest_size=8, person=b"pair").hexdigest()


def written(head: Head, secret: bytes, answered: Answered | None = None, shown: Shown | None = None) -> bytes:
    """A file as bytes."""
    told = {**head._asdict(), "expires": head.expires.isoformat(), "lurewatch-match": FORM}
    line = json.dumps(told, sort_keys=True).encode("ascii") + b"\n"
    body = b"".join([*answered.points, answered.proof]) if answered else b""
    body += b"".join([*shown.points, *shown.tags]) if shown else b""
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
    answered = head.asked * POINT + oprf.PROOF if head.round is not Round.OFFER else 0
    return answered + (head.size * (POINT + TAG) if head.round is not Round.REPLY else 0)


def _parts(head: Head, body: bytes) -> tuple[Answered | None, Shown | None]:
    at = head.asked * POINT
    answered = None
    if head.round is not Round.OFFER:
        answered = Answered(points_in(body[:at]), body[at : at + oprf.PROOF])
        body = body[at + oprf.PROOF :]
    if head.round is Round.REPLY:
        return answered, None
    at = head.size * POINT
    return answered, Shown(bytes.fromhex(head.key), points_in(body[:at]), cut(body[at:], TAG))


def _head(told: Mapping[str, object]) -> Head:
    """The head that a line tells; KeyError, TypeError or ValueError where it tells none."""
    size, asked, kind, side = told["size"], told["asked"], Round(str(told["round"])), told["side"]
    is_offer = kind is Round.OFFER
    if told["lurewatch-match"] != FORM or size not in SIZES or (asked != 0 if is_offer else asked not in SIZES):
        raise ValueError(size)
    run, pair = _text(told["run"], _RUN), _text(told["pair"], _PAIR)
    key, after = (_text(told[name], _HEX) for name in ("key", "after"))
    if not key or bool(after) == is_offer or side not in ("a", "b"):
        raise ValueError(key)
    if not isinstance(size, int) or not isinstance(asked, int):
        raise TypeError(size)
    return Head(kind, run, pair, str(side), size, asked, date.fromisoformat(str(told["expires"])), key, after)


def _text(value: object, form: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not form.fullmatch(value):
        raise TypeError(value)
    return value
