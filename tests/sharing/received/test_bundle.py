"""Bundles of STIX that partners sent: as many bulletins come out as went in, and hostile ones end in a gap."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sharing.received.sent import bulletin, revised

from lurewatch.model.bulletin import Bulletin
from lurewatch.model.gap import Gap
from lurewatch.sharing.encoders import Form, encoder
from lurewatch.sharing.received import bundle
from lurewatch.sharing.received.current import current
from lurewatch.sharing.received.files import bulletins


def _stix(*some: Bulletin) -> bytes:
    form = encoder(Form.STIX)
    return form.whole(piece for one in some for piece in form.pieces(one))


def _read(tmp_path: Path, data: bytes) -> list[Bulletin | Gap]:
    (tmp_path / "sent.json").write_bytes(data)
    return list(bulletins(tmp_path))


def test_what_was_written_as_stix_is_read_from_the_folder(tmp_path: Path) -> None:
    """Bulletins come out of a bundle as they went in, recalls too."""
    some = [bulletin(), bulletin("ivo@larkmere.example")]
    recall = revised(some[0], 2, recalled=True)

    assert sorted(_read(tmp_path, _stix(*some)), key=str) == sorted(some, key=str)
    (tmp_path / "recall.json").write_bytes(_stix(recall))
    found = [one for one in bulletins(tmp_path) if isinstance(one, Bulletin)]
    assert current(found) == [some[1]]


def test_of_a_bundle_that_is_cut_off_nothing_counts(tmp_path: Path) -> None:
    """What is missing may be a recall: the object at which the reading ended is told, and no bulletin is taken in."""
    (found,) = _read(tmp_path, _stix(bulletin())[:-40])

    assert isinstance(found, Gap)
    assert found.where.startswith(f"{tmp_path / 'sent.json'}, object ")


@pytest.mark.parametrize(
    ("objects", "why"),
    [
        (b"[" * 200_000, "no JSON, cut off, or longer"),
        (b'{"name": "' + b"a" * (2 << 20) + b'"}]}', "longer than 1,048,576 characters"),
        (b"1" * 10_000 + b"]}", "no JSON"),
        (b"nan-]}", "no JSON"),
        (b"", "no JSON"),
    ],
)
def test_a_hostile_bundle_ends_in_a_gap(tmp_path: Path, objects: bytes, why: str) -> None:
    """Depth, a huge string, a huge number and rubbish stop the reading of that file alone."""
    (found,) = _read(tmp_path, b'{"type": "bundle", "id": "x", "objects": [' + objects)

    assert isinstance(found, Gap)
    assert why in found.why


def test_a_bundle_of_too_many_bytes_or_objects_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both bounds are named."""
    monkeypatch.setattr(bundle, "MOST_OBJECTS", 3)
    many = b'{"type": "bundle", "objects": [' + b"{}, " * 5 + b"{}]}"

    assert [one.why for one in _read(tmp_path, many) if isinstance(one, Gap)] == [
        "3 objects are the most; none of the bundle counts"
    ]
    huge = _read(tmp_path, many + b" " * (33 << 20))
    assert [one.why for one in huge if isinstance(one, Gap)] == [
        "longer than 33,554,432 bytes; ask for smaller bundles"
    ]


def test_another_tools_objects_are_passed_over(tmp_path: Path) -> None:
    """A campaign without our extension is no fault and no bulletin."""
    data = b'{"type": "bundle", "objects": [{"type": "campaign", "name": "x"}, 1, null, [], "objects"]}'

    assert _read(tmp_path, data) == []


@given(data=st.binary(max_size=200))
def test_no_bytes_in_a_bundle_end_in_an_exception(data: bytes) -> None:
    """Whatever stands in the list, gaps come out."""
    found = list(bundle.bulletins_in(b'{"objects": [' + data, "sent"))

    assert all(isinstance(one, Gap) for one in found)
