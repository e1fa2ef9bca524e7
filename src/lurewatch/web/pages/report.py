"""Reporting: the person sees what would be sent, strikes out what shall not be, and sends the rest."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from lurewatch.desk.asking import LONGEST, as_sent, sent
from lurewatch.desk.reporting import Reporting
from lurewatch.errors import UsageError
from lurewatch.model.conversation import Conversation, Side, Turn
from lurewatch.web.member import member_of

STRUCK = "[struck out]"  # no words that could be taken for evidence
_MOST_LINES = 2_000
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a message that can be struck out; `key` is its place."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A message as it would be sent: who wrote it, when, and its lines."""

    number: int
    by: str
    when: str
    subject: Line | None
    lines: tuple[Line, ...]


@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """Shows what would be sent, with all that was struck out already left out."""
    one = _sent(request)
    struck = frozenset(request.POST.getlist("strike"))
    whole = _without(one, struck)
    return render(request, "reporting.html", _shown(whole, is_struck=bool(struck)))


@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Hands in exactly what was shown."""
    one = _sent(request)
    with _one_at_a_time:
        receipt = _reporting().conversation(member_of(request), one)
    return render(request, "reported.html", {"receipt": receipt})


@cache
def _reporting() -> Reporting:
    return Reporting(settings.LUREWATCH.path)


def _sent(request: HttpRequest) -> Conversation:
    line = request.POST.get("conversation", "")
    if not line or len(line) > LONGEST:
        raise UsageError("nothing to report, or too much at once; ask again, with less")
    return sent(line)


def _shown(one: Conversation, *, is_struck: bool) -> dict[str, object]:
    parts = tuple(_parts(one))
    if sum(len(part.lines) for part in parts) > _MOST_LINES:
        parts = tuple(replace(part, lines=(Line("", "\n".join(line.text for line in part.lines)),)) for part in parts)
    contact = one.contact
    shown = ", ".join(filter(None, (contact.name, *(handle.value for handle in contact.handles))))
    return {"parts": parts, "contact": shown, "line": as_sent(one), "is_struck": is_struck}


def _parts(one: Conversation) -> Iterator[Part]:
    for at, (side, message, _) in enumerate(one.turns):
        by = "the contact" if side is Side.CONTACT else "you"
        when = f"{message.sent_at:%d %B %Y, %H:%M} UTC" if message.sent_at else ""
        subject = Line(f"{at}.subject", message.subject) if message.subject else None
        lines = tuple(Line(f"{at}.{n}", text) for n, text in enumerate(message.text.split("\n")))
        yield Part(at + 1, by, when, subject, lines)


def _without(one: Conversation, struck: frozenset[str]) -> Conversation:
    """The conversation with a mark in place of each line that was struck out."""
    return replace(one, turns=tuple(_struck(at, turn, struck) for at, turn in enumerate(one.turns))) if struck else one


def _struck(at: int, turn: Turn, struck: frozenset[str]) -> Turn:
    lines = turn.message.text.split("\n")
    text = "\n".join(STRUCK if f"{at}.{n}" in struck else line for n, line in enumerate(lines))
    subject = STRUCK if f"{at}.subject" in struck else turn.message.subject
    return Turn(turn.side, replace(turn.message, text=text, subject=subject))
