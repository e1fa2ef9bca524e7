"""Matching of many through two hubs: each learns what enough have, and neither hub what it is."""

import json
import stat
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sharing.matching.matched import DAY, kept

from lurewatch.errors import BudgetSpent, ProtocolFault, UsageError
from lurewatch.sharing.matching import frame, many, oprf, rounds
from lurewatch.sharing.matching.many import Handed
from lurewatch.sharing.matching.partner import Book, Budget, Partner
from lurewatch.sharing.matching.side import Answered

_ROUND = "2026-w10"


class House:
    """An organisation with its books on both hubs, and theirs on it."""

    def __init__(self, root: Path, name: str) -> None:
        self.name = name
        self.of_holder, self.of_collector = (root / hub / f"{name}.json" for hub in ("holder", "collector"))
        self.holder, self.collector = (root / name / f"{hub}.json" for hub in ("holder", "collector"))
        for number, (mine, hubs) in enumerate(((self.holder, self.of_holder), (self.collector, self.of_collector))):
            secret = f"{number}{name}".encode().hex().ljust(64, "0")
            for path, side in ((hubs, "a"), (mine, "b")):
                path.parent.mkdir(parents=True, exist_ok=True)
                Book(path).keep(Partner(secret, side))

    def tags(self, *values: str, named: str = _ROUND) -> bytes:
        """What it hands to the collector about its items."""
        asked = many.ask(Book(self.holder), kept(*values), named, DAY)
        answered = many.evaluated(Book(self.of_holder), asked, DAY, "ask")
        return many.tags(Book(self.holder), Book(self.collector), answered, DAY, "evaluated")

    def handed(self, data: bytes) -> Handed:
        """The same as the collector has it."""
        return Handed(Book(self.of_collector), data, self.name)

    def opened(self, data: bytes) -> rounds.Opened:
        """What it learns."""
        found = rounds.opened(Book(self.collector), data, DAY, "release")
        rounds.ended(Book(self.collector), data, DAY, "release")
        return found


def _learned(root: Path, sets: Mapping[str, Sequence[str]], least: int) -> dict[str, set[str]]:
    houses = [House(root, name) for name in sets]
    handed = [one.handed(one.tags(*sets[one.name])) for one in houses]
    files = many.released(handed, least, DAY)
    return {one.name: {item.value for item in one.opened(data).both} for one, data in zip(houses, files, strict=True)}


@settings(max_examples=4, deadline=None)
@given(sets=st.lists(st.sets(st.sampled_from("abcdefgh")), min_size=2, max_size=4), least=st.integers(2, 4))
def test_each_learns_those_of_its_items_that_enough_have(
    tmp_path_factory: pytest.TempPathFactory, sets: list[set[str]], least: int
) -> None:
    """Whatever each has seen: its items that so many have, and none that fewer have."""
    by_name = {f"house{at}": sorted(one) for at, one in enumerate(sets)}

    found = _learned(tmp_path_factory.mktemp("many"), by_name, least)

    enough = {value for value in "abcdefgh" if sum(value in one for one in sets) >= least}
    assert found == {name: set(values) & enough for name, values in by_name.items()}


def test_what_a_release_asks_for_is_told(tmp_path: Path) -> None:
    """The number of organisations stands in what is opened."""
    a, b = House(tmp_path, "a"), House(tmp_path, "b")
    first, _ = many.released([a.handed(a.tags("x")), b.handed(b.tags("x"))], 2, DAY)

    assert a.opened(first) == rounds.Opened(kept("x"), 1, None, 2)


def test_what_the_collector_gets_has_neither_items_nor_a_hash_of_them(tmp_path: Path) -> None:
    """Two rounds about the same items have no tag in common, nor anything that the items alone decide."""
    house = House(tmp_path, "a")
    secret = bytes.fromhex(Book(house.collector).partner(DAY).secret)
    first, second = house.tags("persona@northgate.example"), house.tags("persona@northgate.example", named="other")
    shown = [frame.read(one, secret, "b", "tags").shown for one in (first, second)]

    assert shown[0] is not None
    assert shown[1] is not None
    assert not set(shown[0].tags) & set(shown[1].tags)
    assert shown[0].points == []
    assert b"northgate" not in first


def test_a_round_has_one_key_for_all_which_is_gone_when_it_is_over(tmp_path: Path) -> None:
    """The key is the holder's alone (0600), stays through the round, and is deleted by the next one's beginning."""
    first = many.key_of_round(tmp_path, "one", DAY)
    path = tmp_path / "one.round"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert many.key_of_round(tmp_path, "one", DAY + timedelta(rounds.DAYS)) == first

    over = DAY + timedelta(rounds.DAYS + 1)
    with pytest.raises(ProtocolFault, match="round one: over since 2026-03-16"):
        many.key_of_round(tmp_path, "one", over)
    assert many.key_of_round(tmp_path, "two", over) != first
    assert not path.exists()


