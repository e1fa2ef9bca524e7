"""The queue: approaches ranked, filtered, decided many at a time; what is new shows by itself."""

from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from lurewatch.desk import deciding
from lurewatch.desk import queue as asked
from lurewatch.errors import UsageError
from lurewatch.model.approach import State
from lurewatch.model.kind import Kind, Stage, Verdict
from lurewatch.model.queue import OPEN, Order, SavedView, Wanted
from lurewatch.web.member import member_of

_Choice = TypeVar("_Choice", bound=StrEnum)
_LONGEST = 200  # signs of a word to filter by
_FIELDS = ("verdict", "stage", "topic", "kind", "state", "people", "person", "campaign", "contact", "order")


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """A page of the queue; only its rows where a part of the page asks."""
    by, wanted = member_of(request), wanted_of(request.GET)
    shown = {
        "page": asked.queue(by, wanted),
        "wanted": wanted,
        "given": {name: request.GET.get(name, "") for name in _FIELDS},
        "newest": asked.newest(by),
        "once": uuid4().hex,
        "again": _address(request.GET),
        "states": State,
        "orders": Order,
    }
    shown |= {"number": asked.count(by, wanted), "views": [(one.name, _of(one.wanted)) for one in asked.views(by)]}
    return render(request, "queue.html", shown)


@require_GET
def news(request: HttpRequest) -> HttpResponse:
    """Nothing new (204), or the word to the page to load itself anew in place."""
    newest = asked.newest(member_of(request))
    if newest == request.GET.get("since", ""):
        return HttpResponse(status=204)
    response = HttpResponse(status=200)
    response["HX-Trigger"] = "news"
    return response


@require_POST
def view(request: HttpRequest) -> HttpResponse:
    """Keeps a selection under a name, or lets go of one."""
    by, name = member_of(request), request.POST.get("name", "")
    if request.POST.get("drop"):
        asked.drop_view(by, request.POST["drop"][:_LONGEST])
        return redirect("queue")
    selection = QueryDict(request.POST.get("selection", "")[:2_000])
    asked.save_view(by, SavedView(name, wanted_of(selection)))
    return redirect(f"{reverse('queue')}?{_address(selection)}")


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Decides all that were chosen, or none."""
    names, kind = request.POST.getlist("name"), choice(Kind, request.POST.get("kind", ""))
    if kind is None:
        raise UsageError("no decision chosen; say what these approaches are")
    once = request.POST.get("once", "")[:64]
    deciding.decide(member_of(request), names, kind, request.POST.get("reason", ""), once)
    return redirect(f"{reverse('queue')}?{_address(QueryDict(request.POST.get('selection', '')[:2_000]))}")


def wanted_of(given: QueryDict) -> Wanted:
    """The selection that an address names; what it names wrongly is passed over."""
    state = choice(State, given.get("state", ""))
    people = given.get("people", "")
    return Wanted(
        verdict=choice(Verdict, given.get("verdict", "")),
        stage=choice(Stage, given.get("stage", "")),
        topic=given.get("topic", "")[:_LONGEST].strip(),
        kind=choice(Kind, given.get("kind", "")),
        states=tuple(State) if given.get("state") == "all" else (state,) if state else OPEN,
        people=min(int(people), 1_000_000) if people.isascii() and people.isdigit() and len(people) < 8 else 0,
        person=given.get("person", "")[:_LONGEST].strip(),
        campaign=given.get("campaign", "")[:_LONGEST].strip(),
        contact=given.get("contact", "")[:_LONGEST].strip(),
        order=choice(Order, given.get("order", "")) or Order.LIKELIEST,
        after=given.get("after", "")[:_LONGEST],
    )


def choice(choices: type[_Choice], word: str) -> _Choice | None:
    """The choice of a word; None where it is none of them."""
    return choices(word) if word in set(choices) else None


def _address(given: QueryDict) -> str:
    """The selection as it stands behind an address, without the place in it."""
    return urlencode({name: given[name] for name in _FIELDS if given.get(name)})


def _of(wanted: Wanted) -> str:
    """A kept selection as it stands behind an address."""
    said = {
        "verdict": wanted.verdict or "",
        "stage": wanted.stage or "",
        "topic": wanted.topic,
        "kind": wanted.kind or "",
        "state": "" if wanted.states == OPEN else "all" if len(wanted.states) > 1 else "".join(wanted.states),
        "people": str(wanted.people or ""),
        "person": wanted.person,
        "campaign": wanted.campaign,
        "contact": wanted.contact,
        "order": wanted.order,
    }
    return urlencode({name: value for name, value in said.items() if value})
