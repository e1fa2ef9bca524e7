"""A folder of sketches: what is in it, what goes when, and what is told where it is broken."""

import dataclasses
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.linking.made import APPROACH, from_others, sent
from tests.linking.sketched import DAYS, KEY, OTHER_KEY, TODAY, Kept, sketched

from lurewatch.errors import DefinitionError, UsageError
from lurewatch.linking.columns import numbered, value_of
from lurewatch.linking.kept import change
from lurewatch.linking.kept.folder import Folder, begin
from lurewatch.linking.outline import outline
from lurewatch.linking.sketch import word_pairs
from lurewatch.linking.tokens import tokens

SOME = [*from_others(12), *(sent(n, APPROACH, sender=f"a{n}@house{n}.example", day=n) for n in range(4))]
SKETCHES = [sketched(one) for one in SOME]
_WORD = re.compile(r"[a-z0-9@.-]{4,}")


def files(path: Path) -> dict[str, bytes]:
    """All that lies in a folder."""
    return {one.name: one.read_bytes() for one in path.iterdir()}


def test_nothing_of_the_input_survives(tmp_path: Path) -> None:
    """No word, handle, name or id that went in stands in the folder, nor any number made of one without the key."""
    kept = Kept(tmp_path / "kept", SOME)
    kept.opened().erase([sketched(SOME[0]).person])
    assert not list(leaks(b"".join(files(kept.path).values())))


def test_a_planted_leak() -> None:
    """The search above does find what is there."""
    one = outline(SOME[0])
    assert next(leaks(f"...{one.name}...".encode())) == one.name.lower()
    assert list(leaks(value_of(min(tokens(one))).to_bytes(8, "little")))
    assert list(leaks(word_pairs(outline(SOME[-1]).text).tobytes()))


def leaks(everything: bytes) -> Iterator[object]:
    """What of the conversations stands in some bytes: words, unkeyed numbers of identifying values, of word pairs."""
    for one in SOME:
        seen = outline(one)
        handles = " ".join(f"{handle.value} {handle.name}" for handle in seen.handles)
        written = f"{seen.text} {seen.name} {seen.person} {handles} {seen.organisation}".lower()
        yield from (word for word in set(_WORD.findall(written)) if word.encode() in everything.lower())
        plain = [numbered(seen.person), numbered(seen.id), numbered(seen.party), *map(value_of, tokens(seen))]
        yield from (number for number in plain if number.to_bytes(8, "little") in everything)
        pairs = word_pairs(seen.text)
        if sum(pair.tobytes() in everything for pair in pairs) > len(pairs) // 4:  # four bytes are somewhere by chance
            yield "word pairs"


def test_its_owners_alone(tmp_path: Path) -> None:
    """Nobody but its owner may read the folder or a file in it."""
    kept = Kept(tmp_path / "kept", SOME)
    assert not [one for one in (kept.path, *kept.path.iterdir()) if one.stat().st_mode & 0o077]


def test_its_time_has_come(tmp_path: Path) -> None:
    """On the day on which it goes a sketch and its file are deleted by whoever opens the folder, and counted."""
    kept = Kept(tmp_path / "kept", SOME)
    kept.today += timedelta(days=3)
    kept.add(sent(90, "The pump comes on Tuesday.", day=3))
    kept.today = TODAY + timedelta(days=DAYS - 1)
    assert kept.holds() == len(SOME) + 1
    kept.today = TODAY + timedelta(days=DAYS)
    assert kept.holds() == 1
    assert [(one.day, one.expired, one.erased) for one in kept.opened().contents.deleted] == [
        ("2026-04-01", len(SOME), 0)
    ]
    kept.today += timedelta(days=3)
    assert kept.holds() == 0
    assert sorted(files(kept.path)) == ["lock", "sketches.json"]


def test_fewer_days(tmp_path: Path) -> None:
    """A shorter retention holds for what is there already; a longer one only for what comes."""
    kept = Kept(tmp_path / "kept", SOME)
    kept.opened().keep_days(DAYS + 100)
    kept.today += timedelta(days=DAYS - 8)
    assert kept.holds() == len(SOME)
    kept.opened().keep_days(2)
    assert kept.holds() == 0


def test_a_person_is_erased(tmp_path: Path) -> None:
    """All sketches of one person go, in every file, none of another's, and their number is told."""
    kept = Kept(tmp_path / "kept", SOME)
    kept.today += timedelta(days=20)
    other = sent(0, "Another matter altogether, from somebody else.", sender="x@other.example", day=70)
    kept.add(dataclasses.replace(other, id="other"))
    assert kept.opened().erase([sketched(SOME[12]).person]) == 2
    assert kept.holds() == len(SOME) - 1
    assert kept.opened().erase([sketched(SOME[12]).person]) == 0
    assert not [one for one in kept.opened().segments if sketched(SOME[12]).person in one["person"]]


def test_read_again(tmp_path: Path) -> None:
    """Another reading of the same messages keeps nothing anew, before they go or after: reading prolongs nothing."""
    kept = Kept(tmp_path / "kept", SOME)
    kept.today += timedelta(days=10)
    assert kept.add(*SOME) == 0
    kept.today = TODAY + timedelta(days=DAYS + 5)
    assert kept.holds() == 0
    assert kept.add(*SOME) == 0
    assert kept.holds() == 0


