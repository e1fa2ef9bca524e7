"""Values of a chat's JSON."""

from datetime import UTC, datetime

import pytest

from lurewatch.sources.chat_values import epoch_of, id_of, ids_of, name_of, object_of, objects_of, text_of, word_of


@pytest.mark.parametrize("value", [None, True, 1.5, [], {}, [1], {"a": 1}])
def test_values_of_another_kind(value: object) -> None:
    """They count as not there."""
    assert (text_of(value), word_of(value), name_of(value), id_of(value)) == ("", "", "", "")
    assert list(ids_of(value)) == (["1"] if value == [1] else [])


def test_texts() -> None:
    """They stay to the letter, as far as they can be written; single bytes are what they most likely meant."""
    assert text_of(" a\r\n\x00b\udce9\ud83d ") == " a\r\n\x00b\u00e9\ufffd "
    assert word_of(" a \n b ") == "a b"
    assert (word_of(7), id_of(7), id_of(" x ")) == ("7", "7", "x")


def test_long_ones() -> None:
    """Ids and names are bounded, since they are told again with every message."""
    assert (len(id_of("x" * 9_000)), len(id_of(10**900)), len(name_of("x" * 9_000))) == (200, 200, 80)
    assert len(word_of("x" * 9_000)) == 9_000


def test_objects() -> None:
    """Anything else among them is passed over."""
    assert objects_of([{"a": 1}, 7, None]) == [{"a": 1}]
    assert (objects_of({}), object_of([]), object_of({"a": 1})) == ([], {}, {"a": 1})


@pytest.mark.parametrize("value", [1_772_442_000, "1772442000", "1772442000.000000", 1_772_442_000.0])
def test_times(value: object) -> None:
    """They may be numbers or digits."""
    assert epoch_of(value) == datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize("value", [None, True, "soon", "nan", 1e400, "9" * 400, -(10**30), []])
def test_no_times(value: object) -> None:
    """What is none gives none."""
    assert epoch_of(value) is None
