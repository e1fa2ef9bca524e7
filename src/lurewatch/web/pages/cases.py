"""Cases: which there are, one with all that is in it, and each change to it."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lurewatch.desk import cases as asked
from lurewatch.errors import UsageError
from lurewatch.model.case import CaseState, Statement
from lurewatch.model.member import Member
from lurewatch.web.member import member_of
from lurewatch.web.pages.queue import choice


@require_http_methods(["GET", "POST"])
def cases(request: HttpRequest) -> HttpResponse:
    """All of them; or a new one, opened."""
    by = member_of(request)
    if request.method == "POST":
        approaches = request.POST.get("approaches", "")[:20_000].split()
        return redirect("case", asked.open_case(by, request.POST.get("title", ""), approaches))
    state = choice(CaseState, request.GET.get("state", ""))
    owner = by.account if request.GET.get("mine") else ""
    shown = {"cases": asked.listed(by, state, owner), "state": state, "states": CaseState, "mine": bool(owner)}
    return render(request, "cases.html", shown | {"approaches": request.GET.get("approach", "")[:64], "me": by.account})


@require_GET
def case(request: HttpRequest, name: str) -> HttpResponse:
    """One of them."""
    by = member_of(request)
    found = asked.case(by, name)
    return render(request, "case.html", {"found": found, "states": CaseState, "me": by.account})


@require_POST
def change(request: HttpRequest, name: str) -> HttpResponse:
    """One change, by the word of its form."""
    doing = _CHANGES.get(request.POST.get("what", ""))
    if doing is None:
        raise UsageError("nothing to change; choose what")
    doing(member_of(request), name, {key: request.POST[key] for key in request.POST})
    return redirect("case", name)


def _stand(by: Member, name: str, said: dict[str, str]) -> None:
    state = choice(CaseState, said.get("state", ""))
    if state is None:
        raise UsageError("no state chosen; a case is open, waiting or closed")
    owner = by.account if said.get("mine") else said.get("owner", "")[:20]
    asked.stand(by, name, asked.Standing(state, owner, _day(said.get("due", ""))))


def _note(by: Member, name: str, said: dict[str, str]) -> None:
    asked.note(by, name, said.get("text", ""))


def _task(by: Member, name: str, said: dict[str, str]) -> None:
    asked.add_task(by, name, said.get("text", ""), by.account, _day(said.get("due", "")))


def _done(by: Member, name: str, said: dict[str, str]) -> None:
    number = said.get("number", "")
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        raise UsageError("no such task; choose one")
    asked.finish(by, name, int(number))


def _put_in(by: Member, name: str, said: dict[str, str]) -> None:
    asked.put_in(by, name, said.get("approaches", "")[:20_000].split())


def _take_out(by: Member, name: str, said: dict[str, str]) -> None:
    asked.take_out(by, name, said.get("approaches", "")[:20_000].split())


def _record(by: Member, name: str, said: dict[str, str]) -> None:
    day = _day(said.get("day", ""))
    if day is None:
        raise UsageError("no day; say on which day it was said")
    statement = Statement(said.get("said", ""), said.get("source", ""), day, said.get("denial", "").strip()[:20_000])
    asked.record(by, name, statement)


_CHANGES = {
    "stand": _stand,
    "note": _note,
    "task": _task,
    "done": _done,
    "put in": _put_in,
    "take out": _take_out,
    "record": _record,
}


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError("a day is written as 2026-03-01") from error
