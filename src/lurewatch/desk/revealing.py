"""What is shown only to whoever says why, and written down: who stands behind a token, what somebody disclosed."""

from lurewatch.desk.approach import opened
from lurewatch.desk.permission import Request, allow
from lurewatch.desk.reason import stated
from lurewatch.model.audit import Act
from lurewatch.model.member import Member
from lurewatch.model.opened import Opened
from lurewatch.model.person import Revealed


def reveal(by: Member, token: str, reason: str) -> Revealed:
    """Who one of ours is; NotFound where nobody has the token any more. The reason is kept, and its hash in the log."""
    from lurewatch.store import audit, people, reveals  # noqa: PLC0415  only where a store is used
    from lurewatch.store.writing import together  # noqa: PLC0415

    allow(by, Request.REVEAL)
    why = stated(reason)
    with together():
        found = people.revealed(token)
        reveals.keep(by.account, token, why)
        audit.note(by, Act.REVEALED, token, reason=why)
    return found


def disclosed(by: Member, name: str, reason: str) -> Opened:
    """An approach with what our person disclosed in it, for their protection."""
    from lurewatch.store import reveals  # noqa: PLC0415
    from lurewatch.store.writing import together  # noqa: PLC0415

    allow(by, Request.DISCLOSED)
    why = stated(reason)
    with together():
        found = opened(by, name, Act.DISCLOSED, why)
        reveals.keep(by.account, name, why)
    return found
