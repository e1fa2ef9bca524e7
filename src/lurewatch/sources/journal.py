"""Journal reports of Exchange: an envelope that lists who a mail really went to, with the mail attached.

A report's text is lines of `Label: value`, in English whatever the language of the organisation ("Sender", "Subject",
"Message-Id", "On-Behalf-Of", "To", "Cc", "Bcc", "Recipient"; an address may be followed by `, Expanded: list@...` or
`, Forwarded: ...`). We know of no variant in another language; under a label that we do not know an address still
counts as a recipient's, and then the report is kept as a message beside the mail, so that nobody can hide words in one.
"""

import re
from typing import NamedTuple

from lurewatch.model.handle import Handle
from lurewatch.sources.addresses import addresses
from lurewatch.sources.mail_fields import Fields

_MARKS = (b"x-ms-journal-report", b"x-ms-exchange-organization-journal-report")
_LINE = re.compile(r"([A-Za-z-]{2,20}):[ \t]*(.*)")
_TO = frozenset(("to", "cc", "bcc", "recipient"))
_ABOUT = frozenset(("sender", "on-behalf-of", "subject", "message-id"))
_VIA = re.compile(r",[ \t]*(?:Expanded|Forwarded):[ \t]*\S*$", re.IGNORECASE)
_MOST_LINES = 20_000


class Envelope(NamedTuple):
    """Who a mail went to, blind copies included, by its journal report.

    `is_whole`: the report says that and no more; otherwise it is a message too.
    """

    recipients: tuple[Handle, ...]
    is_whole: bool


def is_report(head: Fields) -> bool:
    """Whether a mail calls itself a journal report."""
    return any(mark in head.values for mark in _MARKS)


def envelope_of(text: str, original: Fields) -> Envelope:
    """The envelope that a report's text lists for the mail attached to it, whose header is `original`."""
    recipients: dict[str, Handle] = {}
    is_whole = True
    lines = text.split("\n")
    for line in filter(None, map(str.strip, lines[:_MOST_LINES])):
        found = _LINE.fullmatch(line)
        label, value = (found[1].lower(), _VIA.sub("", found[2])) if found else ("", line)
        if label in _ABOUT:
            is_whole = is_whole and _is_of(label, value, original)
        else:
            people = addresses(value)
            is_whole = is_whole and label in _TO and len(people) == 1 and " " not in value
            recipients.update((one.value, one) for one in people if one.value not in recipients)
    return Envelope(tuple(recipients.values()), is_whole and bool(recipients) and len(lines) <= _MOST_LINES)


def _is_of(label: str, value: str, original: Fields) -> bool:
    """Whether what the report says about the mail is what the mail says of itself."""
    written = value.strip().strip("<>")
    if label in ("sender", "on-behalf-of"):
        return " " not in written
    return original.text(label.encode("ascii")).strip("<>").startswith(written)
