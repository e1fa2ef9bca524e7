"""A campaign made into a bulletin: gathered from its conversations, then redacted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from lurewatch.model.assessment import Assessment
from lurewatch.model.bulletin import (
    MOST_HANDLES,
    MOST_PLACES,
    Alleged,
    Bulletin,
    Counts,
    Issue,
    Standard,
    Tlp,
    band,
)
from lurewatch.model.campaign import Campaign
from lurewatch.model.conversation import Conversation, Side
from lurewatch.model.encode_bulletin import series_id
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.kind import verdict
from lurewatch.model.shareable import is_domain, is_handle, is_link
from lurewatch.sharing.own_words import own_words
from lurewatch.sharing.places import places_in, without_places
from lurewatch.sharing.shown import shown
from lurewatch.sharing.templates import common
from lurewatch.sharing.words import words_of
from lurewatch.text.domains import is_free_mail

NOBODY = UUID(int=0)  # the sender of what is only looked at
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


class Material(NamedTuple):
    """A campaign with its conversations, their regions marked, and what was thought of each, in the same order."""

    campaign: Campaign
    conversations: Sequence[Conversation]
    assessments: Sequence[Assessment]


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms it is shared: under whose opaque id, for whom, on what evidence standard."""

    sender: UUID = NOBODY
    tlp: Tlp = Tlp.AMBER
    standard: Standard = Standard.ASSESSED


def bulletin_of(material: Material, terms: Terms) -> Bulletin:
    """The campaign as a bulletin, not yet redacted; dated by its last month, so that it is the same each time."""
    conversations = material.conversations
    months = sorted(_months(conversations))
    issued = _month_after(months[-1]) if months else UNDATED
    places = {(place, one.person or one.id) for one in conversations for place in places_in(own_words(one))}
    return Bulletin(
        issue=Issue(terms.sender, issued, issued),
        tlp=terms.tlp,
        confidence=verdict(max((one.probability for one in material.assessments), default=0.0)),
        standard=terms.standard,
        shown=shown(material.assessments, (one.channel for one in conversations)),
        counts=Counts(band(material.campaign.people), band(len(conversations))),
        handles=_first(_handles(conversations), MOST_HANDLES),
        domains=_first(_domains(conversations, (place.host for place, _ in places)), MOST_PLACES),
        links=_first(_links(place.link for place, _ in places), MOST_PLACES),
        templates=common(list(_texts(conversations))),
        first=months[0] if months else None,
        last=months[-1] if months else None,
    )


def recall(one: Bulletin, at: datetime) -> Bulletin:
    """What takes a bulletin back: it says which series, and nothing else."""
    issue = _next(one, at)._replace(recalled=True)
    counts = Counts(band(0), band(0))
    return Bulletin(issue, one.tlp, verdict(0.0), one.standard, shown([], []), counts)


def correction(one: Bulletin, new: Bulletin, at: datetime) -> Bulletin:
    """The next revision of a bulletin, with what is now known."""
    values = {name: getattr(new, name) for name in new.__dataclass_fields__ if name != "issue"}
    return Bulletin(_next(one, at), **values)


def _next(one: Bulletin, at: datetime) -> Issue:
    issue = one.issue
    return issue._replace(
        revised=at.astimezone(UTC).replace(microsecond=0), revision=issue.revision + 1, series=series_id(one)
    )


def _first(values: Iterable[str] | Iterable[Alleged], most: int) -> tuple:  # type: ignore[type-arg]
    return tuple(islice(sorted(set(values)), most))  # type: ignore[type-var]


def _months(conversations: Iterable[Conversation]) -> Iterator[date]:
    for one in conversations:
        for turn in one.turns:
            if turn.side is Side.CONTACT and turn.message.sent_at:
                yield turn.message.sent_at.date().replace(day=1)


def _month_after(day: date) -> datetime:
    return datetime(day.year + day.month // 12, day.month % 12 + 1, 1, tzinfo=UTC)


def _handles(conversations: Iterable[Conversation]) -> Iterator[Alleged]:
    for one in conversations:
        for handle in (*one.contact.handles, *_named(one.contact.name), *(h for h in _shown_names(one))):
            value = (
                " ".join((handle.name or handle.value).split()) if handle.platform is Platform.NAME else handle.value
            )
            if is_handle(handle.platform, value):
                yield Alleged(handle.platform, value)


def _named(name: str) -> Iterator[Handle]:
    if name.strip():
        yield Handle(Platform.NAME, name.strip())


def _shown_names(one: Conversation) -> Iterator[Handle]:
    """The names under which the contact's handles were shown."""
    return (Handle(Platform.NAME, handle.name) for handle in one.contact.handles if handle.name)


def _domains(conversations: Iterable[Conversation], hosts: Iterable[str]) -> Iterator[str]:
    """The domains of the contact's addresses and links, without those where anybody can have an address."""
    mail = (
        handle.value.rpartition("@")[2]
        for one in conversations
        for handle in one.contact.handles
        if handle.platform is Platform.EMAIL
    )
    return (host for host in (*mail, *hosts) if is_domain(host) and not is_free_mail(host))


def _links(found: Iterable[str]) -> Iterator[str]:
    """The links that two people were sent; what one alone was sent may have been made for them."""
    return (link for link, people in Counter(found).items() if people > 1 and is_link(link))


def _texts(conversations: Iterable[Conversation]) -> Iterator[list[str]]:
    """What was written to each of our people, as words; one conversation of each."""
    seen: set[str] = set()
    for one in sorted(conversations, key=lambda one: one.id):
        person = one.person or one.id
        if person not in seen:
            seen.add(person)
            yield words_of(without_places(own_words(one)))
