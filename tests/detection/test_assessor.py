"""Assessing: one conversation in, one assessment out."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.detection.made import made

from lurewatch.detection.assessor import Assessor
from lurewatch.model.conversation import Conversation, Region, RegionKind
from lurewatch.model.kind import Kind, Stage, What

ASSESSOR = Assessor()
COVERT = (
    (
        "I came across your profile; your unique expertise in quantum computing is exceptional. Our client, who "
        "prefers not to be named, pays 1,500 dollars for a short report."
    ),
    "> Thank you. What would it be about?",
    "Just a general overview of published work to start with. Do you have Telegram? It is more discreet.",
    "> All right, here it is.",
    (
        "The client was very pleased with your first report. For the next one, could you share the unpublished "
        "error rates and tell us who works on the decoder? There is no need to tell your employer."
    ),
)


def test_an_approach_that_goes_all_the_way() -> None:
    """A textbook approach is found, staged, and its asks graded by topic."""
    one = ASSESSOR.assess(made(*COVERT))
    assert one.kind is Kind.COVERT
    assert one.probability > 0.9
    assert one.stage is Stage.PITCH
    assert {ask.what for ask in one.asks} >= {What.NON_PUBLIC, What.COLLEAGUES}
    assert {ask.topic for ask in one.asks} == {"quantum technologies"}
    assert one.first_alert_message is not None
    assert one.first_alert_message <= 4


def test_everyday_note() -> None:
    """An everyday note has no evidence for, no asks, and stays at a remote chance."""
    one = ASSESSOR.assess(made("The meeting moves to three. Bring the cake."))
    assert one.probability < 0.02
    assert one.asks == ()
    assert one.first_alert_message is None


def test_quotes_of_a_disguised_text() -> None:
    """Every quote is the exact slice of the exact text, zero-width signs and all."""
    text = "Could you sh\u200bare the unрublished results? Keep it between us, no need to tell your emp\u200bloyer."
    conversation = made(text)
    one = ASSESSOR.assess(conversation)
    assert {e.indicator for e in one.evidence} >= {"non-public-work", "secrecy", "look-alike-letters"}
    assert all(e.quote == text[e.start : e.end] for e in one.evidence)


@given(st.lists(st.text(max_size=120), min_size=1, max_size=4))
def test_any_texts(texts: list[str]) -> None:
    """Whatever is written, the parts add up and the quotes are slices."""
    one = ASSESSOR.assess(made(*texts))
    calibration = one.calibration_decibans or 0.0
    parts = one.prior_decibans + calibration + sum(e.decibans for e in one.evidence)
    assert one.decibans == pytest.approx(parts)
    for evidence in one.evidence:
        text = texts[evidence.message].removeprefix("> ")
        assert evidence.quote == text[evidence.start : evidence.end]


def test_our_persons_words() -> None:
    """What our own person writes is no evidence."""
    ours = "> Could you share the unpublished results? Keep it between us and do not tell your employer."
    one = ASSESSOR.assess(made("Hello again.", ours))
    assert [e for e in one.evidence if e.message == 1] == []


ASK = "Could you share the unpublished error rates?"


def quoting(*texts: str) -> Conversation:
    """A conversation whose last message marks all its words as quoted."""
    conversation = made(*texts)
    last = conversation.turns[-1]._replace(regions=(Region(RegionKind.QUOTED, 0, len(texts[-1])),))
    return dataclasses.replace(conversation, turns=(*conversation.turns[:-1], last))


def test_quoted_words_of_an_answer() -> None:
    """What an answer quotes is not the contact's own ask."""
    assert ASSESSOR.assess(quoting("Hello.", "> Hello, who are you?", ASK)).evidence == ()


def test_quoted_words_in_a_first_message() -> None:
    """A first message answers nothing, so marking its ask as quoted does not hide it."""
    seen = {one.indicator for one in ASSESSOR.assess(quoting(ASK)).evidence}
    assert "non-public-work" in seen


def test_a_link_that_deceives() -> None:
    """A link that shows one address and leads to another is evidence."""
    conversation = made("See our page.")
    message = dataclasses.replace(conversation.turns[0].message, deceiving_links=("bank.example leads to x.example",))
    turn = conversation.turns[0]._replace(message=message)
    one = ASSESSOR.assess(dataclasses.replace(conversation, turns=(turn,)))
    assert [e.indicator for e in one.evidence] == ["deceiving-link"]


def test_a_message_longer_than_is_judged() -> None:
    """What lies beyond the judged length is told as a gap."""
    one = ASSESSOR.assess(made("Nothing here. " * 3000))
    assert [gap.where for gap in one.gaps] == ["message 0"]


def test_a_free_mail_address_for_a_firm() -> None:
    """A firm behind free mail, answers elsewhere and a failed check are seen, once each."""
    headers = {"reply-to": "x@elsewhere.example", "authentication-results": "mx; dmarc=fail"}
    one = ASSESSOR.assess(made("I represent our firm.", "Our firm again.", address="a.b@gmail.com", headers=headers))
    seen = [e.indicator for e in one.evidence if e.family == "persona"]
    assert sorted(seen) == ["failed-authentication", "free-mail-for-firm", "reply-to-elsewhere"]


def test_bulk_mail() -> None:
    """Bulk marks speak against, and make the kind bulk."""
    one = ASSESSOR.assess(made("Our best offers today.", headers={"list-unsubscribe": "<mailto:u@shop.example>"}))
    assert one.kind is Kind.BULK


def test_a_refusal_and_what_follows() -> None:
    """Pushing past a refusal is evidence for; taking it well is evidence against."""
    ask = "Could you describe the internal roadmap?"
    pushed = ASSESSOR.assess(made(ask, "> I cannot share that.", "Even a rough idea, just between us?"))
    taken = ASSESSOR.assess(made(ask, "> I cannot share that.", "I completely understand, all the best."))
    assert "persistence" in {e.indicator for e in pushed.evidence}
    assert "accepts-refusal" in {e.indicator for e in taken.evidence}
    assert pushed.probability > taken.probability
