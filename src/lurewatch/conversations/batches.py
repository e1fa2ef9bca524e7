"""A contact's conversations, some at a time."""

from collections.abc import Iterable, Iterator

from lurewatch.model.conversation import Conversation

_BATCH, _BATCH_TEXT = 100, 8_000_000  # conversations and code points of one contact held at a time


def batches(conversations: Iterable[Conversation]) -> Iterator[list[Conversation]]:
    """A contact's conversations in batches that fit in memory; whoever writes to more people than one holds is bulk."""
    batch: list[Conversation] = []
    size = 0
    for one in conversations:
        batch.append(one)
        size += sum(len(turn.message.text) for turn in one.turns)
        if len(batch) >= _BATCH or size >= _BATCH_TEXT:
            yield batch
            batch, size = [], 0
    yield batch
