"""Pictures that lie beside an exported chat."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.sources.chats import FORMS, jsoned, laid, lines, read_files
from tests.sources.made import only
from tests.sources.pictures import OTHER, PHOTO

from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.sources.catalogue import read
from lurewatch.sources.interface import Limits
from lurewatch.sources.picture_marks import mark_of

MARK, OTHER_MARK = mark_of(PHOTO, Limits()), mark_of(OTHER, Limits())
ANDROID = "25/03/2026, 14:05 - Rowan Ashby: "
TELEGRAM = {
    "name": "Rowan Ashby",
    "type": "personal_chat",
    "id": 17,
    "messages": [
        {"id": n, "type": "message", "date": "2026-03-02T10:00:00", "date_unixtime": "1772442000",
         "from": "Rowan Ashby", "from_id": "user17", "text": "My card.", "photo": f"photos/{name}"}
        for n, name in enumerate(("a.jpg", "b.jpg", "gone.jpg"))
    ],
}  # fmt: skip
SIGNAL = [
    {"date": "2026-03-02 10:00:00", "sender": "Rowan", "body": "My card.", "quote": "", "sticker": "", "reactions": [],
     "attachments": [{"name": name, "path": f"./media/{name}"}]}
    for name in ("a.jpg", "b.jpg", "gone.jpg")
]  # fmt: skip
CHATS: Mapping[str, Mapping[str, bytes]] = {
    "whatsapp": {
        "WhatsApp Chat with Rowan Ashby.txt": "".join(
            f"{ANDROID}{name} (file attached)\nMy card.\n" for name in ("a.jpg", "b.jpg", "gone.jpg")
        ).encode(),
        "a.jpg": PHOTO,
        "b.jpg": OTHER,
    },
    "telegram": {"result.json": jsoned(TELEGRAM), "photos/a.jpg": PHOTO, "photos/b.jpg": OTHER},
    "signal": {"Rowan/data.json": lines(*SIGNAL), "Rowan/media/a.jpg": PHOTO, "Rowan/media/b.jpg": OTHER},
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("program", CHATS)
def test_an_export_with_its_pictures(program: str, form: str, tmp_path: Path) -> None:
    """Each message has the mark of the picture that it names; one that is not there costs nothing."""
    messages = only(Message, read([laid(tmp_path, CHATS[program], form)]))
    assert [one.pictures for one in messages] == [(MARK,), (OTHER_MARK,), ()]


def test_more_pictures_than_are_looked_at(tmp_path: Path) -> None:
    """The first ones count, and that others were not compared is told."""
    found = read_files(tmp_path, CHATS["whatsapp"], Limits(pictures_beside=1))
    assert [one.pictures for one in only(Message, found)] == [(MARK,), (), ()]
    assert [gap.what for gap in only(Gap, found) if "compared" in gap.why] == ["pictures"]


def test_pictures_that_no_chat_names(tmp_path: Path) -> None:
    """They are told as files that are not read, as before."""
    found = read_files(tmp_path, {**CHATS["whatsapp"], "holiday.jpg": PHOTO})
    assert [gap.where.rpartition("/")[2] for gap in only(Gap, found) if gap.what == "a file that is not read"] == [
        "holiday.jpg"
    ]
