"""Exports of chats, and what somebody pastes, maps or photographs."""

import io
import json
import struct
import zipfile
import zlib

from fuzz.canary import CANARY

_TIME = "2026-03-02T09:00:00Z"


def _json(value: object) -> bytes:
    return json.dumps(value, indent=1).encode("utf-8")


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def telegrams() -> tuple[bytes, ...]:
    """All chats of an account, and one chat; texts as a string and in pieces."""
    message = {"id": 1, "type": "message", "date": "2026-03-02T10:00:00", "date_unixtime": "1772442001",
               "from": "Rowan Ashby", "from_id": "user17", "text": CANARY}  # fmt: skip
    pieces = message | {"id": 2, "from": None, "text": [CANARY, {"type": "link", "text": "e.example"}]}
    happened = message | {"id": 3, "type": "service", "action": "phone_call", "text": ""}
    chat = {"name": "Rowan", "type": "personal_chat", "id": 17, "messages": [message, pieces, happened]}
    own = {"user_id": 5, "first_name": "Kim", "phone_number": "+44 20 7946 0000"}
    every = {"about": "Here is the data.", "personal_information": own, "chats": {"about": "x", "list": [chat]}}
    return _json(every), _json(chat)


def teams() -> tuple[bytes, ...]:
    """A list of messages, a page of them, and lines."""
    author = {"user": {"id": "b1a2", "displayName": "Rowan Ashby", "tenantId": "t1"}}
    body = {"contentType": "html", "content": f"<p>{CANARY}</p>"}
    message = {"id": "1", "messageType": "message", "createdDateTime": _TIME, "chatId": "19:a_b@unq.gbl.spaces",
               "from": author, "body": body, "attachments": []}  # fmt: skip
    joined = message | {"id": "2", "messageType": "systemEventMessage", "from": None, "eventDetail": {"a": 1}}
    return _json([message, joined]), _json({"value": [message]}), json.dumps(message).encode() + b"\n"


def whatsapps() -> tuple[bytes, ...]:
    """Of both systems, with what they put round times and names."""
    apple = f"[04/03/25, 14:05:09] Rowan: {CANARY}\n\u200e[04/03/25, 14:06:00] Kim: \u200e<attached: a.jpg>\nmore\n"
    android = (
        f"04/03/2025, 14:05 - Rowan: {CANARY}\n04/03/2025, 14:06 - Kim joined\n13/03/2025, 2:07\u202fPM - Kim: ok\n"
    )
    return apple.encode(), android.encode()


def signals() -> tuple[bytes, ...]:
    """Lines of data.json, and the Markdown of both ages."""
    line = {"date": "2026-03-02 09:00:00", "sender": "Rowan", "body": CANARY, "quote": "", "reactions": [],
            "attachments": [{"name": "a.jpg", "path": "media/a.jpg"}]}  # fmt: skip
    lines = json.dumps(line) + "\n" + json.dumps(line | {"sender": "Me", "body": "Yes"}) + "\n"
    new = f"[2026-03-02 09:00:00] Rowan: {CANARY}\n\n[2026-03-02 09:10:00] Me: Yes\n(- Rowan: x -)\n\n"
    old = f"[2026-03-02, 09:00] Rowan: {CANARY}\n[2026-03-02, 09:10] Me: Yes\n"
    return lines.encode(), new.encode(), old.encode(), lines.replace("Rowan", "Ash").encode()


_ENTRY = {"type": "message", "user": "U9", "text": CANARY, "ts": "1772442000.000100"}


def slack_days() -> tuple[bytes, ...]:
    """A day's file by itself."""
    joined = _ENTRY | {"subtype": "channel_join", "ts": "1772442001.000100"}
    return _json([_ENTRY, joined]), _json([_ENTRY | {"text": f"<@U1> {CANARY} <https://e.example|here>"}])


def slacks() -> tuple[bytes, ...]:
    """A workspace's export as a zip."""
    users = [{"id": "U1", "team_id": "T1", "name": "kim", "profile": {"real_name": "Kim", "email": "kim@lab.example"}},
             {"id": "U9", "team_id": "T2", "is_stranger": True, "profile": {"real_name": "Rowan"}}]  # fmt: skip
    direct = [{"id": "D1", "members": ["U1", "U9"]}]
    files = {"users.json": _json(users), "channels.json": _json([]), "dms.json": _json(direct),
             "D1/2026-03-02.json": _json([_ENTRY])}  # fmt: skip
    return _zip(files), _zip({f"export/{name}": data for name, data in files.items()})


def pasted() -> tuple[bytes, ...]:
    """A mail with its lines, a chat out of a window, and words alone."""
    mail = f"From: Rowan <rowan@north.example>\nSent: Monday, 2 March 2026 09:00\nTo: Kim\nSubject: Work\n\n{CANARY}\n"
    chat = f"Rowan Ashby  10:42 AM\n{CANARY}\nKim Holt  10:45 AM\nWho are you?\n"
    return mail.encode(), chat.encode(), CANARY.encode()


def mapped() -> tuple[bytes, ...]:
    """A table and lines of another program, with the columns of `fuzz.targets`."""
    table = f'when,who,said\n2026-03-02 09:00,Rowan,"{CANARY}"\n,Kim,Yes\n'
    lines = json.dumps({"when": _TIME, "who": "Rowan", "said": CANARY}) + "\n"
    return table.encode(), lines.encode()


def pictures() -> tuple[bytes, ...]:
    """White pictures, whole and cut off."""
    rows = b"".join(b"\0" + b"\xff" * 40 for _ in range(40))
    parts = [(b"IHDR", struct.pack(">2I5B", 40, 40, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    chunks = b"".join(struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
                      for name, data in parts)  # fmt: skip
    picture = b"\x89PNG\r\n\x1a\n" + chunks
    return picture, picture[:60]
