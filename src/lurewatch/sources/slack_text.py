"""What a person sees of a Slack message: its blocks where it has some, else its text, references by their names.

Slack's documentation of message text (api.slack.com/reference/surfaces/formatting) and of blocks
(api.slack.com/reference/block-kit) says what there is.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from lurewatch.sources.chat_values import object_of, objects_of, text_of, word_of
from lurewatch.sources.slack_people import People
from lurewatch.text.links import deceit

_REFERENCE = re.compile(r"<([^\s<>|][^<>|\n]*)(?:\|([^<>\n]*))?>")
_ENTITY = re.compile(r"&(?:amp|lt|gt);")
_DEEPEST = 8
_LINKS = 100


class Rendering:
    """One message being read, of at most so many characters; `left_out` are those that it has beyond them.

    `links` are those that show another address than they lead to.
    """

    def __init__(self, people: People, most: int) -> None:
        self.links: list[str] = []
        self.left_out = 0
        self._people = people
        self._room = most

    def text(self, message: Mapping[str, object]) -> str:
        """The text as it is seen."""
        blocks = message.get("blocks")
        if blocks and (seen := _joined([self._block(block) for block in objects_of(blocks)])):
            return seen
        return self._marked(text_of(message.get("text"))) or _joined(list(self._attached(message)))

    def _attached(self, message: Mapping[str, object]) -> Iterator[str]:
        """What programs write instead of a text."""
        for attached in objects_of(message.get("attachments")):
            fields = [text_of(attached.get(key)) for key in ("pretext", "title", "text")]
            yield self._marked("\n".join(filter(None, fields)) or text_of(attached.get("fallback")))

    def _marked(self, text: str) -> str:
        """Text in Slack's marks: references in angle brackets, three entities."""
        text = self._taken(text)
        if "<" in text:
            text = _REFERENCE.sub(self._reference, text)
        return _ENTITY.sub(lambda found: unescape(found[0]), text) if "&" in text else text

    def _taken(self, text: str) -> str:
        """As much of a text as there is room for."""
        if len(text) > self._room:
            self.left_out += len(text) - self._room
            text = text[: self._room]
        self._room -= len(text)
        return text

    def _reference(self, found: re.Match[str]) -> str:
        target, label = found[1], found[2] or ""
        sign, rest = target[0], target[1:]
        if sign == "@":
            return f"@{label.removeprefix('@') or self._people.shown(rest)}"
        if sign == "#":
            return f"#{label or self._people.channel(rest)}"
        if sign == "!":
            return label if "^" in rest and label else f"@{label or rest}"
        return self._link(target, label)

    def _link(self, target: str, label: str) -> str:
        if not label:
            return target.removeprefix("mailto:").removeprefix("tel:")
        if found := deceit(label, target):
            self.links = [*self.links, found][:_LINKS]
        return label

    def _block(self, block: Mapping[str, object]) -> str:
        kind = block.get("type")
        if kind == "rich_text":
            return _joined([self._rich(element) for element in objects_of(block.get("elements"))])
        if kind == "image":
            return f"[{self._taken(word_of(block.get('alt_text')))}]"
        fields = (object_of(block.get("text")), *objects_of(block.get("fields")), *objects_of(block.get("elements")))
        return _joined([self._text_object(field) for field in fields])

    def _text_object(self, value: Mapping[str, object]) -> str:
        text = value.get("text")
        if isinstance(text, dict):  # a button's
            value, text = text, text.get("text")
        return self._marked(text_of(text)) if value.get("type") == "mrkdwn" else self._taken(text_of(text))

    def _rich(self, element: Mapping[str, object], depth: int = 0) -> str:
        kind = element.get("type")
        inside = objects_of(element.get("elements"))
        if kind == "rich_text_list" and depth < _DEEPEST:
            is_ordered = element.get("style") == "ordered"
            items = enumerate([self._rich(one, depth + 1) for one in inside], 1)
            return _joined([f"{number}. {item}" if is_ordered else f"• {item}" for number, item in items])
        taken = self._taken
        text = "".join(
            [taken(text_of(one.get("text")) if one.get("type") == "text" else self._referred(one)) for one in inside]
        )
        if kind == "rich_text_quote":
            return "\n".join(f"> {line}" for line in text.removesuffix("\n").split("\n"))
        return text

    def _referred(self, element: Mapping[str, object]) -> str:
        match element.get("type"):
            case "link":
                shown = self._link(text_of(element.get("url")), text_of(element.get("text")))
            case "user":
                shown = f"@{self._people.shown(word_of(element.get('user_id')))}"
            case "channel":
                shown = f"#{self._people.channel(word_of(element.get('channel_id')))}"
            case "usergroup" | "broadcast":
                shown = f"@{word_of(element.get('usergroup_id')) or word_of(element.get('range'))}"
            case "emoji":
                shown = _emoji(element)
            case _:  # a date, a colour
                shown = text_of(element.get("fallback")) or text_of(element.get("value"))
        return shown


def _joined(pieces: list[str]) -> str:
    """Pieces that each end a line, without empty ones."""
    return "\n".join([piece.removesuffix("\n") for piece in pieces if piece])


def _emoji(element: Mapping[str, object]) -> str:
    """The sign itself where it is in Unicode (`1f44b-1f3fb`), else its name as it is typed."""
    try:
        return "".join(chr(int(code, 16)) for code in text_of(element.get("unicode")).split("-")).encode().decode()
    except (ValueError, OverflowError):
        return f":{word_of(element.get('name'))}:"
