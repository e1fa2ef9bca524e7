"""The queue."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.desk.approaches import LUNCH, OFFICER, PAID, mail, reported

from lurewatch.desk.deciding import decide
from lurewatch.desk.queue import count, drop_view, newest, queue, save_view, views
from lurewatch.errors import UsageError
from lurewatch.model.approach import State
from lurewatch.model.kind import Kind, Stage, Verdict
from lurewatch.model.queue import Order, SavedView, Wanted

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def names(store: object) -> list[str]:
    """Seven approaches of different contacts, every second one ordinary."""
    texts = [PAID if number % 2 else LUNCH for number in range(7)]
    return reported(*(mail(text, sender=f"a{at}@firm{at}.example", day=at + 1) for at, text in enumerate(texts)))


@pytest.mark.parametrize("order", Order)
def test_page_by_page(names: list[str], order: Order) -> None:
    """Going from page to page shows everything once, in the order of one long page."""
    whole = [line.id for line in queue(OFFICER, Wanted(order=order)).lines]
    seen, after = list[str](), ""
    while True:
        page = queue(OFFICER, Wanted(order=order, after=after, most=2))
        seen += [line.id for line in page.lines]
        after = page.next
        if not after:
            break
    assert seen == whole
    assert sorted(seen) == sorted(names)


def test_the_likeliest_first(names: list[str]) -> None:
    """Lines come by probability, the highest first."""
    found = [line.probability for line in queue(OFFICER, Wanted()).lines]
    assert found == sorted(found, reverse=True)


def test_filters(names: list[str]) -> None:
    """Each thing that is named must hold."""
    assert count(OFFICER, Wanted(verdict=Verdict.LIKELY)) == 3
    assert count(OFFICER, Wanted(verdict=Verdict.LIKELY, contact="FIRM1.")) == 1
    assert count(OFFICER, Wanted(kind=Kind.ORDINARY)) == 4
    assert count(OFFICER, Wanted(stage=Stage.TASK)) == 3
    assert count(OFFICER, Wanted(people=2)) == 0
    topic = queue(OFFICER, Wanted(order=Order.TOPICS)).lines[0].topics[0]
    assert count(OFFICER, Wanted(topic=topic)) == 3


def test_decided_ones_leave(names: list[str]) -> None:
    """What is decided is no longer among what is open, and is found by its state."""
    before = newest(OFFICER)
    decide(OFFICER, names[:2], Kind.ORDINARY, "colleagues of ours")
    assert count(OFFICER, Wanted()) == 5
    assert {line.id for line in queue(OFFICER, Wanted(states=(State.DECIDED,))).lines} == set(names[:2])
    assert newest(OFFICER) != before


def test_one_query_a_page(names: list[str]) -> None:
    """A page of the queue is one query, and loads no content."""
    with CaptureQueriesContext(connection) as asked:
        queue(OFFICER, Wanted(topic="quantum technologies", contact="a", people=1))
    assert len(asked) == 1
    assert "store_content" not in asked.captured_queries[0]["sql"]


@pytest.mark.parametrize("after", ["x", "W10=", "WyJhIiwxXQ==", "bnVsbA==", "ü"])
def test_a_place_that_is_none(after: str) -> None:
    """A place that nobody gave out is refused, with what to do."""
    with pytest.raises(UsageError, match="begin again"):
        queue(OFFICER, Wanted(after=after))


def test_a_view_of_ones_own() -> None:
    """A selection is kept under its name for its owner, replaced under the same name, and let go."""
    save_view(OFFICER, SavedView("  lasers  now ", Wanted(topic="lasers", after="x")))
    save_view(OFFICER, SavedView("lasers now", Wanted(topic="lasers", people=2)))
    assert views(OFFICER) == (SavedView("lasers now", Wanted(topic="lasers", people=2)),)
    drop_view(OFFICER, "lasers now")
    assert not views(OFFICER)
    with pytest.raises(UsageError, match="name"):
        save_view(OFFICER, SavedView(" ", Wanted()))
