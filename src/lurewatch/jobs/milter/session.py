"""What a connection has come to: takes packets, says what to send, or gives a mail to be judged."""

from lurewatch.errors import ProtocolFault
from lurewatch.jobs.milter.mail import Gathering, Mail
from lurewatch.jobs.milter.negotiation import Agreed, agree
from lurewatch.jobs.milter.packets import Packet
from lurewatch.jobs.milter.protocol import Command
from lurewatch.jobs.milter.replies import CONTINUE, SKIP

_UNASKED = {Command.CONNECT, Command.HELO, Command.DATA, Command.END_OF_HEADER, Command.UNKNOWN}


class Session:
    """One connection of a mail server, over which mails follow one another."""

    def __init__(self, gathering: Gathering) -> None:
        self._mail = gathering
        self._agreed: Agreed | None = None

    @property
    def is_idle(self) -> bool:
        """Whether no mail has begun."""
        return not self._mail.is_begun

    def take(self, packet: Packet) -> bytes | Mail | None:
        """What to send at once (mostly nothing), or a mail whose end has come, or None where the connection ends.

        After a mail, `done` must be called before the next packet. ProtocolFault where a packet has no place.
        """
        if packet.command == Command.NEGOTIATE:
            return self._negotiate(packet)
        if packet.command == Command.QUIT:
            return None
        if self._agreed is None:
            raise ProtocolFault("a packet before the negotiation")
        return self._take_agreed(packet, self._agreed)

    def done(self) -> None:
        """Forgets the mail, answered or broken off."""
        self._mail.reset()

    def _negotiate(self, packet: Packet) -> bytes:
        if self._agreed is not None:
            raise ProtocolFault("a second negotiation")
        self._agreed = agree(packet.data)
        return self._agreed.answer

    def _take_agreed(self, packet: Packet, agreed: Agreed) -> bytes | Mail:
        command = packet.command
        if command in (Command.ABORT, Command.QUIT_NEW):
            self.done()
            return b""
        if command == Command.MACRO:
            self._mail.macros(packet.data)
            return b""
        if command == Command.END:
            if packet.data:
                self._mail.body(packet)
            return self._mail.complete()
        if command == Command.BODY:
            self._mail.body(packet)
            return SKIP if agreed.may_skip and self._mail.is_declined else CONTINUE
        self._take_head(packet)
        return CONTINUE if agreed.waits_after(command) else b""

    def _take_head(self, packet: Packet) -> None:
        if packet.command == Command.MAIL:
            self._mail.sender(packet)
        elif packet.command == Command.RECIPIENT:
            self._mail.recipient(packet)
        elif packet.command == Command.HEADER:
            self._mail.header(packet)
        elif packet.command not in _UNASKED:
            raise ProtocolFault(f"a command that version 6 has not ({packet.command!r})")
