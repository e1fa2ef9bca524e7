"""What sets one text to several apart from a campaign."""

from datetime import timedelta

from tests.linking.made import FIRST

from lurewatch.linking.bulk import why_bulk, why_standing
from lurewatch.linking.looked import Looked
from lurewatch.linking.outline import Outline
from lurewatch.linking.weights import shipped
from lurewatch.model.campaign import Link, TraitShared
from lurewatch.model.kind import Kind

WEIGHTS = shipped()


def copies(people: int, evidence: float, *, days: float = 0.0, parties: int = 1, kind: Kind = Kind.ORDINARY) -> str:
    """Why one text to so many people is bulk: spread over so many days, by so many parties in turn."""
    members = []
    for number in range(people):
        first = FIRST + timedelta(days=days * number / max(1, people - 1))
        outline = Outline(f"c{number}", f"p{number}", "", "email", "", (), "", first=first)
        members.append(Looked(outline, frozenset(), evidence, kind, frozenset(), f"house{number % parties}"))
    return why_bulk(members, people, WEIGHTS)


def test_a_text_that_asks_nothing() -> None:
    """One party's text to five that says nothing of an approach is a mailing, however patiently it is sent."""
    assert copies(5, -4.0, days=60)


def test_an_announcement_passed_on() -> None:
    """A text that says nothing of an approach is no campaign though four parties pass it on to four of ours."""
    assert "says nothing" in copies(4, -3.6, days=30, parties=4)


def test_a_patient_hand() -> None:
    """A text that says little by itself is a campaign when few people a month get it, and a mailing in one morning."""
    assert not copies(10, -1.0, days=60)
    assert copies(10, -1.0)


def test_several_faces() -> None:
    """A text that says little by itself is a campaign when each of five got it from another party."""
    assert not copies(5, -1.0, parties=5)


def test_an_approach_to_five_in_a_day() -> None:
    """A text that asks what an approach asks is a campaign though five get it in one day."""
    assert not copies(5, 4.5)


def test_an_eager_recruiter() -> None:
    """A text that sounds much like an approach is still a mailing when a hundred and fifty get it in a week."""
    assert "150 people" in copies(150, 12.0, days=7)


def test_two_recruiters_with_one_template() -> None:
    """That two houses send a template to thirty people each does not make a campaign of it."""
    assert copies(60, 1.0, days=10, parties=2)


def test_marked_as_bulk() -> None:
    """What is bulk by itself is bulk together."""
    assert "2 of 2 are bulk" in copies(2, 20.0, kind=Kind.BULK)


def test_without_times() -> None:
    """Where no time is known, what the text asks decides."""
    members = [
        Looked(Outline(f"c{n}", f"p{n}", "", "sms", "", (), ""), frozenset(), evidence, Kind.ORDINARY, frozenset(), "x")
        for n, evidence in enumerate((1.0, 1.0))
    ]
    assert not why_bulk(members, 2, WEIGHTS)


def linked(*, apart: bool = False, trait: str = "wording") -> Link:
    """A link of two conversations by one trait."""
    return Link("a", "b", 40.0, (TraitShared(trait, 40.0, ""),), apart)


def test_a_few_copies_of_what_hundreds_have() -> None:
    """What a few have in common by a sender's signature is part of a mailing where hundreds have the text above it."""
    assert "769 conversations" in why_standing([linked()] * 3, [769, 769, 0])
    assert not why_standing([linked()] * 3, [769, 0, 0])


def test_a_mailing_of_two_parties_with_one_account() -> None:
    """Different parties with one payment account are of one hand, though they send what hundreds send."""
    assert not why_standing([linked(), linked(apart=True, trait="payment")], [769, 769])
    assert why_standing([linked(), linked(apart=True)], [769, 769])
