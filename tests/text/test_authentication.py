"""What servers wrote of a sender, and whom of them to believe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import UNHURRIED

from lurewatch.text.authentication import LONGEST, Word, is_one_of, results_of, server_of, word_on

OURS = frozenset(("lab.example",))
GOOD = "mx.lab.example; dkim=pass header.d=firm.example; dmarc=pass header.from=firm.example"
MICROSOFT = (
    "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=firm.example; dkim=pass (signature was verified)"
    " header.d=firm.example;dmarc=pass action=none header.from=firm.example;compauth=pass reason=100"
)


def word(field: str, believed: frozenset[str] | None = OURS, domain: str = "firm.example", sealed: str = "") -> Word:
    """What a field says of a domain."""
    headers = {"authentication-results": field} | ({"arc-authentication-results": sealed} if sealed else {})
    return word_on(headers, domain, believed)


def test_a_field_taken_apart() -> None:
    """Its server, and each method with its result and what that was found on."""
    read = results_of('MX.lab.example 1; dkim/1=fail reason="bad; dmarc=pass" header.d=Firm.example; spf=none')
    assert read.server == "mx.lab.example"
    assert [(one.method, one.result) for one in read.results] == [("dkim", "fail"), ("spf", "none")]
    assert read.results[0].found_on == {"reason": "bad; dmarc=pass", "header.d": "firm.example"}


def test_a_field_that_names_no_server() -> None:
    """Microsoft's begin with a result; they are read as well."""
    read = results_of(MICROSOFT)
    assert read.server == ""
    assert [one.method for one in read.results] == ["spf", "dkim", "dmarc", "compauth"]
    assert word(MICROSOFT, frozenset(("",))) is Word.PASSED


@pytest.mark.parametrize("field", ["mx.lab.example; none", "mx.lab.example", "", ";", "mx.lab.example; =; x"])
def test_a_field_without_results(field: str) -> None:
    """It says nothing."""
    assert results_of(field).results == ()
    assert word(field) is Word.NOTHING


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("dmarc=pass header.from=firm.example", Word.PASSED),
        ("dmarc=pass header.from=mail.firm.example", Word.PASSED),
        ("dmarc=pass", Word.PASSED),
        ("dmarc=none; dkim=pass header.d=firm.example", Word.PASSED),
        ("dmarc=none; dkim=pass header.i=@firm.example", Word.PASSED),
        ("spf=pass smtp.mailfrom=a@bounce.firm.example", Word.PASSED),
        ("dmarc=fail header.from=firm.example", Word.FAILED),
        ("dkim=fail header.d=firm.example; spf=fail", Word.FAILED),
        ("dmarc=pass header.from=firm.example; dmarc=fail header.from=firm.example", Word.FAILED),
        ("dmarc=pass header.from=other.example", Word.NOTHING),
        ("dkim=pass header.d=other.example; spf=pass smtp.mailfrom=other.example", Word.NOTHING),
        ("dkim=pass", Word.NOTHING),
        ("dmarc=bestguesspass; spf=softfail", Word.NOTHING),
        ("dkim=none (dmarc=pass header.from=firm.example)", Word.NOTHING),
        ("dkim=none ((dmarc=pass); spf=pass smtp.mailfrom=firm.example", Word.NOTHING),
        ('dkim=none reason="; dmarc=pass"', Word.NOTHING),
        ("dkim=none (\\) ; dmarc=pass", Word.NOTHING),
    ],
)
def test_results_on_a_domain(results: str, expected: Word) -> None:
    """Only what was found of this very domain counts; a failure outweighs a pass, and comments are no results."""
    assert word(f"mx.lab.example; {results}") is expected


def test_a_server_that_is_not_ours() -> None:
    """Where ours are known no other is heard; where none is known a pass is only said, and a failure heard."""
    forged = GOOD.replace("mx.lab.example", "mx.elsewhere.example")
    failed = "mx.elsewhere.example; dmarc=fail"
    assert [word(forged), word(failed)] == [Word.NOTHING, Word.NOTHING]
    assert [word(forged, None), word(failed, None)] == [Word.SAID, Word.FAILED]


def test_a_name_like_ours() -> None:
    """A server below ours is ours; one whose name merely ends alike is not."""
    assert is_one_of("mx1.lab.example", OURS)
    assert not is_one_of("evil-lab.example", OURS)
    assert not is_one_of("", OURS)
    assert is_one_of("", frozenset(("",)))


def test_a_mail_that_was_sent_on() -> None:
    """A failure is explained by a seal of one of ours that had passed it, if the seal is whole; by no other's."""
    failed = "mx.lab.example; dmarc=fail header.from=firm.example; arc=pass"
    sealed = "i=1; old.lab.example; dmarc=pass header.from=firm.example"
    assert word(failed, sealed=sealed) is Word.FORWARDED
    assert word(failed, sealed=sealed.replace("old.lab", "evil")) is Word.FAILED
    assert word(failed, sealed=sealed.replace("dmarc=pass", "dmarc=fail")) is Word.FAILED
    assert word(failed, sealed=sealed.removeprefix("i=1; ")) is Word.FAILED
    assert word(failed.replace("arc=pass", "arc=fail"), sealed=sealed) is Word.FAILED
    assert word(failed, None, sealed=sealed) is Word.FAILED


def test_nothing_to_ask_of() -> None:
    """No field, or no domain, says nothing."""
    assert word_on({}, "firm.example", OURS) is Word.NOTHING
    assert word(GOOD, domain="") is Word.NOTHING


@UNHURRIED
@given(st.text(alphabet='ab=;()"\\ .\n/', max_size=300))
def test_any_field(field: str) -> None:
    """Whatever is written, it is read to its end, and both ways to ask for the server agree."""
    assert results_of(field).server == server_of(field)
    assert word(f"mx.elsewhere.example; {field}") is Word.NOTHING


@pytest.mark.parametrize("sign", ["(", '"', ";", "a=b;", "\\", "()", '(")'])
def test_a_very_long_field(sign: str) -> None:
    """Beyond the bound nothing is read."""
    assert len(results_of(sign * LONGEST * 10 + "; dmarc=pass").results) <= 40
    assert word(f"mx.lab.example; {sign * LONGEST}; dmarc=pass") is Word.NOTHING
