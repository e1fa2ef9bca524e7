"""Who takes part in a mail, and what of it lasts."""

from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import UNHURRIED, mail

from lurewatch.sources.correspondents import FIELDS, author, correspondents
from lurewatch.sources.essence import essence


def test_every_field_that_names_somebody() -> None:
    """Each is looked at, whatever its case."""
    for field in FIELDS:
        assert "rep@union.example" in set(correspondents(field.title() + b": Rep <rep@union.example>\r\n\r\n"))


def test_fields_that_name_nobody() -> None:
    """A subject, an id or a thread names no correspondent, and the body is not looked at."""
    data = mail("To: a@b.example\n", subject="a@b.example", references="<1@b.example>", message_id="<1@b.example>")
    assert set(correspondents(data)) == {"rowan@northgate.example", "kim@firm.example"}


def test_a_field_over_many_lines() -> None:
    """Folding hides nobody, with either kind of line end."""
    for end in (b"\n", b"\r\n"):
        data = end.join((b"To: a@x.example,", b"\t b@x.example,", b" =?utf-8?q?c=40x.example?=", b"", b"d@x.example"))
        assert {*correspondents(data)} == {"a@x.example", "b@x.example", "c@x.example"}


def test_the_author() -> None:
    """The address of the first From, in lower case."""
    assert author(b"From: Rowan <R@Northgate.example>\nFrom: b@x.example\n\n") == "r@northgate.example"
    assert author(b"To: a@x.example\n\nFrom: b@x.example\n") == ""
    assert author(b"From: Rowan\n\n") == ""


def test_what_a_server_adds() -> None:
    """It is not of the essence; the id, the words and the author are."""
    plain = mail("Good morning.\n", message_id="<1@x.example>")
    assert essence(b"Received: by x\nX-Server: 7\n" + plain) == essence(plain)
    assert essence(plain) != essence(mail("Good morning!\n", message_id="<1@x.example>"))
    assert essence(plain) != essence(mail("Good morning.\n", message_id="<2@x.example>"))
    assert essence(plain) != essence(mail("Good morning.\n", message_id="<1@x.example>", **{"from": "b@x.example"}))


@UNHURRIED
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    """Whatever they are, there is an answer."""
    list(correspondents(b"To: " + data))
    author(b"From: " + data)
    essence(data)
