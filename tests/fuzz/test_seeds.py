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
from lurewatch.sources.interface import Item, Limits
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


def found_in(seed: bytes, name: str) -> list[Item]:
    """What the first reader of a file in `readers` that recognises a seed makes of it; nothing where none does."""
    reader = next((one for one in READERS if name_of(one) == name and one.recognises(Head(seed))), None)
    return [] if reader is None else list(reader.read(Opened("some.file", io.BytesIO(seed)), Limits()))


NAMES = sorted({name_of(reader) for reader in READERS})


@pytest.mark.parametrize("name", NAMES)
def test_what_a_reader_makes_of_its_seeds(name: str) -> None:
    """It recognises nearly all of them, and a message in them says the canary: the fuzzer begins inside the format."""
    seeds = TARGETS[name].seeds
    found = [items for seed in seeds if (items := found_in(seed, name))]
    assert len(found) >= 0.75 * len(seeds)
    said = [text for items in found for one in items for text in texts(one)]
    assert name in SILENT or any(CANARY in text for text in said)


@pytest.mark.parametrize("name", NAMES)
def test_gaps_of_seeds(name: str) -> None:
    """None has as much as three words of a message in it."""
    words = CANARY.split()
    pieces = [" ".join(words[at : at + 3]) for at in range(len(words) - 2)]
    for seed in TARGETS[name].seeds:
        for gap in found_in(seed, name):
            if isinstance(gap, Gap):
                assert not any(piece in f"{gap.what} {gap.where} {gap.why}" for piece in pieces)
