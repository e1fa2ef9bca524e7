"""Mails in a text that was copied out of a mail program's window: their heads in lines of `From:`, `Sent:`, `To:`.

Outlook, Apple Mail, Thunderbird and Gmail, in the languages of `text.mail_labels`; Gmail in English, German, French
and Spanish.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lurewatch.sources.clock import CLOCK
from lurewatch.sources.pasted_turn import PastedTurn, trimmed
from lurewatch.text.mail_labels import LABEL_OF, Label, one_of

_LINE = re.compile(rf"[ \t>]{{0,8}}\*?({one_of()})[ \u00a0]?:\*?[ \t\u00a0]*([^\n]{{0,4000}})(?:\n|\Z)", re.IGNORECASE)
_FROM = re.compile(rf"^[ \t>]{{0,8}}\*?(?:{one_of(Label.FROM)})[ \u00a0]?:\*?", re.IGNORECASE | re.MULTILINE)
_FOLDED = re.compile(r"[ \t>]{0,8}(\S[^\n]{0,4000})(?:\n|\Z)")
_RULE = re.compile(r"\n?[ \t>]*[-_=]{2}[^\n]{0,80}\s*\Z")
# Gmail shows no labels: name and address, the time, "to me".
_GMAIL = re.compile(
    rf"^(?P<who>[^\n]{{1,100}})\n(?P<sent>[^\n]{{0,40}}{CLOCK}[^\n]{{0,40}})\n"
    r"(?:to|an|à|para) (?P<to>[^\n]{1,100})\n",
    re.MULTILINE,
)
_NAMES = re.IGNORECASE | re.MULTILINE
_MOST = 500  # mails in one text
_FIELDS = 12
_ADDRESS = re.compile(r"[^\s<>\"'(),;:@\[\]]{1,100}@[^\s<>\"'(),;:@\[\]]{1,200}")


class _Head(NamedTuple):
    """The lines above a mail: where they begin and end, and what they say."""

    start: int
    end: int
    fields: dict[Label, str]


def mail_turns(text: str) -> list[PastedTurn]:
    """The mails from the top of the text to its end; none where it has no such lines.

    What stands above the first head was written by the one whom that mail went to: an answer, or a note on it.
    """
    heads = list(_heads(text))
    if not heads:
        return []
    turns = []
    start, end = _own(text, 0, heads[0].start)
    if start < end:
        fields = heads[0].fields
        author, *others = people(fields.get(Label.TO, "")) or ("",)
        turns.append(PastedTurn(author, start, end, recipients=(fields[Label.FROM], *others)))
    ends = [*(head.start for head in heads[1:]), len(text)]
    turns += [_turn(text, head, end) for head, end in zip(heads, ends, strict=True)]
    return turns


def begins_with_copied_head(text: str) -> bool:
    """Whether a text begins as a window shows a mail (`Sent:`), and not as the mail itself does."""
    at = len(text) - len(text.lstrip())
    head = _labelled(text, at) if _FROM.match(text, at) else None
    if head is None or Label.SENT not in head.fields:
        return False
    return re.search(r"^(?:date|message-id|received|mime-version)[ \t]*:", text[at : head.end + 500], _NAMES) is None


def people(field: str) -> tuple[str, ...]:
    """The people in a field, each as written. A comma parts them where each has an address or two names."""
    pieces = [piece.strip() for piece in field.split(";") if piece.strip()]
    if len(pieces) == 1:
        by_comma = [piece.strip() for piece in re.split(r",(?=\s)", field) if piece.strip()]
        is_each = all("@" in one for one in by_comma) or all(" " in one and "@" not in one for one in by_comma)
        pieces = by_comma if is_each else pieces
    return tuple(pieces)


def address_in(person: str) -> tuple[str, str]:
    """The address and the name of somebody as a mail program shows them; either may be empty."""
    found = _ADDRESS.search(person)
    if found is None:
        return "", person.strip(" \"'<>")
    name = person[: found.start()] or person[found.end() :]
    return found[0], name.replace("mailto:", "").strip(" \"'<>()[]\t\u00a0")


def _heads(text: str) -> Iterator[_Head]:
    at = count = 0
    for found in _FROM.finditer(text):
        if found.start() < at or count == _MOST:
            continue
        head = _labelled(text, found.start())
        if head is not None:
            at, count = head.end, count + 1
            yield head
    if not count and (shown := _GMAIL.search(text)):
        to = "" if shown["to"].casefold() in {"me", "mich", "moi", "mí"} else shown["to"]
        yield _Head(shown.start(), shown.end(), {Label.FROM: shown["who"], Label.SENT: shown["sent"], Label.TO: to})


def _labelled(text: str, start: int) -> _Head | None:
    """The head that begins at a `From:` line, if enough lines of one follow it."""
    fields: dict[Label, str] = {}
    label, at = Label.OTHER, start
    for _ in range(_FIELDS):
        if found := _LINE.match(text, at):
            label = LABEL_OF[found[1].lower()]
            if label in fields and label is not Label.OTHER:
                break
            fields[label] = found[2].strip().strip("*").strip()
        elif (found := _FOLDED.match(text, at)) and (not fields[label] or fields[label].endswith((",", ";"))):
            fields[label] = f"{fields[label]} {found[1].strip()}".strip()
        else:
            break
        at = found.end()
    is_head = fields.get(Label.FROM) and len(fields.keys() & {Label.SENT, Label.TO, Label.SUBJECT}) >= 2
    return _Head(start, at, fields) if is_head else None


def _turn(text: str, head: _Head, end: int) -> PastedTurn:
    start, stop = _own(text, head.end, end)
    fields = head.fields
    others = people(fields.get(Label.TO, "")) + people(fields.get(Label.CC, ""))
    return PastedTurn(
        author=fields[Label.FROM],
        start=start,
        end=stop,
        stamp=fields.get(Label.SENT, ""),
        recipients=others,
        subject=fields.get(Label.SUBJECT, ""),
    )


def _own(text: str, start: int, end: int) -> tuple[int, int]:
    """The slice without white space at its ends and without the rule before the next head."""
    rule = _RULE.search(text, max(start, end - 200), end) if end < len(text) else None
    return trimmed(text, start, rule.start() if rule else end)
