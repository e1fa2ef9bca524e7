"""What can go wrong in a way that ends a request; bad data of one message is a Gap instead.

LurewatchError
├── UsageError            the request makes no sense as it was put
├── NothingReadable       no message could be read from what was named
├── LineError             one line of a JSON Lines input is not a conversation
├── FormatError           bytes are not of the format that they begin as
├── NotAllowed            somebody's role does not let them ask for this
├── NotFound              nothing of that name is in the store
├── Tampered              what was kept is not what was written
├── NoBasis               mail is to be read that nobody handed in, and no basis for it is recorded
├── ProtocolFault         what the other side of a connection sent is not the protocol agreed on
├── BudgetSpent           a partner asked as much as was granted; says on which day it opens
├── ServiceGone           a server that a job needs cannot be reached now; it may come back
├── ServiceRefused        a server that a job needs will not have us until somebody changes something
├── BulletinFault         what is to leave, or came in, is not the form of a bulletin
├── LeakStopped           bytes about to leave name somebody or something of ours
├── ProcessGone           a process that was started to help ended before its work was done
└── DefinitionError       a rule, lexicon, weights, topics, register, settings or sketches file is wrong
"""


class LurewatchError(Exception):
    """The root: its text says place, fault, value and next step, and never quotes a message."""


class UsageError(LurewatchError):
    """The request makes no sense as it was put."""


class NothingReadable(LurewatchError):
    """No message could be read from what was named."""


class LineError(LurewatchError):
    """One line of a JSON Lines input is not a conversation."""


class FormatError(LurewatchError):
    """Bytes are not of the format that they begin as; says what is wrong, and whoever reads makes a gap of it."""


class NotAllowed(LurewatchError):
    """Somebody's role does not let them ask for this."""


class NotFound(LurewatchError):
    """Nothing of that name is in the store."""


class Tampered(LurewatchError):
    """What was kept is not what was written: somebody changed it, or it was damaged."""


class NoBasis(LurewatchError):
    """Mail is to be read that nobody handed in, and no basis and notice for it are recorded."""


class ProtocolFault(LurewatchError):
    """What the other side of a connection sent is not the protocol agreed on."""


class BudgetSpent(LurewatchError):
    """A partner asked as much in private matching as was granted; says on which day it opens."""


class ServiceGone(LurewatchError):
    """A server that a job needs cannot be reached now; it may come back."""


class ServiceRefused(LurewatchError):
    """A server that a job needs will not have us until somebody changes something."""


class BulletinFault(LurewatchError):
    """What is to leave to partners, or came in from one, is not the form of a bulletin; never quotes it."""


class LeakStopped(LurewatchError):
    """Bytes about to leave name somebody or something of ours; says of what kind it is and where, never what."""


class ProcessGone(LurewatchError):
    """A process that was started to help ended before its work was done, as it does when memory is short."""


class DefinitionError(LurewatchError):
    """A rule, lexicon, weights, topics, register, settings or sketches file is wrong; all faults are told at once."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults
