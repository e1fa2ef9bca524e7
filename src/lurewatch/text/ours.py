"""How our person is named in a conversation, as far as its messages show it."""

import re
from collections.abc import Iterator

from lurewatch.model.conversation import Conversation, Side
from lurewatch.model.handle import Platform


def names_of(conversation: Conversation) -> Iterator[str]:
    """Our person's handles, names and parts of them; some may come twice, and short ones are among them."""
    theirs = {handle.key for handle in conversation.contact.handles}
    _, _, person = conversation.person.partition(":")
    if person:
        yield from (person, *re.findall(r"[^\W\d_]+", person.partition("@")[0].rpartition("/")[2]))
    for side, message, _ in conversation.turns:
        ours = (message.author,) if side is Side.PERSON else (*message.recipients, *message.reported_by)
        for handle in ours:
            if handle.key not in theirs:
                yield from (handle.name, *handle.name.split())
                if handle.platform is not Platform.EMAIL:
                    yield handle.value


def pattern_of(names: Iterator[str]) -> re.Pattern[str] | None:
    """What finds any of some names of more than two signs as whole words, the longest first; None without any."""
    known = sorted({name for name in names if len(name) > 2}, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)", re.IGNORECASE) if known else None
