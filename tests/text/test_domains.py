"""What a domain name says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import UNHURRIED

from lurewatch.text.domains import (
    as_written,
    has_known_suffix,
    is_free_mail,
    look_alike,
    made_of,
    misspells,
    near_spellings,
    organisation_words,
    registrable,
)


@pytest.mark.parametrize(
    ("domain", "given_back"),
    [
        ("mail.lab.co.uk", "lab.co.uk"),
        ("Lab.EXAMPLE.", "lab.example"),
        ("com", "com"),
        ("192.0.2.7", "192.0.2.7"),
        ("", ""),
        ("a..b", "a..b"),
    ],
)
def test_registered_part(domain: str, given_back: str) -> None:
    """A domain is cut to what somebody registered; what cannot be cut stays."""
    assert registrable(domain) == given_back


def test_file_name() -> None:
    """A file's name does not end as domains do, a reserved example domain does."""
    assert not has_known_suffix("report.txt")
    assert has_known_suffix("lab.example")


@pytest.mark.parametrize(
    ("domain", "free"),
    [("gmail.com", True), ("GMX.de", True), ("smtp.gmail.com", True), ("lab.example", False), ("notgmail.com", False)],
)
def test_free_mail(domain: str, *, free: bool) -> None:
    """A domain where anybody can have an address is told from an organisation's own."""
    assert is_free_mail(domain) is free


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("northgate.example", "n0rthgate.example"),
        ("northgate.example", "nortgate.example"),
        ("northgate.example", "northgaet.example"),
        ("northgate.example", "north-gate.example"),
        ("northgate.example", "northgate.com"),
        ("mail.northgate.example", "nοrthgate.example"),
        ("modern.example", "rnodern.example"),
        ("northgateinsight.example", "northgateinsihgts.example"),
        ("lаb4u.example", "lab4u.example"),
        ("xn--lb4u-53d.example", "lab4u.example"),
    ],
)
def test_name_to_be_mistaken(a: str, b: str) -> None:
    """A swapped suffix, a look-alike letter, a hyphen or a slip of the key makes one name pass for the other."""
    assert look_alike(a, b)
    assert look_alike(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("northgate.example", "mail.northgate.example"),
        ("northgate.example", "southgate.example"),
        ("lab.example", "lab.com"),
        ("trade.example", "grade.example"),
        ("gmx.de", "gmx.com"),
        ("gmail.com", "ymail.com"),
        ("northgate.example", "eastfield.example"),
    ],
)
def test_names_apart(a: str, b: str) -> None:
    """The same firm, short names, free mail and plainly different words are no look-alikes."""
    assert not look_alike(a, b)


def test_words_of_a_firm() -> None:
    """The words of a registered name are given, and none for free mail."""
    assert organisation_words("mail.north-gate24.co.uk") == ("north", "gate")
    assert organisation_words("gmail.com") == ()


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_names(a: str, b: str) -> None:
    """Whatever two names are given, none raises, and the order does not matter."""
    assert look_alike(a, b) == look_alike(b, a)
    assert registrable(registrable(a)) == registrable(a)
    assert isinstance(organisation_words(a), tuple)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("n0rthgate.example", "northgate.example", True),
        ("xn--nrthgate-nbh.example", "northgate.example", True),
        ("saalequannt.example", "saalequant.org", True),
        ("northgate.org", "northgate.example", False),
        ("north-gate.example", "northgate.example", False),
        ("northgaet.example", "northgate.example", False),
        ("al1x.example", "allx.example", False),
        ("outlo0k.com", "outlook.com", True),
        ("northgate.example", "mail.northgate.example", False),
    ],
)
def test_misspelled_names(a: str, b: str, expected: bool) -> None:
    """Look-alike letters misspell, and one wrong letter in a long name; another suffix, hyphens and chance do not."""
    assert misspells(a, b) is misspells(b, a) is expected


@UNHURRIED
@given(st.text("abilno01-", min_size=10, max_size=14), st.data())
def test_what_is_misspelled_is_found(name: str, data: st.DataObject) -> None:
    """Two names of which one misspells the other have a near spelling in common, so that an index finds them."""
    at = data.draw(st.integers(0, len(name) - 1))
    changed = name[:at] + data.draw(st.sampled_from(["", "a", "b", name[at] * 2])) + name[at + 1 :]
    a, b = f"{name}.example", f"{changed}.example"
    if misspells(a, b):
        assert near_spellings(a) & near_spellings(b)


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("northgate.example", True),
        ("northgate-insight.example", True),
        ("mail.northgateinsight.co.uk", True),
        ("northgate-careers.example", False),
        ("insightnorthgate.example", False),
        ("gate.example", False),
    ],
)
def test_a_name_made_of_words(domain: str, expected: bool) -> None:
    """A name made of a firm's own words, in order, bears nothing else."""
    assert made_of(domain, ("northgate", "insight", "ltd")) is expected


def test_a_name_as_it_is_written() -> None:
    """Accents go, letters of other scripts stay what they are."""
    assert as_written("xn--mller-kva.de") == "muller"
    assert as_written("xn--nrthgate-nbh.example") == "nоrthgate"
    assert as_written("north-gate.example") == "northgate"


def test_names_too_long_to_be_one() -> None:
    """They are given back as they are, imitate nobody, and are not remembered: a hostile mail may hold a megabyte."""
    long = "Sub." * 100 + "lab.example"
    assert registrable(long) == long.lower()
    assert not is_free_mail(long)
    assert not has_known_suffix(long)
    assert not look_alike(long, "1ab.example")
    assert organisation_words(long) == ()


def test_a_name_too_long_for_what_is_told_of_names() -> None:
    """It is spelled like nothing and made of nothing; a part of a name has 63 letters at most."""
    long = "n" * 300 + ".example"
    assert as_written(long) == ""
    assert near_spellings(long) == frozenset()
    assert not misspells(long, "n" * 299 + ".example")
    assert not made_of(long, ("n" * 300,))
    assert len(near_spellings("n" * 200 + ".example")) <= 65
