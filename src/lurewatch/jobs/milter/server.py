"""The server that mail servers connect to: on any fault of ours or theirs the mail passes."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import NamedTuple, TypeAlias, TypeVar

from lurewatch.errors import ProtocolFault
from lurewatch.jobs.milter.mail import Gathering, Mail, Refuses, Room
from lurewatch.jobs.milter.packets import Packets
from lurewatch.jobs.milter.replies import answers
from lurewatch.jobs.milter.session import Session

_PIECE = 64 << 10  # bytes read at a time
_PACKET = 512 << 10  # bytes of one packet; a server's bodies come in 64 KiB, Postfix cuts a header at 100 KiB
_IDLE = 1800.0  # seconds in which a mail server says nothing; longer than a sender may take over one mail
_SLOW = 30.0  # seconds in which a mail server takes no answer

_Given = TypeVar("_Given")


class Finding(NamedTuple):
    """What the header says of a mail: a verdict and an opaque identity; each empty where no such header is to be."""

    verdict: str
    identity: str = ""


Judge: TypeAlias = Callable[[Mail], Awaitable[Finding]]  # answers in time, whatever happens


class Bounds(NamedTuple):
    """How much is taken on: connections at a time, bytes of one mail, bytes of all mails held at a time."""

    connections: int = 200
    mail: int = 4 << 20
    held: int = 64 << 20


class Server:
    """Holds the connections; `judge` is asked about each mail, `refuses` says beforehand which may not be read.

    `tell` is told what goes wrong, in sentences without a word of any mail.
    """

    def __init__(self, judge: Judge, refuses: Refuses, bounds: Bounds, tell: Callable[[str], None]) -> None:
        self._judge = judge
        self._refuses = refuses
        self._bounds = bounds
        self._tell = tell
        self._room = Room(bounds.held)
        self._sessions: dict[asyncio.Task[None], Session] = {}
        self._stopping = False

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serves one connection until its end; what asyncio calls for each."""
        task = asyncio.current_task()
        if task is None or self._stopping or len(self._sessions) >= self._bounds.connections:
            self._tell(f"a connection was turned away: there are {len(self._sessions)} already")
            writer.close()
            return
        session = Session(Gathering(self._bounds.mail, self._room, self._refuses))
        self._sessions[task] = session
        try:
            await self._converse(session, reader, writer)
        except ProtocolFault as fault:
            self._tell(f"a connection was ended: {fault}")
        except (OSError, TimeoutError) as error:
            self._tell(f"a connection broke ({type(error).__name__})")
            writer.transport.abort()
        except asyncio.CancelledError:
            if not self._stopping:  # else `drain` asks for it, and asyncio 3.11 would report an ended task as an error
                raise
        finally:
            del self._sessions[task]
            session.done()
            writer.close()

    async def drain(self, seconds: float) -> None:
        """Ends idle connections at once, those with a mail under way after it, and all after so many seconds."""
        self._stopping = True
        for task, session in self._sessions.items():
            if session.is_idle:
                task.cancel()
        if self._sessions:
            _, late = await asyncio.wait(self._sessions, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _converse(self, session: Session, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        packets = Packets(_PACKET)
        while piece := await _within(_IDLE, reader.read(_PIECE)):
            for packet in packets.feed(piece):
                answer = session.take(packet)
                if answer is None:
                    return
                if isinstance(answer, Mail):
                    await self._answer(answer, writer)
                    session.done()
                else:
                    writer.write(answer)
            await _within(_SLOW, writer.drain())
            if self._stopping and session.is_idle:
                return

    async def _answer(self, mail: Mail, writer: asyncio.StreamWriter) -> None:
        finding = await self._judge(mail)
        for packet in answers(mail.forged, *finding):
            writer.write(packet)
            await _within(_SLOW, writer.drain())


async def _within(seconds: float, what: Awaitable[_Given]) -> _Given:
    async with asyncio.timeout(seconds):
        return await what
