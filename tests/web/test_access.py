"""Tests of who may open which address."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from tests.store.opened import Kept
from tests.web.visitors import account, signed_in

from lurewatch.desk.permission import Request, may
from lurewatch.model.member import Role
from lurewatch.web import accounts
from lurewatch.web.access import ADDRESSES, Open
from lurewatch.web.member import role_of
from lurewatch.web.urls import urlpatterns

_PLACES = {"name": "A-NONE", "token": "P-NONE"}
_BY_FORM = {
    "sign-out", "report", "report-send", "queue-view", "queue-decide", "decide", "contest", "disclosed", "reveal",
    "link", "case-change",
}  # fmt: skip


def _addresses() -> dict[str, str]:
    found = {}
    for one in urlpatterns:
        route = str(one.pattern)
        found[str(one.name)] = "/" + re.sub(r"<str:(\w+)>", lambda match: _PLACES[match[1]], route)
    return found


def _status(client: object, name: str, address: str) -> int:
    send = getattr(client, "post" if name in _BY_FORM else "get")
    status: int = send(address).status_code
    return status


def test_every_address_is_in_the_table(pages: Kept) -> None:
    """No address is without a rule, and no rule without an address."""
    assert set(_addresses()) == set(ADDRESSES)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_at_each_address(pages: Kept, role: Role) -> None:
    """Whoever may ask for something comes to its page; everybody else is refused there, and nowhere else."""
    client = signed_in(role)
    for name, address in _addresses().items():
        wanted = ADDRESSES[name]
        if isinstance(wanted, Request):
            status = _status(client, name, address)
            assert (status == 403) is not may(role, wanted), (name, status)
            assert status < 500, name


def test_nobody_signed_in(pages: Kept) -> None:
    """Whoever has not signed in is led to do so, from every page."""
    for name, address in _addresses().items():
        if ADDRESSES[name] not in (Open.EVERYBODY, Open.TOKEN):
            answer = getattr(Client(), "post" if name in _BY_FORM else "get")(address)
            assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/"), name


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEAD, Role.ADMINISTRATOR])
def test_a_password_alone(pages: Kept, role: Role) -> None:
    """Who works with others' messages sees nothing before the second factor."""
    client = signed_in(role, second=False)
    for name, address in _addresses().items():
        if isinstance(ADDRESSES[name], Request):
            answer = getattr(client, "post" if name in _BY_FORM else "get")(address)
            assert (answer.status_code, answer.headers["Location"]) == (302, "/second/"), name


def test_an_account_shut_out(pages: Kept) -> None:
    """An account that was shut out is out at once, in a session that is open too."""
    client = signed_in(Role.OFFICER)
    assert client.get("/queue/").status_code == 200
    accounts.shut("rosa-officer")
    assert client.get("/queue/").headers["Location"] == "/sign-in/"


def test_an_account_without_a_role(pages: Kept) -> None:
    """An account of which nobody said what it is may ask and report, no more."""
    account("noor", Role.OFFICER)
    user = User.objects.get(username="noor")
    user.groups.clear()
    assert role_of(user) is Role.PERSON


def test_an_address_that_is_none(pages: Kept) -> None:
    """It gives a page that says so, to whoever has signed in or not."""
    for client in (Client(), signed_in(Role.OFFICER)):
        answer = client.get("/nowhere/")
        assert (answer.status_code, b"no such page" in answer.content) == (404, True)
