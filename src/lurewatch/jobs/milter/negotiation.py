"""What is agreed on with the mail server when it connects: the version, the steps, what we may do."""

import struct
from typing import NamedTuple

from lurewatch.errors import ProtocolFault
from lurewatch.jobs.milter.packets import packed
from lurewatch.jobs.milter.protocol import OLDEST, VERSION, Action, Answer, Command, Step

_FORM = struct.Struct(">III")
_ACTIONS = Action.ADD_HEADERS | Action.CHANGE_HEADERS
_STEPS = (
    Step.NO_CONNECT
    | Step.NO_HELO
    | Step.NO_UNKNOWN
    | Step.NO_DATA
    | Step.NO_END_OF_HEADER
    | Step.SILENT_MAIL
    | Step.SILENT_RECIPIENT
    | Step.SILENT_HEADER
    | Step.SKIP
)
_SILENT = {
    Command.MAIL: Step.SILENT_MAIL,
    Command.RECIPIENT: Step.SILENT_RECIPIENT,
    Command.HEADER: Step.SILENT_HEADER,
}


class Agreed(NamedTuple):
    """What both sides hold to: a version, and of the steps that we want those that the server offers."""

    version: int
    steps: Step

    @property
    def answer(self) -> bytes:
        """The packet that tells the server."""
        return packed(Answer.NEGOTIATE, _FORM.pack(self.version, _ACTIONS, self.steps))

    @property
    def may_skip(self) -> bool:
        """Whether the rest of a body may be declined."""
        return Step.SKIP in self.steps

    def waits_after(self, command: bytes) -> bool:
        """Whether the server waits for an answer to a step."""
        silent = _SILENT.get(command)
        return silent is None or silent not in self.steps


def agree(offer: bytes) -> Agreed:
    """What to agree on; ProtocolFault if the server speaks no version of ours or lets no header be changed."""
    if len(offer) < _FORM.size:
        raise ProtocolFault("a negotiation that is cut short")
    version, actions, steps = _FORM.unpack_from(offer)
    if version < OLDEST:
        raise ProtocolFault(f"version {version} of the milter protocol; {OLDEST} to {VERSION} are spoken")
    if actions & _ACTIONS != _ACTIONS:
        raise ProtocolFault("the mail server lets no header be added and removed")
    return Agreed(min(version, VERSION), _STEPS & Step(steps & _STEPS))
