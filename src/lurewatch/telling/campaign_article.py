"""One campaign as the report shows it: everything a template needs, worked out beforehand.

Our people stand in it as tokens, "Person 1" and so on; who they are is in one table alone, so that the rest may be
shown to somebody who need not know.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lurewatch.model.campaign import Campaign, Link, TraitShared
from lurewatch.telling.harmless import one_line
from lurewatch.telling.joined import Lettered, Member
from lurewatch.telling.json_line import line
from lurewatch.telling.picture import Timeline, drawn, timeline
from lurewatch.telling.row import percent
from lurewatch.telling.ties import Ties, ties, traits_shared
from lurewatch.telling.wording import capital, decibans, period_of, plural

_NAME, _ADDRESS = 60, 80  # characters
_MOST_LINKS = 30
_MOST_MEMBERS = 100
_MOST_CONTACTS = 8
_MOST_NAMED = 6
_MOST_REASONS = 3
_MOST_AGAINST = 6


class Named(NamedTuple):
    """A contact as they present themselves."""

    name: str
    address: str


class LinkShown(NamedTuple):
    """Two conversations and the parts of their sum; `left` is what is left of it above the prior."""

    label: str
    parts: tuple[TraitShared, ...]
    prior: float
    left: float
    bound: str


class MemberShown(NamedTuple):
    """A conversation in the one table that says who a token is; `anchor` is empty where it has no section."""

    id: str
    token: str
    person: str
    contact: str
    period: str
    said: str
    anchor: str


@dataclass(frozen=True, slots=True)
class CampaignArticle:
    """A campaign's page section; `key` begins all its anchors."""

    key: str
    letter: str
    people: int
    tokens: str
    contacts: tuple[Named, ...]
    number_of_contacts: int
    period: str
    days: int
    highest: str
    reasons: tuple[str, ...]
    timeline: Timeline
    ties: Ties
    drawn: int
    conversations: int
    links: tuple[LinkShown, ...]
    number_of_links: int
    members: tuple[MemberShown, ...]
    against: tuple[str, ...]
    cut: str


def campaign_articles(shown: Sequence[Lettered], anchors: Mapping[str, str]) -> list[CampaignArticle]:
    """The sections of all campaigns, with one token for each person; `anchors` leads to conversations, by their id."""
    people = dict.fromkeys(member.person for one in shown for member in one.members)
    tokens = {person: f"Person {number}" for number, person in enumerate(people, start=1)}
    return [_article(one, tokens, anchors) for one in shown]


def _article(one: Lettered, tokens: Mapping[str, str], anchors: Mapping[str, str]) -> CampaignArticle:
    campaign, chosen, moments = one.campaign, drawn(one), one.moments
    people = {member.person for member in one.members}
    contacts = [
        Named(one_line(member.name, _NAME), one_line(member.address, _ADDRESS)) for member in one.contacts.values()
    ]
    links = sorted(campaign.links, key=lambda link: (-link.decibans, link.a, link.b))
    return CampaignArticle(
        key=f"campaign-{one.letter.lower()}",
        letter=one.letter,
        people=campaign.people,
        tokens=_listed([token for person, token in tokens.items() if person in people]),
        contacts=tuple(contacts[:_MOST_CONTACTS]),
        number_of_contacts=len(contacts),
        period=period_of(moments),
        days=(moments[-1].date() - moments[0].date()).days + 1 if moments else 0,
        highest=f"{one.strongest.said}, {percent(one.strongest.probability)}",
        reasons=reasons(campaign)[:_MOST_REASONS],
        timeline=timeline(chosen, tokens),
        ties=ties(chosen, campaign.links, tokens),
        drawn=len(chosen),
        conversations=len(campaign.conversations),
        links=tuple(_link(link, campaign, one.members, tokens) for link in links[:_MOST_LINKS]),
        number_of_links=len(links),
        members=tuple(_member(member, tokens, anchors) for member in one.members[:_MOST_MEMBERS]),
        against=tuple(_against(campaign, len(contacts))),
        cut=_cut(links),
    )


def said(trait: TraitShared) -> str:
    """A trait's sentence, harmless to show, and begun with the trait where it does not name it itself."""
    detail = one_line(trait.detail, 200)
    return detail if detail.startswith(f"the same {trait.trait}") else f"{trait.trait}: {detail}"


def reasons(campaign: Campaign) -> tuple[str, ...]:
    """For each trait that linked conversations share its weightiest sentence with its decibans, the strongest first."""
    traits = sorted(
        (trait for link in campaign.links for trait in traits_shared(link)),
        key=lambda one: (-one.decibans, one.trait, one.detail),
    )
    best: dict[str, TraitShared] = {}
    for one in traits:
        best.setdefault(one.trait, one)
    return tuple(f"{said(one)} ({decibans(one.decibans)} decibans)" for one in best.values())


def _listed(names: Sequence[str]) -> str:
    if len(names) > _MOST_NAMED:
        return f"{', '.join(names[:_MOST_NAMED])} and {len(names) - _MOST_NAMED} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _link(link: Link, campaign: Campaign, members: Sequence[Member], tokens: Mapping[str, str]) -> LinkShown:
    known = {member.id: f"{tokens[member.person]} ({one_line(member.name, _NAME)})" for member in members}
    label = " and ".join(known.get(id_, f"conversation {id_}") for id_ in (link.a, link.b))
    parts = tuple(one._replace(detail=one_line(one.detail, 300)) for one in link.traits)
    prior = campaign.prior_decibans
    return LinkShown(label, parts, prior, link.decibans + prior, link.bound)


def _member(one: Member, tokens: Mapping[str, str], anchors: Mapping[str, str]) -> MemberShown:
    contact = f"{one.name} ({one.address})" if one.address else one.name
    said_of_it = f"{one.said}, {percent(one.probability)}"
    period = period_of(one.moments)
    return MemberShown(
        one.id, tokens[one.person], one.address_of_ours, contact, period, said_of_it, anchors.get(one.id, "")
    )


def _against(campaign: Campaign, contacts: int) -> Iterator[str]:
    """What speaks against it: traits in which linked conversations differ, pairs without a link, innocent readings."""
    differing: dict[str, list[TraitShared]] = defaultdict(list)
    for link in campaign.links:
        for one in link.traits:
            if one.decibans < 0:
                differing[one.trait].append(one)
    ranked = sorted(differing.values(), key=lambda found: (sum(one.decibans for one in found), found[0].trait))
    for found in ranked[:_MOST_AGAINST]:
        least = min(found, key=lambda one: (one.decibans, one.detail))
        links = f"in {len(found)} of {plural(len(campaign.links), 'link')}"
        yield f"{capital(said(least))} (down to {decibans(least.decibans)} decibans, {links})."
    count = len(campaign.conversations)
    if unlinked := count * (count - 1) // 2 - len(campaign.links):
        yield f"{plural(unlinked, 'pair')} of its conversations have no link of their own."
    if contacts == 1:
        yield "One contact wrote all of it, as in ordinary business with several of ours. Read what was asked."
    else:
        yield "Colleagues of one firm who share a text or a telephone look alike. One call to the firm would tell."


def _cut(links: Sequence[Link]) -> str:
    """The line that takes the weakest link apart."""
    if not links:
        return ""
    return line({"cut": [links[-1].a, links[-1].b], "reason": "one agency, checked by telephone"})
