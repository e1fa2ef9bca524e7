"""Files that partners sent: what is a bulletin is read, and of the rest it is said where it stands."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sharing.received.sent import bulletin, write

from lurewatch.errors import UsageError
from lurewatch.model.bulletin import Bulletin
from lurewatch.model.gap import Gap
from lurewatch.sharing.received import files
from lurewatch.sharing.received.files import bulletins


def test_all_files_of_a_folder_are_read_by_name(tmp_path: Path) -> None:
    """Hidden files and folders are passed over."""
    a, b = bulletin("a@one.example"), bulletin("b@one.example")
    write(tmp_path / "2.jsonl", [b])
    write(tmp_path / "1.jsonl", [a])
    write(tmp_path / ".hidden", [b])
    (tmp_path / "folder").mkdir()

    assert list(bulletins(tmp_path)) == [a, b]
    assert list(bulletins(tmp_path / "2.jsonl")) == [b]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"\xff\xfe", "no JSON"),
        (b"[]", "no object with the form"),
        (b'{"form": "lurewatch-bulletin-1", "note": "Kim was approached"}', "1 keys that a bulletin does not have"),
        (b'{"form": "lurewatch-bulletin-1"}', "bulletin:"),
    ],
)
def test_a_line_that_is_no_bulletin_costs_itself_alone(tmp_path: Path, line: bytes, why: str) -> None:
    """Its file and line are told, nothing of what stands there, and the bulletins round it count."""
    write(tmp_path / "a", [bulletin()])
    good = (tmp_path / "a").read_bytes()
    (tmp_path / "a").write_bytes(good + line + b"\n" + good)

    found = list(bulletins(tmp_path))

    assert [one for one in found if isinstance(one, Bulletin)] == [bulletin(), bulletin()]
    gap = next(one for one in found if isinstance(one, Gap))
    assert gap.where == f"{tmp_path / 'a'}, line 2"
    assert why in gap.why
    assert "Kim" not in gap.why


def test_a_line_without_end_is_given_up_at_its_bound(tmp_path: Path) -> None:
    """A line of gigabytes is not read to its end."""
    with (tmp_path / "a").open("wb") as file:
        file.truncate(4 << 30)

    assert [one.why for one in bulletins(tmp_path) if isinstance(one, Gap)] == [
        "longer than 1,048,576 bytes; the rest of the file is left out"
    ]


def test_more_bulletins_than_are_read_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound is named, and what came before it counts."""
    monkeypatch.setattr(files, "MOST", 2)
    write(tmp_path / "a", [bulletin(f"a{at}@one.example") for at in range(3)])

    found = list(bulletins(tmp_path))

    assert len(found) == 3
    assert isinstance(found[2], Gap)
    assert "2 bulletins are the most" in found[2].why


def test_a_folder_that_is_not_there_is_bad_usage(tmp_path: Path) -> None:
    """The path is told."""
    with pytest.raises(UsageError, match="name a folder of bulletins"):
        list(bulletins(tmp_path / "none"))


@given(data=st.binary(max_size=400))
def test_no_bytes_end_in_an_exception(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever bytes a partner sends, they are gaps."""
    path = tmp_path_factory.mktemp("sent") / "a"
    path.write_bytes(data)

    assert all(isinstance(one, Gap) for one in bulletins(path))
