"""What must not tell the twins apart: how long they are, and what our person answers.

An AUC of 0.5 is a coin; our person's words are judged by a plain bag-of-words model that is tested on pairs it has not
seen, both of a pair on the same side of the cut.
"""

import re
from collections.abc import Callable, Sequence

import numpy as np
from evaluation.case import Case, messages
from evaluation.twin import Pair
from numpy.typing import NDArray

from lurewatch.detection.learn import most_probable
from lurewatch.model.conversation import Side
from training.shape.fault import Fault

LOW, HIGH = 0.4, 0.6
_PLACE = "training/twins"
_FOLDS = 5
_WORD = re.compile(r"[^\W\d_]+")
Array = NDArray[np.float64]
LENGTHS: dict[str, Callable[[Case], float]] = {
    "characters": lambda case: sum(map(len, case.texts)),
    "the contact's characters": lambda case: len(_side(case, Side.CONTACT)),
    "our person's characters": lambda case: len(_side(case, Side.PERSON)),
    "the first message's characters": lambda case: len(case.texts[0]),
    "messages": lambda case: len(case.texts),
}


def auc(approaches: Sequence[float], benign: Sequence[float]) -> float:
    """How often an approach stands above a benign conversation; ties count half."""
    above, below = np.array(approaches)[:, None], np.array(benign)[None]
    return float(((above > below) + 0.5 * (above == below)).mean())


def by_length(pairs: Sequence[Pair]) -> dict[str, float]:
    """The AUC of each measure of length alone."""
    return {
        name: auc([measure(one.approach) for one in pairs], [measure(one.benign) for one in pairs])
        for name, measure in LENGTHS.items()
    }


def by_person(pairs: Sequence[Pair]) -> tuple[int, float]:
    """How many pairs have our person's words on both sides, and the AUC of these words alone (0.5 if none have)."""
    bags = [(words(one.approach), words(one.benign)) for one in pairs]
    both = [bag for pair in bags if all(pair) for bag in pair]
    if len(both) < 2 * _FOLDS:
        return len(both) // 2, 0.5
    scores = _unseen(_table(both))
    return len(both) // 2, auc(list(scores[::2]), list(scores[1::2]))


def words(case: Case) -> frozenset[str]:
    """Which words our person writes."""
    return frozenset(_WORD.findall(_side(case, Side.PERSON).lower()))


def leaks(pairs: Sequence[Pair]) -> list[Fault]:
    """A fault for each measure that tells the twins apart."""
    faults = [
        Fault(_PLACE, f"{name} alone tell the twins apart", f"AUC {value:.3f}", f"bring it to {LOW} to {HIGH}")
        for name, value in by_length(pairs).items()
        if not LOW <= value <= HIGH
    ]
    _, value = by_person(pairs)
    if value > HIGH:
        step = f"write our person's answers alike in both, down to {HIGH}"
        faults.append(Fault(_PLACE, "our person's words alone tell the twins apart", f"AUC {value:.3f}", step))
    return faults


def _side(case: Case, side: Side) -> str:
    return "\n".join(one["text"] for one in messages(case.document) if one["from"] == side)


def _table(bags: Sequence[frozenset[str]]) -> Array:
    """Words (columns) of each bag (row), rare ones counting more, each row of length one."""
    place = {word: number for number, word in enumerate(sorted(frozenset().union(*bags)))}
    table = np.zeros((len(bags), len(place)))
    for row, bag in zip(table, bags, strict=True):
        row[[place[word] for word in bag]] = 1.0
    table *= np.log(len(bags) / table.sum(axis=0)) + 1
    return table / np.linalg.norm(table, axis=1, keepdims=True)  # type: ignore[no-any-return]


def _unseen(table: Array) -> Array:
    """A score for each row by a model of the other folds; rows go in twos, an approach and its twin."""
    kernel = 1.69 * table @ table.T
    signs = np.resize([1.0, -1.0], len(table))
    folds = np.arange(len(table)) // 2 % _FOLDS
    scores = np.zeros(len(table))
    for fold in range(_FOLDS):
        seen, held = folds != fold, folds == fold
        dual = most_probable(kernel[np.ix_(seen, seen)], np.zeros(seen.sum()), signs[seen], np.ones(seen.sum()))
        scores[held] = kernel[np.ix_(held, seen)] @ dual
    return scores
