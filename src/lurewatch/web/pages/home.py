"""The first page: the queue for those who work it, the log for those who read it, asking for everybody else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from lurewatch.desk.permission import Request, may
from lurewatch.web.member import member_of


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Leads there."""
    role = member_of(request).role
    if may(role, Request.QUEUE):
        return redirect("queue")
    return redirect("audit" if may(role, Request.AUDIT) else "ask")
