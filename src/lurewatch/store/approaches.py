"""Approaches: a line each, and apart from it their content, sealed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import QuerySet

from lurewatch.errors import NotFound
from lurewatch.model.approach import Line, State
from lurewatch.model.assessment import Assessment
from lurewatch.model.conversation import Conversation, Side
from lurewatch.model.evidence import Sighting
from lurewatch.store.codec import read_back, written
from lurewatch.store.keys import keys
from lurewatch.store.lines import columns, line, topics_of
from lurewatch.store.models import Approach, ApproachTopic, Content, Mention
from lurewatch.store.people import row_of, seals_of

Sightings = tuple[Sighting, ...]
Weigh = Callable[[Conversation, Sightings], Assessment]


@dataclass(frozen=True, slots=True)
class Held:
    """What is kept of an approach; `sightings` are those that other conversations showed."""

    line: Line
    conversation: Conversation
    assessment: Assessment
    sightings: Sightings
    made_by: str


def name_of(token: str, contact_key: str) -> str:
    """The name of what one contact wrote to one of ours: always the same for the same two."""
    both = f"{token}\0{contact_key}"
    return f"A-{keys().name('approach', both)}"


def held(name: str) -> Held | None:
    """All that is kept under a name; None where there is nothing."""
    rows = _rows().select_related("person", "campaign", "content")
    row = rows.filter(name=name, content__isnull=False).first()
    return _held(row) if row else None


def opened(name: str) -> Held:
    """The same; NotFound where there is nothing."""
    found = held(name)
    if found is None:
        raise NotFound(f"{name[:20]!a}: no approach of this name, or its content was deleted")
    return found


def keep(name: str, token: str, conversation: Conversation, assessment: Assessment, made_by: str) -> None:
    """Keeps an approach, in place of what was kept under its name."""
    person, now = row_of(token), datetime.now(UTC)
    new = {"state": State.NEW, "came": now, "person": person}
    changed = {**columns(conversation, assessment), "changed": now}
    row, _ = Approach.objects.update_or_create(name=name, defaults=changed, create_defaults={**new, **changed})
    if row.state == State.GONE:
        Approach.objects.filter(pk=row.pk).update(state=State.NEW, came=now, decided="", reports=0)
    _keep_topics(row, topics_of(assessment))
    _keep_mentions(row, conversation)
    seals = seals_of(person)
    content = {
        "conversation": seals.seal(written(conversation), f"conversation {name}"),
        "assessment": seals.seal(written(assessment), f"assessment {name}"),
        "made_by": made_by,
    }
    Content.objects.update_or_create(approach=row, defaults=content)


def weighed_again(name: str, sightings: Sightings, weigh: Weigh) -> None:
    """Has an approach weighed with what other conversations show, unless it was weighed with just that."""
    found = opened(name)
    if found.sightings == sightings:
        return
    token = found.line.person
    keep(name, token, found.conversation, weigh(found.conversation, sightings), found.made_by)
    Content.objects.filter(approach__name=name).update(sightings=written(sightings).decode("ascii"))


def with_sightings() -> tuple[str, ...]:
    """The names of those that were weighed with what other conversations show."""
    return tuple(Content.objects.exclude(sightings="[]").values_list("approach__name", flat=True))


def every() -> Iterator[tuple[str, Conversation, Assessment]]:
    """The name, conversation and assessment of every approach in order of coming; what was erased is passed over."""
    rows = _rows().select_related("person", "content").filter(content__isnull=False).order_by("id")
    for row in rows.iterator(500):
        if row.person is None or row.person.key is not None:
            conversation, assessment = _content(row)
            yield row.name, conversation, assessment


def some(names: Sequence[str]) -> dict[str, tuple[Conversation, Assessment]]:
    """Conversations and assessments by name."""
    rows = _rows().select_related("person", "content").filter(name__in=names, content__isnull=False)
    return {row.name: _content(row) for row in rows if row.person is None or row.person.key is not None}


def lines_of_contact(name: str, most: int) -> tuple[Line, ...]:
    """Other approaches by the same contact, the likeliest first."""
    mark = Approach.objects.filter(name=name).values("contact_mark")[:1]
    rows = _rows().filter(contact_mark=mark).exclude(name=name).select_related("person", "campaign")
    return tuple(line(row) for row in rows.order_by("-probability", "-id")[:most])


def lines(names: Sequence[str]) -> dict[str, Line]:
    """Lines by name."""
    return {row.name: line(row) for row in _rows().filter(name__in=names).select_related("person", "campaign")}


def _rows() -> QuerySet[Approach]:
    return Approach.objects.all()


def _held(row: Approach) -> Held:
    conversation, assessment = _content(row)
    sightings = read_back(Sightings, row.content.sightings.encode("ascii"))
    return Held(line(row), conversation, assessment, sightings, row.content.made_by)


def _content(row: Approach) -> tuple[Conversation, Assessment]:
    seals, content = seals_of(row.person), row.content
    conversation = seals.open(content.conversation, f"conversation {row.name}")
    assessment = seals.open(content.assessment, f"assessment {row.name}")
    return read_back(Conversation, conversation), read_back(Assessment, assessment)


def _keep_mentions(row: Approach, conversation: Conversation) -> None:
    marks = {keys().mark("handle", key) for key in ours_in(conversation)}
    kept = set(Mention.objects.filter(approach=row).values_list("mark", flat=True))
    Mention.objects.bulk_create(Mention(approach=row, mark=mark) for mark in sorted(marks - kept))
    Mention.objects.filter(approach=row, mark__in=kept - marks).delete()


def ours_in(conversation: Conversation) -> set[str]:
    """The keys of all handles in a conversation that are not the contact's."""
    found = {conversation.person} if conversation.person else set()
    for side, message, _ in conversation.turns:
        named = (*message.recipients, *message.reported_by, *((message.author,) if side is Side.PERSON else ()))
        found |= {handle.key for handle in named if handle.value}
    return found - {handle.key for handle in conversation.contact.handles}


def _keep_topics(row: Approach, topics: Sequence[str]) -> None:
    kept = set(ApproachTopic.objects.filter(approach=row).values_list("topic", flat=True))
    if kept != set(topics):
        ApproachTopic.objects.filter(approach=row).delete()
        ApproachTopic.objects.bulk_create(ApproachTopic(approach=row, topic=topic) for topic in topics)
