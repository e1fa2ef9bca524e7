"""Approaches made up to be published, and every table that what is shown of them would bear."""

from collections.abc import Iterator, Sequence
from random import Random

from lurewatch.model.published import Chain, Part


def part(person: str, *of: str, organisation: str = "o1") -> Part:
    """An approach to somebody."""
    return Part(person, organisation, of)


def people(count: int, *of: str, organisation: str = "o1", start: int = 0) -> list[Part]:
    """An approach to each of so many people."""
    return [part(f"p{start + number}", *of, organisation=organisation) for number in range(count)]


def drawn(seed: int, approaches: int, classes: Sequence[int], organisations: int = 1) -> list[Part]:
    """Approaches of which most fall to the first classes, people and organisations, as real ones do."""
    rng = Random(seed)  # noqa: S311  # seeded
    return [
        Part(
            f"p{int(rng.paretovariate(0.7)) % (approaches + 3)}",
            f"o{int(rng.paretovariate(0.8)) % organisations}",
            tuple(f"{place}{min(int(rng.paretovariate(1)), many) - 1}" for place, many in enumerate(classes)),
        )
        for _ in range(approaches)
    ]


def every_table(chain: Chain) -> Iterator[dict[tuple[str, str], int]]:
    """All tables of two dimensions, in whole numbers, that agree with everything shown; for small ones only."""
    yield from _filled(chain, [*chain.pairs[0]], {}, chain.total or 0)


def _filled(
    chain: Chain, cells: Sequence[tuple[str, str]], table: dict[tuple[str, str], int], left: int
) -> Iterator[dict[tuple[str, str], int]]:
    if not cells:
        if not left and all(_agrees(table, chain, place) for place in (0, 1)):
            yield table
        return
    shown = chain.pairs[0][cells[0]]
    for number in range(left + 1) if shown is None else [shown] if shown <= left else []:
        yield from _filled(chain, cells[1:], {**table, cells[0]: number}, left - number)


def _agrees(table: dict[tuple[str, str], int], chain: Chain, place: int) -> bool:
    sums = {one: sum(number for cell, number in table.items() if cell[place] == one) for one in chain.margins[place]}
    return all(sums[one] >= 1 if shown is None else sums[one] == shown for one, shown in chain.margins[place].items())
