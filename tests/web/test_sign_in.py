"""Tests of signing in."""

import pytest
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from tests.store.opened import Kept
from tests.web.visitors import PASSWORD, account, signed_in

from lurewatch.errors import UsageError
from lurewatch.model.member import Role
from lurewatch.web import accounts


def _client() -> Client:
    return Client()


def _code(name: str, drift: int = 0) -> str:
    device = TOTPDevice.objects.get(user__username=name)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift + drift)
    return f"{totp.token():06d}"


def test_an_officer_signs_in_for_the_first_time(pages: Kept) -> None:
    """They give a password, enrol a device, and then see the queue."""
    account("rosa", Role.OFFICER)
    client = _client()
    client.post("/sign-in/", {"name": "rosa", "password": PASSWORD})
    assert client.get("/queue/").headers["Location"] == "/second/"
    page = client.get("/second/new/").content.decode()
    assert "otpauth://totp/" in page
    assert client.post("/second/new/", {"code": _code("rosa")}).headers["Location"] == "/"
    assert client.get("/queue/").status_code == 200


def test_a_device_is_there_already(pages: Kept) -> None:
    """Whoever has the password alone cannot enrol a device of their own beside the first, or see its key."""
    client = signed_in(Role.OFFICER, second=True)
    client.logout()
    client.post("/sign-in/", {"name": "rosa-officer", "password": PASSWORD})
    assert client.get("/second/new/").headers["Location"] == "/second/"
    answer = client.post("/second/", {"code": "000000"})
    assert (answer.status_code, b"otpauth" in answer.content) == (403, False)


def test_a_session_that_was_planted(pages: Kept) -> None:
    """A session's key from before signing in, or before the second factor, is worth nothing afterwards."""
    account("rosa", Role.OFFICER)
    client = _client()
    client.get("/sign-in/")
    planted = client.cookies["sessionid"].value
    client.post("/sign-in/", {"name": "rosa", "password": PASSWORD})
    with_password = client.cookies["sessionid"].value
    client.get("/second/new/")
    client.post("/second/new/", {"code": _code("rosa")})
    keys = {planted, with_password, client.cookies["sessionid"].value}
    assert len(keys) == 3
    for old in (planted, with_password):
        other = _client()
        other.cookies["sessionid"] = old
        assert other.get("/queue/").headers["Location"] == "/sign-in/"


def test_somebody_guesses(pages: Kept) -> None:
    """After eight wrong passwords the right one is refused too, for a while."""
    account("rosa", Role.PERSON)
    client = _client()
    codes = [client.post("/sign-in/", {"name": "rosa", "password": "guess"}).status_code for _ in range(8)]
    assert codes[-1] == 429
    assert client.post("/sign-in/", {"name": "rosa", "password": PASSWORD}).status_code == 429


def test_a_form_from_elsewhere(pages: Kept) -> None:
    """A form without this session's token changes nothing, at any address that takes one."""
    client = signed_in(Role.OFFICER, csrf=True)
    for address in ("/queue/decide/", "/queue/view/", "/link/", "/case/", "/report/send/", "/ask/", "/sign-out/"):
        answer = client.post(address, {"title": "A case"})
        assert (answer.status_code, b"not from a page of this session" in answer.content) == (403, True), address


def test_a_password_that_is_easily_guessed(pages: Kept) -> None:
    """It is refused where the account is made."""
    with pytest.raises(UsageError, match="too common"):
        accounts.add("rosa", Role.OFFICER, "", "password1234")


def test_cookies(pages: Kept) -> None:
    """The session's cookie is out of reach of scripts and of other sites."""
    cookie = signed_in(Role.PERSON).get("/ask/").client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
