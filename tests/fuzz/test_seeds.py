"""Every reader is fuzzed, from seeds that it reads."""

import io
from pathlib import Path

import pytest
from fuzz.canary import CANARY
from fuzz.targets import TARGETS, name_of

import lurewatch.sources.readers
from lurewatch.model.conversation import Conversation
from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.sources.catalogue import READERS
from lurewatch.sources.interface import Limits, Reader
from lurewatch.sources.opened import Opened
from lurewatch.sources.sniff import Head

FILES = sorted(Path(lurewatch.sources.readers.__path__[0]).glob("[a-z]*.py"))
SILENT = {"linkedin_connections"}  # readers that give no messages


def texts(found: object) -> list[str]:
    """The texts of a message or of a conversation."""
    if isinstance(found, Conversation):
        return [turn.message.text for turn in found.turns]
    return [found.text] if isinstance(found, Message) else []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_readers(path: Path) -> None:
    """Each file of `sources/readers` is a target with seeds: a new reader needs a few in `fuzz/seeds`."""
    assert path.stem in TARGETS
    assert len(TARGETS[path.stem].seeds) >= 2


@pytest.mark.parametrize("reader", READERS, ids=name_of)
def test_what_a_reader_makes_of_its_seeds(reader: Reader) -> None:
    """It recognises nearly all of them, and a message in them says the canary: the fuzzer begins inside the format."""
    seeds = TARGETS[name_of(reader)].seeds
    recognised = [seed for seed in seeds if reader.recognises(Head(seed))]
    assert len(recognised) >= 0.75 * len(seeds)
    found = [one for seed in recognised for one in reader.read(Opened("some.file", io.BytesIO(seed)), Limits())]
    said = [text for one in found for text in texts(one)]
    assert name_of(reader) in SILENT or any(CANARY in text for text in said)


@pytest.mark.parametrize("reader", READERS, ids=name_of)
def test_gaps_of_seeds(reader: Reader) -> None:
    """None has as much as three words of a message in it."""
    words = CANARY.split()
    pieces = [" ".join(words[at : at + 3]) for at in range(len(words) - 2)]
    for seed in TARGETS[name_of(reader)].seeds:
        for gap in reader.read(Opened("some.file", io.BytesIO(seed)), Limits()):
            if isinstance(gap, Gap):
                assert not any(piece in f"{gap.what} {gap.where} {gap.why}" for piece in pieces)
