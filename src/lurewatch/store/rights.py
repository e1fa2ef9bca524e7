"""What a person may ask for: everything that is kept of them, corrected or gone."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from django.db.models import QuerySet

from lurewatch.errors import NotFound
from lurewatch.model.approach import Line, State
from lurewatch.model.conversation import Conversation
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.person import Erased, PersonFound
from lurewatch.store.approaches import Held, held, keep
from lurewatch.store.keys import keys
from lurewatch.store.lines import line
from lurewatch.store.models import Approach, ApproachTopic, Content, Decision, Mention, Person, PersonHandle, Reveal
from lurewatch.store.people import handles_of, row_of, token_of, tokens_of

ERASED = Handle(Platform.NAME, "erased")


def found(handle: Handle) -> PersonFound:
    """What is kept of whoever has a handle."""
    token = tokens_of((handle,)).get(handle.key, "")
    own = _of(token)
    marks = _marks(token) | {keys().mark("handle", handle.key)}
    others = _named(marks).exclude(pk__in=own.values("pk"))
    revealed = Reveal.objects.filter(subject=token).count() if token else 0
    return PersonFound(token, _lines(own), _lines(others), revealed)


def everything(token: str) -> tuple[tuple[Handle, ...], tuple[Held, ...]]:
    """Somebody's handles, and all that is kept of their approaches."""
    names = _of(token).order_by("id").values_list("name", flat=True)
    return handles_of(token), tuple(one for one in map(held, names) if one)


def correct(handle: Handle, token: str) -> str:
    """Makes a handle another person's: of those with a token, or of a new one where that is empty; gives the token."""
    PersonHandle.objects.filter(mark=keys().mark("handle", handle.key)).delete()
    if not token:
        return token_of((handle,))
    known = handles_of(token)
    if not known:
        raise NotFound(f"{token[:20]!a}: nobody has this token")
    return token_of((*known, handle))


def erase(token: str) -> Erased:
    """Throws away what ties a token to a person, and all content of theirs; NotFound where that was done already."""
    handles_of(token)
    marks, own = _marks(token), _of(token)
    others = _named(marks).exclude(pk__in=own.values("pk"))
    mentioned = [row.name for row in others]
    for name in mentioned:
        _unnamed(name, marks)
    Reveal.objects.filter(subject__in=[token, *own.values_list("name", flat=True)]).delete()
    number = let_go(own)
    PersonHandle.objects.filter(person__token=token).delete()
    Person.objects.filter(token=token).update(key=None)
    return Erased(token, number, len(mentioned))


def let_go(rows: QuerySet[Approach]) -> int:
    """Deletes the content of approaches and what people wrote of them; their lines stay for the counts."""
    ids = list(rows.values_list("pk", flat=True))
    for table in (Content, Mention, ApproachTopic):
        table.objects.filter(approach__in=ids).delete()
    Decision.objects.filter(approach__in=ids).update(reason=b"")
    Approach.objects.filter(pk__in=ids).update(state=State.GONE, contact="", organisation="")
    return len(ids)


def _of(token: str) -> QuerySet[Approach]:
    return Approach.objects.filter(person=row_of(token)) if token else Approach.objects.none()


def _named(marks: Iterable[str]) -> QuerySet[Approach]:
    return Approach.objects.filter(pk__in=Mention.objects.filter(mark__in=list(marks)).values("approach"))


def _marks(token: str) -> set[str]:
    return set(PersonHandle.objects.filter(person__token=token).values_list("mark", flat=True)) if token else set()


def _lines(rows: QuerySet[Approach]) -> tuple[Line, ...]:
    return tuple(line(row) for row in rows.select_related("person", "campaign").order_by("id"))


def _unnamed(name: str, marks: set[str]) -> None:
    """Takes somebody's handles out of the envelopes and reports of another one's approach; texts stay as written."""
    kept = held(name)
    if kept is None:
        return

    def without(handle: Handle) -> Handle:
        return ERASED if keys().mark("handle", handle.key) in marks else handle

    keep(name, kept.line.person, _with(kept.conversation, without), kept.assessment, kept.made_by)


def _with(one: Conversation, without: Callable[[Handle], Handle]) -> Conversation:
    turns = []
    for turn in one.turns:
        message = turn.message
        changed = replace(
            message,
            author=without(message.author),
            recipients=tuple(map(without, message.recipients)),
            reports=tuple(report._replace(by=without(report.by)) for report in message.reports),
            forwards=tuple(forward._replace(by=without(forward.by)) for forward in message.forwards),
        )
        turns.append(turn._replace(message=changed))
    return replace(one, turns=tuple(turns))
