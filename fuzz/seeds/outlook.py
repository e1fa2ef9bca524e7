"""Messages in Outlook's own forms, from the descriptions that the tests of its readers have."""

import struct

from tests.sources.mapi_made import File, Outlook, kept, msg, packed, received
from tests.sources.pst_writer import pst
from tests.sources.tnef_writer import tnef

from fuzz.canary import CANARY
from lurewatch.sources.mapi_properties import Tag

_RICH = (
    rb"{\rtf1\ansi\ansicpg1252\fromhtml1{\fonttbl{\f0 Arial;}}{\*\htmltag64 <p>}\htmlrtf\par\htmlrtf0 "
    + CANARY.encode("ascii")
    + rb"{\*\htmltag84 <b>}{\v hidden}\'e9\u8364?\uc2\u233ab{\*\htmltag92 </b>}\par{\pict 0102}\bin3 abc}"
)


def _unpacked(rtf: bytes) -> bytes:
    """Rich text in the form that is not packed, so that changes reach the text."""
    return struct.pack("<LLLL", len(rtf) + 12, len(rtf), 0x414C454D, 0) + rtf


def _messages() -> tuple[Outlook, ...]:
    """With the header it came with, of the house, in HTML, in rich text, and with what is attached."""
    page = f"<p>{CANARY}<p hidden>unseen".encode("ascii")
    outer = kept(CANARY, rtf=packed(_RICH))
    outer.files.append(File("report.pdf", b"%PDF-1.4", "application/pdf"))
    outer.messages.append(received(f"{CANARY}\r\n> two"))
    return (
        received(f"Hello Kim,\r\n{CANARY}\r\n"),
        kept("", html=page, internet_codepage=65001),
        Outlook({Tag.MESSAGE_CLASS: "IPM.Note", Tag.RTF: _unpacked(_RICH)}),
        outer,
    )


def saved() -> tuple[bytes, ...]:
    """Files as Outlook saves them, with wide and with narrow texts."""
    return (*map(msg, _messages()), msg(_messages()[0], is_narrow=True))


def winmails() -> tuple[bytes, ...]:
    """The same as winmail.dat."""
    return (*map(tnef, _messages()), tnef(_messages()[3], is_narrow=True))


def data_files() -> tuple[bytes, ...]:
    """The same in Outlook's data files."""
    one, two, three, four = _messages()
    return pst(("Inbox", [one, two])), pst(("Inbox", []), ("Sent Items", [three, four]))


def rich_texts() -> tuple[bytes, ...]:
    """Rich text, packed and not."""
    plain = rb"{\rtf1\ansi\mac " + CANARY.encode("ascii") + rb"\tab\~\_\{\}\line{\*\generator x;}\u-10179?\u-8704?}"
    return _RICH, plain, packed(_RICH), _unpacked(plain)


def heaps() -> tuple[bytes, ...]:
    """The properties of messages as they lie in a data file, each from where its first block begins."""
    files = (pst(("Inbox", [message])) for message in _messages()[:2])
    return tuple(data[at : at + 4_000] for data in files for at in _starts_of_heaps(data))


def _starts_of_heaps(data: bytes) -> list[int]:
    """Where heaps of properties begin: their third and fourth byte say so."""
    return [at - 2 for at in range(2, len(data)) if data[at : at + 2] == b"\xec\xbc"][-2:]
