"""Matching of many organisations through two hubs: one holds a round's key, one collects tags; neither can guess.

An organisation asks the key holder, who sees blinded points, and hands the tags that come of it to the collector, who
has no key and releases to each those of its own tags that enough organisations handed in.
"""

import json
import os
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from lurewatch.errors import ProtocolFault, UsageError
from lurewatch.sharing.matching import frame, oprf
from lurewatch.sharing.matching.frame import NAMED, File, Head, Round
from lurewatch.sharing.matching.partner import Book, Kept, Run
from lurewatch.sharing.matching.rounds import DAYS, charged, read_for, run_of, secret_of, side_of
from lurewatch.sharing.matching.side import SEED, Shown, Side

LEAST = 2  # organisations: what one has is nobody's but theirs
_MOST = 1_000  # bytes of a round's key file


class Handed(NamedTuple):
    """The tags that an organisation handed in, and its book at the collector."""

    book: Book
    data: bytes
    name: str


def check_named(named: str) -> str:
    """A round's name; UsageError for another text."""
    if not named or not NAMED.fullmatch(named):
        raise UsageError(f"{named[:60]!a}: no name for a round; take small letters, digits, dots and dashes")
    return named


def key_of_round(folder: Path, named: str, today: date) -> oprf.Key:
    """The key of a round, drawn at its first use and thrown away when it is over; ProtocolFault from then on."""
    for path in folder.glob("*.round"):
        if path.stem != named and _until(path) < today:
            path.unlink()
    path = folder / f"{check_named(named)}.round"
    if not path.exists():
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(number, "w", encoding="ascii") as file:
            until = (today + timedelta(DAYS)).isoformat()
            json.dump({"seed": secrets.token_hex(SEED), "until": until}, file)
    if _until(path) < today:
        raise ProtocolFault(f"round {named}: over since {_until(path).isoformat()}; begin one of another name")
    return oprf.derived(bytes.fromhex(str(_told(path)["seed"])))


def _until(path: Path) -> date:
    return date.fromisoformat(str(_told(path)["until"]))


def _told(path: Path) -> Mapping[str, object]:
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(_MOST))
        date.fromisoformat(told["until"])
        bytes.fromhex(told["seed"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path}: not a round's key ({type(error).__name__}); remove it, and begin another") from error
    return dict(told)


def ask(book: Book, items: Sequence[Kept], named: str, today: date) -> bytes:
    """The file that asks the key holder about one's items, for a round."""
    partner = book.partner(today)
    seed, run = secrets.token_bytes(SEED), secrets.token_hex(16)
    side, secret = side_of(seed, items), secret_of(partner)
    expires = today + timedelta(DAYS)
    pair = frame.pair_of(secret)
    head = Head(Round.ASK, run, pair, partner.side, side.size, 0, expires, "", "", check_named(named))
    data = frame.written(head, secret, shown=Shown(b"", side.blinded(), []))
    begun = Run(run, Round.ASK, seed.hex(), expires.isoformat(), frame.hash_of(data), tuple(items))
    book.keep(replace(partner, runs=(*partner.runs, begun)))
    return data


def evaluated(book: Book, data: bytes, today: date, name: str) -> bytes:
    """The key holder's answer: each point raised to the round's key; BudgetSpent where they have asked enough."""
    partner = book.partner(today)
    file = _expected(read_for(partner, data, name, today), Round.ASK, name)
    head, shown = file.head, file.shown
    if shown is None or any(one.run == head.run for one in partner.asked):
        raise ProtocolFault(f"{name}: this was answered already; a new round needs a new file")
    key = key_of_round(book.path.parent, head.named, today)
    partner = charged(book, partner, head, today)
    answered = Side(bytes(SEED), [], key).answered(shown.points)
    back = head._replace(
        round=Round.EVALUATED, side=partner.side, asked=head.size, key=key.public.hex(), after=file.hash
    )
    return frame.written(back, secret_of(partner), answered)


def tags(holder: Book, collector: Book, data: bytes, today: date, name: str) -> bytes:
    """The file for the collector, from the key holder's answer; ProtocolFault where that is not to be believed."""
    partner, other = holder.partner(today), collector.partner(today)
    file = _expected(read_for(partner, data, name, today), Round.EVALUATED, name)
    run = run_of(partner, file, name)
    side = side_of(bytes.fromhex(run.seed), run.items)
    if file.answered is None or file.head.asked != side.size:
        raise ProtocolFault(f"{name}: answers {file.head.asked:,} items, {side.size:,} were asked; believe none of it")
    public = bytes.fromhex(file.head.key)
    found = sorted(side.tagged(file.answered, public), key=lambda one: one[0])
    secret, number = secret_of(other), secrets.token_hex(16)
    head = file.head._replace(
        round=Round.TAGS, run=number, pair=frame.pair_of(secret), side=other.side, size=side.size, asked=0, after=""
    )
    written = frame.written(head, secret, shown=Shown(public, [], [tag for tag, _ in found]))
    items = tuple("" if at is None else str(at) for _, at in found)
    begun = Run(number, Round.TAGS, "", head.expires.isoformat(), frame.hash_of(written), run.items, items)
    collector.keep(replace(other, runs=(*other.runs, begun)))
    partner = holder.partner(today)
    holder.keep(replace(partner, runs=tuple(one for one in partner.runs if one.run != run.run)))
    return written


def released(handed: Sequence[Handed], least: int, today: date) -> list[bytes]:
    """The file for each organisation, in the order given: which of its tags that many organisations handed in.

    ProtocolFault where they are not of one round and one key, or one is not to be believed.
    """
    if least < LEAST:
        raise UsageError(f"--least {least}: release at {LEAST} organisations or more")
    files = [_handed_in(one, today) for one in handed]
    for one, file in zip(handed, files, strict=True):
        if (file.head.named, file.head.key) != (files[0].head.named, files[0].head.key):
            raise ProtocolFault(f"{one.name}: of another round, or by another key, than {handed[0].name}; leave it out")
    if len({file.head.pair for file in files}) < len(files):
        raise ProtocolFault("two files of one organisation; give the later alone")
    counts = Counter(tag for file in files for tag in set(_tags(file)))
    return [_release(one, file, counts, least, today) for one, file in zip(handed, files, strict=True)]


def _handed_in(one: Handed, today: date) -> File:
    return _expected(read_for(one.book.partner(today), one.data, one.name, today), Round.TAGS, one.name)


def _tags(file: File) -> list[bytes]:
    return file.shown.tags if file.shown else []


def _release(one: Handed, file: File, counts: Mapping[bytes, int], least: int, today: date) -> bytes:
    partner = charged(one.book, one.book.partner(today), file.head, today)
    bits = bytearray(file.head.size // 8)
    for at, tag in enumerate(_tags(file)):
        bits[at // 8] |= (counts[tag] >= least) << at % 8
    head = file.head._replace(round=Round.RELEASE, side=partner.side, after=file.hash, least=least)
    return frame.written(head, secret_of(partner), bits=bytes(bits))


def _expected(file: File, kind: Round, name: str) -> File:
    if file.head.round is not kind:
        raise ProtocolFault(f"{name}: the {file.head.round} of a run, where the {kind} is due; name another")
    return file
