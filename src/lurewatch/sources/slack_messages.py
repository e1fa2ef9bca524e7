"""Messages from the objects in a Slack export's day files."""

from collections.abc import Iterator, Mapping, Sequence

from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place
from lurewatch.sources.chat_circle import Circle
from lurewatch.sources.chat_message import given
from lurewatch.sources.chat_tally import Tally
from lurewatch.sources.chat_values import epoch_of, id_of, name_of, object_of, objects_of, word_of
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.json_stream import Fault
from lurewatch.sources.slack_people import People, shown_in
from lurewatch.sources.slack_text import Rendering
from lurewatch.text import handles

# Subtypes that somebody wrote; the others say that a channel was joined, named, archived and so on.
_WRITTEN = frozenset(("", "bot_message", "file_share", "me_message", "slackbot_response", "thread_broadcast"))
# Entries about another message, which hold it under one key as it was and under another as it became.
_CHANGES = frozenset(("message_changed", "message_deleted"))
_VERSIONS = ("previous_message", "original", "message")
_DELETED, _CALL = "tombstone", "huddle_thread"

_Entry = Mapping[str, object]


class SlackMessages:
    """Makes messages of one export's entries; what is told of the export as a whole goes into `tally`."""

    def __init__(self, people: People, limits: Limits) -> None:
        self.tally = Tally()
        self._people = people
        self._limits = limits

    def messages(self, values: Sequence[object], at: Place, channel: str, circle: Circle) -> Iterator[Item]:
        """The messages of entries, of which the first is at a place; what is amiss with one is a gap in its stead."""
        written = [_written(value) for value in values]
        circle.heard({self._author(entry) for versions in written for entry in versions})
        for number, (value, versions) in enumerate(zip(values, written, strict=True), at.item):
            for entry in versions:
                yield from self._message(entry, Place(at.source, number), channel, circle)
            if isinstance(value, Fault):
                yield Gap("a message", str(Place(at.source, number)), value.why)
            elif not versions and isinstance(value, dict):
                self.tally.deleted += _subtype(value) == _DELETED
                self.tally.calls += _subtype(value) == _CALL

    def _author(self, entry: _Entry) -> Handle:
        identifier = id_of(entry.get("user")) or id_of(entry.get("bot_id"))
        if not identifier:
            return handles.named(name_of(entry.get("username")))
        return self._people.known(identifier) or self._people.handle(identifier, shown_in(entry))

    def _message(self, entry: _Entry, place: Place, channel: str, circle: Circle) -> list[Item]:
        rendering = Rendering(self._people, self._limits.text_characters)
        text = rendering.text(entry)
        files = _files(entry["files"]) if "files" in entry else ()
        if not text and not files:
            return []
        author, ts, thread = self._author(entry), id_of(entry.get("ts")), id_of(entry.get("thread_ts"))
        self.tally.files += len(files)
        message = Message(  # by position, which is quicker
            f"{channel}/{ts}",
            author,
            circle.others(author),
            text[: self._limits.text_characters],
            Channel.CHAT,
            place,
            epoch_of(ts),
            "",
            "",
            (),
            tuple(rendering.links),
            f"{channel}/{thread}" if thread else channel,
            files,
        )
        return given(message, len(text) + rendering.left_out, self._limits.text_characters)


def _written(value: object) -> Sequence[_Entry]:
    """What somebody wrote by an entry: of an edited message both versions, of a deleted one what it said."""
    if not isinstance(value, dict) or value.get("type", "message") != "message":
        return ()
    subtype = _subtype(value)
    if subtype in _CHANGES:
        versions = [object_of(value.get(key)) for key in _VERSIONS]
        return [version for version in versions if version and _subtype(version) in _WRITTEN]
    return (value,) if subtype in _WRITTEN else ()


def _subtype(entry: _Entry) -> str:
    subtype = entry.get("subtype", "")
    return subtype if isinstance(subtype, str) else "" if subtype is None else "unknown"


def _files(files: object) -> tuple[str, ...]:
    """The names of files; their links carry tokens and are left out."""
    names = (word_of(file.get("name")) or word_of(file.get("title")) for file in objects_of(files))
    return tuple(filter(None, names))
