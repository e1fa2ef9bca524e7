"""No two conversations share a sentence, greetings and our person's answers included, and labels quote their text."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from evaluation.case import Case
from evaluation.twin import Labels, Pair

from training.shape.fault import Fault

FEWEST = 5  # words of a sentence that counts; shorter ones ("Thank you very much") belong to everybody
_ENDS = re.compile(r"[.!?\n]+")
_WORD = re.compile(r"[\w'’]+")


def conversations(pairs: Iterable[Pair]) -> Iterator[Case]:
    """Both conversations of each pair, in order."""
    for pair in pairs:
        yield from (pair.approach, pair.benign)


def sentences(text: str) -> Iterator[str]:
    """The sentences that count, in lower case, words alone; greeting lines are sentences too."""
    for sentence in _ENDS.split(text.lower()):
        words = _WORD.findall(sentence)
        if len(words) >= FEWEST:
            yield " ".join(words)


def shared(pairs: Iterable[Pair]) -> list[Fault]:
    """A fault for each sentence that stands in two conversations or more."""
    where: dict[str, set[str]] = defaultdict(set)
    for case in conversations(pairs):
        for text in case.texts:
            for sentence in sentences(text):
                where[sentence].add(case.id)
    return [
        Fault(" and ".join(sorted(cases)), "share a sentence", repr(sentence), "write it anew in all but one of them")
        for sentence, cases in where.items()
        if len(cases) > 1
    ]


def quotes(pairs: Iterable[Pair]) -> list[Fault]:
    """A fault for each label whose quote is not in its message to the letter."""
    return [
        fault
        for pair in pairs
        for case, labels in ((pair.approach, pair.approach_labels), (pair.benign, pair.benign_labels))
        for fault in _unquoted(case, labels)
    ]


def _unquoted(case: Case, labels: Sequence[Labels]) -> Iterator[Fault]:
    for number, (text, label) in enumerate(zip(case.texts, labels, strict=True)):
        for one in (*label.asks, *label.disclosures):
            if not one["quote"] or one["quote"] not in text:
                value = json.dumps(one["quote"], ensure_ascii=False)
                yield Fault(
                    f"{case.id}, message {number}", "a quote is not in its text", value, "copy it from the text"
                )
