"""People as mail programs show them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.timed import BOUND, times_as_long

from lurewatch.conversations.written_people import author, people


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Ada Vale <ada@lab.example>", ["email:ada@lab.example Ada Vale"]),
        ("Ada Vale [mailto:ada@lab.example]", ["email:ada@lab.example Ada Vale"]),
        ("Ada Vale <ada@lab.example<mailto:ada@lab.example>>", ["email:ada@lab.example Ada Vale"]),
        ("ada@lab.example<mailto:ada@lab.example>", ["email:ada@lab.example "]),
        ("<ada@lab.example>", ["email:ada@lab.example "]),
        ("'ada@lab.example'", ["email:ada@lab.example "]),
        ("*Ada Vale* <Ada@Lab.example>", ["email:ada@lab.example Ada Vale"]),
        (
            '"Vale, Ada" <ada@lab.example>, Bo <bo@lab.example>',
            ["email:ada@lab.example Vale, Ada", "email:bo@lab.example Bo"],
        ),
        ("Vale, Ada; Rey, Bo <bo@lab.example>", ["name:vale, ada Vale, Ada", "email:bo@lab.example Rey, Bo"]),
        ("Ada Vale", ["name:ada vale Ada Vale"]),
        ("ada@lab.example, ada@lab.example", ["email:ada@lab.example "]),
        ("", []),
        (" ; , <> ", []),
    ],
)
def test_people(line: str, shown: list[str]) -> None:
    """Each address once with the name before it; a name alone where there is no address."""
    assert [f"{handle.key} {handle.name}" for handle in people(line)] == shown


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("ceo@firm.example <x@northgate.example>", "email:x@northgate.example"),
        ('"CEO <ceo@firm.example>" <x@northgate.example>', "email:x@northgate.example"),
        ("list@lists.example [mailto:list@lists.example] On Behalf Of Ada", "email:list@lists.example"),
        ("ada@lab.example", "email:ada@lab.example"),
        ("Ada", "name:ada"),
    ],
)
def test_author(line: str, key: str) -> None:
    """The author is the last address in brackets, so that no name can pass for an address."""
    found = author(line)
    assert found is not None
    assert found.key == key


def test_nobody() -> None:
    """A line of signs names nobody."""
    assert author(" <> ") is None


def test_crowd() -> None:
    """Of very many people two hundred are told, in time that grows with the line, not with its square."""
    assert len(people(", ".join(f"a{n}@lab.example" for n in range(100_000)))) == 200
    assert author("<" * 500_000) is None
    assert times_as_long(lambda size: people("a@lab.example, " * size), 10_000) < BOUND
    assert times_as_long(lambda size: author("<" * size), 60_000) < BOUND


@given(st.text("ab@.<>[]();, \"'mailto:é", max_size=60))
def test_any_text(line: str) -> None:
    """Reading ends, and everybody has a value."""
    assert all(handle.value for handle in people(line))
    found = author(line)
    assert found is None or found.value
