"""Private matching of two sets of 10,000, and what guessing costs: `python -m benchmarks.matching [--write]`.

With --write the tables go into docs/private-matching.md, between its two marks. A guesser has a list of likely
addresses (invented given and family names in the usual forms at the house they suspect) and wants to know which of
them the other side has seen.
"""

import hashlib
import hmac
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import NamedTuple

from benchmarks.measured import usage_of
from benchmarks.result import Row, table
from lurewatch.sharing.matching import oprf, rounds
from lurewatch.sharing.matching.padding import MOST
from lurewatch.sharing.matching.partner import DAYS, ITEMS, Book, Budget, Kept, Partner
from lurewatch.sharing.matching.side import TAG, Side

_PAGE = Path(__file__).parents[1] / "docs" / "private-matching.md"
_BEGIN, _END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"
_SIZE, _BOTH = 10_000, 1_000
_WANTED = 60  # seconds
_DAY = date(2026, 3, 2)
_SECRET = "5c" * 32
_SEEN = 200  # addresses that the other side has seen
_SYLLABLES = ("ba", "dor", "el", "fin", "gar", "ho", "ira", "jun", "ka", "lem", "mo", "nad", "oru", "pet", "ril", "sav")
_FORMS = ("{0}.{1}", "{0[0]}.{1}", "{0}{1}", "{0[0]}{1}", "{1}.{0}", "{0}_{1}", "{0}", "{1}")


class Matched(NamedTuple):
    """What a run took: seconds by the clock and of the process, bytes of each file, and how many both had."""

    seconds: float
    own: float
    sizes: tuple[int, int, int]
    both: int


def matched(folder: Path, ours: Sequence[str], theirs: Sequence[str]) -> Matched:
    """A whole run between two books, both sides one after the other in this process."""
    us, them = _book(folder / "us.json", "a"), _book(folder / "them.json", "b")
    clock, own = perf_counter(), process_time()
    offer = rounds.offer(us, _kept(ours), _DAY)
    answer = rounds.answer(them, offer, _kept(theirs), _DAY, "offer")
    first = rounds.opened(us, answer, _DAY, "answer")
    reply = first.reply or b""
    second = rounds.opened(them, reply, _DAY, "reply")
    took = perf_counter() - clock, process_time() - own
    if first.both != second.both:
        raise AssertionError
    return Matched(*took, (len(offer), len(answer), len(reply)), len(first.both))


def _book(path: Path, side: str, budget: Budget | None = None) -> Book:
    book = Book(path)
    book.keep(Partner(_SECRET, side, budget or Budget()))
    return book


def _kept(values: Sequence[str]) -> list[Kept]:
    return [Kept("handle", value, ()) for value in values]


def likely_addresses() -> list[str]:
    """A guesser's list: 256 given and 256 family names in eight forms, at the house that they suspect."""
    names = [first + second for first, second in product(_SYLLABLES, _SYLLABLES)]
    given, family = names, [f"{one}sen" for one in names]
    forms = (form.format(*both) for both in product(given, family) for form in _FORMS)
    return [f"{one}@northgate.example" for one in dict.fromkeys(forms)]


class Guessed(NamedTuple):
    """How many of what the other side has seen a guesser learned, by how many guesses, in how many seconds."""

    found: int
    guesses: int
    seconds: float


def by_hash(guesses: Sequence[str], seen: Sequence[str], hashed: Callable[[bytes], bytes]) -> Guessed:
    """Guessing where hashes are exchanged, by whoever can compute the hash."""
    told = {hashed(one.encode()) for one in seen}
    clock = perf_counter()
    found = sum(hashed(one.encode()) in told for one in guesses)
    return Guessed(found, len(guesses), perf_counter() - clock)


def by_files(guesses: Sequence[str], seen: Sequence[str]) -> Guessed:
    """Guessing by whoever has all files of a run and neither side's key: each guess under a key of their own."""
    tags = set(Side(bytes(32), [f"handle:{one}".encode() for one in seen]).shown().tags)
    key = oprf.derived(bytes([1]) * 32)
    clock = perf_counter()
    found = sum(oprf.output(key, f"handle:{one}".encode())[:TAG] in tags for one in guesses)
    return Guessed(found, len(guesses), perf_counter() - clock)


