"""Compound files for tests, written from nested folders of bytes; [MS-CFB] describes them, olefile reads them."""

import struct
from collections.abc import Mapping
from typing import TypeAlias

Folder: TypeAlias = "Mapping[str, bytes | Folder]"
SECTOR, MINI, SMALL = 512, 64, 4096
END, FREE, TABLE, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_ENTRY = struct.Struct("<64sHBBLLL16sLQQLQ")


def compound(folder: Folder) -> bytes:
    """A compound file (version 3) of these storages and streams."""
    return _Writer(folder).written()


class _Writer:
    def __init__(self, folder: Folder) -> None:
        self.sectors: list[bytes] = []
        self.chains: list[int] = []
        self.minis = bytearray()
        self.mini_chains: list[int] = []
        self.entries: list[list[object]] = [["Root Entry", 5, NONE, NONE, NONE, END, 0]]
        self.entries[0][4] = self._inside(folder)

    def written(self) -> bytes:
        """Lays out the small sectors, the entries and the tables, and the header before all of them."""
        root_size = len(self.minis)
        self.entries[0][5], self.entries[0][6] = self._stream(bytes(self.minis)) if root_size else END, root_size
        table = b"".join(struct.pack("<L", number) for number in self.mini_chains)
        mini_start = self._stream(table, fill=b"\xff") if table else END
        minis = -(-len(table) // SECTOR)
        directory = self._stream(b"".join(map(_packed, self.entries)))
        tables = 1
        while tables * (SECTOR // 4) < len(self.sectors) + tables:
            tables += 1
        assert tables <= 109
        first = len(self.sectors)
        chains = self.chains + [TABLE] * tables
        chains += [FREE] * (tables * (SECTOR // 4) - len(chains))
        listed = [*range(first, first + tables), *([FREE] * (109 - tables))]
        header = struct.pack(
            "<8s16sHHHHH6xLLLLLLLLL", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, tables,
            directory, 0, SMALL, mini_start, minis, END, 0,
        )  # fmt: skip
        return (
            header + struct.pack("<109L", *listed) + b"".join(self.sectors) + struct.pack(f"<{len(chains)}L", *chains)
        )

    def _inside(self, folder: Folder) -> int:
        """Writes what a storage holds, each entry the right neighbour of the one before; gives the first's number."""
        first = before = NONE
        for name, content in sorted(folder.items(), key=lambda item: (len(item[0]), item[0].upper())):
            number = len(self.entries)
            entry: list[object] = [name, 1, NONE, NONE, NONE, 0, 0]
            self.entries.append(entry)
            if isinstance(content, bytes):
                entry[1], entry[6] = 2, len(content)
                entry[5] = self._mini(content) if len(content) < SMALL else self._stream(content)
            else:
                entry[4] = self._inside(content)
            if before == NONE:
                first = number
            else:
                self.entries[before][3] = number
            before = number
        return first

    def _stream(self, data: bytes, fill: bytes = b"\0") -> int:
        start = len(self.sectors)
        for at in range(0, len(data), SECTOR):
            self.sectors.append(data[at : at + SECTOR].ljust(SECTOR, fill))
            self.chains.append(len(self.sectors))
        self.chains[-1] = END
        return start

    def _mini(self, data: bytes) -> int:
        if not data:
            return END
        start = len(self.mini_chains)
        for at in range(0, len(data), MINI):
            self.minis += data[at : at + MINI].ljust(MINI, b"\0")
            self.mini_chains.append(len(self.mini_chains) + 1)
        self.mini_chains[-1] = END
        return start


def _packed(entry: list[object]) -> bytes:
    name, kind, left, right, below, start, size = entry
    written = str(name).encode("utf-16-le")
    return _ENTRY.pack(written, len(written) + 2, kind, 1, left, right, below, b"", 0, 0, 0, start, size)
