"""A LinkedIn export of 2026: messages, invitations, connections; the owner's own address is only to be inferred."""

import base64
import csv
import io
import tomllib
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tools.examples.cast import TEXTS, digest

MESSAGES = (
    *("CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS"),
    *("DATE", "SUBJECT", "CONTENT", "FOLDER", "ATTACHMENTS"),
)
INVITATIONS = ("From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl")
CONNECTIONS = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
PREAMBLE = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. You '
    "will only see email addresses for connections who have allowed their connections to see or download their email "
    'address."\n\n'
)
PROFILES = "https://www.linkedin.com/in/"
STAMP = (2026, 8, 6, 19, 30, 0)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on the network; a sponsor or a deleted member has no slug and so no address."""

    key: str
    name: str
    slug: str = ""
    headline: str = ""
    company: str = ""
    position: str = ""
    connected: str = ""

    @property
    def url(self) -> str:
        """The profile's address, or empty."""
        return f"{PROFILES}{self.slug}" if self.slug else ""


@dataclass(frozen=True, slots=True)
class Said:
    """One message in a conversation."""

    by: str
    date: str
    text: str
    subject: str = ""
    mojibake: bool = False

    @property
    def content(self) -> str:
        """The text as exported: some rows were decoded wrongly on the way."""
        text = self.text.strip("\n")
        return text.encode("utf-8").decode("cp1252") if self.mojibake else text


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation, with everybody in it but the owner."""

    key: str
    members: tuple[Member, ...]
    said: tuple[Said, ...]
    title: str = ""

    @property
    def id(self) -> str:
        """The id under which the export lists it."""
        inner = digest("conversation", self.key)
        uuid = f"{inner[:8]}-{inner[8:12]}-4{inner[13:16]}-a{inner[17:20]}-{inner[20:32]}"
        return "2-" + base64.b64encode(f"{uuid}_100".encode()).decode()


@dataclass(frozen=True, slots=True)
class Export:
    """All that the export holds."""

    owner: Member
    members: Mapping[str, Member]
    talks: tuple[Talk, ...]
    invitations: tuple[Mapping[str, str], ...]
    connections: tuple[tuple[str, ...], ...]


def load_export() -> Export:
    """The export as written by hand in texts/linkedin.toml."""
    found = tomllib.loads((TEXTS / "linkedin.toml").read_text(encoding="utf-8"))
    owner = Member(**found["owner"])
    nameless = (Member("sponsor", "Westhaven Business School"), Member("nobody", "LinkedIn Member"))
    members = {one.key: one for one in (owner, *nameless, *(Member(**raw) for raw in found["member"]))}
    talks = tuple(_talk(raw, members) for raw in found["conversation"])
    rows = tuple(tuple(one["row"]) for one in found["connection"])
    return Export(owner, members, talks, tuple(found["invitation"]), rows)


def export_zip(export: Export) -> bytes:
    """The zip, its members stored and not deflated, since compressors differ from one machine to the next."""
    empty = _table([MESSAGES], quoted=True)
    files = {
        "Profile.csv": _table([["First Name", "Last Name", "Headline"], ["Rafael", "Byrne", export.owner.headline]]),
        "messages.csv": _table([MESSAGES, *_messages(export)], quoted=True),
        "learning_coach_messages.csv": empty,
        "learning_role_play_messages.csv": empty,
        "Invitations.csv": _table([INVITATIONS, *_invitations(export)]),
        "Connections.csv": PREAMBLE + _table([CONNECTIONS, *_connections(export)]).rstrip("\n"),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as file:
        for name, text in files.items():
            info = zipfile.ZipInfo(name, STAMP)
            info.create_system = 3
            file.writestr(info, text.encode("utf-8"))
    return buffer.getvalue()


def _talk(raw: dict[str, Any], members: Mapping[str, Member]) -> Talk:
    said = tuple(Said(**one) for one in raw["messages"])
    return Talk(raw["key"], tuple(members[key] for key in raw["with"]), said, raw.get("title", ""))


def _table(rows: Iterable[Iterable[str]], quoted: bool = False) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _messages(export: Export) -> list[list[str]]:
    newest_first = sorted(export.talks, key=lambda talk: talk.said[-1].date, reverse=True)
    return [_row(talk, said, export) for talk in newest_first for said in reversed(talk.said)]


def _row(talk: Talk, said: Said, export: Export) -> list[str]:
    sender = export.members[said.by]
    others = [one for one in (export.owner, *talk.members) if one is not sender]
    seconds = int(digest(talk.key, said.date)[:4], 16) % 60
    folder = "SPAM" if said.by == "nobody" else "INBOX"
    to, urls = ", ".join(one.name for one in others), ",".join(one.url for one in others)
    return [talk.id, talk.title, sender.name, sender.url, to, urls, f"{said.date}:{seconds:02d} UTC", said.subject,
            said.content, folder, ""]  # fmt: skip


def _invitations(export: Export) -> list[list[str]]:
    rows = sorted(export.invitations, key=lambda one: one["date"], reverse=True)
    return [_invitation(one, export) for one in rows]


def _invitation(one: Mapping[str, str], export: Export) -> list[str]:
    sender, to = export.members[one["by"]], export.members[one.get("to", "me")]
    when = datetime.strptime(one["date"], "%Y-%m-%d %H:%M")
    at = f"{when.month}/{when.day}/{when:%y}, {when.hour % 12 or 12}:{when:%M} {'PM' if when.hour >= 12 else 'AM'}"
    direction = "OUTGOING" if sender is export.owner else "INCOMING"
    return [sender.name, to.name, at, one["note"], direction, sender.url, to.url]


def _connections(export: Export) -> list[list[str]]:
    known = [_connection(one) for one in export.members.values() if one.connected]
    other = [[*one[:2], one[2] and PROFILES + one[2], *one[3:]] for one in export.connections]
    return sorted(known + other, key=lambda row: datetime.strptime(row[6], "%d %b %Y"), reverse=True)


def _connection(one: Member) -> list[str]:
    first, _, last = one.name.partition(" ")
    return [first, last, one.url, "", one.company, one.position, one.connected]