@pytest.mark.parametrize("named", ["", "../one", "One", "a b", "x" * 60])
def test_a_round_of_no_name_is_refused(tmp_path: Path, named: str) -> None:
    """A round's name is a file's name and no path."""
    with pytest.raises(UsageError, match="no name for a round"):
        many.key_of_round(tmp_path, named, DAY)


def test_a_damaged_key_is_refused_and_not_drawn_anew(tmp_path: Path) -> None:
    """Another key under the same name would part those who asked before from those who ask now."""
    (tmp_path / "one.round").write_text("{}")

    with pytest.raises(UsageError, match="not a round's key"):
        many.key_of_round(tmp_path, "one", DAY)


def test_the_key_holders_budget_holds_for_each_organisation(tmp_path: Path) -> None:
    """An organisation that has asked enough gets no more, whatever the round."""
    house = House(tmp_path, "a")
    book = Book(house.of_holder)
    book.keep(replace(book.partner(DAY), budget=Budget(300, 30)))
    house.tags("x")

    with pytest.raises(BudgetSpent, match="it opens on 2026-04-01"):
        house.tags("x", named="other")


def test_a_key_holder_who_answers_by_two_keys_is_refused(tmp_path: Path) -> None:
    """A holder cannot mark an item by another key: the proof is over all."""
    house = House(tmp_path, "a")
    asked = many.ask(Book(house.holder), kept("x"), _ROUND, DAY)
    secret = bytes.fromhex(Book(house.holder).partner(DAY).secret)
    answered = frame.read(many.evaluated(Book(house.of_holder), asked, DAY, "ask"), secret, "a", "evaluated")
    assert answered.answered is not None
    points = answered.answered.points
    other = oprf.evaluated(oprf.derived(bytes([9]) * 32), points[:1])
    bad = frame.written(answered.head, secret, Answered([*other, *points[1:]], answered.answered.proof))

    with pytest.raises(ProtocolFault, match="not all by the key that was named"):
        many.tags(Book(house.holder), Book(house.collector), bad, DAY, "evaluated")


def test_files_of_two_rounds_or_keys_are_not_put_together(tmp_path: Path) -> None:
    """Their tags could not meet: which of the files is of another round is told."""
    a, b = House(tmp_path, "a"), House(tmp_path, "b")

    with pytest.raises(ProtocolFault, match="b: of another round, or by another key, than a"):
        many.released([a.handed(a.tags("x")), b.handed(b.tags("x", named="other"))], 2, DAY)


def test_nobody_is_counted_twice(tmp_path: Path) -> None:
    """Two files of one organisation are refused, and one organisation alone releases nothing."""
    a = House(tmp_path, "a")
    first, second = a.handed(a.tags("x")), a.handed(a.tags("x"))

    with pytest.raises(ProtocolFault, match="two files of one organisation"):
        many.released([first, second], 2, DAY)
    with pytest.raises(UsageError, match="release at 2 organisations or more"):
        many.released([first], 1, DAY)


def test_each_file_is_taken_where_it_is_due_alone(tmp_path: Path) -> None:
    """A file of another step is refused with the step that is due, and by `open` with the command for it."""
    a = House(tmp_path, "a")
    asked = many.ask(Book(a.holder), kept("x"), _ROUND, DAY)
    answered = many.evaluated(Book(a.of_holder), asked, DAY, "ask")

    with pytest.raises(ProtocolFault, match="answered already"):
        many.evaluated(Book(a.of_holder), asked, DAY, "ask")
    with pytest.raises(ProtocolFault, match="`lurewatch match many tags` takes it"):
        rounds.opened(Book(a.holder), answered, DAY, "evaluated")
    secret = bytes.fromhex(Book(a.holder).partner(DAY).secret)
    file = frame.read(answered, secret, "a", "evaluated")
    mirrored = frame.written(file.head._replace(side="b"), secret, file.answered)
    with pytest.raises(ProtocolFault, match="the evaluated of a run, where the ask is due"):
        many.evaluated(Book(a.of_holder), mirrored, DAY, "ask")


def test_a_release_for_other_tags_is_refused(tmp_path: Path) -> None:
    """A release of another size than was handed in says nothing."""
    a, b = House(tmp_path, "a"), House(tmp_path, "b")
    first, _ = many.released([a.handed(a.tags("x")), b.handed(b.tags("x"))], 2, DAY)
    secret = bytes.fromhex(Book(a.collector).partner(DAY).secret)
    head = frame.read(first, secret, "a", "release").head._replace(size=512)

    with pytest.raises(ProtocolFault, match="for 512 tags, 256 were handed in"):
        a.opened(frame.written(head, secret, bits=b"\xff" * 64))


def test_what_is_kept_of_a_round_goes_when_it_is_opened(tmp_path: Path) -> None:
    """Neither book of the organisation has an item left."""
    a, b = House(tmp_path, "a"), House(tmp_path, "b")
    first, _ = many.released([a.handed(a.tags("x")), b.handed(b.tags("x"))], 2, DAY)
    a.opened(first)

    assert [json.loads(path.read_text())["runs"] for path in (a.holder, a.collector)] == [[], []]
