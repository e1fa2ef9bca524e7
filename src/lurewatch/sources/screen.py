"""A screenshot as messages: a chat in bubbles, or else whatever text a window shows."""

import hashlib
from collections.abc import Iterator, Sequence

from lurewatch.model.export import Export
from lurewatch.model.gap import Gap
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.opened import Opened
from lurewatch.sources.pasted_messages import pasted_items
from lurewatch.sources.pasted_time import times_of
from lurewatch.sources.pasted_turn import PastedTurn
from lurewatch.sources.picture_file import picture_of
from lurewatch.sources.screen_areas import areas_of
from lurewatch.sources.screen_chat import Chat, chat_of
from lurewatch.sources.screen_lines import lines_as_read
from lurewatch.sources.screen_page import page_turns
from lurewatch.sources.screen_words import Word, words_of
from lurewatch.text import handles

_PLACES = 8
_NO_ADDRESS = "a picture shows a name and no address; ask for the chat's export, or the mail itself"
_NO_NAME = "no name could be told in its bar; read as from somebody unknown; ask for the chat's export"


def screen_items(opened: Opened, limits: Limits) -> Iterator[Item]:
    """The messages that a picture shows, and what could not be read or told of them."""
    picture = picture_of(opened, limits)
    if picture.pixels is None:
        yield Gap("a picture", opened.source, picture.fault)
        return
    areas = areas_of(picture.pixels)
    read = words_of(areas.letters, limits.picture_seconds)
    if not read.words:
        yield Gap("a picture", opened.source, read.fault or "no words in it that could be read; look at it")
        return
    height, width, _ = picture.pixels.shape
    chat = chat_of(read.words, areas, width, height)
    if chat.turns:
        yield from _chat_items(opened.source, chat)
    else:
        yield from _page_items(opened.source, read.words, areas.bar, chat.contact)


def _chat_items(source: str, chat: Chat) -> Iterator[Item]:
    contact = handles.handle_of(chat.contact) if chat.contact else handles.NOBODY
    times = times_of([PastedTurn("", 0, 0, turn.stamp, turn.day) for turn in chat.turns])
    thread = _hash(*(turn.text for turn in chat.turns))
    yield Export(source, (handles.RECEIVER,))
    for number, (turn, sent) in enumerate(zip(chat.turns, times.sent, strict=True)):
        author, other = (handles.RECEIVER, contact) if turn.is_ours else (contact, handles.RECEIVER)
        yield Message(
            id=_hash(author.key, turn.stamp, turn.text),
            author=author,
            recipients=(other,),
            text=turn.text,
            channel=Channel.CHAT,
            place=Place(source, number),
            sent_at=sent,
            local_time=f"{turn.day} {turn.stamp}".strip(),
            thread=thread,
        )
        unsure = [place for place, word in enumerate(turn.words, start=1) if not word.is_sure]
        if unsure:
            yield _unsure(str(Place(source, number)), "word", unsure, len(turn.words))
    yield Gap("who wrote its messages", source, _NO_ADDRESS if chat.contact else _NO_NAME)
    yield from times.gaps(source)


def _page_items(source: str, words: Sequence[Word], bar: int, contact: str) -> Iterator[Item]:
    """A page without bubbles, read as if its text had been copied; of its bar, the contact's name is known."""
    lines = [line for line in lines_as_read(words) if line.middle >= bar]
    if not lines:
        yield Gap("a picture", source, "no words in it but a title; look at it")
        return
    text, turns = page_turns(lines, max(line.right for line in lines))
    yield from pasted_items(source, text, turns, contact)
    unsure = [number for number, line in enumerate(lines, start=1) if not all(word.is_sure for word in line.words)]
    if unsure:
        count = sum(not word.is_sure for line in lines for word in line.words)
        yield _unsure(source, "line", unsure, sum(len(line.words) for line in lines), count)


def _unsure(where: str, kind: str, places: list[int], of: int, count: int = 0) -> Gap:
    """The gap for words that tesseract is not sure of: how many, and where."""
    shown = ", ".join(map(str, places[:_PLACES])) + (" ..." if len(places) > _PLACES else "")
    named = f"{kind}{'s' if len(places) > 1 else ''} {shown}"
    return Gap(
        "part of a message", where, f"{count or len(places)} of {of} words were read unsurely ({named}); look at it"
    )


def _hash(*parts: str) -> str:
    return hashlib.blake2b("\n".join(parts).encode("utf-8", "replace"), digest_size=12).hexdigest()
