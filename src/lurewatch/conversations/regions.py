"""Which parts of a text are not its author's own words of today."""

from dataclasses import replace
from functools import lru_cache

from lurewatch.conversations.footers import SHORTEST_WITH_NOTICE, footers
from lurewatch.conversations.quoted import quoted
from lurewatch.conversations.signature import signature
from lurewatch.conversations.unmarked import unmarked
from lurewatch.model.conversation import Conversation, Region
from lurewatch.model.message import Message

_SHORTEST = 20
_LINE = 40  # characters between two quotations below which no notice is looked for
_SMALL = 64 << 10  # characters; longer texts are looked at again, so that few of them cannot fill the memory
_LAST = 5  # a signature stands near the end: spans between quotations that are looked at for one


def regions(text: str) -> tuple[Region, ...]:
    """The quoted replies, forwarded messages, legal footers and signatures of a text, in order and not overlapping.

    Spans count code points of the text, which is not changed. A text of one line has none: nothing in it could be told
    apart. The text's own words come first where there are any: a text is never wholly a signature or a footer.
    """
    if len(text) < _SHORTEST or "\n" not in text:
        return ()
    return _remembered(text) if len(text) <= _SMALL else _regions(text)


def _regions(text: str) -> tuple[Region, ...]:
    found = quoted(text) if ">" in text or ":" in text or "--" in text else []
    if len(text) >= SHORTEST_WITH_NOTICE:
        spans = [span for span in _between(found, len(text)) if span[1] - span[0] >= _LINE]
        found = found + [notice for start, end in spans for notice in footers(text, start, end)]
    signatures = [signature(text, start, end) for start, end in _between(found, len(text))[-_LAST:]]
    found = found + [region for region in signatures if region is not None]
    return tuple(sorted(found, key=_start)) if found else ()


# One mail to five of ours is five conversations, one after the other, and the same text.
_remembered = lru_cache(maxsize=64)(_regions)


def marked(conversation: Conversation) -> Conversation:
    """A conversation that came without regions, with those of each message."""
    turns = tuple(turn._replace(regions=regions(turn.message.text)) for turn in conversation.turns)
    return replace(conversation, turns=turns)


def regions_of(message: Message) -> tuple[Region, ...]:
    """The regions of a message's text; one that was forwarded with a mark before each line is read without them."""
    if not message.is_inline:
        return regions(message.text)
    copy = unmarked(message.text)
    return tuple(Region(one.kind, copy.origin(one.start), copy.end(one.end)) for one in regions(copy.text))


def _start(region: Region) -> int:
    return region.start


def _between(found: list[Region], length: int) -> list[tuple[int, int]]:
    """The spans that no region takes yet."""
    if not found:
        return [(0, length)]
    ordered = sorted(found, key=_start)
    edges = [0, *(edge for region in ordered for edge in (region.start, region.end)), length]
    return [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2) if edges[i + 1] > edges[i]]
