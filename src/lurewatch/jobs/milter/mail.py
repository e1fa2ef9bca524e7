"""One mail as the mail server hands it over, gathered within bounds."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from lurewatch.jobs.milter.packets import Packet
from lurewatch.jobs.milter.protocol import words

VERDICT, IDENTITY = "X-Lurewatch-Verdict", "X-Lurewatch-Id"
_OURS = {name.lower().encode("ascii"): name for name in (VERDICT, IDENTITY)}
_QUEUE_ID = re.compile(rb"[A-Za-z0-9]{1,32}")
_HEADER = 256 << 10  # bytes of a header block: the skip-lists are asked about all of it, or nothing is read
# To find a header that is to go, Postfix reads on from the first line of the mail: so many lines in all take it some
# two seconds, and without a bound one small mail would keep it busy for hours.
_LOOKED_AT = 5_000_000
_RECIPIENTS, _ADDRESS = 1_000, 1_000  # of an envelope; bytes of one of its addresses


class Unjudged(StrEnum):
    """Why a mail passes without having been judged."""

    SKIPPED = "on a skip-list"
    OUTSIDE = "to nobody whose mail is read, or from somebody of ours"
    HEADER = "a header or envelope longer than is read"
    PART = "longer than is held, and nothing in the part that was read"
    CROWDED = "more mail at a time than is held"
    LATE = "not judged in time"
    FAILED = "judging failed"
    NOTHING = "nothing to judge, or in a language that is not judged"


# Why a mail with this header block, this sender and these recipients is not to be read; None where it may be.
Refuses: TypeAlias = Callable[[bytes, str, Sequence[str]], Unjudged | None]


@dataclass(slots=True)
class Room:
    """How many bytes of mail may be held at a time, by all connections together."""

    free: int

    def take(self, size: int) -> bool:
        """Takes room, if there is as much."""
        if size > self.free:
            return False
        self.free -= size
        return True

    def give_back(self, size: int) -> None:
        """Gives room back."""
        self.free += size


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail at its end: its bytes, its recipients by the envelope, how many bytes were left out; or why unjudged.

    `forged` counts the headers by our names that came in with it and can be removed; `too_forged` says that there are
    too many for that. `queue_id` is the mail server's, for the log.
    """

    raw: bytearray
    delivered_to: tuple[str, ...]
    dropped: int
    forged: Mapping[str, int]
    queue_id: str
    unjudged: Unjudged | None = None
    too_forged: bool = False


@dataclass(slots=True)
class Gathering:
    """Takes a mail's parts in their order; holds at most `most` bytes of it, and no more than there is room for."""

    most: int
    room: Room
    refuses: Refuses
    _raw: bytearray = field(default_factory=bytearray)
    _taken: int = 0
    _dropped: int = 0
    _sender: str = ""
    _recipients: list[str] = field(default_factory=list)
    _forged: dict[str, int] = field(default_factory=dict)
    _lines: int = 0
    _looked_at: int = 0
    _unjudged: Unjudged | None = None
    _queue_id: str = ""
    _in_body: bool = False
    _begun: bool = False

    @property
    def is_begun(self) -> bool:
        """Whether anything of a mail has come."""
        return self._begun

    @property
    def is_declined(self) -> bool:
        """Whether nothing more of the body is wanted."""
        return self._unjudged is not None

    def macros(self, data: bytes) -> None:
        """The server's own values: its name for the mail, and whether the sender had signed in."""
        named = words(data[1:])
        for name, value in zip(named[::2], named[1::2], strict=False):
            if name == b"i" and _QUEUE_ID.fullmatch(value):
                self._queue_id = value.decode("ascii")
            elif name == b"{auth_type}" and value:
                self._decline(Unjudged.OUTSIDE)

    def sender(self, packet: Packet) -> None:
        """The envelope's sender, kept as the field that a delivery would write; its first packet begins a mail."""
        self._begun = True
        self._sender = self._address(packet)
        self._keep_header(b"Return-Path", f"<{self._sender}>".encode(), packet.dropped)

    def recipient(self, packet: Packet) -> None:
        """One recipient of the envelope; a blind copy is named nowhere else."""
        if len(self._recipients) < _RECIPIENTS:
            self._recipients.append(self._address(packet))
        else:
            self._decline(Unjudged.HEADER)

    def header(self, packet: Packet) -> None:
        """One header; those by our names are counted and not kept."""
        self._begun = True
        name, _, value = packet.data.partition(b"\0")
        self._lines += 1 + value.count(b"\n")
        ours = _OURS.get(name.strip().lower())
        if ours is not None:
            self._forged[ours] = self._forged.get(ours, 0) + 1
            self._looked_at += self._lines
        else:
            self._keep_header(name, value.removesuffix(b"\0"), packet.dropped)

    def body(self, packet: Packet) -> None:
        """A piece of the body; before the first one it is asked whether the mail may be read."""
        self._begin_body()
        if self.is_declined:
            return
        kept = packet.data[: max(0, self.most - len(self._raw))]
        self._dropped += len(packet.data) - len(kept) + packet.dropped
        self._keep(kept)

    def complete(self) -> Mail:
        """The mail; what it holds is held until `reset`."""
        self._begin_body()
        too_forged = self._looked_at > _LOOKED_AT
        forged = {} if too_forged else dict(self._forged)
        ours = tuple(self._recipients)
        return Mail(self._raw, ours, self._dropped, forged, self._queue_id, self._unjudged, too_forged)

    def reset(self) -> None:
        """Forgets the mail and gives back its room."""
        self._let_go()
        self._recipients, self._forged, self._dropped = [], {}, 0
        self._lines = self._looked_at = 0
        self._unjudged, self._queue_id, self._sender = None, "", ""
        self._in_body = self._begun = False

    def _address(self, packet: Packet) -> str:
        """An address of the envelope without its brackets; empty, and the mail not judged, where it is none."""
        written = packet.data.partition(b"\0")[0].strip()
        if len(written) > _ADDRESS:
            self._decline(Unjudged.HEADER)
            return ""
        return written.removeprefix(b"<").removesuffix(b">").decode("utf-8", "replace")

    def _keep_header(self, name: bytes, value: bytes, dropped: int) -> None:
        if dropped or len(self._raw) + len(name) + len(value) > _HEADER:
            self._decline(Unjudged.HEADER)
        self._keep(name + b": " + value.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") + b"\r\n")

    def _begin_body(self) -> None:
        if self._in_body:
            return
        self._in_body = self._begun = True
        if not self.is_declined and (why := self.refuses(bytes(self._raw), self._sender, self._recipients)):
            self._decline(why)
        self._keep(b"\r\n")

    def _keep(self, data: bytes) -> None:
        if self.is_declined:
            return
        if self.room.take(len(data)):
            self._taken += len(data)
            self._raw += data
        else:
            self._decline(Unjudged.CROWDED)

    def _decline(self, why: Unjudged) -> None:
        self._unjudged = self._unjudged or why
        self._let_go()

    def _let_go(self) -> None:
        self.room.give_back(self._taken)
        self._raw, self._taken = bytearray(), 0
