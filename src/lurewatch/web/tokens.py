"""Tokens by which programs are let in: shown once, kept as hashes."""

import secrets
from hashlib import sha256

from django.contrib.auth.models import User
from django.http import HttpRequest

from lurewatch.errors import NotAllowed
from lurewatch.model.member import Member
from lurewatch.web.member import role_of
from lurewatch.web.models import Token

_BEARER = "Bearer "


def made_for(user: User, name: str) -> str:
    """A new token for an account's program; it cannot be shown again."""
    token = secrets.token_urlsafe(32)
    Token.objects.create(name=name[:80], user=user, mark=_mark(token))
    return token


def program_of(request: HttpRequest) -> Member:
    """The member for whom a program asks; NotAllowed without a token that is known."""
    said = request.headers.get("Authorization", "")
    token = said.removeprefix(_BEARER) if said.startswith(_BEARER) else ""
    found = Token.objects.select_related("user").filter(mark=_mark(token)).first() if token else None
    role = role_of(found.user) if found else None
    if found is None or role is None:
        raise NotAllowed("no token that is known; send it as Authorization: Bearer TOKEN")
    return Member(str(found.user.pk), role, found.user.email)


def _mark(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
