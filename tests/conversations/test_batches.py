"""A contact's conversations, some at a time."""

from hypothesis import given
from hypothesis import strategies as st
from tests.linking.made import sent

from lurewatch.conversations.batches import batches


@given(st.integers(0, 350))
def test_any_number(count: int) -> None:
    """All come, in their order, at most a hundred at a time."""
    found = list(batches(sent(n, "Hello") for n in range(count)))
    assert [one.id for batch in found for one in batch] == [f"c{n}" for n in range(count)]
    assert max(map(len, found)) <= 100


def test_long_conversations() -> None:
    """Fewer are held at a time where they are long."""
    found = list(batches(sent(n, "x" * 3_000_000) for n in range(5)))
    assert [len(batch) for batch in found] == [3, 2]
