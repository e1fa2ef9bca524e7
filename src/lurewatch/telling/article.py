"""One conversation as the report shows it: everything a template needs, worked out beforehand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from lurewatch.model.assessment import Ask, Assessment, Disclosure
from lurewatch.model.conversation import Conversation, Side
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.kind import Stage
from lurewatch.model.opinion import Opinion
from lurewatch.telling.advice import Advice, advice_for
from lurewatch.telling.findings import Group
from lurewatch.telling.highlight import Piece, pieces
from lurewatch.telling.reasons import Part, Reason, marks_of, parts_of, reasons_of, without_span
from lurewatch.telling.row import Row, contact_of, reasons_for, row_of
from lurewatch.telling.waterfall import Waterfall, waterfall
from lurewatch.telling.wording import CHANNELS, period_of

_MOST_OTHERS = 20
_MOST_HANDLES = 6
_FEW = 10  # messages; a conversation of no more is shown whole


@dataclass(frozen=True, slots=True)
class Shown:
    """A message on the page. `number` counts from 1; `skipped` messages before it are left out as showing nothing."""

    number: int
    side: Side
    author: str
    when: str
    subject: str
    pieces: tuple[Piece, ...]
    elsewhere: tuple[int, ...]
    attachments: tuple[str, ...]
    hidden: int
    place: str
    skipped: int
    channel: str
    reports: tuple["Said", ...] = ()


class SameAs(NamedTuple):
    """A handle that was joined to another of the contact's: why, in which message (0: none here) and in which words."""

    handle: str
    to: str
    reason: str
    message: int
    quote: str


class Said(NamedTuple):
    """Who of ours reported a message, when, and what they said of it."""

    by: str
    when: str
    words: str


class Wanted(NamedTuple):
    """Something asked for or given: what, its topic, where, in which words."""

    what: str
    topic: str
    message: int
    quote: str


class Step(NamedTuple):
    """A stage of an approach, and the message (from 1) that shows it; 0 if it was not seen."""

    stage: Stage
    message: int


@dataclass(frozen=True, slots=True)
class Article:
    """A conversation's page section; `key` begins all its anchors, `marks` are the letters of its campaigns."""

    key: str
    position: int
    row: Row
    assessment: Assessment
    handles: tuple[str, ...]
    joined: tuple[SameAs, ...]
    contact_claims: tuple[str, ...]
    period: str
    reasons: tuple[Reason, ...]
    top: tuple[Reason, ...]
    parts: tuple[Part, ...]
    messages: tuple[Shown, ...]
    left_out: int
    steps: tuple[Step, ...]
    asks: tuple[Wanted, ...]
    disclosures: tuple[Wanted, ...]
    gaps: tuple[Gap, ...]
    waterfall: Waterfall
    advice: Advice
    opinion: Opinion | None
    people: int
    reported: int
    others: tuple["Article", ...]
    more_others: int
    marks: tuple[str, ...]

    @property
    def tones(self) -> dict[int, str]:
        """Which way each numbered reason speaks."""
        return {reason.number: reason.tone for reason in self.reasons}


def article_of(group: Group, key: str, position: int, letters: Mapping[str, str]) -> Article:
    """The section for a group of equal conversations: the strongest at length, the others under it.

    `letters` gives the campaign that a conversation belongs to, by the conversation's id.
    """
    others = tuple(
        _article(Group(one), f"{key}-{n}", n, (), letters) for n, one in enumerate(group.others[:_MOST_OTHERS], start=2)
    )
    return _article(group, key, position, others, letters)


