"""One conversation as the report shows it."""

from dataclasses import replace

from tests.cli.invented import Told, conversation, evidence, judged
from tests.timed import BOUND, times_as_long

from lurewatch.telling.article import article_of
from lurewatch.telling.findings import Group


def test_evidence_in_thousands_of_messages() -> None:
    """Eight times as many take about eight times as long, not sixty-four; a reason quotes the first four of them."""

    def show(count: int) -> tuple[str, ...]:
        one = conversation(Told([f"We pay {number}." for number in range(count)]))
        first = evidence(one, "pay 0", 1.0)
        seen = [
            replace(first, message=number, end=first.start + len(f"pay {number}"), quote=f"pay {number}")
            for number in range(count)
        ]
        (reason,) = article_of(Group(judged(one, seen)), "a1", 1, {}).reasons
        return tuple(quote.text for quote in reason.quotes)

    assert show(9) == ("pay 0", "pay 1", "pay 2", "pay 3")
    assert times_as_long(show, 500) < BOUND
