"""Signing in by OAuth 2: against a real server, whose own question to the issuer a stand-in answers."""

import json
import urllib.parse
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from tests.jobs.mailbox.dovecot import USER, Dovecot, dovecot
from tests.jobs.mailbox.made import Watched, offer
from tests.jobs.stand_in import StandIn, sending, served

pytestmark = pytest.mark.service
GOOD = "good-token.of-these~tests+/="


def _introspected(handler: BaseHTTPRequestHandler) -> None:
    """Says of a token whether it is good, and whose (RFC 7662)."""
    server = handler.server
    assert isinstance(server, StandIn)
    token = urllib.parse.parse_qs(server.asked[-1].decode()).get("token", [""])[0]
    said = {"active": "true", "username": USER} if token.startswith("good") else {"active": "false"}
    sending(json.dumps(said).encode())(handler)


@pytest.fixture(scope="module")
def issued() -> Iterator[Dovecot]:
    """A server that takes tokens."""
    with served(_introspected) as issuer, dovecot(issuer.url) as server:
        yield server


@pytest.fixture
def watched(issued: Dovecot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watched:
    """A watch of a mailbox in which an approach lies; nothing is in the environment yet."""
    issued.empty()
    issued.deliver(offer(1))
    for name in ("PASSWORD", "ACCESS_TOKEN", "REFRESH_TOKEN", "CLIENT_SECRET"):
        monkeypatch.delenv(f"LUREWATCH_MAILBOX_{name}", raising=False)
    return Watched(tmp_path, issued, sign_in="xoauth2")


@pytest.mark.parametrize("way", ["xoauth2", "oauthbearer"])
def test_a_token_from_the_environment(way: str, watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """It signs in."""
    watched.settings.write_text(watched.settings.read_text().replace('"xoauth2"', f'"{way}"'))
    monkeypatch.setenv("LUREWATCH_MAILBOX_ACCESS_TOKEN", GOOD)
    assert watched.once() == 0
    assert len(watched.lines()) == 1


@pytest.mark.parametrize("way", ["xoauth2", "oauthbearer"])
def test_a_token_that_is_refused(
    way: str, watched: Watched, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is told, without the token, in whatever coding."""
    watched.settings.write_text(watched.settings.read_text().replace('"xoauth2"', f'"{way}"'))
    monkeypatch.setenv("LUREWATCH_MAILBOX_ACCESS_TOKEN", "bad-token")
    assert watched.once() == 2
    told = capsys.readouterr().err
    assert "refused to sign in" in told
    assert "bad-token" not in told
    assert "Bearer" not in told


def _source(watched: Watched, endpoint: StandIn, **entries: str) -> None:
    lines = {"url": endpoint.url, "client_id": "lurewatch"} | entries
    table = "\n[mailbox.oauth2]\n" + "".join(f'{key} = "{value}"\n' for key, value in lines.items())
    watched.settings.write_text(watched.settings.read_text() + table)


def _token(**told: object) -> bytes:
    return json.dumps({"access_token": GOOD, "expires_in": 3600, "token_type": "Bearer"} | told).encode()


def test_a_token_that_is_fetched(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """The refresh token is sent to the endpoint that the settings name, and what it gives signs in."""
    monkeypatch.setenv("LUREWATCH_MAILBOX_REFRESH_TOKEN", "refresh&me")
    with served(sending(_token())) as endpoint:
        _source(watched, endpoint, scope="imap offline")
        assert watched.once() == 0
        form = urllib.parse.parse_qs(endpoint.asked[0].decode())
    assert form == {
        "grant_type": ["refresh_token"],
        "client_id": ["lurewatch"],
        "refresh_token": ["refresh&me"],
        "scope": ["imap offline"],
    }
    assert len(watched.lines()) == 1


def test_a_token_for_a_service(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """A service signs in with its own secret, without a person's grant."""
    monkeypatch.setenv("LUREWATCH_MAILBOX_CLIENT_SECRET", "of the client")
    with served(sending(_token())) as endpoint:
        _source(watched, endpoint, grant="client_credentials")
        assert watched.once() == 0
        form = urllib.parse.parse_qs(endpoint.asked[0].decode())
    assert form["grant_type"] == ["client_credentials"]
    assert form["client_secret"] == ["of the client"]


def test_tokens_that_end(watched: Watched, issued: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a restart of the server a token that has ended is fetched anew."""
    monkeypatch.setenv("LUREWATCH_MAILBOX_REFRESH_TOKEN", "refresh")
    with served(sending(_token(expires_in=1))) as endpoint:
        _source(watched, endpoint)
        with watched.running():
            watched.awaited(1)
            issued.stop()
            issued.start()
            issued.deliver(offer(2))
            watched.awaited(2)
        assert len(endpoint.asked) == 2