def _article(group: Group, key: str, position: int, others: tuple[Article, ...], letters: Mapping[str, str]) -> Article:
    one = group.first
    conversation, assessment = one.conversation, one.assessment
    reasons = reasons_of(assessment)
    telling = {evidence.indicator for evidence in reasons_for(assessment)[:3]}
    shown = tuple(_messages(conversation, assessment, reasons))
    return Article(
        key=key,
        position=position,
        row=row_of(one),
        assessment=assessment,
        handles=tuple(handle.value for handle in conversation.contact.handles[:_MOST_HANDLES]),
        joined=tuple(_joined(conversation)),
        contact_claims=conversation.contact.claims,
        period=period_of([turn.message.sent_at for turn in conversation.turns if turn.message.sent_at]),
        reasons=reasons,
        top=tuple(reason for reason in reasons if reason.indicator in telling),
        parts=parts_of(reasons, assessment.kind),
        messages=shown,
        left_out=len(conversation.turns) - (shown[-1].number if shown else 0),
        steps=_steps(assessment),
        asks=tuple(_wanted(assessment.asks, conversation)),
        disclosures=tuple(_wanted(assessment.disclosures, conversation)),
        gaps=tuple(dict.fromkeys((*assessment.gaps, *conversation.gaps))),
        waterfall=waterfall(assessment, reasons),
        advice=advice_for(assessment),
        opinion=one.opinion,
        people=group.people,
        reported=group.reported,
        others=others,
        more_others=len(group.others) - len(others),
        marks=group.marks(letters),
    )


def _messages(conversation: Conversation, assessment: Assessment, reasons: tuple[Reason, ...]) -> Iterator[Shown]:
    chosen = _chosen(conversation, assessment)
    name, _ = contact_of(conversation)
    is_mixed = len({turn.message.channel for turn in conversation.turns}) > 1
    marks, elsewhere = marks_of(reasons), without_span(reasons)
    before, said = -1, ""
    for index in chosen:
        side, message, regions = conversation.turns[index]
        yield Shown(
            number=index + 1,
            side=side,
            author=name if side is Side.CONTACT else message.author.value or "our person",
            when=_moment(message.sent_at),
            subject="" if _plain(message.subject) == said else message.subject,
            pieces=tuple(pieces(message.text, regions, marks.get(index, ()))),
            elsewhere=elsewhere.get(index, ()),
            attachments=message.attachments,
            hidden=len(message.hidden),
            place=str(message.place),
            skipped=index - before - 1,
            channel=CHANNELS[message.channel] if is_mixed else "",
            reports=tuple(Said(_known_as(one.by), _moment(one.at), one.words) for one in message.reports),
        )
        before, said = index, _plain(message.subject)


def _joined(conversation: Conversation) -> Iterator[SameAs]:
    for one in conversation.contact.joined:
        text = "" if one.message is None else conversation.turns[one.message].message.text
        number = 0 if one.message is None else one.message + 1
        yield SameAs(one.handle.value, one.by.value, one.reason, number, text[one.start : one.end])


def _known_as(handle: Handle) -> str:
    return handle.name if handle.platform is Platform.NAME else handle.value


def _plain(subject: str) -> str:
    """The subject without what answering puts before it: the same one need not be read again."""
    return subject.rpartition(":")[2].strip().casefold()


def _chosen(conversation: Conversation, assessment: Assessment) -> list[int]:
    """Which messages are shown: all of a short conversation; of a long one its ends, and those that show something."""
    count = len(conversation.turns)
    if count <= _FEW:
        return list(range(count))
    telling = {one.message for one in assessment.evidence} | {one.message for one in assessment.stages}
    telling |= {ask.message for ask in assessment.asks} | {given.message for given in assessment.disclosures}
    telling.add(assessment.first_alert_message or 0)
    wanted = {0, 1, count - 2, count - 1} | telling | {index - 1 for index in telling}
    return sorted(index for index in wanted if 0 <= index < count)


def _steps(assessment: Assessment) -> tuple[Step, ...]:
    seen = {one.stage: one.message + 1 for one in reversed(assessment.stages)}
    return tuple(Step(stage, seen.get(stage, 0)) for stage in Stage)


def _wanted(found: tuple[Ask, ...] | tuple[Disclosure, ...], conversation: Conversation) -> Iterator[Wanted]:
    for one in found:
        text = conversation.turns[one.message].message.text if one.message < len(conversation.turns) else ""
        yield Wanted(one.what, one.topic, one.message + 1, text[one.start : one.end])


def _moment(moment: datetime | None) -> str:
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC" if moment else ""
