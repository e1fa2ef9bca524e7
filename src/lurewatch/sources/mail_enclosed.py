"""Parts of a mail that hold mail in Outlook's own form, opened: winmail.dat, and attached .msg files.

What they say is written as parts of a mail behind the mail's bytes, so that it is read like everything else in it.
"""

from io import BytesIO

from lurewatch.errors import FormatError
from lurewatch.sources.interface import Limits
from lurewatch.sources.mail_body import body_of
from lurewatch.sources.mail_parts import Content, Enclosed, Room, Span, add_part
from lurewatch.sources.mapi_mail import Written, part_of
from lurewatch.sources.outlook_message import mail_in
from lurewatch.sources.tnef import message_in

_RICH_COST = 2  # a byte of rich text takes longer to read than others
_ROUNDS = 2  # a winmail.dat in a winmail.dat is opened, one in that is not
_TOO_DEEP = "a winmail.dat in another in another; not read"
_NO_WINMAIL = "a winmail.dat that is none, or damaged; have it sent as plain text or HTML"
_NO_MESSAGE = "an attached .msg that is damaged or holds no message; open it and look"
_TOO_MUCH = "more in Outlook's form than is held of one mail; the rest was not read"


def opened_up(raw: bytes, content: Content, limits: Limits, room: Room) -> bytes:
    """The mail's bytes with what its parts in Outlook's form say behind them; `content` takes it in."""
    for _ in range(_ROUNDS):
        waiting, content.enclosed = content.enclosed, []
        raw = _opened(raw, waiting, content, limits, room)
    if content.enclosed:
        content.faults.append(_TOO_DEEP)
    return raw


def _opened(raw: bytes, waiting: list[Enclosed], content: Content, limits: Limits, room: Room) -> bytes:
    pieces, found, end = [raw], list[tuple[Enclosed, Span]](), len(raw)
    for one in waiting:
        if room.left <= 0:
            content.faults.append(_TOO_MUCH)
            break
        room.left -= one.span.end - one.span.start
        written = _written(raw, one, content, limits)
        if written is not None:
            content.faults += written.faults
            room.left -= len(written.raw) + _RICH_COST * written.unpacked
            pieces.append(written.raw)
            found.append((one, Span(end, end + len(written.raw), b"", "")))
            end += len(written.raw)
    raw = b"".join(pieces)
    for one, span in found:
        if one.is_message:
            content.attached.append(span)
        else:
            _take_in(raw, span, content, limits)
    return raw


def _written(raw: bytes, one: Enclosed, content: Content, limits: Limits) -> Written | None:
    data, fault = body_of(raw, one.span)
    if fault:
        content.faults.append(fault)
    try:
        if one.is_message:
            written = mail_in(BytesIO(data), limits)
        else:
            written = part_of(message_in(BytesIO(data), limits), limits, bool(content.blocks))
    except FormatError:
        written = None
    if written is None:
        content.faults.append(_NO_MESSAGE if one.is_message else _NO_WINMAIL)
    return written


def _take_in(raw: bytes, span: Span, content: Content, limits: Limits) -> None:
    """Takes a winmail.dat's parts in. Its text is the mail's text in another form, where the mail has one."""
    same = next((block for block in content.blocks if not block.html), None)
    add_part(raw, span, content, limits, same)
