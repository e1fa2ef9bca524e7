"""Tests of the JSON API."""

import json

import pytest
from django.test import Client
from tests.desk.approaches import mail
from tests.store.opened import Kept
from tests.web.visitors import account

from lurewatch.model.member import Role
from lurewatch.web import accounts


def _program(role: Role) -> dict[str, str]:
    account(f"gate-{role}", role)
    return {"Authorization": f"Bearer {accounts.token(f'gate-{role}', 'gateway')}"}


def _hand_in(headers: dict[str, str], data: bytes, kind: str = "message/rfc822") -> tuple[int, dict[str, object]]:
    answer = Client().generic("POST", "/api/reports", data, content_type=kind, headers=headers)
    return answer.status_code, json.loads(answer.content)


def test_a_gateway_hands_in_a_report(pages: Kept) -> None:
    """It is taken in once; the same again names the same approach and doubles nothing."""
    headers = _program(Role.PERSON)
    status, first = _hand_in(headers, mail())
    again, second = _hand_in(headers, mail())
    assert (status, again, first["approaches"], second["again"]) == (201, 200, second["approaches"], True)


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer x"}, {"Authorization": "Basic eDp5"}])
def test_no_token_that_is_known(pages: Kept, headers: dict[str, str]) -> None:
    """Nothing is taken in without one; a session and its cookie are of no use here."""
    assert _hand_in(headers, mail())[0] == 401


def test_what_is_no_mail(pages: Kept) -> None:
    """It is refused with a word of what is wrong."""
    headers = _program(Role.PERSON)
    assert _hand_in(headers, b"{}", "application/json")[0] == 415
    assert _hand_in(headers, b" \n")[0] == 400
    assert _hand_in(headers, b"x" * ((8 << 20) + 1))[0] == 413


@pytest.mark.parametrize("role", list(Role))
def test_who_may_take_decisions_out(pages: Kept, role: Role) -> None:
    """A lead's program, and no other."""
    answer = Client().get("/api/decisions", headers=_program(role))
    assert answer.status_code == (200 if role is Role.LEAD else 403)


def test_an_account_shut_out(pages: Kept) -> None:
    """Its tokens are worth nothing from then on."""
    headers = _program(Role.PERSON)
    accounts.shut("gate-person")
    assert _hand_in(headers, mail())[0] == 401
