"""The three files of a run, as each side makes and opens them: an offer, its answer, and the reply to that."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from lurewatch.errors import ProtocolFault
from lurewatch.sharing.matching import frame
from lurewatch.sharing.matching.frame import File, Head, Round
from lurewatch.sharing.matching.partner import Book, Kept, Partner, Run
from lurewatch.sharing.matching.side import SEED, Answered, Shown, Side

DAYS = 14  # that a run may take
_MOST_DAYS = 60  # that a partner's may


_FOLLOWS = {
    Round.OFFER: Round.ANSWER,
    Round.ANSWER: Round.REPLY,
    Round.ASK: Round.EVALUATED,
    Round.TAGS: Round.RELEASE,
}


class Opened(NamedTuple):
    """What both have seen, of how many that went in; and the file to send back, where the partner waits for one.

    `least` is how many organisations have each, where it came through hubs, and else 0.
    """

    both: list[Kept]
    items: int
    reply: bytes | None
    least: int = 0


def offer(book: Book, items: Sequence[Kept], today: date) -> bytes:
    """The file with which a run begins."""
    partner = book.partner(today)
    seed, run = secrets.token_bytes(SEED), secrets.token_hex(16)
    side = side_of(seed, items)
    secret, shown = secret_of(partner), side.shown()
    expires = today + timedelta(DAYS)
    head = Head(Round.OFFER, run, frame.pair_of(secret), partner.side, side.size, 0, expires, shown.public.hex())
    data = frame.written(head, secret, shown=shown)
    begun = Run(run, Round.OFFER, seed.hex(), expires.isoformat(), frame.hash_of(data), tuple(items))
    book.keep(replace(partner, runs=(*partner.runs, begun)))
    return data


def answer(book: Book, data: bytes, items: Sequence[Kept], today: date, name: str) -> bytes:
    """The answer to a partner's offer; ProtocolFault for what is none, BudgetSpent where they have asked enough."""
    partner = book.partner(today)
    file = read_for(partner, data, name, today)
    head, shown = file.head, file.shown
    if head.round is not Round.OFFER or shown is None:
        raise ProtocolFault(f"{name}: the {head.round} of a run; `lurewatch match open` takes it")
    if partner.run(head.run) or any(one.run == head.run for one in partner.asked):
        raise ProtocolFault(f"{name}: this offer was answered already; a new run needs a new offer")
    partner = charged(book, partner, head, today)
    seed = secrets.token_bytes(SEED)
    side = side_of(seed, items)
    answered, own = _answered(side, shown, name), side.shown()
    back = _back(head, Round.ANSWER, partner.side, (side.size, head.size), own.public.hex(), file.hash)
    written = frame.written(back, secret_of(partner), answered, own)
    theirs = (head.key, *(tag.hex() for tag in shown.tags))
    begun = Run(
        head.run, Round.ANSWER, seed.hex(), head.expires.isoformat(), frame.hash_of(written), tuple(items), theirs
    )
    book.keep(replace(partner, runs=(*partner.runs, begun)))
    return written


def opened(book: Book, data: bytes, today: date, name: str) -> Opened:
    """What both have seen, from the partner's answer (then with the reply to send) or from their reply."""
    partner = book.partner(today)
    file = read_for(partner, data, name, today)
    run = run_of(partner, file, name)
    if file.head.round is Round.RELEASE:
        return Opened(_released(run, file, name), len(run.items), None, file.head.least)
    if file.head.round is Round.EVALUATED:
        raise ProtocolFault(f"{name}: evaluated for a round of many; `lurewatch match many tags` takes it")
    side = side_of(bytes.fromhex(run.seed), run.items)
    if file.answered is None or file.head.asked != side.size:
        raise ProtocolFault(f"{name}: answers {file.head.asked:,} items, {side.size:,} were asked; believe none of it")
    shown, reply = file.shown, None
    if shown is not None:
        partner = charged(book, partner, file.head, today)
    elif run.theirs[:1] != (file.head.key,):
        raise ProtocolFault(f"{name}: by another key than the offer named; believe none of it")
    theirs = shown or Shown(bytes.fromhex(file.head.key), [], [bytes.fromhex(tag) for tag in run.theirs[1:]])
    try:
        met = side.met(file.answered, theirs)
    except ProtocolFault as error:
        raise ProtocolFault(f"{name}: {error}") from error
    if shown is not None:
        answered = _answered(side, shown, name)
        sizes = (side.size, file.head.size)
        back = _back(file.head, Round.REPLY, partner.side, sizes, side.key.public.hex(), file.hash)
        reply = frame.written(back, secret_of(partner), answered)
    return Opened([run.items[number] for number in met], len(run.items), reply)


def ended(book: Book, data: bytes, today: date, name: str) -> None:
    """Forgets a run whose last file for this side has been opened, and what it brought is kept."""
    partner = book.partner(today)
    number = read_for(partner, data, name, today).head.run
    book.keep(replace(partner, runs=tuple(one for one in partner.runs if one.run != number)))


def _released(run: Run, file: File, name: str) -> list[Kept]:
    """The items whose tags enough organisations handed in; `theirs` has the item of each tag, by number."""
    if file.head.size != len(run.theirs):
        raise ProtocolFault(
            f"{name}: for {file.head.size:,} tags, {len(run.theirs):,} were handed in; believe none of it"
        )
    places = (at for at in range(file.head.size) if file.bits[at // 8] >> at % 8 & 1)
    return [run.items[int(run.theirs[at])] for at in places if run.theirs[at]]


def read_for(partner: Partner, data: bytes, name: str, today: date) -> File:
    file = frame.read(data, secret_of(partner), partner.other, name)
    expires = file.head.expires
    if expires < today:
        raise ProtocolFault(f"{name}: its run ended on {expires.isoformat()}; begin a new one")
    if expires > today + timedelta(_MOST_DAYS):
        raise ProtocolFault(f"{name}: its run is to last until {expires.isoformat()}; {_MOST_DAYS} days is the most")
    return file


def run_of(partner: Partner, file: File, name: str) -> Run:
    head = file.head
    if head.round is Round.OFFER:
        raise ProtocolFault(f"{name}: an offer; `lurewatch match answer` takes it")
    run = partner.run(head.run)
    if run is None:
        raise ProtocolFault(f"{name}: no run of this number is under way; it was opened already, or has ended")
    if head.round is not _FOLLOWS[Round(run.role)] or head.after != run.sent:
        raise ProtocolFault(f"{name}: does not follow what was sent in this run; ask for it again")
    return run


def charged(book: Book, partner: Partner, head: Head, today: date) -> Partner:
    """The partner with the items counted that are about to be answered; kept before anything is answered."""
    counted = partner.charged(head.run, head.size, today)
    book.keep(counted)
    return counted


def _answered(side: Side, shown: Shown, name: str) -> Answered:
    try:
        return side.answered(shown.points)
    except ProtocolFault as error:
        raise ProtocolFault(f"{name}: {error}") from error


def _back(head: Head, kind: Round, side: str, sizes: tuple[int, int], key: str, after: str) -> Head:
    size, asked = sizes
    return Head(kind, head.run, head.pair, side, size, asked, head.expires, key, after)


def side_of(seed: bytes, items: Sequence[Kept]) -> Side:
    return Side(seed, [f"{one.kind}:{one.value}".encode("utf-8", "surrogatepass") for one in items])


def secret_of(partner: Partner) -> bytes:
    return bytes.fromhex(partner.secret)
