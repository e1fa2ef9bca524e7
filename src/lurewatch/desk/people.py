"""What one of our people may ask for: what is kept of them found, handed out, corrected, erased."""

from lurewatch.desk.permission import Request, allow
from lurewatch.desk.reason import stated
from lurewatch.model.audit import Act
from lurewatch.model.encode import judged_as_json
from lurewatch.model.handle import Handle
from lurewatch.model.member import Member
from lurewatch.model.person import Erased, PersonFound
from lurewatch.text.handles import handle_of


def find(by: Member, written: str) -> PersonFound:
    """What is kept of whoever has a handle (an address, a profile, a number, a name): tokens and lines, no content."""
    from lurewatch.store import audit, rights  # noqa: PLC0415  only where a store is used
    from lurewatch.store.writing import together  # noqa: PLC0415

    allow(by, Request.PEOPLE)
    with together():
        found = rights.found(handle_of(written))
        audit.note(by, Act.FOUND, found.token or "nobody")
    return found


def hand_out(by: Member, token: str, reason: str) -> dict[str, object]:
    """Everything that is kept of somebody, for themselves: handles, conversations, what is thought of them and why."""
    from lurewatch.store import audit, rights  # noqa: PLC0415
    from lurewatch.store.writing import together  # noqa: PLC0415

    allow(by, Request.PEOPLE)
    why = stated(reason)
    with together():
        handles, approaches = rights.everything(token)
        audit.note(by, Act.HANDED, token, str(len(approaches)), why)
    said = [
        judged_as_json(one.conversation, one.assessment)
        | {"approach": one.line.id, "messages": [turn.message.text for turn in one.conversation.turns]}
        for one in approaches
    ]
    return {"token": token, "handles": [_as_json(one) for one in handles], "approaches": said}


def correct(by: Member, written: str, token: str, reason: str) -> str:
    """Makes a handle another person's (of a new one where `token` is empty), for what comes from now on."""
    from lurewatch.store import audit, rights  # noqa: PLC0415
    from lurewatch.store.writing import together  # noqa: PLC0415

    allow(by, Request.PEOPLE)
    why = stated(reason)
    with together():
        now = rights.correct(handle_of(written), token)
        audit.note(by, Act.CORRECTED, now, reason=why)
    return now


def erase(by: Member, token: str, reason: str) -> Erased:
    """Erases somebody: content and handles go, and the key that ties the token to them; decisions and counts stay.

    In others' conversations they are taken out of envelopes and reports; what others wrote stays as it was written.
    """
    from lurewatch.store import audit, rights  # noqa: PLC0415
    from lurewatch.store.writing import together  # noqa: PLC0415

    allow(by, Request.ERASE)
    why = stated(reason)
    with together():
        erased = rights.erase(token)
        audit.note(by, Act.ERASED, token, str(erased.approaches), why)
    return erased


def _as_json(handle: Handle) -> dict[str, str]:
    return {"platform": handle.platform, "handle": handle.value, "name": handle.name}
