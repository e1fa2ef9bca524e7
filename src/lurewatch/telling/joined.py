"""The campaigns that a scan found, with the few values of their conversations that are shown.

Memory stays bounded: of each conversation there are a few words and days, never its text, and bulk is only counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from string import ascii_uppercase
from typing import NamedTuple

from lurewatch.model.campaign import Campaign
from lurewatch.model.conversation import Conversation, Side
from lurewatch.model.handle import Platform
from lurewatch.model.kind import CUTS
from lurewatch.outcome import Judged
from lurewatch.telling.row import contact_of, person_of
from lurewatch.telling.wording import plural

MOST_MEMBERS = 20_000  # conversations of which values are held
_MOST_MOMENTS = 100  # of one conversation: the first ones
_SHOWN_FROM = CUTS[1]  # "unlikely": a campaign of which no conversation reaches it is only counted


class Member(NamedTuple):
    """A conversation of a campaign: whose, with whom, what it is by itself, and when its contact wrote (in order).

    `person` and `contact` tell people and contacts apart; `address_of_ours`, `name` and `address` are harmless to show.
    """

    id: str
    person: str
    contact: str
    address_of_ours: str
    name: str
    address: str
    said: str
    probability: float
    moments: tuple[datetime, ...]


def member_of(one: Judged) -> Member:
    """The few values of a conversation that its campaign is shown with."""
    conversation, assessment = one.conversation, one.assessment
    name, address = contact_of(conversation)
    written = (turn.message.sent_at for turn in conversation.turns if turn.side is Side.CONTACT)
    return Member(
        conversation.id,
        conversation.person or conversation.id,
        _party(conversation),
        person_of(conversation),
        name,
        address,
        assessment.said,
        assessment.probability,
        tuple(sorted(filter(None, written))[:_MOST_MOMENTS]),
    )


def _party(conversation: Conversation) -> str:
    # A mere name never makes one contact of two: "LinkedIn Member" is many people.
    handles = conversation.contact.handles
    return next((one.key for one in handles if one.platform is not Platform.NAME), conversation.id)


@dataclass(frozen=True, slots=True)
class Lettered:
    """A campaign that is shown: its letter, and what is known of its conversations, those begun first first."""

    letter: str
    campaign: Campaign
    members: tuple[Member, ...]

    @property
    def strongest(self) -> Member:
        """The conversation that by itself is the likeliest approach."""
        return max(self.members, key=lambda one: (one.probability, one.id))

    @property
    def contacts(self) -> dict[str, Member]:
        """Each contact once, by what tells them apart, in the order in which they began."""
        found: dict[str, Member] = {}
        for one in self.members:
            found.setdefault(one.contact, one)
        return found

    @property
    def moments(self) -> list[datetime]:
        """When the contacts wrote, in order."""
        return sorted(moment for one in self.members for moment in one.moments)


class Joined:
    """Takes the campaigns of a scan, then its conversations; gives the campaigns that are shown, counts the rest."""

    def __init__(self) -> None:
        self._campaigns: list[Campaign] = []
        self._wanted: frozenset[str] = frozenset()
        self._members: dict[str, Member] = {}
        self.bulk = 0

    def expect(self, campaigns: Sequence[Campaign]) -> None:
        """Takes the campaigns; of conversations that are added before this, nothing is known."""
        self._campaigns = [one for one in campaigns if not one.bulk and one.people > 1]
        self.bulk = sum(one.bulk for one in campaigns)
        ids = [id_ for one in self._campaigns for id_ in one.conversations]
        self._wanted = frozenset(ids[:MOST_MEMBERS])

    def add(self, one: Judged) -> None:
        """Keeps the few values of a conversation that belongs to a campaign."""
        if one.conversation.id in self._wanted:
            self._members[one.conversation.id] = member_of(one)

    @property
    def shown(self) -> list[Lettered]:
        """The campaigns in which a conversation is "unlikely" or above by itself, from the likeliest one down.

        At most 26, each with a letter.
        """
        ranked = sorted(self._telling(), key=_rank)
        return [Lettered(letter, *one) for letter, one in zip(ascii_uppercase, ranked, strict=False)]

    @property
    def rest(self) -> list[str]:
        """One sentence each for campaigns without room, for those below "unlikely", and for mailings set apart."""
        telling = len(self._telling())
        said = []
        if (more := telling - len(ascii_uppercase)) > 0:
            said.append(f"{plural(more, 'more campaign')} found no room here; the JSON output lists them all.")
        if low := len(self._campaigns) - telling:
            linked = f"{plural(low, 'group')} of linked conversations"
            said.append(
                f"{linked} not shown, each conversation below “unlikely” by itself; the JSON output lists them."
            )
        if self.bulk:
            said.append(f"{plural(self.bulk, 'mailing')} to several of our people set apart.")
        return said

    def _telling(self) -> list[tuple[Campaign, tuple[Member, ...]]]:
        known = ((one, self._known(one)) for one in self._campaigns)
        return [(one, members) for one, members in known if any(m.probability >= _SHOWN_FROM for m in members)]

    def _known(self, campaign: Campaign) -> tuple[Member, ...]:
        found = (self._members[id_] for id_ in campaign.conversations if id_ in self._members)
        return tuple(sorted(found, key=_begun))


def _begun(one: Member) -> tuple[float, str]:
    return (one.moments[0].timestamp() if one.moments else float("inf")), one.id


def _rank(one: tuple[Campaign, tuple[Member, ...]]) -> tuple[float, int, str]:
    campaign, members = one
    return -max(member.probability for member in members), -campaign.people, campaign.id


def letters(shown: Sequence[Lettered]) -> dict[str, str]:
    """The letter of the campaign that a conversation belongs to, by the conversation's id."""
    return {id_: one.letter for one in shown for id_ in one.campaign.conversations}
