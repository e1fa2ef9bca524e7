"""A mapping from a file that somebody wrote; all that is wrong in it is told at once."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from pathlib import Path

import tomli

from lurewatch.errors import DefinitionError, UsageError
from lurewatch.model.message import Channel
from lurewatch.sources.mapping import EPOCH, FIELDS, ISO, NEEDED, Columns

_KEYS = ("columns", "times", "channels", "channel", "separator", "delimiter")
_TIMES = ("formats", "zone")
_PROBE = datetime(2026, 3, 2, 21, 5)  # to try a format with
_SHOWN = 60


def load_mapping(path: Path) -> Columns:
    """The mapping of a TOML file; UsageError if it cannot be read, DefinitionError with every fault in it."""
    try:
        document = tomli.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path}: cannot read the mapping ({error.strerror}); name another") from error
    except (tomli.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DefinitionError([f"{path}: not TOML: {error}; see docs/how-to/mapping.md"]) from error
    draft = _Draft(document)
    mapping = draft.mapping(str(path))
    if draft.faults:
        raise DefinitionError([f"{path}: {fault}" for fault in draft.faults])
    return mapping


class _Draft:
    """A document being made into a mapping; gathers what is wrong with it: place, value, and the next step."""

    def __init__(self, document: Mapping[str, object]) -> None:
        self._document = document
        self.faults: list[str] = []

    def mapping(self, source: str) -> Columns:
        """The mapping, as far as the document is right."""
        self._unknown("", self._document, _KEYS)
        times = self._table("times")
        self._unknown("times.", times, _TIMES)
        return Columns(
            source=source,
            columns=self._columns(),
            formats=tuple(self._formats(times.get("formats", [ISO]))),
            zone=self._zone(times.get("zone")),
            separator=self._text("separator", self._document.get("separator", "")),
            delimiter=self._delimiter(),
            channel=self._channel("channel", self._document.get("channel", str(Channel.CHAT))),
            channels={word.casefold(): self._channel(f"channels.{word}", one) for word, one in self._channels()},
        )

    def _columns(self) -> dict[str, str]:
        given = self._table("columns")
        self._unknown("columns.", given, FIELDS)
        known = {field: self._text(f"columns.{field}", given[field]) for field in FIELDS if field in given}
        if NEEDED not in given:
            self.faults.append(f'columns.{NEEDED}: missing; name the column of what was written: {NEEDED} = "Message"')
        empty = [field for field in known if not known[field] and isinstance(given[field], str)]
        self.faults += [f"columns.{field}: empty; name a column or leave the line out" for field in empty]
        return known

    def _formats(self, given: object) -> Iterator[str]:
        if not isinstance(given, list) or not given:
            self._wrong("times.formats", given, f'a list of formats: ["{ISO}", "%d.%m.%Y %H:%M"]')
            return
        for number, form in enumerate(given):
            if isinstance(form, str) and (form in {ISO, EPOCH} or _is_format(form)):
                yield form
            else:
                self._wrong(
                    f"times.formats[{number}]", form, f'"{ISO}", "{EPOCH}" or a day and a time: "%d.%m.%Y %H:%M"'
                )

    def _zone(self, given: object) -> tzinfo | None:
        if given is None:
            return None
        from zoneinfo import ZoneInfo  # noqa: PLC0415  loads only where a zone is named

        try:
            return ZoneInfo(self._text("times.zone", given) or "UTC")
        except (KeyError, ValueError, OSError):  # KeyError: no such zone
            self._wrong("times.zone", given, 'a zone of the IANA list: "Europe/Berlin"')
            return None

    def _delimiter(self) -> str:
        given = self._document.get("delimiter", ",")
        if isinstance(given, str) and len(given) == 1 and given not in '"\r\n':
            return given
        self._wrong("delimiter", given, 'one character: ";" or "\\t"')
        return ","

    def _channels(self) -> Iterator[tuple[str, object]]:
        yield from self._table("channels").items()

    def _channel(self, place: str, given: object) -> Channel:
        if isinstance(given, str) and given in set(Channel):
            return Channel(given)
        self._wrong(place, given, f"one of {', '.join(Channel)}")
        return Channel.OTHER

    def _table(self, place: str) -> Mapping[str, object]:
        given = self._document.get(place, {})
        if isinstance(given, dict):
            return given
        self._wrong(place, given, f"a table: [{place}]")
        return {}

    def _text(self, place: str, given: object) -> str:
        if isinstance(given, str):
            return given.strip() if place.startswith("columns.") else given
        self._wrong(place, given, "text in quotation marks")
        return ""

    def _unknown(self, place: str, given: Mapping[str, object], known: tuple[str, ...]) -> None:
        self.faults += [f"{place}{key}: not known; known are {', '.join(known)}" for key in given if key not in known]

    def _wrong(self, place: str, given: object, wanted: str) -> None:
        self.faults.append(f"{place}: {ascii(given)[:_SHOWN]}; write {wanted}")


def _is_format(form: str) -> bool:
    """Whether a format says day, month and year, so that what it reads is a time."""
    try:
        back = datetime.strptime(_PROBE.strftime(form), form)
    except (ValueError, re.error):
        return False
    return back.date() == _PROBE.date()
