"""The figures of what the store keeps, as the shell's `figures` counts them."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lurewatch.desk import figures as asked
from lurewatch.errors import UsageError
from lurewatch.model.figures import Period
from lurewatch.web.member import member_of


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """The figures of a period, all of it where none is named."""
    first, last = (_day(request.GET.get(name, "")) for name in ("first", "last"))
    found = asked.kept(member_of(request), Period(first, last))
    most = max((week.approaches for week in found.weeks), default=0)
    return render(request, "figures.html", {"found": found, "most": most, "first": first, "last": last})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError("a day is written as 2026-03-01") from error
