"""Addresses in any writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import UNHURRIED
from tests.timed import BOUND, times_as_long

from lurewatch.text.addresses import addresses_in, first_address, list_in, normal_address, normal_domain


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Kim@Firm.Example", "kim@firm.example"),
        (" kim@firm.example. ", "kim@firm.example"),
        ('"kim"@firm.example', "kim@firm.example"),
        ("kim＠firm．example", "kim@firm.example"),
        ("kim@klinik-süd.example", "kim@xn--klinik-sd-x9a.example"),
        ("kim@KLINIK-SÜD.example", "kim@xn--klinik-sd-x9a.example"),
        ("kim@-..-", "kim@-..-"),
        ("kim", "@kim"),
    ],
)
def test_one_address(written: str, normal: str) -> None:
    """However it is written, it has one form."""
    assert normal_address(written) == normal


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kim Lind <kim@firm.example>", {"kim@firm.example"}),
        ("a@x.example, b@y.example; c@z.example", {"a@x.example", "b@y.example", "c@z.example"}),
        ("Team: a@x.example, b@y.example;", {"a@x.example", "b@y.example"}),
        ('"kim@firm.example via Staff" <staff@x.example>', {"kim@firm.example", "staff@x.example"}),
        ("<mailto:kim@firm.example>", {"kim@firm.example"}),
        ("<@relay.example:kim@firm.example>", {"kim@firm.example"}),
        ("'kim@firm.example'", {"kim@firm.example"}),
        ("nobody at all", set()),
        ("@ @@ <@> a@ @b", set()),
    ],
)
def test_addresses_of_a_text(text: str, found: set[str]) -> None:
    """Each is found, wherever it stands."""
    assert set(addresses_in(text)) == found


@pytest.mark.parametrize("text", ["kim(a comment)@firm.example", "kim @ firm . example", "kim@ firm.example"])
def test_addresses_by_the_old_grammar(text: str) -> None:
    """White space and comments within an address do not hide it."""
    assert "kim@firm.example" in set(addresses_in(text))


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("Staff <staff.union.example>", "staff.union.example"),
        ("<STAFF.union.example.>", "staff.union.example"),
        ("staff.union.example", "staff.union.example"),
        ("Staff of the union", ""),
        ("<staff>", ""),
    ],
)
def test_lists(field: str, name: str) -> None:
    """A list has the name that its List-Id gives."""
    assert list_in(field) == name


@UNHURRIED
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """Whatever it is, there is an answer, and a form once normal stays so."""
    for address in addresses_in(text):
        assert "@" in address
    assert normal_domain(normal_domain(text)) == normal_domain(text)
    list_in(text)


@pytest.mark.parametrize("text", ["@" * 200_000, "a" * 200_000 + "@", "(" * 200_000, "<a@" * 70_000, ("x " * 100_000)])
def test_a_text_that_would_take_long(text: str) -> None:
    """It is gone through in one pass."""
    assert len(list(addresses_in(text))) < 300_000
    list_in(text)


@pytest.mark.parametrize(
    ("field", "address"),
    [
        ("R@else.example", "r@else.example"),
        ('"Kim @ home" <r@else.example>', "r@else.example"),
        ("Rowan <r@else.example>, x@y.example", "r@else.example"),
        ("(was: x@y.example) r@else.example", "r@else.example"),
        ('"open r@else.example', "r@else.example"),
        ("Team: r@else.example;", "r@else.example"),
        ("Rowan", ""),
        ("@else.example", ""),
        ("", ""),
    ],
)
def test_the_first_address(field: str, address: str) -> None:
    """It is found past names, comments, groups and a quotation mark that nothing closes."""
    assert first_address(field) == address


@pytest.mark.parametrize("piece", ["(", '"', '\\"', " ", "a", "a ", "<", "@", "(@", '"@', "\t@"])
def test_fields_of_nothing_but_one_sign(piece: str) -> None:
    """Eight times as many take about eight times as long, not sixty-four, and no stack is exhausted."""
    assert times_as_long(lambda count: first_address(piece * count), 10_000) < BOUND
    assert times_as_long(lambda count: set(addresses_in(piece * count)), 2_000) < BOUND
