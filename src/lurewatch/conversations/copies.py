"""Which messages of a conversation are copies of one: read twice, or reported several times in whatever form."""

import math
from collections.abc import Iterable, Sequence

from lurewatch.conversations.ledger import Ledger
from lurewatch.conversations.reports import Reports
from lurewatch.conversations.sameness import Wording
from lurewatch.conversations.spool import Spool
from lurewatch.model.forward import Forward
from lurewatch.model.handle import Platform

_NEAR = 36 * 3600  # seconds: a forward shows the hour of whatever zone its writer's program was in
_MOST_INLINE = 200  # messages of one conversation known from forwards alone that are compared with others
_MOST_NEAR = 50  # messages nearest in time that one of them is compared with


class Copies:
    """Finds copies among the messages between two people."""

    def __init__(self, ledger: Ledger, spool: Spool, reports: Reports) -> None:
        self._ledger = ledger
        self._spool = spool
        self._reports = reports

    def in_order(self, numbers: Iterable[int]) -> dict[int, list[int]]:
        """By time, each message once, with the numbers of all its copies; one without a time stays behind the last.

        Of several copies one with headers counts. What is known from forwards alone is a copy of what has the same
        author, nearly the same time and the same words. The order in which messages were read plays no part in it.
        """
        copies, ordered = self._read_twice(numbers)
        inline = [number for number in ordered if number in self._reports.inline]
        if inline:
            self._join_inline(inline[:_MOST_INLINE], copies)
        return {number: copies[number] for number in ordered if number in copies}

    def reports_of(self, copies: Sequence[int]) -> tuple[Forward, ...]:
        """Everybody of ours who reported a message, over all copies of it, each with the earliest of their reports.

        A colleague whom a forward shows by name alone is left out where somebody of that name is there.
        """
        reported = [number for number in copies if number in self._reports.reporter]
        if not reported:
            return ()
        first: dict[str, Forward] = {}
        for forward in sorted((one for number in reported for one in self._spool.read(number).forwards), key=_when):
            first.setdefault(forward.by.key, forward)
        names = {one.by.name.casefold() for one in first.values() if one.by.platform is not Platform.NAME}
        return tuple(one for one in first.values() if one.by.platform is not Platform.NAME or one.by.value not in names)

    def _read_twice(self, numbers: Iterable[int]) -> tuple[dict[int, list[int]], list[int]]:
        ledger, last = self._ledger, -math.inf
        first: dict[int, int] = {}
        copies: dict[int, list[int]] = {}
        keyed: list[tuple[float, int]] = []
        for number in numbers:
            mark, at = ledger.prints[number], ledger.times[number]
            if mark in first:
                copies[first[mark]].append(number)
                continue
            first[mark] = number
            copies[number] = [number]
            last = last if math.isnan(at) else at
            keyed.append((last, number))
        return copies, [number for _, number in sorted(keyed)]

    def _join_inline(self, inline: Sequence[int], copies: dict[int, list[int]]) -> None:
        """Moves what is known from forwards alone to the message that it is a copy of."""
        wordings = _Wordings(self._spool)
        whole = [number for number in copies if number not in self._reports.inline]
        loose: list[int] = []
        for number in inline:
            like = self._nearest(number, whole, wordings)
            if like is None:
                loose.append(number)
            else:
                copies[like] += copies.pop(number)
        for group in self._groups(loose, wordings):
            best = min(group, key=self._worth)
            for number in group:
                if number != best:
                    copies[best] += copies.pop(number)

    def _nearest(self, number: int, others: Iterable[int], wordings: "_Wordings") -> int | None:
        """The message nearest in time that has the same words."""
        near = sorted((self._apart(number, one), one) for one in others if self._may_be(number, one))
        return next((one for _, one in near[:_MOST_NEAR] if wordings.agree(number, one)), None)

    def _groups(self, numbers: Sequence[int], wordings: "_Wordings") -> Iterable[list[int]]:
        """Those that are copies of each other, or of a third."""
        group_of: dict[int, list[int]] = {number: [number] for number in numbers}
        for at, one in enumerate(numbers):
            for other in numbers[at + 1 :]:
                mine, theirs = group_of[one], group_of[other]
                if mine is not theirs and self._may_be(one, other) and wordings.agree(one, other):
                    mine += theirs
                    group_of |= dict.fromkeys(theirs, mine)
        return {id(group): group for group in group_of.values()}.values()

    def _may_be(self, one: int, other: int) -> bool:
        return self._ledger.authors[one] == self._ledger.authors[other] and self._apart(one, other) <= _NEAR

    def _apart(self, one: int, other: int) -> float:
        """Seconds between two messages; 0 where a time is not known."""
        apart = abs(self._ledger.times[one] - self._ledger.times[other])
        return 0.0 if math.isnan(apart) else apart

    def _worth(self, number: int) -> tuple[bool, bool, float, str, int]:
        """Less for a copy of which more is known; then what tells two apart however they were read."""
        message = self._spool.read(number)
        is_named, at = message.author.platform is Platform.NAME, self._ledger.times[number]
        return is_named, math.isnan(at), 0.0 if math.isnan(at) else at, message.place.source, message.place.item


def _when(forward: Forward) -> tuple[bool, float, str, str]:
    at = forward.at.timestamp() if forward.at else 0.0
    return forward.at is None, at, forward.by.key, forward.mail


class _Wordings:
    """The wordings of messages, each made once."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._known: dict[int, Wording] = {}

    def agree(self, one: int, other: int) -> bool:
        """Whether two messages have the same words."""
        return self._of(one).is_as(self._of(other))

    def _of(self, number: int) -> Wording:
        if number not in self._known:
            self._known[number] = Wording(self._spool.read(number).text)
        return self._known[number]
