"""One day's file of a Slack export that was taken out of it: messages without the names of their people and channel."""

import re
from collections.abc import Iterator

from lurewatch.model.gap import Gap
from lurewatch.sources.chat_batches import batches_of
from lurewatch.sources.chat_circle import Circle
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.opened import Opened
from lurewatch.sources.slack_messages import SlackMessages
from lurewatch.sources.slack_people import People
from lurewatch.sources.sniff import Head

_MARKS = (re.compile(rb'"type"\s*:\s*"message"'), re.compile(rb'"ts"\s*:\s*"\d'))


class SlackDay:
    """Reads lists of Slack messages."""

    kind = "Slack messages (one file)"

    def recognises(self, head: Head) -> bool:
        """Whether it is a list of which one of the first entries is a Slack message."""
        return head.is_list and all(mark.search(head.data) for mark in _MARKS)

    def read(self, opened: Opened, limits: Limits) -> Iterator[Item]:
        """The messages in the order of the file, as to all who write in it."""
        messages, circle = SlackMessages(People(), limits), Circle((), limits.recipients)
        channel = opened.source.rpartition("/")[0].rpartition("/")[2] or opened.source
        for found in batches_of(opened, limits):
            if isinstance(found, Gap):
                yield found
            else:
                yield from messages.messages(found.values, found.at, channel, circle)
        yield Gap("names", opened.source, "its users.json is not beside it; name the whole export to have them")
        yield from messages.tally.told(opened.source)
        yield from circle.told(opened.source)
