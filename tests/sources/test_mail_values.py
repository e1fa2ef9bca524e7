"""What single fields of a mail mean: addresses, dates, encoded words, charsets."""

from datetime import UTC, datetime

import pytest
from tests.timed import BOUND, times_as_long

from lurewatch.sources.addresses import addresses
from lurewatch.sources.charsets import decode
from lurewatch.sources.mail_date import sent_at
from lurewatch.sources.mail_fields import decoded, fields_of


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("a@b.example", [("a@b.example", "")]),
        ("Ann Lee <A@B.example>", [("a@b.example", "Ann Lee")]),
        ('"Lee, Ann" <a@b.example>, c@d.example', [("a@b.example", "Lee, Ann"), ("c@d.example", "")]),
        ("a@b.example (Ann Lee)", [("a@b.example", "Ann Lee")]),
        ("=?utf-8?q?J=C3=BCrgen=2C_Dr?= <j@b.example>", [("j@b.example", "Jürgen, Dr")]),
        ("Team: a@b.example, c@d.example;", [("a@b.example", ""), ("c@d.example", "")]),
        ("a@b.example; c@d.example", [("a@b.example", ""), ("c@d.example", "")]),
        ("undisclosed-recipients:;", []),
        ('"boss@firm.example" <evil@other.example>', [("evil@other.example", "boss@firm.example")]),
        ("'a@b.example' <a@b.example>", [("a@b.example", "'a@b.example'")]),
        ("<a@b.example>", [("a@b.example", "")]),
        ('"open <a@b.example>', [("a@b.example", '"open')]),
        ("", []),
        ('@@@,<>,(,"', []),
    ],
)
def test_address_fields(field: str, expected: list[tuple[str, str]]) -> None:
    """Each address is found with the name it is shown by, whatever the quoting."""
    assert [(handle.value, handle.name) for handle in addresses(field)] == expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("Mon, 2 Mar 2026 10:00:00 +0100", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("2 Mar 2026 04:00:00 -0500 (EST)", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 09:00 GMT", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("Mon, 2 Mar 26 09:00:00 -0000", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("2026-03-02T10:00:00+01:00", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("Mon, 31 Feb 2026 10:00:00 +0100", None),
        ("Mon, 1 Jan 0001 00:00:00 +0900", None),
        ("not supplied", None),
        ("", None),
        ("9" * 5_000, None),
    ],
)
def test_date_fields(field: str, expected: datetime | None) -> None:
    """A time comes out in UTC; what is none is None, never an error."""
    assert sent_at(field) == expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("=?utf-8?B?R3LDvMOfZQ==?=", "Grüße"),
        ("=?iso-8859-1?q?caf=E9?= now", "café now"),
        ("=?utf-8?q?one?= =?utf-8?q?two?=", "onetwo"),
        ("=?utf-8?b?w?= =?utf-8?b?7w=?=", "=?utf-8?b?w?= =?utf-8?b?7w=?="),
        ("=?utf-8*en?q?a_b?=", "a b"),
        ("=?unknown-x?q?a?=", "a"),
        ("=?utf-8?q?=C3?= =?utf-8?q?=BC?=", "ü"),
        ("1 =? 2 ?= 3", "1 =? 2 ?= 3"),
    ],
)
def test_encoded_words(field: str, expected: str) -> None:
    """They are decoded, a letter split between two included; broken ones stay."""
    assert decoded(field).replace("?==?", "?= =?") == expected


@pytest.mark.parametrize(
    ("data", "charset", "text", "told"),
    [
        (b"Gr\xfc\xdfe", "iso-8859-1", "Grüße", ""),
        (b"it\x92s", "iso-8859-1", "it’s", ""),
        ("Grüße".encode(), "us-ascii", "Grüße", ""),
        (b"Gr\xfc\xdfe", "", "Grüße", ""),
        (b"Gr\xfc\xdfe", "x-nonsense", "Grüße", "unknown"),
        ("Grüße".encode(), "x-nonsense", "Grüße", ""),
        (b"a\x81b", "utf-8", "a\ufffdb", "U+FFFD"),
        (b"+2AA-", "utf-7", "\ufffd", ""),
        (b"abc", "base64", "abc", ""),
        (b"abc", "idna", "abc", ""),
        (b"abc", "\x00", "abc", ""),
    ],
)
def test_charsets(data: bytes, charset: str, text: str, told: str) -> None:
    """The declared charset, else UTF-8, else Windows-1252; what was guessed or replaced is told."""
    found = decode(data, charset)
    assert found.text == text
    assert told in found.fault
    assert bool(told) == bool(found.fault)


@pytest.mark.parametrize("piece", ['\\"', '"', "<", "(", "a@", "=?a?q?", "\\", '"\\'])
def test_address_fields_of_nothing_but_marks(piece: str) -> None:
    """Eight times as many take about eight times as long, not sixty-four."""
    assert times_as_long(lambda count: addresses('"' + piece * count + " a@b.example"), 4_000) < BOUND


def test_names_that_escape_their_quotes() -> None:
    """A backslash counts within quotation marks and outside them."""
    assert [handle.name for handle in addresses('"a \\" b, c" <a@b.example>, d <d@b.example>')] == ['a " b, c', "d"]
    assert [handle.value for handle in addresses('\\"a <a@b.example>, d@b.example')] == ["a@b.example", "d@b.example"]


def test_fields_that_repeat_without_end() -> None:
    """Each counts, in the order of the header, and the work grows with their number."""
    block = b"To: a\nCc: x\nTo: b\nTo: c\n\n"
    assert fields_of(block, 0, len(block), 1_000).values[b"to"].split() == [b"a", b",", b"b", b",", b"c"]
    assert times_as_long(lambda count: fields_of(b"to:a\n" * count, 0, 5 * count, 5 * count), 20_000) < BOUND
