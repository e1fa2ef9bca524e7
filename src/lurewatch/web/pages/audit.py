"""The log: what was done, by which account, on which token."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lurewatch.desk import auditing
from lurewatch.web.member import member_of


@require_GET
def audit(request: HttpRequest) -> HttpResponse:
    """The last entries, or those before a number, or of one token; and, asked for, whether the log is whole."""
    by, before = member_of(request), request.GET.get("before", "")
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 16 else None
    subject = request.GET.get("token", "")[:64]
    shown = {
        "entries": auditing.entries(by, number, 100, subject),
        "token": subject,
        "verified": auditing.verify(by) if request.GET.get("verify") else None,
    }
    return render(request, "audit.html", shown)
