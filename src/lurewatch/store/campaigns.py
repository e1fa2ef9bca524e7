"""Campaigns as they were last linked, and what was decided of links."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from django.db.models import Max

from lurewatch.errors import NotFound
from lurewatch.model.approach import Line
from lurewatch.model.campaign import Campaign, Decided, Link
from lurewatch.model.campaign_line import CampaignLine, CampaignList, CampaignSeen, LinkDecided
from lurewatch.store import models
from lurewatch.store.approaches import lines
from lurewatch.store.codec import read_back, written
from lurewatch.store.keys import keys
from lurewatch.store.models import Approach, LinkDecision, Note

_LINKED = "linked"
_AT_ONCE = 500  # names in one query
_MOST = 500  # campaigns in a list


def replace_all(campaigns: Sequence[Campaign], began: datetime) -> None:
    """Keeps campaigns in place of those that were; `began` is when the approaches were read for it."""
    names = {one.id for one in campaigns}
    Approach.objects.filter(campaign__isnull=False).update(campaign=None, people=1)
    models.Campaign.objects.exclude(name__in=names).delete()
    for one in campaigns:
        row = _keep(one)
        if not one.bulk:
            for at in range(0, len(one.conversations), _AT_ONCE):
                some = one.conversations[at : at + _AT_ONCE]
                Approach.objects.filter(name__in=some).update(campaign=row, people=one.people)
    Note.objects.update_or_create(name=_LINKED, defaults={"value": began.isoformat()})


def _keep(one: Campaign) -> models.Campaign:
    known = lines(one.conversations)
    values: dict[str, object] = {
        "bulk": one.bulk,
        "people": one.people,
        "conversations": len(one.conversations),
        "first": min((line.first for line in known.values() if line.first), default=None),
        "last": max((line.last for line in known.values() if line.last), default=None),
        "highest": max((line.probability for line in known.values()), default=0.0),
        "sealed": keys().own.seal(written(one), f"campaign {one.id}"),
    }
    row, _ = models.Campaign.objects.update_or_create(name=one.id, defaults=values)
    return row


def every() -> CampaignList:
    """All campaigns, those of most people first; 500 at most."""
    rows = models.Campaign.objects.order_by("bulk", "-people", "-highest", "id")[:_MOST]
    linked = Note.objects.filter(name=_LINKED).first()
    when = datetime.fromisoformat(linked.value) if linked else None
    return CampaignList(tuple(_line(row) for row in rows), when, _is_stale(when))


def one(name: str) -> CampaignSeen:
    """A campaign; NotFound where there is none of this name."""
    row = models.Campaign.objects.filter(name=name).first()
    if row is None:
        raise NotFound(f"{name[:20]!a}: no campaign of this name; links may have been made anew")
    campaign = _campaign(row)
    seen = sorted(lines(campaign.conversations).values(), key=_when)
    return CampaignSeen(_line(row), campaign, tuple(seen), tuple(_decided(campaign.conversations)))


def links_of(name: str) -> tuple[Link, ...]:
    """The links of an approach."""
    row = models.Campaign.objects.filter(approaches__name=name).first()
    return tuple(link for link in _campaign(row).links if name in (link.a, link.b)) if row else ()


def decide(decided: LinkDecided) -> None:
    """Keeps what was decided of two approaches; NotFound where one is not there."""
    two = sorted((decided.a, decided.b))
    if len(lines(two)) != 2:
        raise NotFound("two approaches are wanted that are both there; nothing was decided")
    sealed = keys().own.seal(decided.reason.encode("utf-8", "replace"), f"link {two[0]} {two[1]}")
    LinkDecision.objects.create(a=two[0], b=two[1], verb=decided.verb, reason=sealed, by=decided.by, at=decided.at)


def decisions() -> list[Decided]:
    """What holds: of each two the last that was decided, unless it was taken back."""
    last: Mapping[tuple[str, str], LinkDecision] = {(row.a, row.b): row for row in LinkDecision.objects.order_by("id")}
    return [Decided(row.a, row.b, row.verb == "bind", _reason(row)) for row in last.values() if row.verb != "undo"]


def _decided(names: Sequence[str]) -> Iterator[LinkDecided]:
    rows = LinkDecision.objects.filter(a__in=names) | LinkDecision.objects.filter(b__in=names)
    for row in rows.order_by("-id")[:_MOST]:
        yield LinkDecided(row.a, row.b, row.verb, _reason(row), row.by, row.at)


def _reason(row: LinkDecision) -> str:
    return keys().own.open(row.reason, f"link {row.a} {row.b}").decode("utf-8")


def _is_stale(linked: datetime | None) -> bool:
    times = [
        Approach.objects.aggregate(last=Max("came"))["last"],
        LinkDecision.objects.aggregate(last=Max("at"))["last"],
    ]
    last = max((time for time in times if time), default=None)
    return last is not None and (linked is None or last > linked)


def _campaign(row: models.Campaign) -> Campaign:
    return read_back(Campaign, keys().own.open(row.sealed, f"campaign {row.name}"))


def _line(row: models.Campaign) -> CampaignLine:
    numbers = (row.people, row.conversations, row.first, row.last, row.highest)
    return CampaignLine(row.name, row.bulk, *numbers)


def _when(line: Line) -> tuple[date, datetime]:
    return line.first or date.max, line.came
