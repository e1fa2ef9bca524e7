"""The mailbox file (mboxrd) and the folder of reported letters."""

import re
from collections.abc import Mapping
from datetime import UTC

from tools.examples.cast import load_lists
from tools.examples.headers import envelope_sender, header_lines
from tools.examples.letters import Letter
from tools.examples.mime import body

FROM_LINE = re.compile(rb"(?m)^(>*From )")
LISTS = load_lists()


def raw(letter: Letter, letters: Mapping[str, Letter]) -> bytes:
    """The letter's bytes with plain line feeds, as a server would store them."""
    attached = {one.letter: raw(letters[one.letter], letters) for one in letter.attach if one.letter}
    part = body(letter, letters, LISTS, attached)
    head = "\n".join(header_lines(letter, letters, LISTS)).encode("ascii")
    return head + b"\n" + bytes(part)


def mbox(letters: Mapping[str, Letter]) -> bytes:
    """All letters that were not reported, in order of time, as one mboxrd file."""
    return b"".join(_entry(letter, letters) for letter in letters.values() if not letter.file)


def reported(letters: Mapping[str, Letter]) -> dict[str, bytes]:
    """The letters that staff reported, by file name; saved with the line ends of the program that saved them."""
    return {letter.file: _saved(letter, letters) for letter in letters.values() if letter.file}


def _entry(letter: Letter, letters: Mapping[str, Letter]) -> bytes:
    when = letter.sent.astimezone(UTC)
    opening = f"From {envelope_sender(letter, LISTS)} {when:%a %b} {when.day:2d} {when:%H:%M:%S %Y}\n"
    return opening.encode("ascii") + FROM_LINE.sub(rb">\1", raw(letter, letters)) + b"\n"


def _saved(letter: Letter, letters: Mapping[str, Letter]) -> bytes:
    whole = raw(letter, letters)
    if letter.by.client != "apple":
        whole = whole.replace(b"\n", b"\r\n")
    return whole[: int(len(whole) * letter.cut)]
