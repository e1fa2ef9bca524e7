"""One approach: the conversation with its evidence, who else, what was decided, and what only a reason opens."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from lurewatch.desk import approach as opening
from lurewatch.desk import cases, deciding, revealing
from lurewatch.errors import UsageError
from lurewatch.model.kind import Kind
from lurewatch.model.opened import Opened
from lurewatch.outcome import Judged
from lurewatch.telling.article import article_of
from lurewatch.telling.findings import Group
from lurewatch.web.member import member_of
from lurewatch.web.pages.queue import choice


@require_GET
def approach(request: HttpRequest, name: str) -> HttpResponse:
    """The page; our people are masked in it."""
    return _page(request, opening.approach(member_of(request), name))


@require_POST
def disclosed(request: HttpRequest, name: str) -> HttpResponse:
    """The same with what our person disclosed, for a reason that is written down."""
    found = revealing.disclosed(member_of(request), name, request.POST.get("reason", ""))
    return _page(request, found, is_disclosed=True)


@require_POST
def decide(request: HttpRequest, name: str) -> HttpResponse:
    """Decides what it is."""
    kind = choice(Kind, request.POST.get("kind", ""))
    if kind is None:
        raise UsageError("no decision chosen; say what this approach is")
    once = request.POST.get("once", "")[:64]
    deciding.decide(member_of(request), (name,), kind, request.POST.get("reason", ""), once)
    return redirect("approach", name)


@require_POST
def contest(request: HttpRequest, name: str) -> HttpResponse:
    """Takes a decision back."""
    deciding.contest(member_of(request), name, request.POST.get("reason", ""))
    return redirect("approach", name)


@require_POST
def reveal(request: HttpRequest, token: str) -> HttpResponse:
    """Who stands behind a token, for a reason that is written down."""
    found = revealing.reveal(member_of(request), token, request.POST.get("reason", ""))
    return render(request, "revealed.html", {"found": found})


def _page(request: HttpRequest, found: Opened, *, is_disclosed: bool = False) -> HttpResponse:
    judged = Judged(found.conversation, found.assessment)
    shown = {
        "found": found,
        "line": found.line,
        "article": article_of(Group(judged), "a", 1, {}),
        "cases": cases.of_approach(member_of(request), found.line.id),
        "is_disclosed": is_disclosed,
        "once": uuid4().hex,
    }
    return render(request, "approach.html", shown)
