"""An approach opened."""

import json

import pytest
from tests.desk.approaches import AUDITOR, KIM, NOOR, OFFICER, PAID, SETTINGS, mail, reported

from lurewatch.cases.masking import SIGN
from lurewatch.desk.approach import approach
from lurewatch.desk.auditing import entries
from lurewatch.desk.reporting import Reporting
from lurewatch.desk.revealing import disclosed, reveal
from lurewatch.errors import NotFound, UsageError
from lurewatch.model.audit import Act
from lurewatch.model.conversation import Side
from lurewatch.sources.readers.jsonl import conversation_of_line

pytestmark = pytest.mark.usefixtures("store")
TOLD = "Sure, my WhatsApp is 07700 900 123. Attached is a scan of my passport and my IBAN. Kim"


@pytest.fixture
def name(store: object) -> str:
    """An approach in which our person answered."""
    first = {"from": "contact", "text": f"Dear Kim,\n\n{PAID}\n\nYours, Rowan Ashby", "sent_at": "2026-03-02T09:00:00Z"}
    answer = {"from": "person", "text": TOLD, "sent_at": "2026-03-03T09:00:00Z"}
    contact = {"name": "Rowan Ashby", "handles": ["rowan@northgate.example"]}
    one = {"id": "c1", "person": "kim.lind@quietlab.example", "messages": [first, answer], "contact": contact}
    conversation = conversation_of_line(json.dumps(one).encode(), 1)
    Reporting(SETTINGS).conversation(KIM, conversation)
    return reported(mail("May I ask again?", day=9))[0]


def test_our_people_are_tokens(name: str) -> None:
    """Nothing that is shown holds a name, an address or a handle of our person; a token stands for them."""
    found = approach(OFFICER, name)
    shown = repr(found).casefold()
    assert "kim" not in shown
    assert "lind" not in shown
    assert found.conversation.person == found.line.person
    assert found.line.person.startswith("P-")
    assert f"Dear {SIGN * 3}," in found.conversation.turns[0].message.text


def test_spans_quote_what_is_shown(name: str) -> None:
    """Masking leaves every offset where it was, and quotes equal the slice."""
    found = approach(OFFICER, name)
    assert any(one.quote for one in found.assessment.evidence)
    for one in found.assessment.evidence:
        assert found.conversation.turns[one.message].message.text[one.start : one.end] == one.quote
    assert "Rowan Ashby" in found.conversation.turns[0].message.text


def test_what_was_disclosed(name: str) -> None:
    """What our person gave away is shown to whoever says why, and to nobody else."""
    found = approach(OFFICER, name)
    assert found.has_disclosures
    assert not found.assessment.disclosures
    seen = disclosed(OFFICER, name, "to tell Dana what is known of her")
    spans = [(one.message, one.start, one.end) for one in seen.assessment.disclosures]
    assert spans
    for message, start, end in spans:
        assert set(found.conversation.turns[message].message.text[start:end]) == {SIGN}
        assert set(seen.conversation.turns[message].message.text[start:end]) != {SIGN}
    assert found.conversation.turns[1].side is Side.PERSON


def test_looking_is_written_down(name: str) -> None:
    """Whoever opens an approach stands in the log, by account and token."""
    approach(OFFICER, name)
    last = entries(AUDITOR)[0]
    assert (last.act, last.subject, last.by) == (Act.OPENED, name, OFFICER.account)


def test_a_name_revealed(name: str) -> None:
    """A reason reveals who stands behind a token; the log has the token, and the hash of the reason alone."""
    token = approach(OFFICER, name).line.person
    found = reveal(OFFICER, token, "to call Kim Lind")
    assert found.names == ("Kim Lind",)
    assert "kim.lind@quietlab.example" in found.handles
    last = entries(AUDITOR)[0]
    assert (last.act, last.subject) == (Act.REVEALED, token)
    assert "kim" not in repr(entries(AUDITOR)).casefold()


@pytest.mark.parametrize("reason", ["", " ", "---", "x" * 2_001])
def test_no_reason(name: str, reason: str) -> None:
    """Without a reason in words nothing is revealed, and nothing is written down."""
    token = approach(OFFICER, name).line.person
    before = entries(AUDITOR)
    with pytest.raises(UsageError, match="reason"):
        reveal(OFFICER, token, reason)
    assert entries(AUDITOR) == before


def test_what_is_not_there() -> None:
    """What nobody knows is told to be not there, and no look at it is written down."""
    for asked in (lambda: approach(OFFICER, "A-NOTHING"), lambda: reveal(OFFICER, "P-NOBODY", "to call them")):
        with pytest.raises(NotFound):
            asked()
    assert not entries(AUDITOR)


def test_the_same_contact_wrote_to_another(name: str) -> None:
    """What the same contact wrote to another of ours is among what is similar."""
    other = reported(mail("Dear Noor, may I ask you something?", to="noor@quietlab.example", day=16), by=NOOR)[0]
    assert [one.line.id for one in approach(OFFICER, name).similar] == [other]
    assert KIM.address not in repr(approach(OFFICER, other))
