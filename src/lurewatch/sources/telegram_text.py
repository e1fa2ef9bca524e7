"""What a person sees of a Telegram message, and the names of what is attached to it."""

from collections.abc import Mapping

from lurewatch.sources.chat_values import object_of, objects_of, text_of, word_of
from lurewatch.text.links import deceit

_LINKS = 100
_NOT_INCLUDED = "("  # how the export says that a file is not in it: "(File not included. Change data exporting ...)"


def seen(message: Mapping[str, object]) -> tuple[str, tuple[str, ...]]:
    """The text as it is shown, and links in it that show another address than they lead to."""
    written = message.get("text")
    if isinstance(written, str):
        return text_of(written) or _card(message), ()
    if not isinstance(written, list):
        return _card(message), ()
    text = "".join([text_of(part.get("text") if isinstance(part, dict) else part) for part in written])
    links = [
        deceit(text_of(part.get("text")), text_of(part.get("href"))) for part in objects_of(written) if "href" in part
    ]
    return text or _card(message), tuple(filter(None, links))[:_LINKS]


def attached(message: Mapping[str, object]) -> tuple[str, ...]:
    """The names of files; of a file that the export does not hold its name or its kind."""
    if "file" in message or "photo" in message or "media_type" in message:
        names = (_file(message.get("file")), word_of(message.get("file_name")), _file(message.get("photo")))
        kind = word_of(message.get("media_type")) or "photo"
        return (next(filter(None, names), kind.replace("_", " ")),)
    return ()


def _file(value: object) -> str:
    path = word_of(value)
    return "" if path.startswith(_NOT_INCLUDED) else path.rpartition("/")[2]


def _card(message: Mapping[str, object]) -> str:
    """The words of a poll, or of somebody's contact details passed on."""
    if "poll" in message:
        poll = object_of(message["poll"])
        return "\n".join(
            [text_of(poll.get("question")), *(text_of(one.get("text")) for one in objects_of(poll.get("answers")))]
        )
    if "contact_information" in message:
        card = object_of(message["contact_information"])
        name = f"{word_of(card.get('first_name'))} {word_of(card.get('last_name'))}".strip()
        return "\n".join(filter(None, (name, word_of(card.get("phone_number")))))
    return ""
