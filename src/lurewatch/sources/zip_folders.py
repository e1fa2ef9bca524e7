"""The folders in a zip archive, for formats of several files that need each other."""

import zipfile
from collections.abc import Callable, Iterable, Iterator

from lurewatch.model.gap import Gap
from lurewatch.sources.naming import printable
from lurewatch.sources.opened import Opened

_DEEPEST = 16  # folders in folders; members below are read by themselves
Open = Callable[[zipfile.ZipInfo], Iterator[Opened | Gap]]


class ZipTree:
    """The members of an archive by the folder in which they lie (its path; empty for the archive itself)."""

    def __init__(self, infos: Iterable[zipfile.ZipInfo]) -> None:
        self.files: dict[str, dict[str, zipfile.ZipInfo]] = {}
        self.folders: dict[str, set[str]] = {}
        for info in infos:
            folder, _, name = info.filename.rpartition("/")
            if folder.count("/") < _DEEPEST:
                self.files.setdefault(folder, {})[name] = info
                self._note(folder)

    def _note(self, folder: str) -> None:
        """Enters a folder into those above it."""
        while folder:
            above, _, name = folder.rpartition("/")
            known = self.folders.setdefault(above, set())
            if name in known:
                return
            known.add(name)
            folder = above

    def __iter__(self) -> Iterator[str]:
        """The paths of all folders, those above first."""
        return iter(sorted(self.files.keys() | self.folders.keys()))

    def names(self, folder: str) -> frozenset[str]:
        """What lies directly in a folder."""
        return frozenset(self.files.get(folder, {})) | self.folders.get(folder, frozenset())


class ZipFolder:
    """A folder in an archive whose files need each other; `opening` gives a member, and the gaps there are with it."""

    def __init__(self, tree: ZipTree, path: str, source: str, opening: Open) -> None:
        self.source = f"{source}/{printable(path)}" if path else source
        self.names = tree.names(path)
        self.folders = frozenset(tree.folders.get(path, ()))
        self.taken: set[str] = set()
        self._tree = tree
        self._prefix = f"{path}/" if path else ""
        self._opening = opening

    def take(self, *names: str) -> None:
        """See Folder.take; `taken` holds paths in the archive."""
        self.taken.update(self._prefix + name for name in names)

    def each(self, inside: str, wanted: Callable[[str], bool]) -> Iterator[Opened | Gap]:
        """See Folder.each."""
        files = self._tree.files.get(self._prefix + inside if inside else self._prefix.rstrip("/"), {})
        for name in sorted(filter(wanted, files)):
            yield from self._opening(files[name])


def is_within(member: str, taken: set[str]) -> bool:
    """Whether a path, or a folder above it, is among those taken."""
    if not taken:
        return False
    parts = member.split("/", _DEEPEST + 1)
    return any("/".join(parts[:size]) in taken for size in range(1, len(parts) + 1))
