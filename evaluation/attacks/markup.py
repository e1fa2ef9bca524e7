"""HTML whose text as seen is not its text as written: each message gets an `html` beside its text."""

import re
from collections.abc import Callable
from html import escape

from evaluation.attacks.instructions import WORDINGS
from evaluation.attacks.rewriting import Attack, drawn, on_messages

_WORD = re.compile(r"[^\W\d_]{5,}")


def _in_html(change: Callable[[str], str]) -> Attack:
    return on_messages(lambda one: [{**one, "html": _page(one["text"], change)}])


def _page(text: str, change: Callable[[str], str]) -> str:
    lines = text.replace("\r\n", "\n").split("\n")
    return f"<html><body>{'<br>'.join(change(escape(line, quote=False)) for line in lines)}</body></html>"


def _parted(sign: str) -> Attack:
    """Each longer word parted in its middle by some HTML."""

    def part(found: re.Match[str]) -> str:
        word, middle = found[0], len(found[0]) // 2
        return f"{word[:middle]}{sign}{word[middle:]}"

    return _in_html(lambda line: _WORD.sub(part, line))


def _ending(made: Callable[[str], str]) -> Attack:
    return on_messages(lambda one: [{**one, "html": _page(one["text"], str) + made(one["text"])}])


as_html = _in_html(str)
empty_tags = _parted("<b></b>")
comments = _parted("<!-- x -->")
hidden_letters = _parted('<span style="display:none">qx</span>')
tiny_letters = _parted('<span style="font-size:0">qx</span>')
unseen_entities = _parted("&zwnj;")
hidden_instruction = _ending(lambda text: f'<p style="display:none">{escape(drawn(text).choice(WORDINGS))}</p>')
