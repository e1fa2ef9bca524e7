"""One approach opened, with our people masked; looking is written down."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from lurewatch.cases.masking import masked
from lurewatch.desk.permission import Request, allow
from lurewatch.model.audit import Act
from lurewatch.model.conversation import Conversation, Side
from lurewatch.model.handle import Handle
from lurewatch.model.member import Member
from lurewatch.model.opened import Opened, Similar

_MOST_SIMILAR = 20


def approach(by: Member, name: str) -> Opened:
    """All that may be shown of an approach; NotFound where there is none of this name."""
    allow(by, Request.APPROACH)
    return opened(by, name, Act.OPENED)


def opened(by: Member, name: str, act: Act, reason: str = "") -> Opened:
    """The same for whoever has been let in, with what is written down of it; disclosures only for that act."""
    from lurewatch.store import approaches, audit, decisions  # noqa: PLC0415  only where a store is used
    from lurewatch.store.writing import together  # noqa: PLC0415

    with together():
        audit.note(by, act, name, reason=reason)
        held = approaches.opened(name)
    tokens = _tokens(held.conversation, held.line.person)
    shown, assessment = masked(held.conversation, held.assessment, tokens, disclosed=act is Act.DISCLOSED)
    reporters = (tokens.get(one.key, "") for one in held.conversation.reported_by)
    return Opened(
        line=held.line,
        conversation=replace(shown, id=name),
        assessment=replace(assessment, id=name),
        has_disclosures=bool(held.assessment.disclosures),
        reporters=tuple(one for one in dict.fromkeys(reporters) if one),
        similar=tuple(islice(_similar(name), _MOST_SIMILAR)),
        decisions=decisions.of(name),
        made_by=held.made_by,
    )


def _similar(name: str) -> Iterator[Similar]:
    """Those linked with it, the strongest first, and then what the same contact wrote to others."""
    from lurewatch.store import approaches, campaigns  # noqa: PLC0415

    linked = {link.b if link.a == name else link.a: link for link in campaigns.links_of(name)}
    lines = approaches.lines(tuple(linked))
    for other, link in sorted(linked.items(), key=lambda one: -one[1].decibans):
        if other in lines:
            yield Similar(lines[other], link.traits, link.decibans)
    yield from (Similar(line) for line in approaches.lines_of_contact(name, _MOST_SIMILAR) if line.id not in linked)


def _tokens(conversation: Conversation, person: str) -> dict[str, str]:
    """The tokens of our people in a conversation, by the key of their handle."""
    from lurewatch.store.people import tokens_of  # noqa: PLC0415

    theirs = {handle.key for handle in conversation.contact.handles}
    ours: dict[str, Handle] = {}
    for side, message, _ in conversation.turns:
        named = (*message.recipients, *message.reported_by, *((message.author,) if side is Side.PERSON else ()))
        ours |= {handle.key: handle for handle in named if handle.key not in theirs}
    return tokens_of(ours.values()) | ({conversation.person: person} if conversation.person else {})
