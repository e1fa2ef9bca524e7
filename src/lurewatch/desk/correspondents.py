"""Who takes part in a message, as it is held against the skip-lists."""

from collections.abc import Iterable

from lurewatch.model.message import Message
from lurewatch.sources.correspondents import correspondents
from lurewatch.text.addresses import normal_address


def correspondents_of(message: Message) -> Iterable[str]:
    """The addresses and lists that a message names, in normal form, as they are held against the skip-lists."""
    for handle in (message.author, *message.recipients):
        yield normal_address(handle.value)
    for name in ("reply-to", "sender", "return-path", "list-id"):
        if value := message.headers.get(name):
            yield from correspondents(f"{name}: {value}\n".encode("utf-8", "replace"))
