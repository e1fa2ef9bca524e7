"""What a domain name says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lurewatch.text.domains import has_known_suffix, is_free_mail, look_alike, organisation_words, registrable


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


def test_names_too_long_to_be_one() -> None:
    """They are given back as they are, imitate nobody, and are not remembered: a hostile mail may hold a megabyte."""
    long = "Sub." * 100 + "lab.example"
    assert registrable(long) == long.lower()
    assert not is_free_mail(long)
    assert not has_known_suffix(long)
    assert not look_alike(long, "1ab.example")
    assert organisation_words(long) == ()
