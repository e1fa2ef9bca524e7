"""Conversations as JSON Lines."""

import json

from fuzz.canary import CANARY

_APPROACH = (
    f"Hello, {CANARY}. I work for Northgate Insight, a consultancy. My client would pay you for a short report on your"
    " work. Could you tell me what your team has not published yet? Please keep this confidential, and let us move to"
    " Signal: +44 20 7946 0000."
)


def _line(*messages: object, **more: object) -> bytes:
    return json.dumps({"id": "c1", "channel": "linkedin", "messages": messages} | more).encode("ascii") + b"\n"


def lines() -> tuple[bytes, ...]:
    """An approach with answers, mail with headers and a contact, other languages, and lines that are refused."""
    approach = {"from": "contact", "sent_at": "2026-03-01T09:00:00Z", "subject": "Paid work", "text": _APPROACH}
    doubt = {"from": "person", "text": "Who are you? I would rather not, sorry. What is your client's name?"}
    push = {"from": "contact", "text": "I cannot say. Don't worry, it's just a formality! When were you born?"}
    quoting = {"from": "contact", "text": f"Yes.\n\nOn 12 March 2026, Kim wrote:\n> {CANARY}\n\nBest,\nRowan"}
    german = {"from": "contact", "text": f"Guten Tag, wir zahlen für Ihren Bericht. {CANARY}\nMit freundlichen Grüßen"}
    strange = {"from": "contact", "text": f"Добрый день, s e c r e t p\u0430pers \u202e{CANARY}"}
    contact = {"name": "Rowan", "handles": ["rowan@northgate.example", "+44 20 7946 0000"], "claims": ["works for N"]}
    headers = {"authentication-results": "dmarc=fail", "reply-to": "r@else.example"}
    return (
        _line(approach, doubt, push),
        _line(approach, contact=contact, headers=headers, person="email:kim@firm.example", organisation="firm"),
        _line(quoting, german, strange) + _line(approach, id=7),
        b'{"id": "c2"}\n\n[1]\n{"messages": []}\n{"id": 1, "messages": [{"from": "robot", "text": ""}]}\nnull\n'
        + _line(approach),
    )
