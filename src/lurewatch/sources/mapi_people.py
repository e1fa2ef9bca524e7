"""Who wrote an Outlook message and to whom it went, as address fields of a mail.

Inside an organisation Exchange addresses people by X.500 names (`/o=Firm/ou=.../cn=kim`). The mail address is beside
them in most messages, or beside the same name elsewhere in the message or the file; else it stays unknown.
"""

import re

from lurewatch.sources.mapi_properties import MapiMessage, Properties, Tag

_ADDRESS = re.compile(r"[^\s<>\"(),;:@\[\]\\]{1,128}@[^\s<>\"(),;:@\\]{1,255}")
_CONTROL = re.compile("[\x00-\x1f\x7f\u2028\u2029]+")
_FIELDS = {1: "To", 2: "Cc", 3: "Bcc"}
_KNOWN = 100_000  # X.500 names kept with their addresses
_LONGEST = 2_000

Known = dict[str, str]  # X.500 name in lower case, to the mail address


class People:
    """The people of one message; what it tells of X.500 names goes into `known`. `unknown`: somebody has no address."""

    def __init__(self, message: MapiMessage, known: Known) -> None:
        self._known = known
        self._message = message
        self.unknown = False
        own = message.properties
        self._learn(own.text(Tag.SENDER_ADDRESS), own.text(Tag.SENDER_SMTP))
        self._learn(own.text(Tag.FROM_ADDRESS), own.text(Tag.FROM_SMTP))
        self._learn(own.text(Tag.RECEIVED_BY_ADDRESS), own.text(Tag.RECEIVED_BY_SMTP))
        for recipient in message.recipients:
            self._learn(recipient.text(Tag.ADDRESS), recipient.text(Tag.SMTP_ADDRESS))

    def authors(self) -> list[tuple[str, str]]:
        """The fields From and, where somebody else sent it, Sender."""
        own = self._message.properties
        sender = self._person(own, Tag.SENDER_NAME, Tag.SENDER_SMTP, Tag.SENDER_ADDRESS)
        author = self._person(own, Tag.FROM_NAME, Tag.FROM_SMTP, Tag.FROM_ADDRESS) or sender
        fields = [("From", author)]
        if sender and _bare(sender) != _bare(author):
            fields.append(("Sender", sender))
        return fields

    def recipients(self) -> list[tuple[str, str]]:
        """The fields To, Cc and Bcc."""
        lists: dict[str, list[str]] = {}
        for one in self._message.recipients:
            field = _FIELDS.get((one.number(Tag.RECIPIENT_TYPE) or 1) & 0xF, "To")
            person = self._person(one, Tag.DISPLAY_NAME, Tag.SMTP_ADDRESS, Tag.ADDRESS)
            if person:
                lists.setdefault(field, []).append(person)
        return [(field, ", ".join(people)) for field, people in lists.items()]

    def received_by(self) -> str:
        """The address of the mailbox that it came to; empty where it does not say."""
        own = self._message.properties
        return self._address(own.text(Tag.RECEIVED_BY_SMTP), own.text(Tag.RECEIVED_BY_ADDRESS))

    def _learn(self, name: str, address: str) -> None:
        if name.startswith("/") and _ADDRESS.fullmatch(address) and len(self._known) < _KNOWN:
            self._known.setdefault(name.lower(), address)

    def _person(self, of: Properties, name: Tag, smtp: Tag, address: Tag) -> str:
        shown, other = _one_line(of.text(name)), of.text(address)
        found = self._address(of.text(smtp), other)
        if not found:
            self.unknown = self.unknown or bool(other)
            return shown
        return f"{_quoted(shown)} <{found}>" if shown and shown.lower() != found.lower() else found

    def _address(self, smtp: str, other: str) -> str:
        """The mail address of two that somebody has, of which either may be of another kind."""
        candidates = (smtp, other, self._known.get(other.lower(), ""))
        return next((one.strip() for one in candidates if _ADDRESS.fullmatch(one.strip())), "")


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _bare(person: str) -> str:
    return person.rpartition("<")[2].lower()


def _one_line(text: str) -> str:
    """A text as it may stand in a header field: nothing in it ends the line."""
    return _CONTROL.sub(" ", text[:_LONGEST]).strip()
