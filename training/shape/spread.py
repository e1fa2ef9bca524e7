"""How many pairs there are, and over how many pretexts, fields, lengths and languages they spread."""

from collections import Counter
from collections.abc import Sequence

from evaluation.twin import Pair

from training.shape.fault import Fault

_PLACE = "training/twins"
PAIRS = 400
KINDS = {"pretext": 8, "field": 10}  # at least so many
WANTED = {"length": ("first", "short", "long"), "lang": ("en", "de", "fr", "es")}
ENOUGH = 5  # pairs that make a pretext, field, length or language count as there


def counted(pairs: Sequence[Pair], trait: str) -> dict[str, int]:
    """How many pairs each value of a trait has, the commonest first."""
    return dict(Counter(pair.trait(trait) for pair in pairs).most_common())


def spread(pairs: Sequence[Pair]) -> list[Fault]:
    """A fault for each number that is not reached, and for each pair that is there twice."""
    faults = [Fault(_PLACE, "too few pairs", f"{len(pairs)} of {PAIRS}", "write more")] if len(pairs) < PAIRS else []
    for trait, least in KINDS.items():
        there = [value for value, count in counted(pairs, trait).items() if count >= ENOUGH]
        if len(there) < least:
            faults.append(Fault(_PLACE, f"too few of {trait}", f"{len(there)} of {least}", f"{ENOUGH} pairs for each"))
    for trait, wanted in WANTED.items():
        count = counted(pairs, trait)
        faults += [
            Fault(_PLACE, f"{trait} {value!r} has too few pairs", str(count.get(value, 0)), f"write {ENOUGH} or more")
            for value in wanted
            if count.get(value, 0) < ENOUGH
        ]
    names = Counter(pair.id for pair in pairs)
    twice = [(name, str(count)) for name, count in names.items() if count > 1]
    return faults + [Fault(name, "a pair is there twice", count, "give one another name") for name, count in twice]
