"""What of a mail stays the same when a server keeps, copies or moves it."""

from lurewatch.sources.mail_fields import every_field, fields_of

_TELLING = frozenset((b"message-id", b"from", b"date", b"subject"))
_HEADER_BYTES = 256 << 10


def essence(data: bytes) -> tuple[bytes, ...]:
    """Its id, author, date and subject as they are written, then its body; nothing that a server adds on the way."""
    body = fields_of(data, 0, len(data), _HEADER_BYTES).body
    return *(name + b":" + value for name, value in every_field(data, _TELLING)), data[body:]
