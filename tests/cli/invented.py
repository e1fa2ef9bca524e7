"""Invented conversations, judged by hand: persons, firms and addresses exist nowhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from lurewatch.flow import Judged
from lurewatch.model.assessment import Ask, Assessment, Claim, Disclosure, StageShown
from lurewatch.model.campaign import Campaign, Link, TraitShared
from lurewatch.model.conversation import Contact, Conversation, Region, RegionKind, Side, Turn
from lurewatch.model.evidence import Evidence
from lurewatch.model.forward import Forward
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.kind import Check, Kind, Stage, What, verdict
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place
from lurewatch.model.source_read import SourceRead
from lurewatch.telling.findings import Findings

BEGAN = datetime(2026, 3, 2, 9, 14, tzinfo=UTC)
MARTA = Contact(
    (Handle(Platform.EMAIL, "m.vale@northlight-insight.example", "Marta Vale"),), "Marta Vale", ("Partner",)
)


@dataclass(frozen=True, slots=True)
class Told:
    """A conversation as a test tells it: `>` before a text means that our person wrote it."""

    texts: Sequence[str]
    contact: Contact = MARTA
    person: str = "email:nadia.holm@quietlab.example"
    channel: Channel = Channel.EMAIL
    subject: str = ""
    source: str = "mailbox.mbox"
    regions: Mapping[int, Sequence[tuple[RegionKind, str]]] = field(default_factory=dict)


def conversation(told: Told, name: str = "c1") -> Conversation:
    """The conversation, a day between two messages."""
    return Conversation(name, told.channel, told.contact, tuple(_turns(told, name)), told.person)


def _turns(told: Told, name: str) -> Iterator[Turn]:
    ours = Handle(Platform.EMAIL, told.person.partition(":")[2])
    theirs = told.contact.handles[0] if told.contact.handles else Handle(Platform.NAME, told.contact.name)
    for index, text in enumerate(told.texts):
        side = Side.PERSON if text.startswith(">") else Side.CONTACT
        exact = text.removeprefix(">")
        author, other = (ours, theirs) if side is Side.PERSON else (theirs, ours)
        place = Place(told.source, index, index * 100)
        moment = BEGAN + timedelta(days=index)
        message = Message(f"{name}-{index}", author, (other,), exact, told.channel, place, moment, subject=told.subject)
        regions = tuple(
            Region(kind, exact.index(part), exact.index(part) + len(part)) for kind, part in told.regions.get(index, ())
        )
        yield Turn(side, message, regions)


def evidence(
    one: Conversation,
    quote: str,
    decibans: float,
    indicator: str = "paid-report",
    family: str = "offer",
    reason: str = "",
) -> Evidence:
    """A piece of evidence at the first place where the conversation has these words; an empty quote has no span."""
    message, start = _find(one, quote) if quote else (0, 0)
    sentence = reason or "The contact offers money for a written report."
    end = start + len(quote)
    return Evidence(
        indicator,
        f"{indicator}-1",
        family,
        decibans,
        message,
        start,
        end,
        quote,
        sentence,
        "Publishers pay for writing too.",
    )


def _find(one: Conversation, quote: str) -> tuple[int, int]:
    for index, turn in enumerate(one.turns):
        if (start := turn.message.text.find(quote)) >= 0:
            return index, start
    raise AssertionError(quote)


@dataclass(frozen=True, slots=True)
class Thought:
    """What a test thinks of a conversation beside the evidence."""

    probability: float = 0.9
    kind: Kind = Kind.COVERT
    stage: Stage = Stage.TASK
    asks: tuple[tuple[What, str, str], ...] = ()
    disclosures: tuple[tuple[What, str, str], ...] = ()
    claims: tuple[Claim, ...] = ()
    gaps: tuple[Gap, ...] = ()
    first_alert: int | None = None


def judged(one: Conversation, seen: Sequence[Evidence] = (), thought: Thought | None = None) -> Judged:
    """The conversation with an assessment whose figures fit together well enough to be shown."""
    thought = thought or Thought()
    decibans = sum(piece.decibans for piece in seen) - 20.0
    stages = (
        StageShown(Stage.CONTACT, 0),
        *((StageShown(thought.stage, len(one.turns) - 1),) if thought.stage else ()),
    )
    assessment = Assessment(
        id=one.id,
        probability=thought.probability,
        decibans=decibans,
        prior_decibans=-20.0,
        verdict=verdict(thought.probability),
        kind=thought.kind,
        kinds=_kinds(thought),
        stage=thought.stage,
        stages=stages,
        asks=tuple(Ask(what, topic, *_span(one, quote)) for what, topic, quote in thought.asks),
        disclosures=tuple(Disclosure(what, topic, *_span(one, quote)) for what, topic, quote in thought.disclosures),
        claims=thought.claims,
        evidence=tuple(seen),
        gaps=thought.gaps,
        first_alert_message=thought.first_alert,
    )
    return Judged(one, assessment)


def _span(one: Conversation, quote: str) -> tuple[int, int, int]:
    message, start = _find(one, quote)
    return message, start, start + len(quote)


def _kinds(thought: Thought) -> dict[Kind, float]:
    rest = 1 - thought.probability
    kinds = {Kind.COVERT: thought.probability, Kind.SCAM: 0.1 * rest, Kind.BULK: 0.1 * rest, Kind.ORDINARY: 0.8 * rest}
    if thought.kind is not Kind.COVERT:
        kinds |= {Kind.ORDINARY: 0.1 * rest, thought.kind: 0.8 * rest}
        kinds[Kind.COVERT] = 1 - sum(value for kind, value in kinds.items() if kind is not Kind.COVERT)
    return kinds


def findings(
    *found: Judged, gaps: Sequence[Gap] = (), every: bool = False, campaigns: Sequence[Campaign] = ()
) -> Findings:
    """What a scan of one invented mailbox would give."""
    result = Findings(rest_rows=[] if every else None)
    result.joined.expect(campaigns)
    for one in found:
        result.add(one)
    result.gaps.add(gaps)
    messages = sum(len(one.conversation.turns) for one in found)
    result.sources = [SourceRead("mailbox.mbox", "mbox", messages, len(gaps))]
    result.owners = "Ours, guessed from how often they occur: nadia.holm@quietlab.example."
    return result


def approach(name: str = "c1", person: str = "email:nadia.holm@quietlab.example") -> Judged:
    """A covert approach by e-mail that has reached the stage of tasks."""
    one = conversation(Told(_APPROACH, person=person, subject="Your talk on cryogenic control", regions=_REGIONS), name)
    thought = Thought(
        probability=0.913,
        asks=(
            (What.NON_PUBLIC, "quantum technologies", "what has not made it into the papers yet"),
            (What.COLLEAGUES, "", "who else in the group"),
        ),
        disclosures=((What.COLLEAGUES, "", "Jonas does the wiring"),),
        claims=(
            Claim("partner of Northlight Insight", Check.NOT_CHECKABLE, "No register entry comes with the messages."),
            Claim("writes from the firm's own domain", Check.CONTRADICTED, "Answers would go to another domain."),
        ),
        first_alert=2,
    )
    return judged(one, _seen(one), thought)


_FIRST = """Dear Dr Holm,

