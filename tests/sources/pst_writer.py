"""Outlook data files (.pst, Unicode, not encoded) for tests; [MS-PST] describes them, libpff reads them.

Blocks lie one after the other behind the header, then the pages of two B-trees: nodes by number, blocks by number. A
node is a heap of properties or a table of rows; what is large lies in nodes below it.
"""

import struct
import zlib
from dataclasses import dataclass, field

from tests.sources.mapi_made import File, Outlook, Value, kind_and_bytes

from lurewatch.sources.mapi_properties import Kind, Tag

BLOCK, PAGE = 8176, 512
STORE, NAMES, ROOT = 0x21, 0x61, 0x122
FOLDER, MESSAGE, ATTACHMENT, LARGE = 0x02, 0x04, 0x05, 0x1F  # kinds of nodes, the low five bits of their numbers
HIERARCHY, CONTENTS, ASSOCIATED = 0x0D, 0x0E, 0x0F
RECIPIENTS, ATTACHMENTS = 0x692, 0x671
_IN_HEAP = 3_580
_BOOLEAN = 0x000B
_ROW_ID, _ROW_VERSION = (0x67F2, Kind.NUMBER), (0x67F3, Kind.NUMBER)

Row = dict[tuple[int, int], bytes]
Sub = dict[int, tuple[int, int]]  # node's number to its data and what is below it


def pst(*folders: tuple[str, list[Outlook]]) -> bytes:
    """A .pst of folders, all of them below the root, with their messages."""
    return _Writer().written(folders)


