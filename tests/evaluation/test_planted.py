"""Planted campaigns: made the same each time, and found."""

from evaluation.planted.material import Amounts, campaign_of, records
from evaluation.planted.measured import measured
from evaluation.planted.planted import Level

SMALL = Amounts(ordinary=1_500, campaigns=1, templates=3, copies=(60, 300))


def test_made_twice() -> None:
    """One seed gives the same material, another gives other."""
    first = [record.line for record in records(SMALL)]
    assert first == [record.line for record in records(SMALL)]
    assert first != [record.line for record in records(Amounts(1_500, 1, 3, (60, 300), seed=2))]


def test_what_is_planted() -> None:
    """Each level has campaigns of 2, 3, 5, 10 and 20 people, each person once."""
    sizes: dict[str, set[str]] = {}
    for record in records(SMALL):
        if name := campaign_of(record.id):
            sizes.setdefault(name, set()).add(record.person)
    by_level = {level: sorted(len(s) for n, s in sizes.items() if n.endswith(f"-{int(level)}")) for level in Level}
    assert by_level == {level: [2, 3, 5, 10, 20] for level in Level}


def test_what_is_found() -> None:
    """Of this small material enough is found, and nothing else; decision 0009 tells what larger ones give."""
    outcome = measured(SMALL)
    assert outcome.share(Level.SLOTS) >= 0.98
    assert outcome.share(Level.HALF) >= 0.9
    assert outcome.share(Level.PARAPHRASE) >= 0.3
    assert (outcome.false, outcome.templates) == (0, 0)
