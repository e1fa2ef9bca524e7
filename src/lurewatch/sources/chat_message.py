"""What readers of chats give of one message: it, and what is amiss with it."""

from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.sources.interface import Item


def given(message: Message, length: int, most: int) -> list[Item]:
    """The message, whose text was of this length before it was cut to `most`, and the gaps that it has."""
    items: list[Item] = [message]
    if length > most:
        why = f"longer than {most} characters; the rest not read"
        items.append(Gap("part of a message", str(message.place), why))
    if message.sent_at is None:
        items.append(Gap("the time of a message", str(message.place), "no time that is one; kept without"))
    return items
