"""What a file is, by how it begins; its name plays no part."""

import csv
import json
import re
from functools import cached_property

BOM = b"\xef\xbb\xbf"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how Outlook's .msg and old Office documents begin
OUTLOOK_DATA = b"!BDN"  # how a .pst and an .ost begin
TNEF = b"\x78\x9f\x3e\x22"  # how a winmail.dat begins
HEADER_LINES = re.compile(rb"(?:[!-9;-~]++[ \t]*+:[^\n]*+\n(?:[ \t][^\n]*+\n)*+)++")
_NAMES = re.compile(rb"^([!-9;-~]+)[ \t]*:", re.MULTILINE)
# One of the first is enough to see a mail; of all of them it takes two.
_TELLING = frozenset((b"from", b"received", b"return-path", b"message-id", b"delivered-to", b"dkim-signature"))
_USUAL = _TELLING | {
    b"to",
    b"cc",
    b"subject",
    b"date",
    b"reply-to",
    b"sender",
    b"mime-version",
    b"content-type",
    b"x-mailer",
}
_ENVELOPE = re.compile(rb"From [^\n]*\n(?:>?From [^\n]*\n)*(?:[!-9;-~]+[ \t]*:|\r?\n)")
_LINES_LOOKED_AT = 40
_COLUMNS_LOOKED_AT = 20

# Formats that are met beside mail and not read, with what to do. Magic numbers: the file(1) database.
_NOT_READ = (
    (b"%PDF", "a PDF", "ask for the message itself, as .eml"),
    (b"\x89PNG", "a picture", "if it shows messages, name the file itself"),
    (b"\xff\xd8\xff", "a picture", "if it shows messages, name the file itself"),
    (b"GIF8", "a picture", "ask for the message itself, as .eml"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it and name the folder"),
    (b"Rar!", "a RAR archive", "unpack it and name the folder"),
    (b"BZh", "a bzip2 archive", "unpack it and name what was in it"),
    (b"\xfd7zXZ", "an xz archive", "unpack it and name what was in it"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it and name what was in it"),
    (b"SQLite format 3", "a database", "export its messages as .eml, mbox or JSON Lines"),
    (b"\xff\xfe", "UTF-16 text", "save it as UTF-8"),
    (b"\xfe\xff", "UTF-16 text", "save it as UTF-8"),
)
# What macOS leaves beside files; never anybody's message.
_LITTER = (b"\x00\x00\x00\x01Bud1", b"\x00\x05\x16\x07")


class Head:
    """The first bytes of a file, with what several readers ask of them."""

    def __init__(self, data: bytes) -> None:
        self.data = data.removeprefix(BOM)

    @property
    def is_gzip(self) -> bool:
        """Whether it is gzip with deflate, the only method there is."""
        return self.data.startswith(b"\x1f\x8b\x08")

    @property
    def is_zip(self) -> bool:
        """Whether it is a zip archive, an empty one included."""
        return self.data.startswith((b"PK\x03\x04", b"PK\x05\x06"))

    @property
    def is_tar(self) -> bool:
        """Whether it is a tar archive, of POSIX or GNU, and no mail made to look like one."""
        return self.data.startswith(b"ustar", 257) and b"\x00" in self.data[100:157] and not self.is_mail

    @property
    def is_litter(self) -> bool:
        """Whether it is what macOS leaves in folders."""
        return self.data.startswith(_LITTER)

    @cached_property
    def is_mailbox(self) -> bool:
        """Whether it begins with a mailbox's `From ` line and a header (or nothing) after it."""
        return _ENVELOPE.match(self.data.lstrip(b"\r\n")) is not None

    @cached_property
    def is_mail(self) -> bool:
        """Whether it begins with header lines of which enough are a mail's."""
        return has_mail_header(self.data)

    @property
    def is_list(self) -> bool:
        """Whether it begins as a JSON list does."""
        return self._first == b"["

    @property
    def is_object(self) -> bool:
        """Whether it begins as a JSON object does."""
        return self._first == b"{"

    @cached_property
    def _first(self) -> bytes:
        return self.data.lstrip(b" \t\r\n")[:1]

    @cached_property
    def is_json_lines(self) -> bool:
        """Whether one of its first lines is a JSON object with messages (or too long to tell, and begins like one)."""
        lines = self.data.split(b"\n", _LINES_LOOKED_AT)[:_LINES_LOOKED_AT]
        return any(_is_conversation(line) for line in lines if line.lstrip().startswith(b"{") and b'"messages"' in line)

    @cached_property
    def tables(self) -> list[frozenset[str]]:
        """The first rows as comma-separated values, each as a set of column names in lower case."""
        if b"\x00" in self.data or b"," not in self.data:
            return []
        lines = self.data.decode("utf-8", "replace").splitlines()[:_LINES_LOOKED_AT]
        try:
            rows = list(csv.reader(lines))[:_COLUMNS_LOOKED_AT]
        except csv.Error:
            return []
        return [frozenset(column_name(cell) for cell in row) for row in rows]

    def has_columns(self, *wanted: str) -> bool:
        """Whether one of the first rows names all these columns."""
        return any(row.issuperset(wanted) for row in self.tables)

    @property
    def is_table(self) -> bool:
        """Whether its first line has columns, of whatever table."""
        return any(len(row) > 1 for row in self.tables[:1])

    def unread(self) -> tuple[str, str]:
        """What a file that no reader knows seems to be, and what to do about it."""
        for magic, what, advice in _NOT_READ:
            if self.data.startswith(magic):
                return what, advice
        if b"\x00" in self.data:
            return "a binary of unknown kind", "export its messages as .eml, mbox or JSON Lines"
        if self.is_table:
            return "a table without the columns of a known export", "say what its columns mean with --mapping"
        return "text of unknown kind", "if it is a message, name the file itself"


def column_name(cell: str) -> str:
    """A column's name without byte order mark, quotes and case."""
    return cell.strip("\ufeff\"' \t").casefold()


def has_mail_header(data: bytes) -> bool:
    """Whether these bytes begin with header lines of which enough are a mail's."""
    found = HEADER_LINES.match(data.lstrip(b"\r\n"))
    if found is None:
        return False
    names = {name.lower() for name in _NAMES.findall(found[0])}
    return bool(names & _TELLING) or len(names & _USUAL) > 1


def _is_conversation(line: bytes) -> bool:
    try:
        return "messages" in json.loads(line)
    except (ValueError, RecursionError):
        return not line.rstrip().endswith(b"}")
