"""The people in a dump of Microsoft Teams messages, and which of them belong to the organisation that made it."""

import re
from collections import Counter
from collections.abc import Mapping

from lurewatch.model.handle import Handle
from lurewatch.sources.chat_values import id_of, name_of, object_of
from lurewatch.text import handles

_HELD = 200_000
# How Graph (teamworkUserIdentityType) calls those who are in no directory of the organisation's own.
_OUTSIDE = frozenset(
    ("anonymousGuest", "federatedUser", "personalMicrosoftAccountUser", "skypeUser", "phoneUser", "emailUser")
)
_UNKNOWN = handles.named("deleted user")
_OF_USER = re.compile(r"users\('([^']{1,100})'\)")
_OF_TWO = re.compile(r"19:([^_@]{1,60})_([^_@]{1,60})@unq\.gbl\.spaces")


class People:
    """Accounts by id, their organisations (tenants), and who of them comes from outside or is a program."""

    def __init__(self) -> None:
        self._handles: dict[str, Handle] = {}
        self._tenants: dict[str, str] = {}
        self._outside: set[str] = set()
        self._programs: set[str] = set()
        self._chats: dict[str, set[str]] = {}
        self._user = ""

    def author(self, message: Mapping[str, object]) -> Handle:
        """Who wrote a message: a person or a program; one that was deleted has no name, and perhaps no id."""
        sender = object_of(message.get("from"))
        user = sender.get("user")
        if isinstance(user, dict):
            return self.known(user, id_of(user.get("id")))
        program = object_of(sender.get("application"))
        found = self.known(program, id_of(program.get("id")))
        self._programs.add(found.value)
        return found

    def known(self, entry: Mapping[str, object], identifier: str) -> Handle:
        """The account of somebody as a message or a chat's list of members describes them."""
        found = self._handles.get(identifier)
        if found is not None and found.name:
            return found
        name = name_of(entry.get("displayName"))
        if not identifier:
            return handles.named(name) if name else _UNKNOWN
        found = handles.account("teams", identifier, name)
        if len(self._handles) < _HELD:
            self._handles[identifier] = found
            self._tenants[found.value] = id_of(entry.get("tenantId"))
            if id_of(entry.get("userIdentityType")) in _OUTSIDE:
                self._outside.add(found.value)
        return found

    def of_two(self, chat: str) -> tuple[Handle, ...]:
        """The two who take part in a direct chat, whose id is made of theirs."""
        found = _OF_TWO.fullmatch(chat)
        return tuple(self._handles.get(one) or handles.account("teams", one) for one in found.groups()) if found else ()

    def take_part(self, chat: str, authors: set[str]) -> None:
        """Takes note of accounts that wrote in a chat."""
        if len(self._chats) < _HELD or chat in self._chats:
            self._chats.setdefault(chat, set()).update(authors)

    def asked_by(self, context: str) -> None:
        """Takes note of an answer's context, which names the user whose chats were asked for."""
        found = _OF_USER.search(context)
        self._user = handles.account("teams", found[1]).value if found else self._user

    def owners(self) -> tuple[Handle, ...]:
        """Those of the organisation that made the dump, if it shows: that of the user whose chats they are, or the
        one that takes part in more chats than any other.
        """
        tenant = self._tenants.get(self._user, "") or self._busiest()
        if not (tenant or self._user or self._outside):
            return ()
        ours = {value for value, one in self._tenants.items() if one == tenant} - self._outside - self._programs
        return tuple(handle for handle in self._handles.values() if handle.value in ours or handle.value == self._user)

    def _busiest(self) -> str:
        """The tenant that takes part in the most chats; none where two do, or where none is told."""
        counts = Counter(t for people in self._chats.values() for t in {self._tenants.get(one, "") for one in people})
        counts.pop("", None)
        (tenant, most), (_, next_most) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
        return tenant if most > next_most and (len(counts) > 1 or self._outside) else ""