@dataclass
class _Writer:
    blocks: dict[int, tuple[int, int]] = field(default_factory=dict)  # number to place and size
    nodes: dict[int, tuple[int, int, int]] = field(default_factory=dict)  # data, below, parent
    out: bytearray = field(default_factory=lambda: bytearray(564).ljust(1024, b"\0"))
    next_block: int = 4
    next_node: int = 0x400

    def written(self, folders: tuple[tuple[str, list[Outlook]], ...]) -> bytes:
        """Writes everything; the header comes last, since it says where all is."""
        self.node(STORE, self.properties({0x3001: "Test", 0x0FF9: b"\1" * 16, 0x35E0: _entry_id(ROOT)}), 0)
        self.node(
            NAMES, self.properties({1: 251, 2: b"\1" * 16, 3: struct.pack("<LHH", 0x8501, 6, 0), 4: b"\0" * 4}), 0
        )
        below = []
        for name, messages in folders:
            number = self.number(FOLDER)
            below.append(number)
            self.folder(number, name, messages)
        self.folder(ROOT, "", [], below)
        return self.closed()

    def folder(self, number: int, name: str, messages: list[Outlook], below: list[int] | None = None) -> None:
        """A folder and its three tables."""
        inside = [self.message(one, number) for one in messages]
        counts: dict[int, Value] = {0x3001: name, 0x3602: len(inside), 0x3603: 0}
        self.node(number, self.properties(counts), ROOT)
        base = number & ~0x1F
        self.node(base | HIERARCHY, self.table(below or []), 0)
        self.node(base | CONTENTS, self.table(inside), 0)
        self.node(base | ASSOCIATED, self.table([]), 0)

    def message(self, one: Outlook, parent: int) -> int:
        """A message as a node of its own; gives its number."""
        number = self.number(MESSAGE)
        self.node(number, self.content(one), parent)
        return number

    def content(self, one: Outlook) -> tuple[int, int]:
        """A message's properties, and below them its recipients and what is attached."""
        sub: Sub = {}
        rows = [{(tag, kind): data for tag, (kind, data) in _coded(row).items()} for row in one.recipients]
        sub[RECIPIENTS] = self.table(list(range(len(rows))), rows)
        inside: list[File | Outlook] = [*one.files, *one.messages]
        attached = [self.attachment(file) for file in inside]
        numbers = [self.number(ATTACHMENT) for _ in attached]
        sub |= dict(zip(numbers, attached, strict=True))
        if numbers:
            sub[ATTACHMENTS] = self.table(numbers)
        return self.properties(one.properties, sub)

    def attachment(self, one: File | Outlook) -> tuple[int, int]:
        """A file, or a message in a node below."""
        if isinstance(one, File):
            return self.properties({0x3705: 1, 0x0E20: len(one.data), **one.properties()})
        number = self.number(MESSAGE)
        values = _coded({0x3705: 5, 0x0E20: 0, Tag.DISPLAY_NAME: "A question"})
        values[Tag.ATTACH_DATA] = (Kind.OBJECT, struct.pack("<LL", number, 100))
        return self.heap_of(values, {number: self.content(one)})

    def properties(self, values: dict[int, Value], sub: Sub | None = None) -> tuple[int, int]:
        """Properties as a heap, with what is too large for it below."""
        return self.heap_of(_coded(values), {} if sub is None else sub)

    def heap_of(self, values: dict[int, tuple[int, bytes]], sub: Sub) -> tuple[int, int]:
        """Coded properties as a heap."""
        heap = _Heap(0xBC)
        tree = heap.add(b"")  # its place is known before what it holds
        records = []
        for tag, (kind, data) in sorted(values.items()):
            records.append(struct.pack("<HH", tag, kind) + self.value(kind, data, heap, sub))
        heap.items[0] = struct.pack("<BBBBL", 0xB5, 2, 6, 0, heap.add(b"".join(records)))
        return self.block(heap.written(tree)), self.below(sub)

    def value(self, kind: int, data: bytes, heap: "_Heap", sub: Sub) -> bytes:
        """A value of four bytes, or where it lies."""
        if kind in (Kind.NUMBER, _BOOLEAN):
            return data.ljust(4, b"\0")
        if len(data) <= _IN_HEAP and heap.size + len(data) < 7_000:
            return struct.pack("<L", heap.add(data) if data else 0)
        number = self.number(LARGE)
        sub[number] = (self.data(data), 0)
        return struct.pack("<L", number)

    def table(self, numbers: list[int], rows: list[Row] | None = None) -> tuple[int, int]:
        """A table with a row for each number, its cells in order of size; large cells are not written here."""
        columns = sorted({_ROW_ID, _ROW_VERSION}.union(*(row.keys() for row in rows or [])))
        fixed = [one for one in columns if one not in (_ROW_ID, _ROW_VERSION)]
        columns = [_ROW_ID, _ROW_VERSION, *[one for one in fixed if one[1] != Kind.TIME]]
        bitmap = 4 * len(columns)
        width = bitmap + -(-len(columns) // 8)
        heap = _Heap(0x7C)
        info = heap.add(b"")
        lines = [
            _line(columns, {_ROW_ID: struct.pack("<L", n), _ROW_VERSION: b"\1\0\0\0", **row}, heap)
            for n, row in zip(numbers, rows or [{} for _ in numbers], strict=True)
        ]
        index = b"".join(struct.pack("<LL", number, at) for at, number in enumerate(numbers))
        tree = heap.add(struct.pack("<BBBBL", 0xB5, 4, 4, 0, heap.add(index) if index else 0))
        described = b"".join(struct.pack("<HHHBB", kind, tag, 4 * at, 4, at) for at, (tag, kind) in enumerate(columns))
        place = heap.add(b"".join(lines)) if lines else 0
        ends = (bitmap, bitmap, bitmap, width)
        heap.items[0] = struct.pack("<BB4HLLL", 0x7C, len(columns), *ends, tree, place, 0) + described
        return self.block(heap.written(info)), 0

    def number(self, kind: int) -> int:
        """A new node's number."""
        self.next_node += 1
        return self.next_node << 5 | kind

    def node(self, number: int, content: tuple[int, int], parent: int) -> None:
        """Enters a node."""
        self.nodes[number] = (*content, parent)

    def below(self, sub: Sub) -> int:
        """The list of nodes below one; 0 for none."""
        if not sub:
            return 0
        entries = b"".join(struct.pack("<QQQ", number, *content) for number, content in sorted(sub.items()))
        return self.block(struct.pack("<BBHL", 2, 0, len(sub), 0) + entries, is_internal=True)

    def data(self, data: bytes) -> int:
        """Data in one block, or in several under a list of them."""
        if len(data) <= BLOCK:
            return self.block(data)
        blocks = [self.block(data[at : at + BLOCK]) for at in range(0, len(data), BLOCK)]
        head = struct.pack("<BBHL", 1, 1, len(blocks), len(data))
        return self.block(head + struct.pack(f"<{len(blocks)}Q", *blocks), is_internal=True)

    def block(self, data: bytes, is_internal: bool = False) -> int:
        """A block with its trailer."""
        number = self.next_block | (2 if is_internal else 0)
        self.next_block += 4
        place = len(self.out)
        size = -(-(len(data) + 16) // 64) * 64
        assert len(data) <= BLOCK
        trailer = struct.pack("<HHLQ", len(data), _signature(place, number), _crc(data), number)
        self.out += data.ljust(size - 16, b"\0") + trailer
        self.blocks[number] = (place, len(data))
        return number

    def closed(self) -> bytes:
        """The B-trees and the header."""
        nodes = [
            (number, struct.pack("<QQQLL", number, data, below, parent, 0))
            for number, (data, below, parent) in sorted(self.nodes.items())
        ]
        blocks = [
            (number, struct.pack("<QQHHL", number, place, size, 2, 0))
            for number, (place, size) in sorted(self.blocks.items())
        ]
        self.out += b"\0" * (-len(self.out) % PAGE)
        node_tree, block_tree = self.tree(nodes, 0x81), self.tree(blocks, 0x80)
        root = struct.pack("<LQQQQQQQQBBH", 0, len(self.out), 0, 0, 0, *node_tree, *block_tree, 2, 0, 0)
        client = struct.pack("<HHHBBLLQQL128xQ", 0x4D53, 23, 19, 1, 1, 0, 0, 0, self.next_block, 1, 0)
        maps = b"\xff" * 256 + struct.pack("<BBHQ", 0x80, 0, 0, self.next_block)
        rest = client + root + b"\0" * 4 + maps
        header = b"!BDN" + struct.pack("<L", _crc(rest[:471])) + rest + struct.pack("<L", _crc(rest[:516]))
        self.out[: len(header)] = header
        return bytes(self.out)

    def tree(self, entries: list[tuple[int, bytes]], kind: int, level: int = 0) -> tuple[int, int]:
        """A B-tree, from its leaves up; gives the number and the place of its root."""
        most = 488 // len(entries[0][1])
        pages = []
        for at in range(0, len(entries), most):
            part = entries[at : at + most]
            pages.append((part[0][0], *self.page(b"".join(data for _, data in part), len(part), (kind, level))))
        if len(pages) == 1:
            return pages[0][1:]
        above = [(key, struct.pack("<QQQ", key, number, place)) for key, number, place in pages]
        return self.tree(above, kind, level + 1)

    def page(self, entries: bytes, count: int, of: tuple[int, int]) -> tuple[int, int]:
        """A page of a B-tree; gives its number and its place."""
        kind, level = of
        number, place, size = self.next_block, len(self.out), len(entries) // count
        self.next_block += 4
        data = entries.ljust(488, b"\0") + struct.pack("<BBBBL", count, 488 // size, size, level, 0)
        self.out += data + struct.pack("<BBHLQ", kind, kind, _signature(place, number), _crc(data), number)
        return number, place


@dataclass
class _Heap:
    """A heap: things of a node, each with a number."""

    kind: int
    items: list[bytes] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How much it takes."""
        return sum(map(len, self.items)) + 2 * len(self.items) + 32

    def add(self, data: bytes) -> int:
        """Puts something in; gives its number."""
        self.items.append(data)
        return len(self.items) << 5

    def written(self, root: int) -> bytes:
        """The heap as a block's data."""
        ends = [12]
        for item in self.items:
            ends.append(ends[-1] + len(item))
        at = ends[-1] + ends[-1] % 2
        head = struct.pack("<HBBLL", at, 0xEC, self.kind, root, 0)
        offsets = struct.pack(f"<HH{len(ends)}H", len(self.items), 0, *ends)
        return (head + b"".join(self.items)).ljust(at, b"\0") + offsets


def _line(columns: list[tuple[int, int]], row: Row, heap: _Heap) -> bytes:
    cells, has = [], 0
    for at, column in enumerate(columns):
        data = row.get(column)
        has |= (data is not None) << (8 * -(-len(columns) // 8) - 1 - at)
        is_inline = column[1] in (Kind.NUMBER, _BOOLEAN)
        cells.append(data or b"\0" * 4 if is_inline else struct.pack("<L", heap.add(data) if data else 0))
    return b"".join(cells) + has.to_bytes(-(-len(columns) // 8), "big")


def _coded(values: dict[int, Value]) -> dict[int, tuple[int, bytes]]:
    return {int(tag): kind_and_bytes(value) for tag, value in values.items()}


def _entry_id(number: int) -> bytes:
    return b"\0" * 4 + b"\1" * 16 + struct.pack("<L", number)


def _crc(data: bytes) -> int:
    return zlib.crc32(data, 0xFFFFFFFF) ^ 0xFFFFFFFF


def _signature(place: int, number: int) -> int:
    mixed = (place ^ number) & 0xFFFFFFFF
    return (mixed >> 16) ^ (mixed & 0xFFFF)
