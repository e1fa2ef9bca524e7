"""Campaigns: which there are, one with its links and picture, and cutting, binding, undoing with a reason."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from lurewatch.desk import campaigns as asked
from lurewatch.errors import UsageError
from lurewatch.model.approach import Line
from lurewatch.model.campaign_line import CampaignSeen
from lurewatch.telling.campaign_article import CampaignArticle, campaign_articles
from lurewatch.telling.joined import Lettered, Member
from lurewatch.web.member import member_of
from lurewatch.web.pages.queue import choice


@require_GET
def campaigns(request: HttpRequest) -> HttpResponse:
    """All of them."""
    return render(request, "campaigns.html", {"list": asked.campaigns(member_of(request))})


@require_GET
def campaign(request: HttpRequest, name: str) -> HttpResponse:
    """One of them."""
    found = asked.campaign(member_of(request), name)
    return render(request, "campaign_page.html", {"found": found, "article": _article(found)})


@require_POST
def link(request: HttpRequest) -> HttpResponse:
    """Links all approaches anew, or decides of two of them."""
    by, verb = member_of(request), choice(asked.Verb, request.POST.get("verb", ""))
    if verb is None:
        asked.link(by, settings.LUREWATCH.path)
        return redirect("campaigns")
    two = request.POST.get("two", "").split() or [request.POST.get("a", ""), request.POST.get("b", "")]
    if len(two) != 2 or two[0] == two[1] or not all(two):
        raise UsageError("name two approaches by their ids")
    asked.decide_link(by, verb, (two[0][:64], two[1][:64]), request.POST.get("reason", ""))
    back = request.POST.get("campaign", "")[:80]
    return redirect(reverse("campaign", args=[back]) if back else "campaigns")


def _article(found: CampaignSeen) -> CampaignArticle:
    members = tuple(_member(line) for line in found.approaches)
    anchors = {line.id: line.id for line in found.approaches}
    return campaign_articles([Lettered("A", found.campaign, members)], anchors)[0]


def _member(line: Line) -> Member:
    days = sorted({day for day in (line.first, line.last) if day})
    moments = tuple(datetime.combine(day, time(), UTC) for day in days)
    said = str(line.verdict) if line.judged else "not judged"
    return Member(line.id, line.person or line.id, line.contact, "", line.contact, "", said, line.probability, moments)
