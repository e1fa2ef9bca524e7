"""Tables of the settings file, from which values are taken by type; every fault is kept and told with the others."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

Choice = TypeVar("Choice", bound=StrEnum)
_SHOWN = 60  # code points of a value in a fault
# A value under such a name is a secret that somebody put in the wrong place: it is never shown.
_SECRET = ("password", "secret", "token", "key")


class Table:
    """One table: what is taken from it is checked, what is left in it at the end is a fault as well.

    A fault reads `watch.toml, [mailbox] port: 0 is no port; give 1 to 65535`. A value at fault is given back as the
    empty value of its type, since nobody sees it: `faults` not being empty ends the reading.
    """

    def __init__(self, file: Path, name: str, values: Mapping[str, object], faults: list[str]) -> None:
        self.file = file
        self.name = name
        self.faults = faults
        self._left = dict(values)

    def fault(self, key: str, what: str) -> None:
        """Keeps a fault of one key."""
        place = " ".join(part for part in (f"[{self.name}]" if self.name else "", key) if part)
        self.faults.append(f"{self.file}, {place}: {what}")

    def text(self, key: str, advice: str, default: str | None = None) -> str:
        """A text that is not empty; a default, where there is one, stands for an absent one. `advice` is what to do."""
        value = self._left.pop(key, default)
        if value is None:
            self.fault(key, f"missing; {advice}")
        elif not isinstance(value, str):
            self.fault(key, f"{_shown(key, value)} is no text; {advice}")
        elif not value.strip() and default != value:
            self.fault(key, f"empty; {advice}")
        elif not value.isprintable():
            self.fault(key, f"{_shown(key, value)} holds signs that cannot be printed; {advice}")
        else:
            return value.strip()
        return ""

    def texts(self, key: str, advice: str, default: tuple[str, ...] | None = ()) -> tuple[str, ...]:
        """A list of texts, none of them empty; without a default the list is needed and may not be empty."""
        value = self._left.pop(key, default)
        if value is None or value == []:
            if default is None:
                self.fault(key, f"{'missing' if value is None else 'empty'}; {advice}")
            return ()
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
            self.fault(key, f"{_shown(key, value)} is no list of texts; {advice}")
            return ()
        wrong = [one for one in value if not one.strip() or not one.isprintable()]
        for one in wrong:
            self.fault(key, f"{_shown(key, one)} says nothing; {advice}")
        return tuple(one.strip() for one in value)

    def number(self, key: str, least: int, most: int, default: int) -> int:
        """A whole number within bounds."""
        value = self._left.pop(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.fault(key, f"{_shown(key, value)} is out of bounds; give a whole number from {least} to {most}")
            return default
        return value

    def share(self, key: str, default: float) -> float:
        """A number between 0 and 1, both excluded."""
        value = self._left.pop(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1:  # NaN is not either
            self.fault(key, f"{_shown(key, value)} does not lie between 0 and 1; an example is {default}")
            return default
        return float(value)

    def day(self, key: str, advice: str) -> date | None:
        """A date, or None where there is none; `advice` is given where it is no date."""
        value = self._left.pop(key, None)
        if isinstance(value, datetime):
            return value.date()
        if value is None or isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            self.fault(key, f"{_shown(key, value)} is no date; {advice}")
            return None

    def choice(self, key: str, default: Choice) -> Choice:
        """One of the values of an enumeration."""
        kind = type(default)
        value = self._left.pop(key, default)
        try:
            return kind(str(value))
        except ValueError:
            self.fault(key, f"{_shown(key, value)} is not known; give one of {', '.join(kind)}")
            return default

    def path(self, key: str) -> Path | None:
        """A path, taken from the folder of the settings file; None where there is none."""
        value = self._left.pop(key, None)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip() or "\x00" in value:
            self.fault(key, f"{_shown(key, value)} is no path; name a file")
            return None
        return self.file.absolute().parent / value

    def table(self, key: str) -> "Table | None":
        """A table within this one; None where there is none."""
        value = self._left.pop(key, None)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fault(key, f"{_shown(key, value)} is no table; begin it with a line [{key}]")
            return None
        return Table(self.file, f"{self.name}.{key}" if self.name else key, value, self.faults)

    def end(self, known: Iterable[str] = ()) -> None:
        """Tells what is left: keys that nobody knows, each with the nearest of those that are `known`."""
        for key in self._left:
            near = get_close_matches(key, list(known), 1)
            if _is_secret(key):
                advice = "no secret stands in this file; put it into the environment or the keyring, and change it"
            else:
                advice = f"did you mean {near[0]}?" if near else "take it out, or see docs/configuration.md"
            self.fault(key[:_SHOWN] if key.isprintable() else ascii(key)[:_SHOWN], f"not known here; {advice}")


def _shown(key: str, value: object) -> str:
    if _is_secret(key):
        return "what stands there"
    text = ascii(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


def _is_secret(key: str) -> bool:
    return any(word in key.lower() for word in _SECRET)
