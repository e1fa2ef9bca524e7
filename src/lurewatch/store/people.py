"""Who of ours stands behind a token."""

import base64
import secrets
from collections.abc import Iterable

from lurewatch.errors import NotFound
from lurewatch.model.handle import Handle
from lurewatch.model.person import Revealed
from lurewatch.store.codec import read_back, written
from lurewatch.store.keys import KEY, Sealed, keys
from lurewatch.store.models import Person, PersonHandle


def token_of(handles: Iterable[Handle]) -> str:
    """The token of the one of ours who has any of these handles, made where there is none; all are theirs then."""
    given = {keys().mark("handle", handle.key): handle for handle in handles}
    if not given:
        return ""
    known = list(PersonHandle.objects.filter(mark__in=given).select_related("person").order_by("id"))
    person = known[0].person if known else _new()
    for mark in given.keys() - {one.mark for one in known}:
        what = f"handle {person.token}"
        PersonHandle.objects.create(person=person, mark=mark, sealed=seals_of(person).seal(written(given[mark]), what))
    for one in known:
        if given[one.mark].name and one.person_id == person.pk:
            _named(one, given[one.mark])
    return person.token


def _new() -> Person:
    token = f"P-{base64.b32encode(secrets.token_bytes(5)).decode('ascii')}"
    return Person.objects.create(token=token, key=keys().persons.seal(secrets.token_bytes(KEY), token))


def _named(row: PersonHandle, handle: Handle) -> None:
    """Keeps the name that a handle was shown with, where none is kept yet."""
    seals, what = seals_of(row.person), f"handle {row.person.token}"
    if not read_back(Handle, seals.open(row.sealed, what)).name:
        row.sealed = seals.seal(written(handle), what)
        row.save(update_fields=["sealed"])


def found(handle: Handle) -> str:
    """The token of whoever of ours has a handle; empty where nobody is known by it."""
    return tokens_of((handle,)).get(handle.key, "")


def tokens_of(handles: Iterable[Handle]) -> dict[str, str]:
    """The tokens of those who are known, by the key of the handle."""
    marks = {keys().mark("handle", handle.key): handle.key for handle in handles}
    rows = PersonHandle.objects.filter(mark__in=marks).values_list("mark", "person__token")
    return {marks[mark]: token for mark, token in rows}


def row_of(token: str) -> Person | None:
    """The row of a token; None for the empty one."""
    return Person.objects.get(token=token) if token else None


def seals_of(person: Person | None) -> Sealed:
    """What seals a person's content; of nobody's the store's own. NotFound where the person was erased."""
    if person is None:
        return keys().own
    if person.key is None:
        raise NotFound(f"{person.token}: was erased, and nothing of theirs can be opened any more")
    return Sealed(keys().persons.open(person.key, person.token))


def handles_of(token: str) -> tuple[Handle, ...]:
    """All handles behind a token; NotFound where there is none, or the person was erased."""
    person = Person.objects.filter(token=token).first()
    if person is None:
        raise NotFound(f"{token[:20]!a}: nobody has this token")
    seals = seals_of(person)
    rows = person.handles.order_by("id")
    return tuple(read_back(Handle, seals.open(row.sealed, f"handle {token}")) for row in rows)


def revealed(token: str) -> Revealed:
    """Names and handles behind a token."""
    handles = handles_of(token)
    names = dict.fromkeys(handle.name for handle in handles if handle.name)
    return Revealed(token, tuple(names), tuple(handle.value for handle in handles))
