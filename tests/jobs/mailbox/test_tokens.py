"""Tokens and secrets: where they come from, what is never said of them."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked
from tests.jobs.stand_in import sending, served

from lurewatch.desk.asked import Grant, Keeper, Kind, Mailbox, SignIn, TokenSource
from lurewatch.errors import LurewatchError, ServiceGone, ServiceRefused, UsageError
from lurewatch.jobs.mailbox.keeping import Secret, kept, needed
from lurewatch.jobs.mailbox.tokens import Tokens

SECRET = "hunter2-of-these-tests"  # noqa: S105  # of nobody
TOLD: list[str] = []


def mailbox(url: str = "http://127.0.0.1:9/token", secrets: Keeper = Keeper.ENVIRONMENT) -> Mailbox:
    """A mailbox whose tokens are fetched."""
    return Mailbox(
        host="imap.quietlab.example",
        port=993,
        ca=None,
        user="kim@quietlab.example",
        address="kim@quietlab.example",
        sign_in=SignIn.XOAUTH2,
        secrets=secrets,
        tokens=TokenSource(url, "lurewatch", Grant.REFRESH, ""),
        folders=("INBOX",),
        kind=Kind.MAILBOX,
        since=None,
        mark="",
        earlier=0,
        poll_seconds=60,
        found=Path("found"),
        journal=Path("journal"),
    )


class Held(KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """What was put in."""
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Puts something in."""
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Takes something out."""
        del self.held[service, username]


class Locked(Held):
    """A keyring that is locked."""

    def get_password(self, service: str, username: str) -> str | None:
        """Refuses."""
        raise KeyringLocked(SECRET)


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    TOLD.clear()
    monkeypatch.setenv("LUREWATCH_MAILBOX_REFRESH_TOKEN", SECRET)
    monkeypatch.delenv("LUREWATCH_MAILBOX_CLIENT_SECRET", raising=False)


@pytest.fixture
def ring() -> Held:
    """A keyring for one test."""
    held = Held()
    keyring.set_keyring(held)
    return held


def answering(*answers: dict[str, object]) -> Callable[[BaseHTTPRequestHandler], None]:
    """Answers with these, one after the other, and then with the last."""
    left = list(answers)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        told = left.pop(0) if len(left) > 1 else left[0]
        sending(json.dumps(told).encode())(handler)

    return answer


def test_a_token_that_lasts() -> None:
    """It is fetched once, and anew when it is forgotten."""
    with served(answering({"access_token": "a", "expires_in": 3600}, {"access_token": "b"})) as endpoint:
        tokens = Tokens(mailbox(endpoint.url), TOLD.append)
        assert not tokens.holds_one()
        assert [tokens.token(), tokens.token()] == ["a", "a"]
        assert tokens.holds_one()
        tokens.forget()
        assert tokens.token() == "b"
        assert len(endpoint.asked) == 2


def test_a_refresh_token_that_is_replaced() -> None:
    """The new one is used from then on; that it cannot be kept is said once, without it."""
    answers = ({"access_token": "a", "refresh_token": f"new-{n}", "expires_in": 1} for n in range(3))
    with served(answering(*answers)) as endpoint:
        tokens = Tokens(mailbox(endpoint.url), TOLD.append)
        for _ in range(3):
            tokens.token()
            tokens.forget()
        assert [body.rpartition(b"refresh_token=")[2] for body in endpoint.asked] == [
            SECRET.encode(),
            b"new-0",
            b"new-1",
        ]
    assert len(TOLD) == 1
    assert "use the keyring" in TOLD[0]
    assert "new-0" not in TOLD[0]


def test_a_refresh_token_that_the_keyring_keeps(ring: Held) -> None:
    """It is there after a restart."""
    ring.set_password("lurewatch refresh-token", "kim@quietlab.example", "old")
    with served(answering({"access_token": "a", "refresh_token": "new"})) as endpoint:
        Tokens(mailbox(endpoint.url, Keeper.KEYRING), TOLD.append).token()
        Tokens(mailbox(endpoint.url, Keeper.KEYRING), TOLD.append).token()
        assert [body.rpartition(b"refresh_token=")[2] for body in endpoint.asked] == [b"old", b"new"]
    assert TOLD == []


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (sending(b'{"error": "invalid_grant"}', 400), ServiceRefused, "refused (invalid_grant); get a new grant"),
        (sending(f'{{"error": "{SECRET} <b>"}}'.encode(), 401), ServiceRefused, "refused (no reason given)"),
        (sending(b"<html>", 403), ServiceRefused, "refused (no reason given)"),
        (sending(b"", 503), ServiceGone, "status 503"),
        (sending(b"", 429), ServiceGone, "status 429"),
        (sending(b"", 302, Location="http://127.0.0.1:9/"), ServiceRefused, "refused"),
        (sending(b"{}"), ServiceRefused, "gave no token"),
        (sending(b'{"access_token": 7}'), ServiceRefused, "gave no token"),
        (sending(b'{"access_token": "a\\r\\nb"}'), ServiceRefused, "gave no token"),
        (sending(b"[" * 60_000), ServiceRefused, "gave no token"),
        (sending(b'{"access_token": "' + b"x" * 100_000 + b'"}'), ServiceRefused, "gave no token"),
    ],
)
def test_an_endpoint_that_gives_none(
    answer: Callable[[BaseHTTPRequestHandler], None], kind: type[LurewatchError], words: str
) -> None:
    """What may pass is told from what will not, and neither repeats a secret."""
    with served(answer) as endpoint, pytest.raises(kind) as raised:
        Tokens(mailbox(endpoint.url), TOLD.append).token()
    assert words in str(raised.value)
    assert SECRET not in str(raised.value)


def test_an_endpoint_that_is_not_there() -> None:
    """It may come back."""
    with pytest.raises(ServiceGone, match=r"could not be asked \(ConnectionRefusedError\)"):
        Tokens(mailbox(), TOLD.append).token()


def test_an_endpoint_without_tls() -> None:
    """A secret goes over TLS, or not beyond this machine."""
    with pytest.raises(UsageError, match="use https"):
        Tokens(mailbox("http://login.firm.example/token"), TOLD.append)


def test_no_refresh_token(monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable is named."""
    monkeypatch.delenv("LUREWATCH_MAILBOX_REFRESH_TOKEN")
    with pytest.raises(UsageError, match="LUREWATCH_MAILBOX_REFRESH_TOKEN: not set"):
        Tokens(mailbox(), TOLD.append).token()


