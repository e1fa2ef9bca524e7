"""Which address may be opened by whom: one table; an address that is not in it is opened by nobody."""

from collections.abc import Callable, Mapping
from enum import Enum

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lurewatch.desk.permission import Request, may
from lurewatch.web.faults import told
from lurewatch.web.member import SECOND, role_of


class Open(Enum):
    """What needs no request of the desk: for everybody; for who signed in, before or after the second factor."""

    EVERYBODY = "everybody"
    SIGNED_IN = "signed in"
    TOKEN = "token"  # noqa: S105  the view itself asks for a program's token


ADDRESSES: Mapping[str, Request | Open] = {
    "home": Open.SIGNED_IN,
    "sign-in": Open.EVERYBODY,
    "sign-out": Open.SIGNED_IN,
    "second": Open.SIGNED_IN,
    "enrol": Open.SIGNED_IN,
    "ask": Request.ASK,
    "report": Request.REPORT,
    "report-send": Request.REPORT,
    "queue": Request.QUEUE,
    "queue-news": Request.QUEUE,
    "queue-view": Request.QUEUE,
    "queue-decide": Request.DECIDE,
    "approach": Request.APPROACH,
    "decide": Request.DECIDE,
    "contest": Request.CONTEST,
    "disclosed": Request.DISCLOSED,
    "reveal": Request.REVEAL,
    "campaigns": Request.CAMPAIGNS,
    "campaign": Request.CAMPAIGNS,
    "link": Request.LINKS,
    "cases": Request.CASES,
    "case": Request.CASES,
    "case-change": Request.CASES,
    "figures": Request.FIGURES,
    "audit": Request.AUDIT,
    "api-reports": Open.TOKEN,
    "api-decisions": Open.TOKEN,
    "api-description": Open.EVERYBODY,
}
_BEFORE_SECOND = frozenset(("sign-out", "second", "enrol"))


class Access:
    """Looks every request up in the table before its page runs."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer as it comes."""
        return self._answer(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Nothing where the page may run; else where to go, or a refusal."""
        name = (request.resolver_match.url_name if request.resolver_match else None) or ""
        wanted = ADDRESSES.get(name)
        if wanted is None:
            return told(request, "this address is nobody's; check it", 404)
        if wanted in (Open.EVERYBODY, Open.TOKEN):
            return None
        role = role_of(request.user)
        if role is None:
            return redirect("sign-in")
        if role in SECOND and name not in _BEFORE_SECOND and not request.user.is_verified():  # type: ignore[union-attr]
            return redirect("second")
        if isinstance(wanted, Request) and not may(role, wanted):
            return told(request, f"as {role} you may not {wanted}; ask somebody who may", 403)
        return None
