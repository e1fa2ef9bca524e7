"""The texts behind the examples hold together as a story."""

from datetime import UTC, datetime
from itertools import combinations

from tools.examples.letters import Letter, load_letters
from tools.examples.linkedin import load_export

LETTERS = load_letters()
ONE_TEMPLATE = ("lab-", "org-")  # one sales letter to four people, and one contact who writes the same to four


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Runs of four words, quoted lines left out."""
    words = " ".join(line for line in text.lower().split("\n") if not line.startswith(">")).split()
    return frozenset(zip(words, words[1:], words[2:], words[3:], strict=False))


def overlap(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """Share of the smaller set that the other has too."""
    return len(one & other) / max(1, min(len(one), len(other)))


def test_no_two_letters_are_alike() -> None:
    """Apart from the two templates that are meant to repeat, no letter takes a third of its words from another."""
    texts = {one.key: shingles(one.text or one.html) for one in LETTERS.values() if one.key != "rep-pasted"}
    texts |= {f"{talk.key}/{one.date}": shingles(one.text) for talk in load_export().talks for one in talk.said}
    pairs = [(a, b) for a, b in combinations(texts, 2) if overlap(texts[a], texts[b]) > 0.33]
    assert [pair for pair in pairs if not any(all(key.startswith(t) for key in pair) for t in ONE_TEMPLATE)] == []


def test_all_letters_fall_in_the_five_months() -> None:
    """Everything was sent between the start of March and the first week of August 2026."""
    start, end = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 8, 8, tzinfo=UTC)
    assert [one.key for one in LETTERS.values() if not start < one.sent < end] == []
    days = [said.date for talk in load_export().talks for said in talk.said]
    assert "2026-03-01" < min(days) < max(days) < "2026-08-08"


def test_an_answer_comes_after_its_question() -> None:
    """A reply is later than what it answers, and goes to somebody who was in the exchange."""
    replies = [one for one in LETTERS.values() if one.re]
    assert [one.key for one in replies if one.sent <= LETTERS[one.re].sent] == []
    assert [one.key for one in replies if not one.list and not _present(one) & _present(LETTERS[one.re])] == []


def test_offsets_are_those_of_summer_and_winter_time() -> None:
    """Colleagues in Bristol write at +00:00 until 29 March 2026 and at +01:00 after it."""
    change = datetime(2026, 3, 29, 1, tzinfo=UTC)
    hours = {one.key: (one.sent.utcoffset() or one.sent - one.sent).seconds // 3600 for one in LETTERS.values()}
    ours = [one for one in LETTERS.values() if one.by.ours]
    assert [one.key for one in ours if hours[one.key] != int(one.sent >= change)] == []


def _present(letter: Letter) -> set[str]:
    return {one.address for one in (letter.by, *letter.to, *letter.cc)}
