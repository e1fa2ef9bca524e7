"""Changes to binary formats: numbers, and blocks moved or copied."""

from random import Random

_NUMBERS = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFE, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)
_BLOCKS = (4, 8, 64, 128, 512)


def is_binary(data: bytes) -> bool:
    """Whether it is no text."""
    return b"\x00" in data[:512]


def changed(data: bytes, random: Random) -> bytes:
    """A number set, moved by a little or taken from elsewhere; or a block put over another, taken out or doubled."""
    if len(data) < 8:
        return data
    match random.randrange(6):
        case 0:
            return _with_number(data, random, random.choice(_NUMBERS))
        case 1:
            size, at = _place(data, random)
            number = int.from_bytes(data[at : at + size], "little") + random.choice((-16, -2, -1, 1, 2, 16, 512))
            return data[:at] + (number % (1 << 8 * size)).to_bytes(size, "little") + data[at + size :]
        case 2:
            size, at = _place(data, random)
            return _with_number(data, random, int.from_bytes(data[at : at + size], "little"))
        case _:
            return _with_block(data, random)


def _place(data: bytes, random: Random) -> tuple[int, int]:
    """The size of a number, and where one may stand."""
    size = random.choice((1, 2, 4, 4, 8))
    return size, random.randrange((len(data) - size) // 2 + 1) * 2


def _with_number(data: bytes, random: Random, number: int) -> bytes:
    size, at = _place(data, random)
    return data[:at] + (number % (1 << 8 * size)).to_bytes(size, "little") + data[at + size :]


def _with_block(data: bytes, random: Random) -> bytes:
    size = random.choice(_BLOCKS)
    blocks = [data[at : at + size] for at in range(0, len(data), size)]
    at, other = random.randrange(len(blocks)), random.randrange(len(blocks))
    match random.randrange(4):
        case 0:
            blocks[at] = blocks[other]
        case 1:
            blocks[at], blocks[other] = blocks[other], blocks[at]
        case 2:
            del blocks[at]
        case _:
            blocks.insert(at, blocks[other])
    return b"".join(blocks)
