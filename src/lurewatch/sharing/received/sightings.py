"""What of a conversation partners have reported: the contact's addresses, houses, links, and wording."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from lurewatch.model.bulletin import Bulletin
from lurewatch.model.conversation import Conversation, Side
from lurewatch.model.encode_bulletin import series_id
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.reported import Reported
from lurewatch.sharing.received.fade import OF_PLATFORM, Met, seen_between, share
from lurewatch.sharing.received.inbox import inbox
from lurewatch.sharing.received.wording import Wordings, pairs_of_template
from lurewatch.text.domains import is_free_mail, registrable

_MESSAGES = 20  # of one conversation whose text is compared
_LINK = re.compile(r"https?://[^\s<>\"'()\[\]?#]{4,400}")  # without query or fragment, as a bulletin has it


class _At(NamedTuple):
    """Where something was met: what kind, in which message, at which span."""

    met: Met
    message: int
    start: int = 0
    end: int = 0


class Known:
    """Bulletins that count, looked up by what they name; `today` stands for the time of a message that has none."""

    def __init__(self, bulletins: Sequence[Bulletin], today: date) -> None:
        self._bulletins, self._today = bulletins, today
        self._handles, self._domains, self._links = (defaultdict[str, list[int]](list) for _ in range(3))
        for number, one in enumerate(bulletins):
            self._add(number, one)
        templates = [(number, words) for number, one in enumerate(bulletins) for words in one.templates]
        self._wording = Wordings([(number, pairs_of_template(words)) for number, words in templates])

    def _add(self, number: int, one: Bulletin) -> None:
        for platform, value in one.handles:
            if platform is not Platform.NAME:  # a name is many people's
                self._handles[Handle(platform, value).key].append(number)
        for domain in one.domains:
            if not is_free_mail(domain):
                self._domains[domain].append(number)
        for link in one.links:
            self._links[link.rstrip("/")].append(number)

    def reported(self, conversation: Conversation) -> list[Reported]:
        """What partners reported of a contact, the highest confidence first; of a conversation among ours nothing."""
        best: dict[int, tuple[float, _At]] = {}
        for number, at in self._met(conversation) if not conversation.internal else ():
            sent = conversation.turns[at.message].message.sent_at
            told = share(at.met, self._bulletins[number], sent.date() if sent else self._today)
            if number not in best or best[number][0] < told:
                best[number] = told, at
        found = [self._told(number, told, at) for number, (told, at) in best.items()]
        return sorted(found, key=lambda one: one.rank)

    def _told(self, number: int, told: float, at: _At) -> Reported:
        one = self._bulletins[number]
        series, sender = str(series_id(one))[:8], str(one.issue.sender)[:8]
        _, last = seen_between(one)
        standing = f"{one.confidence}, {one.standard}, seen until {last:%Y-%m}"
        source = f"its {at.met}, in bulletin {series} of sender {sender} ({standing})"
        return Reported(one.confidence, told, source, at.message, at.start, at.end)

    def _met(self, conversation: Conversation) -> Iterator[tuple[int, _At]]:
        turns = [number for number, turn in enumerate(conversation.turns) if turn.side is Side.CONTACT][:_MESSAGES]
        for handle in conversation.contact.handles if turns else ():
            for number in self._handles.get(handle.key, ()):
                yield number, _At(OF_PLATFORM[handle.platform], turns[0])
            for number in self._house(handle):
                yield number, _At(Met.DOMAIN, turns[0])
        for turn in turns:
            yield from self._in_text(conversation.turns[turn].message.text, turn)

    def _house(self, handle: Handle) -> Iterable[int]:
        if handle.platform is not Platform.EMAIL:
            return ()
        host = handle.value.rpartition("@")[2]
        return dict.fromkeys(number for one in (host, registrable(host)) for number in self._domains.get(one, ()))

    def _in_text(self, text: str, turn: int) -> Iterator[tuple[int, _At]]:
        for found in _LINK.finditer(text) if self._links and "://" in text else ():
            link = found[0].rstrip(".,;:!?/")
            for number in self._links.get(link, ()):
                yield number, _At(Met.LINK, turn, found.start(), found.start() + len(link))
        for number in self._wording.of(text):
            yield number, _At(Met.WORDING, turn)


def received(path: Path, today: date | None = None) -> tuple[Known, list[Gap]]:
    """The bulletins of a file or folder that count, and what there could not be read."""
    found = inbox(path)
    return Known(found.counting, today or datetime.now(UTC).date()), found.gaps