def test_a_secret_from_the_keyring(ring: Held) -> None:
    """It is asked for under the service and the user that the manual names."""
    ring.set_password("lurewatch password", "kim@quietlab.example", SECRET)
    assert needed(Secret.PASSWORD, mailbox(secrets=Keeper.KEYRING)) == SECRET
    with pytest.raises(UsageError, match=r"keyring, service 'lurewatch access-token', user 'kim@quietlab.example'"):
        needed(Secret.ACCESS, mailbox(secrets=Keeper.KEYRING))


def test_a_keyring_that_is_locked() -> None:
    """It is said, without what it said."""
    keyring.set_keyring(Locked())
    with pytest.raises(ServiceRefused, match=r"cannot be asked \(KeyringLocked\); unlock it") as raised:
        kept(Secret.PASSWORD, mailbox(secrets=Keeper.KEYRING))
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize("value", ["a\nb", "a\x00", "\x1b[2J"])
def test_a_secret_that_is_none(value: str, ring: Held) -> None:
    """What would end a line of the protocol is refused and not shown."""
    ring.set_password("lurewatch password", "kim@quietlab.example", value)
    with pytest.raises(UsageError, match="holds signs that no password has") as raised:
        needed(Secret.PASSWORD, mailbox(secrets=Keeper.KEYRING))
    assert value not in str(raised.value)


def test_the_environment_needs_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library is not loaded for it."""
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert kept(Secret.REFRESH, mailbox()) == SECRET
    assert kept(Secret.CLIENT, replace(mailbox())) == ""