def by_asking(folder: Path, guesses: Sequence[str], seen: Sequence[str]) -> Guessed:
    """Guessing by a partner who puts guesses among their items, until the budget of one period is spent."""
    them, us = _book(folder / "guesser.json", "a"), _book(folder / "guessed.json", "b")
    clock, found, asked = perf_counter(), 0, 0
    while asked + MOST <= ITEMS:
        offer = rounds.offer(them, _kept(guesses[asked : asked + MOST]), _DAY)
        answer = rounds.answer(us, offer, _kept(seen), _DAY, "offer")
        found += len(rounds.opened(them, answer, _DAY, "answer").both)
        rounds.ended(them, answer, _DAY, "answer")
        asked += MOST
    return Guessed(found, asked, perf_counter() - clock)


def run_of(size: int, both: int) -> Matched:
    """A run of two generated sets, of which so many are in both."""
    with TemporaryDirectory(prefix="lurewatch-match-") as work:
        ours = [f"persona{at}@northgate.example" for at in range(size)]
        theirs = [*ours[:both], *(f"other{at}@northgate.example" for at in range(size - both))]
        return matched(Path(work), ours, theirs)


def rows_of_matching(size: int = _SIZE, both: int = _BOTH) -> list[Row]:
    """What a run of two sets took, against what is wanted; memory is that of a process which does nothing else."""
    run = run_of(size, both)
    used = usage_of([sys.executable, "-m", "benchmarks.matching", "--run", str(size), str(both)])
    what = f"private matching of two sets of {size:,}"
    offer, answer, reply = run.sizes
    return [
        Row(what, f"{run.seconds:.1f} s", f"under {_WANTED} s", run.seconds < _WANTED and run.both == both),
        Row("the same, the processor's time of both sides", f"{run.own:.1f} s", ""),
        Row("bytes: offer, answer, reply", f"{offer:,}, {answer:,}, {reply:,}; {sum(run.sizes):,} in all", ""),
        Row("memory, a process that plays both sides", f"{used.megabytes:.0f} MB", ""),
    ]


def rows_of_guessing() -> list[tuple[str, ...]]:
    """What a guesser learns, for plain hashes, keyed hashes and ours."""
    guesses = likely_addresses()
    order = Random(5)  # noqa: S311  whom the other side has seen, drawn the same on every run
    seen = order.sample(guesses, _SEEN)
    order.shuffle(guesses)
    key = bytes(32)
    with TemporaryDirectory(prefix="lurewatch-guess-") as work:
        asked = by_asking(Path(work), guesses, seen)
    return [
        _told("plain hash (SHA-256)", "whoever gets the file", by_hash(guesses, seen, _plain)),
        _told(
            "keyed hash (HMAC-SHA-256)",
            "any partner, who has the key",
            by_hash(guesses, seen, lambda one: hmac.digest(key, one, "sha256")),
        ),
        _told("ours", "whoever gets all files of a run", by_files(guesses[:ITEMS], seen)),
        _told(f"ours, all that the budget of {DAYS} days allows", "the partner, by asking", asked),
        _all(len(guesses), asked),
    ]


def _plain(one: bytes) -> bytes:
    return hashlib.sha256(one).digest()


def _told(what: str, who: str, one: Guessed) -> tuple[str, ...]:
    return what, who, f"{one.guesses:,}", f"{one.seconds:,.1f} s", f"{one.found} of {_SEEN}"


def _all(guesses: int, asked: Guessed) -> tuple[str, ...]:
    periods = -(-guesses // asked.guesses)
    days = (periods - 1) * DAYS
    what, all_of = "ours, the whole list (by calculation)", f"{_SEEN} of {_SEEN}"
    return what, "the partner, by asking", f"{guesses:,}", f"{days} days", all_of


def printed() -> str:
    """Both tables, as they stand in the page."""
    rows = [(one.what, one.measured, one.wanted) for one in rows_of_matching()]
    day = datetime.now(UTC).date().isoformat()
    return "\n\n".join(
        (
            f"Printed by `python -m benchmarks.matching --write` on {day}; on two cores, with other work beside it.",
            table(("", "measured", "wanted"), rows),
            table(("what is exchanged", "who guesses", "guesses", "time", "learned"), rows_of_guessing()),
        )
    )


def main(arguments: Sequence[str]) -> None:
    """Prints what was measured; with --write into the page."""
    if arguments[:1] == ["--run"]:
        run_of(*map(int, arguments[1:]))
        return
    text = printed()
    print(text)
    if "--write" in arguments:
        page = _PAGE.read_text(encoding="utf-8")
        before, _, rest = page.partition(_BEGIN)
        _PAGE.write_text(f"{before}{_BEGIN}\n{text}\n\n{_END}{rest.partition(_END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
