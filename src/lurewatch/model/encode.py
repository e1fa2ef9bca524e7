"""An assessment as other programs read it: the JSON of `scan`, `assess` and the desk, in one place."""

from collections.abc import Iterable
from dataclasses import asdict

from lurewatch.model.assessment import Ask, Assessment, Claim, Disclosure
from lurewatch.model.campaign import Campaign, Link, TraitShared
from lurewatch.model.conversation import Contact, Conversation, Joined, Turn
from lurewatch.model.earlier import MISSING, Earlier, Recalled
from lurewatch.model.evidence import Evidence
from lurewatch.model.gap import Gap
from lurewatch.model.kind import Kind
from lurewatch.model.opinion import Opinion
from lurewatch.model.place import Place
from lurewatch.model.source_read import SourceRead

_DIGITS = 12  # of a probability, so that its log-odds agree with the decibans down to -80 and beyond


def as_json(assessment: Assessment) -> dict[str, object]:
    """The assessment with the keys of the documented interface, in its order.

    Probabilities have 12 digits; decibans have 1 digit, those of evidence 2. `judged` is there, and false, only where
    the contact's language is not judged; `verdict` is "not judged" then, unless other evidence speaks.
    """
    kinds = {kind: round(value, _DIGITS) for kind, value in assessment.kinds.items()}
    found: dict[str, object] = {
        "id": assessment.id,
        "probability": kinds[Kind.COVERT],
        "decibans": round(assessment.decibans, 1),
        "prior_decibans": round(assessment.prior_decibans, 1),
    }
    if assessment.calibration_decibans is not None:
        found["calibration_decibans"] = round(assessment.calibration_decibans, 1)
    found |= {
        "verdict": assessment.said,
        "kind": assessment.kind,
        "kinds": kinds,
        "stage": assessment.stage,
        "stages": [{"stage": one.stage, "message": one.message} for one in assessment.stages],
        "asks": [_span(one) for one in assessment.asks],
        "disclosures": [_span(one) for one in assessment.disclosures],
        "claims": [_claim(one) for one in assessment.claims],
        "evidence": [_evidence(one) for one in assessment.evidence],
        "gaps": gaps_as_json(assessment.gaps),
        "first_alert_message": assessment.first_alert_message,
    }
    if not assessment.judged:
        found["judged"] = False
    return found


def judged_as_json(conversation: Conversation, assessment: Assessment) -> dict[str, object]:
    """The assessment, and of the conversation its channel, contact, person of ours, where each message was read.

    Then by what channel each came, and why handles of the contact were joined: `message` is null where a list says so.
    `reported_by` are the handles of those of ours who reported any of its messages.
    """
    return as_json(assessment) | {
        "channel": conversation.channel,
        "contact": _contact(conversation.contact),
        "person": conversation.person,
        "read_from": [_place(turn.message.place) for turn in conversation.turns],
        "channels": [turn.message.channel for turn in conversation.turns],
        "joined": [_joined(one, conversation) for one in conversation.contact.joined],
        "reported_by": [handle.value for handle in conversation.reported_by],
    }


def campaign_as_json(campaign: Campaign) -> dict[str, object]:
    """A campaign with the keys of the documented interface; `prior_decibans` is what a link has to outweigh."""
    found: dict[str, object] = {
        "campaign": campaign.id,
        "bulk": campaign.bulk,
        "conversations": list(campaign.conversations),
        "people": campaign.people,
        "links": [_link(one) for one in campaign.links],
        "prior_decibans": round(campaign.prior_decibans, 1),
    }
    return found | ({"reason": campaign.reason} if campaign.reason else {})


def _link(link: Link) -> dict[str, object]:
    traits = [{"trait": one.trait, "decibans": round(one.decibans, 1), "detail": one.detail} for one in link.traits]
    found: dict[str, object] = {"a": link.a, "b": link.b, "decibans": round(link.decibans, 1), "traits": traits}
    found |= {"apart": True} if link.apart else {}
    return found | ({"bound": link.bound} if link.bound else {})


def opinion_as_json(opinion: Opinion | None) -> dict[str, object]:
    """The key `second_opinion` with its words, or with the fault; nothing where none was asked."""
    if opinion is None:
        return {}
    return {"second_opinion": {"words": opinion.words} if opinion.words else {"fault": opinion.fault}}


