"""Which mail servers are ours to believe."""

from collections.abc import Sequence

import pytest
from tests.conversations.made import ADA, answered, joined, said

from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import Message

OURS = "mx1.lab.example; dmarc=pass"


def mail(number: int, results: str = "") -> Message:
    """A mail from a sender and a house of its own."""
    headers = {"authentication-results": results} if results else {}
    author = Handle(Platform.EMAIL, f"a@firm{number}.example")
    return said(author, f"Hello {number}.", number, headers=headers)


def believed(mails: Sequence[Message], servers: Sequence[str] = ()) -> set[str] | None:
    """The servers that all conversations name."""
    (one,) = {conversation.servers for conversation in joined(mails, servers=servers, owners=[ADA])}
    return None if one is None else set(one)


def test_the_server_on_most_mail() -> None:
    """The name at the top of most mail that came in is our server's, whichever of its machines wrote it."""
    mails = [mail(number, OURS.replace("mx1", f"mx{number}")) for number in range(6)]
    sent = [answered(mails[0].author, f"Back {number}", number) for number in range(9)]
    assert believed([*mails, mail(7), mail(8, "evil.example; dmarc=pass"), *sent]) == {"lab.example"}


def test_a_server_without_a_name() -> None:
    """Microsoft's names none, and is believed where it stands on most mail."""
    assert believed([mail(number, "spf=pass smtp.mailfrom=x; dmarc=pass") for number in range(5)]) == {""}


@pytest.mark.parametrize(
    "mails",
    [
        [mail(number, OURS) for number in range(4)],
        [mail(number, OURS if number < 5 else "") for number in range(10)],
        [said(Handle(Platform.EMAIL, "a@evil.example"), f"{n}", n, headers=mail(1, OURS).headers) for n in range(20)],
        [mail(number) for number in range(9)],
    ],
)
def test_no_server_that_is_sure(mails: list[Message]) -> None:
    """A few mails, half of them, or very many from one sender, do not make a server ours."""
    assert believed(mails) is None


def test_a_server_that_is_named() -> None:
    """Whoever is named is believed, and nobody else, whatever stands on the mail."""
    mails = [mail(number, OURS) for number in range(6)]
    assert believed(mails, ["MX.other.example", " "]) == {"mx.other.example"}
