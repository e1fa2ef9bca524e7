"""Who takes part in a mail, from its header alone: nothing else of it is read."""

from collections.abc import Iterator

from lurewatch.model.handle import Platform
from lurewatch.sources.addresses import addresses
from lurewatch.sources.mail_fields import decoded, every_field, line
from lurewatch.text.addresses import addresses_in, list_in

_NAMED = (
    "from sender reply-to return-path to cc bcc delivered-to x-original-to envelope-to x-envelope-to x-envelope-from"
    " envelope-from x-original-from x-google-original-from x-original-sender x-sender apparently-to errors-to"
    " mail-followup-to mail-reply-to x-forwarded-to x-forwarded-for x-failed-recipients disposition-notification-to"
    " return-receipt-to list-post list-owner list-help list-unsubscribe resent-from resent-sender resent-to resent-cc"
    " resent-bcc resent-reply-to newsletter-from x-beenthere x-list-from mailing-list"
)
FIELDS = frozenset(name.encode("ascii") for name in _NAMED.split())
_LISTS = frozenset((b"list-id",))


def correspondents(header: bytes) -> Iterator[str]:
    """All addresses (`name@union.example`) and lists (`staff.union.example`) of a header, in normal form, as they come.

    `header` may be the whole mail; its body is not looked at. Every occurrence of a field counts, in whatever writing:
    encoded, quoted, in a group, in a display name ("kim@union.example via Staff"). Some may come twice.
    """
    for name, value in every_field(header, FIELDS | _LISTS):
        written = line(value)
        for text in dict.fromkeys((written, decoded(written))):
            yield from addresses_in(text)
            if name in _LISTS and (found := list_in(text)):
                yield found


def author(header: bytes) -> str:
    """The address that a mail's first From shows, in lower case; empty where there is none."""
    value = next((value for _, value in every_field(header, frozenset((b"from",)))), b"")
    return next((one.value for one in addresses(line(value)) if one.platform is Platform.EMAIL), "")
