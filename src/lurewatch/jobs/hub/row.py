"""One row of what an organisation hands over, judged: what is counted of it, and what it is known again by."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import NamedTuple

from lurewatch.errors import LineError, UsageError
from lurewatch.figures.histories import MOST_WAYS
from lurewatch.figures.taken import taken
from lurewatch.figures.tally import READ, REPORTED
from lurewatch.flow import LineJudge, Options
from lurewatch.model.conversation import Conversation, Side
from lurewatch.model.counted import Counted

_OPENING = 300  # code points of the contact's first words
_LONGEST = 80  # of a token


class Row(NamedTuple):
    """A row as it was handed over: its file, its number from 0, its line, the ways by which it was seen."""

    file: str
    number: int
    line: bytes
    seen_by: Sequence[str | None]


class JudgedRow(NamedTuple):
    """A row's id, the number of what it tells of, how many messages it has, its ways of seeing as bits, its count.

    Two rows of one conversation have one number, whatever their ids.
    """

    id: str
    same: int
    messages: int
    ways: int
    counted: Counted


class RowJudge:
    """Judges rows; `ways` are the ways of seeing that are told apart, by which the bits go."""

    def __init__(self, options: Options, ways: Sequence[str]) -> None:
        self._judge = LineJudge(options)
        self._bits = {way: 1 << at for at, way in enumerate(checked_ways(ways))}

    def row(self, given: Row) -> JudgedRow:
        """A row, judged.

        Raises LineError where it is no conversation, its person is no token, or its id not its organisation's.
        """
        conversation, assessment = self._judge.line(given.line, given.number + 1, given.file)[:2]
        _check(conversation, f"{given.file}, line {given.number + 1}")
        bits = 0
        for way in given.seen_by:
            bits |= self._bits.get(way or "", 0)
        counted = taken(conversation, assessment)
        who = replace(counted, person=f"{counted.organisation}/{counted.person}", reported=False, read=False)
        return JudgedRow(conversation.id, _same(conversation), len(conversation.turns), bits, who)


def checked_ways(ways: Sequence[str]) -> Sequence[str]:
    """The ways as they are given; raises UsageError where they cannot be told apart."""
    if not 1 <= len(ways) <= MOST_WAYS or len({*ways}) < len(ways):
        raise UsageError(f"{len(ways)} ways of seeing; name 1 to {MOST_WAYS}, each once")
    return ways


def seen(one: Counted, bits: int, ways: Sequence[str]) -> Counted:
    """What is counted, with the ways of seeing that the bits stand for."""
    by = [way for at, way in enumerate(ways) if bits >> at & 1]
    rest = tuple(way for way in by if way not in (REPORTED, READ))
    return replace(one, reported=REPORTED in by, read=READ in by, seen_by=rest)


def _check(conversation: Conversation, where: str) -> None:
    for name, value in (("organisation", conversation.organisation), ("person", conversation.person)):
        if not value:
            raise LineError(f"{where}: {name} is missing; a hub counts nothing without it")
        if len(value) > _LONGEST or "@" in value or any(sign.isspace() for sign in value):
            raise LineError(f"{where}: {name} is no token; give a key in place of an address or a name")
    if not conversation.id.startswith(f"{conversation.organisation}/"):
        raise LineError(f"{where}: id does not begin with its organisation and a slash")


def _same(conversation: Conversation) -> int:
    """A number for who wrote what first to whom; as good as never one for two."""
    turns = (turn for turn in conversation.turns if turn.side is Side.CONTACT)
    opening = next((turn.message.text for turn in turns), "")
    words = " ".join(opening[: 2 * _OPENING].split())[:_OPENING]
    contact = next((handle.key for handle in conversation.contact.handles), conversation.contact.name)
    told = "\0".join((conversation.organisation, conversation.person, contact, words))
    digest = blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8, person=b"same")
    return int.from_bytes(digest.digest(), "little", signed=True)
