"""Pictures that lie beside a chat: their marks go to the messages that name them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.sources.interface import Folder, Item, Limits
from lurewatch.sources.opened import Opened

_NAMES = (".jpg", ".jpeg", ".png", ".gif")
_BATCH, _BATCH_TEXT = 1_000, 300_000  # items, and characters of theirs, held at once


def with_pictures(items: Iterable[Item], folder: Folder, limits: Limits, *inside: str) -> Iterator[Item]:
    """The items, messages with the marks of their attachments that lie in those folders (empty: in the folder itself).

    So many messages at a time are read before their pictures, so that no picture stands before words where an
    archive's bounds are met.
    """
    left = limits.pictures_beside
    for batch in _batches(items):
        wanted = {name for one in batch if isinstance(one, Message) for name in one.attachments if is_picture(name)}
        marks: dict[str, str] = {}
        for found in _looked_at(folder, inside, wanted, min(left, len(wanted))):
            if isinstance(found, Gap):
                yield found
            else:
                marks |= _mark(found, limits)
        left -= len(marks)
        yield from (_marked(one, marks, limits.pictures) for one in batch)
    if left <= 0:
        why = f"as many as are looked at of one chat ({limits.pictures_beside}); others were not compared"
        yield Gap("pictures", folder.source, why)


def is_picture(name: str) -> bool:
    """Whether a file is a picture by its name."""
    return name.lower().endswith(_NAMES)


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.text) if isinstance(item, Message) else 0
        if len(batch) >= _BATCH or size >= _BATCH_TEXT:
            yield batch
            batch, size = [], 0
    yield batch


def _looked_at(folder: Folder, inside: tuple[str, ...], wanted: set[str], most: int) -> Iterator[Opened | Gap]:
    """So many of the files that messages name, each only to be read before the next is asked for."""
    for one in inside if most > 0 else ():
        for found in folder.each(one, wanted.__contains__):
            yield found
            most -= isinstance(found, Opened)
            if most <= 0:
                return


def _mark(opened: Opened, limits: Limits) -> Mapping[str, str]:
    from lurewatch.sources.picture_marks import mark_of  # noqa: PLC0415  loaded only where there is a picture

    data = opened.stream.read(limits.picture_bytes + 1)
    return {opened.source.rpartition("/")[2]: mark_of(data, limits)}


def _marked(item: Item, marks: Mapping[str, str], most: int) -> Item:
    if not (marks and isinstance(item, Message) and item.attachments):
        return item
    found = dict.fromkeys(filter(None, (marks.get(name) for name in item.attachments)))
    return replace(item, pictures=tuple(found)[:most]) if found else item