def recalled_as_json(recalled: Recalled | None) -> dict[str, object]:
    """The key `recalled`: the tokens of the conversation and its person, and what came before, as far as it is kept.

    Nothing where no sketches were asked. `people` counts those of the earlier conversations.
    """
    if recalled is None:
        return {}
    found: dict[str, object] = {
        "conversation": recalled.conversation,
        "person": recalled.person,
        "people": recalled.people,
        "earlier": [earlier_as_json(one) | {"decibans": one.decibans} for one in recalled.earlier],
        "prior_decibans": round(recalled.prior_decibans, 1),
    }
    found |= {"bulk": recalled.bulk} if recalled.bulk else {}
    return {"recalled": found | ({"missing": MISSING} if recalled.earlier else {})}


def earlier_as_json(one: Earlier) -> dict[str, object]:
    """An earlier conversation by its tokens, its days (`until`: when its sketch goes) and what is shared."""
    return {
        "conversation": one.conversation,
        "person": one.person,
        "first": one.first.isoformat() if one.first else None,
        "last": one.last.isoformat() if one.last else None,
        "until": one.until.isoformat(),
        "verdict": one.said,
        "traits": [_trait(trait) for trait in one.traits],
    }


def _trait(one: TraitShared) -> dict[str, object]:
    found: dict[str, object] = {"trait": one.trait, "detail": one.detail}
    return found | ({"decibans": round(one.decibans, 1)} if one.decibans else {})


def decided_as_json(conversation: Conversation, kind: Kind) -> dict[str, object]:
    """A conversation as `lurewatch assess` reads it, and what it was decided to be, as `lurewatch train` reads both."""
    messages = [_message(turn) for turn in conversation.turns]
    results = [turn.message.headers.get("authentication-results", "") for turn in conversation.turns]
    found: dict[str, object] = {"id": conversation.id, "channel": conversation.channel, "messages": messages}
    found |= {"contact": _contact(conversation.contact)}
    if any(results):
        found["headers"] = {"authentication-results": next(filter(None, results))}
    return {"conversation": found, "decision": kind}


def _message(turn: Turn) -> dict[str, object]:
    message = turn.message
    found: dict[str, object] = {"from": turn.side, "text": message.text}
    found |= {"sent_at": message.sent_at.isoformat()} if message.sent_at else {}
    return found | ({"subject": message.subject} if message.subject else {})


def gaps_as_json(gaps: Iterable[Gap]) -> list[dict[str, object]]:
    """Gaps as objects of `what`, `where` and `why`."""
    return [{"what": one.what, "where": one.where, "why": one.why} for one in gaps]


def sources_as_json(sources: Iterable[SourceRead]) -> list[dict[str, object]]:
    """Sources as objects of `source`, `kind`, `messages` and `gaps`."""
    return [asdict(one) for one in sources]


def _span(one: Ask | Disclosure) -> dict[str, object]:
    return {"what": one.what, "topic": one.topic, "message": one.message, "start": one.start, "end": one.end}


def _claim(one: Claim) -> dict[str, object]:
    return {"claim": one.claim, "check": one.check, "reason": one.reason}


def _evidence(one: Evidence) -> dict[str, object]:
    return {
        "indicator": one.indicator,
        "decibans": round(one.decibans, 2),
        "message": one.message,
        "start": one.start,
        "end": one.end,
        "quote": one.quote,
        "reason": one.reason,
        "rule": one.rule,
        "family": one.family,
        "innocent": one.innocent,
    }


def _contact(contact: Contact) -> dict[str, object]:
    handles = [handle.value for handle in contact.handles]
    return {"name": contact.name, "handles": handles, "claims": list(contact.claims)}


def _joined(one: Joined, conversation: Conversation) -> dict[str, object]:
    text = "" if one.message is None else conversation.turns[one.message].message.text
    return {
        "handle": one.handle.value,
        "to": one.by.value,
        "reason": one.reason,
        "message": one.message,
        "start": one.start,
        "end": one.end,
        "quote": text[one.start : one.end],
    }


def _place(place: Place) -> dict[str, object]:
    return {"source": place.source, "item": place.item, "offset": place.offset}
