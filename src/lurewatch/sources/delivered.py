"""One mail as a mail server hands it over: its bytes, and whom its envelope names."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.sources.catalogue import read_mail
from lurewatch.sources.interface import Limits
from lurewatch.text import handles


class Mail(NamedTuple):
    """A mail as bytes: where it was read, in words; whose it is as far as its envelope says; bytes already left out."""

    source: str
    data: bytes
    delivered_to: tuple[str, ...] = ()
    dropped: int = 0


def delivered(mail: Mail, limits: Limits) -> Iterator[Message | Gap]:
    """What a mail holds, with those whom its envelope names among its recipients; a mail attached has no envelope."""
    envelope = [handles.email(one) for one in mail.delivered_to]
    for item in read_mail(mail.data, mail.source, mail.dropped, limits):
        if envelope and isinstance(item, Message):
            known = {handle.value for handle in item.recipients}
            added = (one for one in envelope if one.value not in known)
            yield replace(item, recipients=(*item.recipients, *added))
            envelope = []
        else:
            yield item
