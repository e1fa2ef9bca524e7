"""What goes from one process to another."""

import io

from tests.linking.made import ASSESSOR, sent

from lurewatch.linking.columns import Columns
from lurewatch.linking.frames import joined, parted, receive, send
from lurewatch.linking.hint import Hint
from lurewatch.linking.looked import looked, read_back, written
from lurewatch.linking.outline import outline
from lurewatch.linking.part import packed, unpacked
from lurewatch.linking.rarity import SLICES, Rarity

MAIL = [sent(n, f"Word{n} about the pump, call +44 7700 900 73{n}.\n\u00e4", name=f"N{n}") for n in range(3)]


def test_frames() -> None:
    """Frames come as they went, empty ones too; after the last there is none."""
    pipe = io.BytesIO()
    for one in (b"", b"x" * 100_000):
        send(pipe, one)
    pipe.seek(0)
    assert [receive(pipe), receive(pipe), receive(pipe)] == [b"", b"x" * 100_000, None]


def test_a_frame_cut_off() -> None:
    """A frame of which the end is missing is none."""
    assert receive(io.BytesIO((5).to_bytes(8, "big") + b"four")) is None


def test_pieces() -> None:
    """Pieces come as they went, whatever is in them."""
    pieces = [b"", b"\n", b"\x00\r\n" * 3]
    assert list(parted(joined(pieces))) == pieces
    assert list(parted(joined([]))) == []


def test_columns_in_parts() -> None:
    """Columns taken over from elsewhere are those that would have been counted here."""
    here, there, both = (Columns(Rarity(), Hint(ASSESSOR.weights.words)) for _ in range(3))
    for one in MAIL:
        here.add(outline(one))
    for some in (MAIL[:1], MAIL[1:], []):
        for one in some:
            there.add(outline(one))
        both.take(unpacked(packed(there.part([one.id for one in some]))))
    for at in range(SLICES):
        both.rarity.add(at, there.rarity.slice(at))
    both.rarity.conversations = there.rarity.conversations
    assert (both.people, both.parties, both.marks) == (here.people, here.parties, here.marks)
    assert both.hints().tolist() == here.hints().tolist()
    assert sorted(zip(*(one.tolist() for one in both.values()), strict=True)) == sorted(
        zip(*(one.tolist() for one in here.values()), strict=True)
    )
    assert both.wordings().hashes.tolist() == here.wordings().hashes.tolist()
    assert both.wordings().ends.tolist() == here.wordings().ends.tolist()
    assert both.rarity.here(here.wordings().hashes).tolist() == here.rarity.here(here.wordings().hashes).tolist()
    assert both.rarity.population == here.rarity.population


def test_what_was_looked_at() -> None:
    """A conversation looked at comes as it went."""
    for one in MAIL:
        seen = looked(one, ASSESSOR.assess(one))
        assert read_back(written(seen)) == seen
