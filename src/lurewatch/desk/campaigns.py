"""Campaigns among the approaches of the store, and what officers decide of links."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from lurewatch.config.settings import Settings
from lurewatch.desk.opening import settings_of
from lurewatch.desk.permission import Request, allow
from lurewatch.desk.reason import stated
from lurewatch.flow import MailJudge
from lurewatch.linking.hand import same_hand
from lurewatch.model.audit import Act
from lurewatch.model.campaign import Campaign
from lurewatch.model.campaign_line import CampaignList, CampaignSeen, LinkDecided
from lurewatch.model.member import Member

if TYPE_CHECKING:
    from lurewatch.linking.looked import Looked

_AT_ONCE = 200  # conversations opened together


class Verb(StrEnum):
    """What can be decided of a link."""

    CUT = "cut"
    BIND = "bind"
    UNDO = "undo"


_ACTS = {Verb.CUT: Act.CUT, Verb.BIND: Act.BOUND, Verb.UNDO: Act.UNDONE}


def campaigns(by: Member) -> CampaignList:
    """The campaigns, those of most people first, and when they were linked."""
    from lurewatch.store import campaigns as kept  # noqa: PLC0415  only where a store is used

    allow(by, Request.CAMPAIGNS)
    return kept.every()


def campaign(by: Member, name: str) -> CampaignSeen:
    """One campaign; NotFound where there is none of this name."""
    from lurewatch.store import campaigns as kept  # noqa: PLC0415

    allow(by, Request.CAMPAIGNS)
    return kept.one(name)


def decide_link(by: Member, verb: Verb, two: tuple[str, str], reason: str) -> None:
    """Cuts the link of two approaches, binds them, or takes back what was decided; it holds from the next `link` on."""
    from lurewatch.store import audit  # noqa: PLC0415
    from lurewatch.store import campaigns as kept  # noqa: PLC0415
    from lurewatch.store.writing import together  # noqa: PLC0415

    allow(by, Request.LINKS)
    a, b = sorted(two)
    decided = LinkDecided(a, b, verb, stated(reason), by.account, datetime.now(UTC))
    with together():
        kept.decide(decided)
        audit.note(by, _ACTS[verb], a, b, decided.reason)


def link(by: Member, settings: Settings | Path | None = None, told: Callable[[int], None] = lambda done: None) -> int:
    """Links all approaches anew and weighs again those that one hand wrote; gives the number of campaigns.

    `told` is told how many conversations have been read, and may raise to end it; nothing is changed then.
    """
    from lurewatch.store import audit  # noqa: PLC0415
    from lurewatch.store import campaigns as kept  # noqa: PLC0415
    from lurewatch.store.writing import together  # noqa: PLC0415

    allow(by, Request.LINKS)
    judge = MailJudge((settings if isinstance(settings, Settings) else settings_of(settings)).judging)
    began = datetime.now(UTC)
    found = _found(judge, told)
    with together():
        kept.replace_all(found, began)
        audit.note(by, Act.LINKED, "campaigns", str(len(found)))
    _weigh_again(judge, found)
    return len(found)


def _found(judge: MailJudge, told: Callable[[int], None]) -> list[Campaign]:
    from lurewatch.linking.linker import Linker  # noqa: PLC0415  numpy loads only to link
    from lurewatch.linking.outline import outline  # noqa: PLC0415
    from lurewatch.store import approaches  # noqa: PLC0415
    from lurewatch.store import campaigns as kept  # noqa: PLC0415

    linker, names = Linker(judge.words), list[str]()
    for name, conversation, _ in approaches.every():
        names.append(name)
        linker.add(outline(replace(conversation, id=name)))
        told(len(names))

    def look(numbers: Sequence[int]) -> "Iterator[Looked]":
        return _looked([names[number] for number in numbers])

    return linker.campaigns(look, kept.decisions())


def _looked(names: Sequence[str]) -> "Iterator[Looked]":
    from lurewatch.linking.looked import looked  # noqa: PLC0415
    from lurewatch.store import approaches  # noqa: PLC0415

    for at in range(0, len(names), _AT_ONCE):
        some = names[at : at + _AT_ONCE]
        found = approaches.some(some)
        for name in some:
            conversation, assessment = found[name]
            yield looked(replace(conversation, id=name), assessment)


def _weigh_again(judge: MailJudge, found: Sequence[Campaign]) -> None:
    """Gives those the evidence of one hand that have it now, and takes it from those that had it."""
    from lurewatch.store import approaches  # noqa: PLC0415
    from lurewatch.store.writing import together  # noqa: PLC0415

    hands = same_hand(found)
    for name in sorted({*hands, *approaches.with_sightings()}):
        with together():
            approaches.weighed_again(name, (hands[name],) if name in hands else (), judge.again)
