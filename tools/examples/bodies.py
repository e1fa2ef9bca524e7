"""What stands in a letter: its own words, the signature, the letter it quotes; as text and as HTML."""

import html
import re
from collections.abc import Mapping
from datetime import datetime

from tools.examples.cast import MailingList
from tools.examples.clients import CLIENTS, wrapped
from tools.examples.letters import Letter

QUOTE_MARK = re.compile(r"(?m)^>[ ]?")


def own_words(letter: Letter) -> str:
    """The letter's own text and signature, in its program's line lengths."""
    signature = "" if letter.bare else letter.by.signature
    whole = letter.text.strip("\n") + (f"\n\n{signature}" if signature else "")
    return wrapped(whole, CLIENTS[letter.by.client])


def plain(letter: Letter, letters: Mapping[str, Letter], lists: Mapping[str, MailingList]) -> str:
    """The whole text/plain body, with the quoted letter below and a mailing list's footer."""
    parts = [own_words(letter)]
    if letter.quote:
        parts.append(_quoted(letter, letters, lists))
    if letter.list:
        parts.append(lists[letter.list].footer)
    return "\n\n".join(parts) + "\n"


def as_html(letter: Letter, letters: Mapping[str, Letter], lists: Mapping[str, MailingList]) -> str:
    """The HTML copy that some programs send beside the text."""
    words = letter.text.strip("\n") + ("" if letter.bare else f"\n\n{letter.by.signature}")
    opening, closing = ('<p class="MsoNormal">', "</p>") if letter.by.client == "outlook" else ("<div>", "</div><br>")
    blocks = [f"{opening}{_lines(block)}{closing}" for block in words.strip().split("\n\n")]
    if letter.quote:
        first, *rest = _quoted(letter, letters, lists).split("\n\n", 1)
        quoted = QUOTE_MARK.sub("", "".join(rest))
        blocks.append(f'<div>{_lines(first)}</div><blockquote style="margin:0 0 0 .8ex">{_lines(quoted)}</blockquote>')
    head = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>'
    return head + "\n".join(blocks) + "</body></html>\n"


def _lines(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>\n")


def _quoted(letter: Letter, letters: Mapping[str, Letter], lists: Mapping[str, MailingList]) -> str:
    parent = letters[letter.re]
    text = plain(parent, letters, lists).rstrip("\n")
    style = letter.quoting or letter.by.quoting or letter.by.client
    opening = _opening(style, parent, parent.sent.astimezone(letter.sent.tzinfo))
    if style == "outlook":
        return f"{opening}\n\n{text}"
    return f"{opening}\n\n" + "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _opening(style: str, parent: Letter, when: datetime) -> str:
    name, address = parent.by.name, parent.by.address
    to = "; ".join(one.name for one in parent.to)
    match style:
        case "outlook":
            return (
                f"________________________________\nFrom: {name} <{address}>\nSent: {when:%d %B %Y %H:%M}\n"
                f"To: {to}\nSubject: {parent.subject}"
            )
        case "german":
            return f"Am {when:%d.%m.%Y} um {when:%H:%M} schrieb {name}:"
        case "french":
            return f"Le {when:%d/%m/%Y} à {when:%H:%M}, {name} a écrit :"
        case "apple":
            return f"> On {when.day} {when:%b %Y, at %H:%M}, {name} <{address}> wrote:"
        case "gmail":
            return f"On {when:%a}, {when.day} {when:%b %Y} at {when:%H:%M}, {name} <{address}> wrote:"
    return f"On {when:%d/%m/%Y %H:%M}, {name} wrote:"
