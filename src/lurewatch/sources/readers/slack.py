"""Slack exports: a folder or zip with lists of people and channels, and for each channel a folder of one file a day.

Slack's help page "How to read Slack data exports" says what is in them. Direct conversations lie in a folder named by
their id. Members of the workspace's own organisation are the export's owners; guests, programs and people of other
organisations (Slack Connect) are not.
"""

import re
from collections.abc import Iterator, Mapping

from lurewatch.model.export import Export
from lurewatch.model.gap import Gap
from lurewatch.sources.chat_batches import batches_in
from lurewatch.sources.chat_circle import Circle
from lurewatch.sources.chat_values import object_of
from lurewatch.sources.interface import Folder, Item, Limits
from lurewatch.sources.json_stream import Fault
from lurewatch.sources.naming import printable
from lurewatch.sources.slack_messages import SlackMessages
from lurewatch.sources.slack_people import Channel, People, channel_of

_PEOPLE = ("users.json", "org_users.json")
_CHANNELS = ("channels.json", "groups.json", "dms.json", "mpims.json")
_BESIDE = ("integration_logs.json", "canvases.json", "file_conversations.json", "huddle_transcripts.json", "lists.json")
_DAY = re.compile(r"\d{4}-\d\d-\d\d\.json")
_CHANNELS_HELD = 200_000


class Slack:
    """Reads Slack exports."""

    kind = "Slack export"
    owns_unknown = False

    def recognises(self, folder: Folder) -> bool:
        """Whether it has a list of people and one of channels or direct conversations."""
        return not folder.names.isdisjoint(_PEOPLE) and not folder.names.isdisjoint(_CHANNELS)

    def read(self, folder: Folder, limits: Limits) -> Iterator[Item]:
        """Who there is, then the messages channel by channel in order of time."""
        folder.take(*_PEOPLE, *_CHANNELS, *_BESIDE)
        yield from _Reading(folder, limits).items()


class _Reading:
    """The reading of one export."""

    def __init__(self, folder: Folder, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        self._people = People()
        self._messages = SlackMessages(self._people, limits)
        self._channels: dict[str, Channel] = {}
        self._ours: frozenset[str] = frozenset()

    def items(self) -> Iterator[Item]:
        """All there is, people first."""
        for value in self._listed(_PEOPLE):
            if isinstance(value, Gap):
                yield value
            else:
                yield from self._people.learn(value)
        owners = self._people.owners()
        self._ours = frozenset(owner.value for owner in owners)
        yield Export(self._folder.source, owners)
        for value in self._listed(_CHANNELS):
            if isinstance(value, Gap):
                yield value
            elif len(self._channels) < _CHANNELS_HELD:
                self._enter(channel_of(value, self._limits.recipients + 1))
        for name in sorted(self._folder.folders):
            yield from self._channel(name)
        yield from self._messages.tally.told(self._folder.source)

    def _listed(self, names: tuple[str, ...]) -> Iterator[Mapping[str, object] | Gap]:
        """The entries of the export's own lists."""
        for found in batches_in(self._folder, "", names.__contains__, self._limits):
            if isinstance(found, Gap):
                yield found
                continue
            for value in found.values:
                yield Gap("an entry", found.at.source, value.why) if isinstance(value, Fault) else object_of(value)

    def _enter(self, channel: Channel) -> None:
        for name in (channel.id, channel.name):
            if name:
                self._channels[name] = channel
        self._people.name_channel(channel)

    def _channel(self, name: str) -> Iterator[Item]:
        """The messages in a channel's folder; a folder of something else is left to be read by itself."""
        channel = self._channels.get(name)
        if channel is not None:
            self._folder.take(name)
        shown = printable(name)
        known = channel or Channel(shown, shown)
        circle = Circle(map(self._people.handle, known.members), self._limits.recipients, ours=self._ours)
        for found in batches_in(self._folder, name, _is_day, self._limits):
            self._folder.take(name)
            if isinstance(found, Gap):
                yield found
            else:
                yield from self._messages.messages(found.values, found.at, known.id, circle)
        self._messages.tally.crowded += circle.is_crowded
        yield from circle.told(f"{self._folder.source}/{shown}")


def _is_day(name: str) -> bool:
    return _DAY.fullmatch(name) is not None
