"""What the examples promise a newcomer: the approaches found, ordinary life left alone."""

import json
from functools import lru_cache
from pathlib import Path

import pytest

from lurewatch import flow
from lurewatch.model.conversation import Conversation

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
EXPECTED = json.loads((EXAMPLES / "expected.json").read_text(encoding="utf-8"))
POSSIBLE, LIKELY = 0.375, 0.525


@lru_cache(maxsize=1)
def judged() -> tuple[flow.Judged, ...]:
    """Every conversation of the examples with its assessment."""
    paths = [EXAMPLES / name for name in ("mailbox.mbox", "linkedin-export.zip", "reported")]
    return tuple(flow.scan(paths, flow.Options()).judged)


def contact_of(conversation: Conversation) -> set[str]:
    """The contact's addresses and profiles."""
    return {handle.value for handle in conversation.contact.handles}


def written(planted: dict[str, object], *, alone: bool = False) -> list[flow.Judged]:
    """The conversations of one planted contact; `alone` leaves out those that count only beside others."""
    conversations = planted["conversations"]
    assert isinstance(conversations, list)
    contacts = {str(one["contact"]).removeprefix("https://www.").rstrip("/") for one in conversations}
    people = {person for one in conversations if one.get("alone", True) for person in one.get("people", ())}
    found = [one for one in judged() if contact_of(one.conversation) & contacts]
    if not alone or not people:
        return found
    return [one for one in found if one.conversation.person.partition(":")[2] in people]


@pytest.mark.parametrize("planted", EXPECTED["approaches"], ids=lambda one: one["id"])
def test_a_planted_approach(planted: dict[str, object]) -> None:
    """Each approach is at "realistic possibility" or above in at least one conversation, with the right evidence."""
    best = max(written(planted, alone=True), key=lambda one: one.assessment.probability).assessment
    assert best.probability >= POSSIBLE
    conversations = planted["conversations"]
    assert isinstance(conversations, list)
    named = {family for one in conversations for family in one["families"]}
    assert named & {one.family for one in best.evidence if one.decibans > 0}


@pytest.mark.parametrize("planted", EXPECTED["twins"], ids=lambda one: one["id"])
def test_a_benign_twin(planted: dict[str, object]) -> None:
    """No benign twin reaches "realistic possibility"."""
    assert [one for one in written(planted) if one.assessment.probability >= POSSIBLE] == []


@pytest.mark.parametrize("report", EXPECTED["reports"], ids=lambda one: one["source"])
def test_a_report(report: dict[str, object]) -> None:
    """What somebody passed on is in the conversation between the contact and whom they wrote to, with who reported."""
    found = [one for one in judged() if report["contact"] in contact_of(one.conversation)]
    (one,) = [one for one in found if one.conversation.reported_by]
    assert one.conversation.person == f"email:{report['person']}"
    assert [handle.value for handle in one.conversation.reported_by] == [report["reported_by"]]
    is_missing = "headers not available" in {gap.what for gap in one.assessment.gaps}
    assert is_missing is not report["headers"]


def test_what_the_readme_says() -> None:
    """Its figures are those of the scan, and the planted approaches stand above everything else."""
    indicated = [one for one in judged() if one.assessment.probability >= POSSIBLE]
    planted = {id(one) for approach in EXPECTED["approaches"] for one in written(approach)}
    assert {id(one) for one in indicated} == planted
    said = (EXAMPLES.parent / "README.md").read_text("utf-8")
    assert said.count(f"{len(indicated)} of {len(judged())} conversations") == 2


def test_ordinary_life() -> None:
    """Nothing but the planted approaches is at "likely" or above."""
    planted = {id(one) for approach in EXPECTED["approaches"] for one in written(approach)}
    others = [one for one in judged() if id(one) not in planted]
    assert [contact_of(one.conversation) for one in others if one.assessment.probability >= LIKELY] == []
    assert len(others) > 150


def test_every_quote_of_the_examples() -> None:
    """Every quote equals the slice of the message that it stands in."""
    for one in judged():
        for evidence in one.assessment.evidence:
            text = one.conversation.turns[evidence.message].message.text
            assert evidence.quote == text[evidence.start : evidence.end]
