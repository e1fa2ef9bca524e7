"""What is kept of a partner: theirs alone to whom the file belongs, and whole or refused."""

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sharing.matching.matched import DAY, book

from lurewatch.errors import BudgetSpent, DefinitionError, UsageError
from lurewatch.sharing.matching.partner import Book, Budget, Partner, held


def test_a_partners_file_is_its_owners_alone(tmp_path: Path) -> None:
    """The folder is 0700, each file 0600; one that others may read is refused."""
    with held(tmp_path / "partners", "hub") as found:
        found.keep(Partner("ab" * 32, "a"))
    path = tmp_path / "partners" / "hub.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

    path.chmod(0o640)

    with pytest.raises(UsageError, match="others than its owner may read it"):
        Book(path).partner(DAY)


def test_an_unknown_partner_is_told_how_to_begin(tmp_path: Path) -> None:
    """The command that begins with a partner is in the sentence."""
    with held(tmp_path, "hub") as found, pytest.raises(UsageError, match=r"no such partner; begin with `lurewatch"):
        found.partner(DAY)


@pytest.mark.parametrize("name", ["../hub", "", "HUB", "a" * 80, "hub\n", "lock/"])
def test_a_name_that_is_no_file_name_is_refused(tmp_path: Path, name: str) -> None:
    """No name leads out of the folder."""
    with pytest.raises(UsageError, match="no name for a partner"), held(tmp_path, name):
        pass


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"runs": 1}',
        "[" * 100_000,
        '{"secret": "zz", "side": "a", "budget": [1, 2], "asked": [], "runs": []}',
    ],
)
def test_a_damaged_file_is_refused_and_never_mended(tmp_path: Path, text: str) -> None:
    """A file that is not what is kept of a partner is told, so that no budget begins anew."""
    path = tmp_path / "hub.json"
    number = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    os.write(number, text.encode())
    os.close(number)

    with pytest.raises(DefinitionError, match="not what is kept of a partner"):
        Book(path).partner(DAY)


@given(
    asked=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 300)), max_size=20),
    budget=st.builds(Budget, st.integers(1, 900), st.integers(1, 30)),
)
def test_no_days_of_a_period_add_up_to_more_than_was_granted(asked: list[tuple[int, int]], budget: Budget) -> None:
    """Whatever is asked and when, in no period of so many days was more answered than the budget."""
    partner, granted = Partner("ab" * 32, "a", budget), list[tuple[int, int]]()
    for number, (after, items) in enumerate(sorted(asked)):
        try:
            partner = partner.charged(str(number), items, DAY + timedelta(after))
            granted.append((after, items))
        except BudgetSpent:
            pass
    for first in range(41):
        assert sum(items for day, items in granted if first <= day < first + budget.days) <= budget.items


def test_a_refusal_names_the_first_day_on_which_the_run_goes_through(tmp_path: Path) -> None:
    """On the day that was told the same run is granted, and not on the day before."""
    partner = Partner("ab" * 32, "a", Budget(1_000, 10)).charged("1", 600, DAY).charged("2", 400, DAY + timedelta(4))
    with pytest.raises(BudgetSpent, match=f"it opens on {DAY + timedelta(10)}"):
        partner.charged("3", 500, DAY + timedelta(9))

    assert partner.charged("3", 500, DAY + timedelta(10))


def test_a_kill_between_writing_and_replacing_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    """A part that was left behind counts for nothing."""
    found = book(tmp_path, "a")
    found.path.with_suffix(".part").write_text("{")

    assert found.partner(DAY) == Partner("ab" * 32, "a")
