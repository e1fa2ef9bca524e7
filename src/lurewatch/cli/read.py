"""What was read, put together where a folder holds many files of one kind."""

from collections.abc import Iterable
from pathlib import PurePath

from lurewatch.model.source_read import SourceRead

_MANY = 4


def together(sources: Iterable[SourceRead]) -> list[SourceRead]:
    """The sources in order; four or more files of one kind in one folder are told as one."""
    kinds: dict[tuple[str, str], list[SourceRead]] = {}
    for one in sources:
        kinds.setdefault((str(PurePath(one.source).parent), one.kind), []).append(one)
    found: list[SourceRead] = []
    for (folder, kind), files in kinds.items():
        found += [_sum(folder, kind, files)] if len(files) >= _MANY else files
    return found


def _sum(folder: str, kind: str, files: list[SourceRead]) -> SourceRead:
    messages, gaps = sum(one.messages for one in files), sum(one.gaps for one in files)
    return SourceRead(f"{folder} ({len(files):,} files)", kind, messages, gaps)
