"""The words of the milter protocol, version 6.

After `mfdef.h` of Sendmail 8.17's libmilter and `milter8.c` of Postfix 3.7, which agree in all that stands here.
"""

from enum import IntFlag

VERSION = 6
OLDEST = 2  # Sendmail 8.13 and Postfix's `milter_protocol = 2`


class Command:
    """What the mail server sends, by the first byte of a packet."""

    ABORT = b"A"
    BODY = b"B"
    CONNECT = b"C"
    MACRO = b"D"
    END = b"E"
    HELO = b"H"
    QUIT_NEW = b"K"
    HEADER = b"L"
    MAIL = b"M"
    END_OF_HEADER = b"N"
    NEGOTIATE = b"O"
    QUIT = b"Q"
    RECIPIENT = b"R"
    DATA = b"T"
    UNKNOWN = b"U"


class Answer:
    """What we send, by the first byte of a packet."""

    ADD_HEADER = b"h"
    CHANGE_HEADER = b"m"
    CONTINUE = b"c"
    NEGOTIATE = b"O"
    SKIP = b"s"


class Action(IntFlag):
    """What a filter may ask of the server at the end of a mail."""

    ADD_HEADERS = 0x01
    CHANGE_HEADERS = 0x10


class Step(IntFlag):
    """Steps that the server leaves out, and answers that it does not wait for."""

    NO_CONNECT = 0x01
    NO_HELO = 0x02
    NO_END_OF_HEADER = 0x40
    NO_UNKNOWN = 0x100
    NO_DATA = 0x200
    SKIP = 0x400
    SILENT_HEADER = 0x80
    SILENT_MAIL = 0x4000
    SILENT_RECIPIENT = 0x8000


def words(data: bytes) -> list[bytes]:
    """The NUL-ended words of a packet; an end without its NUL is a word too."""
    return data.removesuffix(b"\0").split(b"\0") if data else []
