"""The people of a Slack export: their names, and which of them belong to the workspace's own organisation."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from lurewatch.model.acquaintance import Acquaintance
from lurewatch.model.handle import Handle
from lurewatch.sources.chat_values import id_of, ids_of, name_of, object_of
from lurewatch.text import handles

_PEOPLE_HELD = 200_000
# Guests of one channel or several, people of other organisations (Slack Connect), and programs.
_OUTSIDE = ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "is_app_user", "is_workflow_bot")
_PROGRAM = "USLACKBOT"


class Channel(NamedTuple):
    """A channel or direct conversation: the name of its folder, its id, the ids of its members."""

    name: str
    id: str
    members: tuple[str, ...] = ()


class People:
    """Who is behind an id, and which channel."""

    def __init__(self) -> None:
        self._channels: dict[str, str] = {}
        self._handles: dict[str, Handle] = {}
        self._houses: dict[str, str] = {}
        self._sizes = Counter[str]()

    def learn(self, user: Mapping[str, object]) -> Iterator[Acquaintance]:
        """Takes an entry of users.json; gives what it says of that person."""
        identifier = id_of(user.get("id"))
        if not identifier or len(self._handles) >= _PEOPLE_HELD:
            return
        profile = object_of(user.get("profile"))
        handle = self._enter(identifier, _name(user, profile))
        if identifier != _PROGRAM and not any(user.get(mark) is True for mark in _OUTSIDE):
            self._houses[identifier] = _house(user, profile)
            self._sizes[self._houses[identifier]] += 1
        also = [handles.email(address, handle.name) for address in [id_of(profile.get("email"))] if "@" in address]
        also += [handles.phone(number, handle.name) for number in [id_of(profile.get("phone"))] if number]
        position = name_of(profile.get("title"))
        if also or position:
            yield Acquaintance(handle, position=position, also=tuple(also))

    def owners(self) -> tuple[Handle, ...]:
        """The members of the workspace's own organisation: the one to which most of them belong."""
        own = max(self._sizes, key=self._sizes.__getitem__, default="")
        return tuple(self._handles[one] for one, house in self._houses.items() if house == own)

    def known(self, identifier: str) -> Handle | None:
        """The account of an id, if a name is known for it."""
        found = self._handles.get(identifier)
        return found if found and found.name else None

    def handle(self, identifier: str, name: str = "") -> Handle:
        """The account of an id; `name` is what a message itself shows of somebody who is not in users.json."""
        found = self._handles.get(identifier)
        if found is None or (name and not found.name):
            return self._enter(identifier, name)
        return found

    def shown(self, identifier: str) -> str:
        """The name of an id, else the id."""
        found = self._handles.get(identifier)
        return found.name if found and found.name else identifier

    def name_channel(self, channel: Channel) -> None:
        """Takes note of a channel's name, for texts that refer to its id."""
        self._channels[channel.id] = channel.name

    def channel(self, identifier: str) -> str:
        """A channel's name, else the id."""
        return self._channels.get(identifier, identifier)

    def _enter(self, identifier: str, name: str) -> Handle:
        handle = handles.account("slack", identifier, name)
        if len(self._handles) < _PEOPLE_HELD:
            self._handles[identifier] = handle
        return handle


def shown_in(message: Mapping[str, object]) -> str:
    """The name that a message itself shows of its author (people of other organisations, programs)."""
    profile = object_of(message.get("user_profile"))
    return _name(message, profile) if profile else name_of(message.get("username"))


def _name(user: Mapping[str, object], profile: Mapping[str, object]) -> str:
    fields = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"), user.get("name"))
    return next((name for name in map(name_of, fields) if name), "")


def _house(user: Mapping[str, object], profile: Mapping[str, object]) -> str:
    """The organisation: of an enterprise its id, else the workspace's."""
    enterprise = object_of(user.get("enterprise_user")).get("enterprise_id")
    return id_of(enterprise) or id_of(user.get("team_id")) or id_of(profile.get("team"))


def channel_of(entry: Mapping[str, object], most: int) -> Channel:
    """A channel, group or direct conversation from its entry in the export's lists, with at most so many members."""
    identifier = id_of(entry.get("id"))
    members = tuple(islice(ids_of(entry.get("members")), most))
    return Channel(id_of(entry.get("name")) or identifier, identifier, members)
