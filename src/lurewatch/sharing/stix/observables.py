"""Handles, domains and links of a bulletin as observables of STIX."""

from collections.abc import Iterator
from typing import TypeAlias

from stix2.v21 import URL, DomainName, EmailAddress, Identity, UserAccount

from lurewatch.model.bulletin import Alleged, Bulletin
from lurewatch.model.handle import Platform
from lurewatch.sharing.stix.ids import id_of

Observable: TypeAlias = DomainName | EmailAddress | URL | UserAccount
_CLAIMED = "A name as whoever wrote alleged it; nobody says whose it is."


def observables(one: Bulletin, marked: list[str]) -> Iterator[Observable]:
    """The observables, each with the marking; their ids are those that STIX derives from their content."""
    for handle in one.handles:
        if handle.platform is not Platform.NAME:
            yield _of_handle(handle, marked)
    for domain in one.domains:
        yield DomainName(value=domain, object_marking_refs=marked)
    for link in one.links:
        yield URL(value=link, object_marking_refs=marked)


def personas(one: Bulletin, series: str, said: dict[str, object]) -> Iterator[Identity]:
    """The alleged names, as identities of no known class."""
    for handle in one.handles:
        if handle.platform is Platform.NAME:
            id_ = id_of("identity", series, handle.value)
            yield Identity(id=id_, name=handle.value, identity_class="unknown", description=_CLAIMED, **said)


def _of_handle(handle: Alleged, marked: list[str]) -> EmailAddress | UserAccount:
    if handle.platform is Platform.EMAIL:
        return EmailAddress(value=handle.value, object_marking_refs=marked)
    service, _, login = handle.value.partition("/")
    if handle.platform is Platform.PHONE:
        service, login = "phone", handle.value
    return UserAccount(user_id=handle.value, account_login=login, account_type=service, object_marking_refs=marked)
