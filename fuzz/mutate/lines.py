"""Changes to what is made of lines: mail, tables, chats as text."""

from random import Random

_ODD = (
    b"\r\n", b"\n", b"\n\n", b"\x00", b'"', b'""', b",", b": ", b"> ", b"--", b"\t", b"\xe2\x80\xae", b"\xef\xbb\xbf",
    b"\xe2\x80\x8e", b"\xff", b"=?utf-8?b?=?=", b"<", b"From ", b"\xc2\xa0", b"\xe2\x80\xa8", b"99999999999999999999",
)  # fmt: skip


def changed(data: bytes, random: Random) -> bytes:
    """Lines taken out, moved, doubled, repeated, joined or cut, or a word or an odd sign put in."""
    lines = data.splitlines(keepends=True) or [b""]
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    line = lines[at]
    match random.randrange(8):
        case 0:
            del lines[at]
        case 1:
            lines.insert(other, line)
        case 2:
            lines[at], lines[other] = lines[other], line
        case 3:
            lines[at] = line * random.choice((2, 3, 30))
        case 4:
            lines[at] = line.rstrip(b"\r\n")
        case 5:
            lines[at] = line[: random.randrange(len(line) + 1)]
        case 6:
            lines[at] = _with_word_of(lines[other], line, random)
        case _:
            place = random.randrange(len(line) + 1)
            lines[at] = line[:place] + random.choice(_ODD) + line[place:]
    return b"".join(lines)


def _with_word_of(other: bytes, line: bytes, random: Random) -> bytes:
    """A line of which one word is replaced by another line's."""
    words, others = line.split(b" "), other.split(b" ")
    words[random.randrange(len(words))] = random.choice(others)
    return b" ".join(words)
