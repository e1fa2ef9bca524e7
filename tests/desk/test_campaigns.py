"""Campaigns of the store."""

import pytest
from tests.desk.approaches import OFFICER, PAID, SETTINGS, mail, reported
from tests.linking.made import from_others

from lurewatch.desk.approach import approach
from lurewatch.desk.campaigns import Verb, campaign, campaigns, decide_link, link
from lurewatch.desk.queue import queue
from lurewatch.errors import NotFound, UsageError
from lurewatch.model.queue import Order, Wanted

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def pair(store: object) -> tuple[str, str]:
    """Two of ours asked the same thing in nearly the same words, among ordinary mail."""
    first = reported(mail(f"{PAID} Write to rowan.desk@tutamail.example or call +44 20 7946 0991."))
    again = f"Hello. {PAID} My private line is +44 20 7946 0991, my box rowan.desk@tutamail.example."
    second = reported(mail(again, to="noor@quietlab.example", sender="Ines Bart <ines@halden-advice.example>", day=9))
    for at, one in enumerate(from_others(9)):
        text, sender = one.turns[0].message.text, one.contact.handles[0].value
        reported(mail(text, sender=sender, to=f"p{at}@quietlab.example"))
    return first[0], second[0]


def test_two_of_ours(pair: tuple[str, str]) -> None:
    """Linking joins what shares something rare, and says what; the queue counts the people reached."""
    assert campaigns(OFFICER).is_stale
    assert link(OFFICER, SETTINGS) == 1
    listed = campaigns(OFFICER)
    assert not listed.is_stale
    (one,) = listed.campaigns
    assert (one.people, one.conversations, one.bulk) == (2, 2, False)
    seen = campaign(OFFICER, one.id)
    assert [line.id for line in seen.approaches] == list(pair)
    assert seen.campaign.links[0].traits
    assert {line.id for line in queue(OFFICER, Wanted(people=2, order=Order.PEOPLE)).lines} == set(pair)
    (similar,) = approach(OFFICER, pair[0]).similar
    assert similar.line.id == pair[1]
    assert similar.traits


def test_one_hand_under_two_names(pair: tuple[str, str]) -> None:
    """One hand that shows two names is evidence, added once and kept through a later message."""
    link(OFFICER, SETTINGS)
    first = approach(OFFICER, pair[0]).assessment
    assert "same-hand" in {one.indicator for one in first.evidence}
    link(OFFICER, SETTINGS)
    assert approach(OFFICER, pair[0]).assessment == first
    reported(mail("Did you get my letter?", day=23))
    assert "same-hand" in {one.indicator for one in approach(OFFICER, pair[0]).assessment.evidence}


def test_cut_and_undone(pair: tuple[str, str]) -> None:
    """A cut holds through later linking, takes its evidence along, and is taken back."""
    link(OFFICER, SETTINGS)
    (before,) = campaigns(OFFICER).campaigns
    decide_link(OFFICER, Verb.CUT, pair, "one recruiter's letter; called them")
    assert campaigns(OFFICER).is_stale
    assert campaign(OFFICER, before.id).decided[0].reason == "one recruiter's letter; called them"
    assert link(OFFICER, SETTINGS) == 0
    assert "same-hand" not in {one.indicator for one in approach(OFFICER, pair[0]).assessment.evidence}
    with pytest.raises(NotFound):
        campaign(OFFICER, before.id)
    decide_link(OFFICER, Verb.UNDO, pair, "they called back")
    assert link(OFFICER, SETTINGS) == 1


def test_bound(pair: tuple[str, str]) -> None:
    """Two that a person bound are a campaign, with the reason on their link."""
    others = [line.id for line in queue(OFFICER, Wanted()).lines if line.id not in pair][:2]
    decide_link(OFFICER, Verb.BIND, (others[0], others[1]), "same voice on the telephone")
    link(OFFICER, SETTINGS)
    found = [campaign(OFFICER, one.id).campaign for one in campaigns(OFFICER).campaigns]
    assert "same voice on the telephone" in [one.bound for each in found for one in each.links]


def test_a_link_of_one(pair: tuple[str, str]) -> None:
    """Two different approaches that are there, and a reason, are wanted."""
    with pytest.raises(NotFound):
        decide_link(OFFICER, Verb.CUT, (pair[0], pair[0]), "a slip")
    with pytest.raises(UsageError):
        decide_link(OFFICER, Verb.CUT, pair, " ")


def test_stopped(pair: tuple[str, str]) -> None:
    """Linking that is stopped changes nothing."""

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        link(OFFICER, SETTINGS, stop)
    assert campaigns(OFFICER).linked is None