def test_messages_of_many_days(tmp_path: Path) -> None:
    """Whenever it is read, a conversation goes as many days after its last message as are stated."""
    kept = Kept(tmp_path / "kept")
    kept.today += timedelta(days=20)
    kept.add(*(sent(n, f"Message {n} of this sort.", day=2 * n) for n in range(10)))
    for n in range(10):
        assert kept.holds() == 10 - n
        kept.today = TODAY + timedelta(days=DAYS + 2 * n)


def test_gone_on(tmp_path: Path) -> None:
    """A conversation that went on is kept as it is now, and counted once."""
    kept = Kept(tmp_path / "kept", SOME)
    later = sent(0, APPROACH, sender="a0@house0.example", day=25)
    assert kept.add(later) == 1
    assert kept.holds() == len(SOME)


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.lists(st.integers(1, 6), max_size=6))
def test_any_order(tmp_path_factory: pytest.TempPathFactory, random: Random, sizes: list[int]) -> None:
    """In whatever order and parts sketches are added, the same is kept and the same is recalled."""
    kept = Kept(tmp_path_factory.mktemp("kept") / "kept")
    order = random.sample(SKETCHES, len(SKETCHES))
    at = 0
    for size in [*sizes, len(order)]:
        kept.opened().add(order[at : at + size])
        at += size
    assert kept.holds() == len(SKETCHES)
    assert kept.recalled(sent(50, APPROACH, sender="b@new.example", day=9)) == _recalled_at_once(tmp_path_factory)


def _recalled_at_once(tmp_path_factory: pytest.TempPathFactory) -> object:
    kept = Kept(tmp_path_factory.mktemp("kept") / "kept", SOME)
    return kept.recalled(sent(50, APPROACH, sender="b@new.example", day=9))


def test_many_small_additions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often little is added, the files stay few, and none grows beyond its bound."""
    monkeypatch.setattr(change, "MOST", 40)
    kept = Kept(tmp_path / "kept")
    folder = kept.opened()
    for one in (sketched(one) for one in from_others(100)):
        folder.add([one])
    assert kept.holds() == 100
    sizes = [len(one) for one in kept.opened().segments]
    assert max(sizes) <= 40
    assert len(sizes) <= 8
    assert not folder.damaged()


def test_no_folder(tmp_path: Path) -> None:
    """Where no sketches are kept it is said how to begin."""
    with pytest.raises(UsageError, match=r"none: no sketches are kept there; make the folder with `lurewatch sketches"):
        Folder(tmp_path / "none", KEY)


def test_another_key(tmp_path: Path) -> None:
    """A folder made with another key is refused, since nothing in it could be compared."""
    kept = Kept(tmp_path / "kept", SOME)
    with pytest.raises(UsageError, match="kept: made with another key; give the key with which it was begun"):
        Folder(kept.path, OTHER_KEY)


def test_another_form(tmp_path: Path) -> None:
    """A folder of another version's form is refused with both forms and what to do."""
    kept = Kept(tmp_path / "kept", SOME)
    _told(kept.path, form=0)
    with pytest.raises(
        DefinitionError, match=r"sketches.json: of form '0', another version's; this one reads form 1; put"
    ):
        kept.opened()


@pytest.mark.parametrize("entry", [{"days": "x"}, {"files": [[1]]}, {"deleted": 3}, {"next": None}])
def test_entries_that_make_no_sense(entry: dict[str, object], tmp_path: Path) -> None:
    """What the folder says of itself is held against its form."""
    kept = Kept(tmp_path / "kept", SOME)
    _told(kept.path, **entry)
    with pytest.raises(DefinitionError, match=r"sketches\.json: an entry is missing or of another kind"):
        kept.opened()


@pytest.mark.parametrize("text", ["", "[]", "{", "null"])
def test_no_contents(text: str, tmp_path: Path) -> None:
    """A file of contents that is none is told as such."""
    kept = Kept(tmp_path / "kept", SOME)
    (kept.path / "sketches.json").write_text(text)
    with pytest.raises(DefinitionError, match=r"sketches.json: not what a folder of sketches says of itself; put the"):
        kept.opened()


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (lambda data: b"", r"cannot be read \(ValueError\)"),
        (lambda data: b"x" * 3000, "its header is no header of sketches"),
        (lambda data: data[:2500], "2,500 bytes are too few for the [0-9,]+ numbers of its column"),
        (lambda data: data.replace(b'"id": [2048, 16]', b'"id": [2048, 15]'), "its columns are of different lengths"),
        (lambda data: data.replace(b'"id": [2048', b'"id": [-999'), "bytes are too few"),
    ],
)
def test_a_damaged_file(damage: object, fault: str, tmp_path: Path) -> None:
    """A file that is cut off or overwritten is named with what is wrong, and nothing is read out of it."""
    kept = Kept(tmp_path / "kept", SOME)
    (path,) = kept.path.glob("sketches-*")
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(DefinitionError, match=rf"{path.name}: .*{fault}.*; the file is damaged: put the folder back"):
        kept.opened()


def test_a_flipped_bit(tmp_path: Path) -> None:
    """Damage that leaves a file's form alone is found by its print."""
    kept = Kept(tmp_path / "kept", SOME)
    (path,) = kept.path.glob("sketches-*")
    data = bytearray(path.read_bytes())
    data[2100] ^= 1
    path.write_bytes(data)
    assert kept.opened().damaged() == [path.name]


def test_no_room(tmp_path: Path) -> None:
    """A folder that cannot be made is told with its place."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match=r"file: the folder cannot be made .*; name another"):
        begin(tmp_path / "file", KEY, DAYS)


def _told(path: Path, **entries: object) -> None:
    file = path / "sketches.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | entries))
