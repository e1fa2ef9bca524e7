"""How many items go into a run: so many that a class of sizes is told and no number."""

from collections.abc import Sequence

from lurewatch.errors import UsageError

LEAST, MOST = 256, 32_768  # items of a run, random ones included: powers of two
SIZES = frozenset(LEAST << step for step in range((MOST // LEAST).bit_length()))


def size_of(count: int) -> int:
    """The size class of so many items; UsageError for more than a run takes."""
    if count > MOST:
        raise UsageError(f"{count:,} items: a run takes {MOST:,} at most; name fewer files, or a higher --verdict")
    return max(LEAST, 1 << max(count - 1, 0).bit_length())


def filled(items: Sequence[bytes], by: Sequence[bytes]) -> list[tuple[bytes, int | None]]:
    """Items among random ones, in an order by lot, each with its number (None: it is random).

    `by` are random bytes that nobody else knows, one for each place of the size class.
    """
    cards: list[tuple[bytes, int | None]] = [(item, number) for number, item in enumerate(items)]
    cards += [(b"\x00" + one, None) for one in by[len(items) :]]
    return [card for _, card in sorted(zip(by, cards, strict=True), key=lambda both: both[0])]
