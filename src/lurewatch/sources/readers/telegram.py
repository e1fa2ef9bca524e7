"""Exports of Telegram Desktop in JSON: `result.json`, of a single chat or of all, beside folders of what was sent.

Telegram's own source (export_output_json.cpp) says what is in them.
"""

import re
from collections.abc import Iterator

from lurewatch.model.gap import Gap
from lurewatch.sources.interface import Folder, Item, Limits
from lurewatch.sources.opened import Opened
from lurewatch.sources.pictures_beside import with_pictures
from lurewatch.sources.sniff import Head
from lurewatch.sources.telegram_export import TelegramExport

_RESULT = "result.json"
_SENT = (
    "chats", "contacts", "css", "files", "images", "js", "lists", "photos", "profile_pictures", "round_video_messages",
    "stickers", "stories", "video_files", "video_messages", "voice_messages",
)  # fmt: skip
_PHOTOS = ("photos", "files", "images")
_PAGE = re.compile(r"(?:messages\d*|export_results)\.html")
_CHAT = re.compile(
    rb'"type"\s*:\s*"(?:personal_chat|bot_chat|saved_messages|replies|verification_codes'
    rb'|(?:private|public)_(?:group|supergroup|channel))"'
)
_ALL = re.compile(rb'"(?:personal_information|chats|left_chats)"\s*:\s*\{')
_ABOUT = re.compile(rb'"(?:about|personal_information)"\s*:')


class Telegram:
    """Reads a `result.json`, whatever its name."""

    kind = "Telegram export"

    def recognises(self, head: Head) -> bool:
        """Whether it is an object that begins as an export of all, or that has a chat in it."""
        return head.is_object and _is_export(head.data)

    def read(self, opened: Opened, limits: Limits) -> Iterator[Item]:
        """Whose it is, contacts, and messages chat by chat."""
        return TelegramExport(opened, limits).items()


class TelegramFolder:
    """Reads the folder of an export: what was sent is named by the messages, and not read by itself."""

    kind = "Telegram export"
    owns_unknown = False

    def recognises(self, folder: Folder) -> bool:
        """Whether it holds a `result.json` that is Telegram's."""
        if _RESULT not in folder.names:
            return False
        found = folder.each("", _RESULT.__eq__)
        return any(isinstance(one, Opened) and Telegram().recognises(Head(one.head)) for one in found)

    def read(self, folder: Folder, limits: Limits) -> Iterator[Item]:
        """The same as of the file by itself, with the marks of pictures."""
        folder.take(_RESULT, *_SENT, *(name for name in folder.names if _PAGE.fullmatch(name)))
        for found in folder.each("", _RESULT.__eq__):
            if isinstance(found, Gap):
                yield found
            else:
                items = TelegramExport(found, limits).items()
                photos = [name for name in _PHOTOS if name in folder.folders]
                yield from with_pictures(items, folder, limits, *photos) if photos else items


def _is_export(data: bytes) -> bool:
    is_of_all = _ABOUT.match(data.lstrip(b" \t\r\n{")) and _ALL.search(data)
    return bool(is_of_all or (b'"messages"' in data and _CHAT.search(data)))