I came across your talk on cryogenic control; few people in the world have your unique expertise. We are a boutique
consultancy and our client, who prefers not to be named, would pay 900 for a short paper of four to six pages.

Kind regards

--
Marta Vale
Partner, Northlight Insight
+00 555 0100"""
_SECOND = """>Dear Ms Vale, thank you. What is it about? I can talk about what is in our papers.

On 2 March Marta Vale wrote:
> Dear Dr Holm,
> I came across your talk"""
_THIRD = """Wonderful! The client is interested in what has not made it into the papers yet, and who else in the group
works on the control electronics. Shall we continue on a messenger? And please keep this between us for now."""
_APPROACH = (_FIRST, _SECOND, _THIRD, ">Jonas does the wiring. I would have to ask before I write about anything else.")
_REGIONS = {
    0: ((RegionKind.SIGNATURE, "--\nMarta Vale\nPartner, Northlight Insight\n+00 555 0100"),),
    1: ((RegionKind.QUOTED, "On 2 March Marta Vale wrote:\n> Dear Dr Holm,\n> I came across your talk"),),
}


_SEEN = (
    ("your unique expertise", 1.2, "flattery", "handling", "The contact flatters beyond what they can know."),
    ("our client, who prefers not to be named", 4.4, "hidden-client", "persona", "The client is not named."),
    ("would pay 900 for a short paper", 6.1, "paid-report", "offer", "The contact offers money for a written report."),
    (
        "what has not made it into the papers yet",
        8.2,
        "non-public-work",
        "ask",
        "The contact asks for what is not public.",
    ),
    ("the papers yet, and who else in the group", 3.9, "colleagues", "ask", "The contact asks who works on what."),
    ("continue on a messenger", 2.3, "channel-move", "handling", "The contact wants to move to another channel."),
    ("please keep this between us", 6.0, "secrecy", "handling", "The contact asks to keep this from others."),
    ("", 3.0, "reply-to-elsewhere", "persona", "Answers would go to another domain than the one that wrote."),
    ("Dear Dr Holm", -3.2, "verifiable-sender", "against", "The mail passed the checks of its claimed domain."),
)


def _seen(one: Conversation) -> tuple[Evidence, ...]:
    return tuple(evidence(one, *piece) for piece in _SEEN)


def three_names() -> tuple[Judged, ...]:
    """One hand under three names, to four of our people, three of them in approaches and one with little in it."""
    jon = Contact((Handle(Platform.EMAIL, "jon.reed@harbour-expertise.example", "Jon Reed"),), "Jon Reed")
    elin = Contact((Handle(Platform.EMAIL, "elin@meridian-advisory.example", "Elin Sorrell"),), "Elin Sorrell")
    text = ("I advise a client, whom I cannot name yet.",)
    third = conversation(Told(text, jon, "email:li.winter@quietlab.example"), "c3")
    fourth = conversation(Told(text, elin, "email:ada.reyes@quietlab.example"), "c4")
    return (
        approach("c1"),
        approach("c2", "email:jonas.berg@quietlab.example"),
        judged(third, (evidence(third, "whom I cannot name", 5.0),), Thought(0.6)),
        judged(fourth, (evidence(fourth, "whom I cannot name", 5.0),), Thought(0.1)),
    )


def campaign(*found: Judged, detail: str = "the same phone, which 4 conversations have: 079460958") -> Campaign:
    """A campaign of conversations, each linked to the next one by a telephone and by wording."""
    ids = sorted(one.conversation.id for one in found)
    people = len({one.conversation.person for one in found})
    traits = (
        TraitShared("phone", 49.1, detail),
        TraitShared("wording", 41.0, "2 passages in common, 34% of the rare wording of the shorter"),
        TraitShared("tempo", -4.0, "begun 130 days apart"),
    )
    links = tuple(Link(a, b, 86.1, traits, apart=True) for a, b in pairwise(ids))
    return Campaign("k1", False, tuple(ids), people, links, -50.1)


def scam(name: str = "s1") -> Judged:
    """A scam that promises money."""
    contact = Contact((Handle(Platform.EMAIL, "office@lucky-draw.example", "Prize Office"),), "Prize Office")
    one = conversation(Told(("You have won 2,000,000. Pay the small fee of 150 today to release it.",), contact), name)
    seen = (evidence(one, "Pay the small fee of 150", -2.0, "advance-fee", "scam", "Money is to be paid first."),)
    return judged(one, seen, Thought(0.02, Kind.SCAM, Stage.CONTACT))


def ordinary(name: str = "o1") -> Judged:
    """A colleague's mail about nothing."""
    contact = Contact((Handle(Platform.EMAIL, "ada.quill@quietlab.example", "Ada Quill"),), "Ada Quill")
    one = conversation(Told(("Lunch at noon?", ">Yes, gladly."), contact), name)
    return judged(one, (), Thought(0.004, Kind.ORDINARY, Stage.CONTACT))


def reported(one: Judged, *by: str, words: str = "Is this genuine?") -> Judged:
    """The same, its first message reported by these of ours, an hour apart."""
    reports = tuple(
        Forward(Handle(Platform.EMAIL, who), BEGAN + timedelta(hours=hour), words=words)
        for hour, who in enumerate(by, start=1)
    )
    first, *rest = one.conversation.turns
    turns = (first._replace(message=replace(first.message, reports=reports)), *rest)
    return one._replace(conversation=replace(one.conversation, turns=turns))


def unjudged(name: str = "u1", probability: float = 0.004) -> Judged:
    """A conversation mostly in a language that is not judged."""
    one = ordinary(name)
    gap = Gap("language not judged", "1 of 1 message of the contact (0)", "most of it is in another language")
    words = verdict(probability)
    return one._replace(
        assessment=replace(one.assessment, judged=False, gaps=(gap,), probability=probability, verdict=words)
    )
