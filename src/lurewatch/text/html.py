"""HTML mail as a person would see it, and apart from it what it carries unseen."""

import re
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from lurewatch.text.links import deceit
from lurewatch.text.style import PLAIN, UNKNOWN, WHITE, Look, alike, colour, look, pixels, rules

LIMIT = 2_000_000  # characters of HTML that are read; what a person reads of a mail lies far within
HIDDEN_LIMIT = 100  # pieces of hidden text, and of deceiving links, that are given
_DEEPEST = 10  # quotations in quotations that are marked one by one
_PIECE = 3_000  # tags parsed at once: the parser's work grows with the square of the depth
_FORMATTING = re.compile(r"(</?)(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\b", re.IGNORECASE)
_UNREAD = re.compile(r"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script|\Z)", re.IGNORECASE | re.DOTALL)

_DROPPED, _CELL, _LINK = -2, -1, 0
# What an element's edges do: 1 ends a line, 2 leaves a blank one as well; those of no account are not here.
_EDGES = (
    dict.fromkeys(
        ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
         "div", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "legend", "li", "main", "menu",
         "nav", "option", "section", "summary", "table", "tbody", "tfoot", "thead", "tr"), 1,
    )
    | dict.fromkeys(("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "pre", "hr"), 2)
    | dict.fromkeys(
        ("script", "title", "template", "-comment", "!doctype", "iframe", "object", "noframes", "datalist", "audio",
         "video", "canvas", "style"), _DROPPED,
    )
    | {"td": _CELL, "th": _CELL, "a": _LINK}
)  # fmt: skip
_NEWLINE = "\0"  # the parser lets no NUL through, so it can mean a line's end until white space is collapsed


_Attributes = tuple[tuple[str, str | None], ...]


class Visible(NamedTuple):
    """An HTML mail's text as seen, the texts it hides, and links shown as one host that lead to another.

    A deceiving link reads `shown.example leads to other.example`. Preheaders of newsletters are hidden texts too.
    """

    text: str
    hidden: tuple[str, ...] = ()
    deceiving_links: tuple[str, ...] = ()


def visible(html: str) -> Visible:
    """An HTML mail's text as a person would see it, with what is hidden from them given apart.

    Blocks and <br> end lines, quoted blocks get `> `, pictures show their alternative text in brackets. Never raises;
    reads at most LIMIT characters, in time and room proportional to their number.
    """
    reader = _Reader()
    for piece in _pieces(html[:LIMIT]):
        root = LexborHTMLParser(piece).root
        if root is not None:
            reader.read(root)
    lines = (" ".join(line.split()) for line in "".join(reader.out).split(_NEWLINE))
    return Visible("\n".join(lines).strip(), tuple(reader.hidden), tuple(reader.links))


def _pieces(html: str) -> list[str]:
    """The whole, or pieces of it where it has so many tags that parsing it at once could be made to take minutes.

    What is hidden by an element that opens in an earlier piece is then seen: more is shown, never less.
    """
    tags = html.count("<")
    if tags > 400 and len(_FORMATTING.findall(html)) * tags > 1_000_000:
        html = _FORMATTING.sub(r"\1span", html)  # unclosed ones are opened anew by each paragraph: a square of memory
    if tags <= _PIECE:
        return [html]
    parts = _UNREAD.sub("", html).split("<")
    return [("<" if at else "") + "<".join(parts[at : at + _PIECE]) for at in range(0, len(parts), _PIECE)]


class _State:
    """What passes down from an element to those inside it; `faint` where text would not be seen. Equal if the same."""

    __slots__ = ("faint", "gone", "look", "quotes", "verbatim")

    def __init__(self, look: Look = PLAIN, quotes: int = 0, verbatim: bool = False, faint: bool = False) -> None:
        self.look, self.quotes, self.verbatim, self.faint = look, quotes, verbatim, faint
        self.gone = look.gone is True


class _Reader:
    """One walk over the tree, without recursion: a hostile mail may be nested thousands deep."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.hidden: list[str] = []
        self.links: list[str] = []
        self.rules: dict[str, Look] = {}
        self.state = _State()
        self.known: dict[tuple[_State, str, _Attributes], _State] = {}
        self.room = LIMIT  # characters that may still be given
        self.breaks = 0  # line ends owed before the next text: 1 begins a line, 2 leaves one blank
        self.link: tuple[str, int] | None = None  # target, and where in `out` its text begins

    def read(self, root: LexborNode) -> None:
        """Walk all below `root`, in order."""
        opened: list[tuple[LexborNode, str, _State]] = []
        text, enter, edge_of = self._text, self._enter, _EDGES.get  # bound once: this loop is the work
        node = root
        while True:
            tag = node.tag or ""
            if tag == "-text":
                text(node.text_content or "")
            else:
                outside = self.state
                if (child := enter(node, tag)) is not None:
                    opened.append((node, tag, outside))
                    node = child
                    continue
            while (following := node.next) is None:
                if not opened:
                    return
                node, tag, self.state = opened.pop()
                if (edge := edge_of(tag)) is not None:
                    self._leave(tag, edge)
            node = following

    def _enter(self, node: LexborNode, tag: str) -> LexborNode | None:
        """The element's first child where the walk goes on inside it; then `state` is that of the inside."""
        edge = _EDGES.get(tag)
        if edge is not None:
            if edge == _DROPPED:
                self._take_rules(node, tag)
                return None
            if edge > self.breaks:
                self.breaks = edge
            elif edge == _CELL and not self.breaks:
                self.out.append(" ")
        child = node.child
        if child is None:
            if tag in ("br", "img"):
                self._empty(node, tag)
            return None
        attributes = node.attributes
        if attributes or tag == "pre":
            inside = self._inside(tag, attributes)
            if inside.gone:
                self._hide(node.text(separator=" "))
                return None
            self.state = inside
        return child

    def _take_rules(self, node: LexborNode, tag: str) -> None:
        if tag == "style":
            self.rules.update(rules(node.text()))
            self.known.clear()

    def _leave(self, tag: str, edge: int) -> None:
        if edge > self.breaks:
            self.breaks = edge
        elif edge == _CELL and not self.breaks:
            self.out.append(" ")
        if tag == "a" and self.link is not None:
            self._check_link(*self.link)
            self.link = None

    def _empty(self, node: LexborNode, tag: str) -> None:
        if tag == "br":
            self.breaks = min(2, self.breaks + 1)
            return
        attributes = node.attributes
        alt = (attributes.get("alt") or "").strip()
        if alt and not self._is_dot(attributes):
            self._text(f"[{alt[:300]}]")

    def _is_dot(self, attributes: dict[str, str | None]) -> bool:
        """Whether a picture is too small to be seen (a counter of openings), or hidden."""
        sizes = (pixels(attributes.get(side) or "") for side in ("width", "height"))
        return self._said(attributes).gone is True or any(size is not None and size <= 1 for size in sizes)

    def _text(self, text: str) -> None:
        if text.isspace():
            self._space(text)
        elif self.state.faint:
            self._hide(text)
        elif self.room > 0:
            if self.breaks or not self.out:
                self.out.append(_NEWLINE * self.breaks + "> " * self.state.quotes)
                self.breaks = 0
            if self.state.verbatim:
                text = self._verbatim(text)
            self.out.append(text)
            self.room -= len(text)

    def _verbatim(self, text: str) -> str:
        """A text whose line ends count, each line marked as quoted where it is; cut where that would be too much."""
        end = _NEWLINE + "> " * self.state.quotes
        if text.count("\n") * len(end) > self.room:
            text = text[: self.room // len(end)]
        return text.replace("\n", end)

    def _space(self, text: str) -> None:
        if self.state.verbatim:
            self.breaks = min(2, self.breaks + text.count("\n"))
        elif not self.breaks:
            self.out.append(" ")
        elif "\xa0" in text:  # how editors write a blank line
            self.breaks = 2

    def _hide(self, text: str) -> None:
        """Keep what is not seen, unless it is mere padding."""
        words = " ".join(text.split())
        if len(self.hidden) < HIDDEN_LIMIT and any(map(str.isalnum, words)):
            self.hidden.append(words)

    def _inside(self, tag: str, attributes: dict[str, str | None]) -> _State:
        """The state inside an element; mails repeat their styles, so each is worked out once a mail."""
        if tag == "a" and (target := attributes.pop("href", None)):
            self.link = target, len(self.out)
        key = self.state, tag, tuple(attributes.items())
        inside = self.known.get(key)
        if inside is None:
            inside = self.known[key] = self._new_state(tag, attributes)
        return inside

    def _new_state(self, tag: str, attributes: dict[str, str | None]) -> _State:
        outside = self.state
        said = self._said(attributes).over(_painted(attributes))
        is_quote = tag == "blockquote" and _is_quote(attributes)
        if said == PLAIN and tag != "pre" and not is_quote:
            return outside
        look = said.over(outside.look)
        return _State(
            look, min(_DEEPEST, outside.quotes + is_quote), outside.verbatim or tag == "pre", self._is_faint(look)
        )

    def _said(self, attributes: dict[str, str | None]) -> Look:
        """What an element's class, id, inline style and `hidden` say of being seen."""
        said = look(attributes.get("style") or "")
        if self.rules:
            names = [f".{name}" for name in (attributes.get("class") or "").split()] + [f"#{attributes.get('id')}"]
            for name in names:
                said = said.over(self.rules.get(name.lower(), PLAIN))
        return said if "hidden" not in attributes else said._replace(gone=True)

    def _is_faint(self, inside: Look) -> bool:
        """Whether text of this look is hidden; on a ground that is not known, no ink is."""
        if inside.tiny or inside.unseen:
            return True
        ground = inside.ground or (UNKNOWN if "*" in self.rules else WHITE)
        return inside.ink is not None and alike(inside.ink, ground)

    def _check_link(self, target: str, start: int) -> None:
        found = deceit("".join(self.out[start:]).strip("\0 \n>"), target)
        if found and len(self.links) < HIDDEN_LIMIT:
            self.links.append(found)


def _is_quote(attributes: dict[str, str | None]) -> bool:
    return attributes.get("type") == "cite" or "quote" in (attributes.get("class") or "")


def _painted(attributes: dict[str, str | None]) -> Look:
    """What the attributes of old HTML say: <font color>, <td bgcolor>, <table background>."""
    ink, ground = attributes.get("color") or attributes.get("text"), attributes.get("bgcolor")
    if ink is None and ground is None and "background" not in attributes:
        return PLAIN
    painted = UNKNOWN if "background" in attributes else colour(ground or "")
    return Look(ink=colour(ink or ""), ground=painted or (UNKNOWN if ground else None))
