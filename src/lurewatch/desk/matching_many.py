"""Matching of many organisations through two hubs, by files: asking, evaluating, handing in tags, and releasing."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from lurewatch.desk.matching import Material, Where, seen, today
from lurewatch.sharing.matching import frame, many
from lurewatch.sharing.matching.many import Handed
from lurewatch.sharing.matching.partner import held

__all__ = ["asked", "collected", "evaluated", "handed_in"]


def asked(where: Where, material: Material, named: str) -> bytes:
    """The file that asks the key holder about what was seen, for a round."""
    found = seen(material)
    with held(where.folder, where.partner) as book:
        return many.ask(book, found, named, today())


def evaluated(where: Where, file: Path) -> bytes:
    """The key holder's answer to an organisation; BudgetSpent where that has asked as much as was granted."""
    data = frame.bytes_of(file)
    with held(where.folder, where.partner) as book:
        return many.evaluated(book, data, today(), str(file))


def handed_in(where: Where, collector: str, file: Path) -> bytes:
    """The file for the collector, made of the key holder's answer."""
    data = frame.bytes_of(file)
    with held(where.folder, where.partner) as book:
        return many.tags(book, book.beside(collector), data, today(), str(file))


def collected(folder: Path, files: Mapping[str, Path], least: int) -> Sequence[tuple[str, bytes]]:
    """For each organisation by name the file that says which of its items so many have; all files at once."""
    data = {name: frame.bytes_of(path) for name, path in files.items()}
    first = next(iter(files))
    with held(folder, first) as book:
        handed = [Handed(book.beside(name), data[name], str(files[name])) for name in files]
        return list(zip(files, many.released(handed, least, today()), strict=True))
