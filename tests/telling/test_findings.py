"""What is kept of a scan for its reader."""

from dataclasses import replace

from tests.cli.invented import Told, approach, conversation, findings, judged, ordinary, scam, unjudged

from lurewatch.flow import Judged
from lurewatch.model.conversation import Contact
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.kind import Kind
from lurewatch.telling.findings import Findings, Ranked, group


def _anonymous(name: str) -> Judged:
    contact = Contact((Handle(Platform.NAME, "LinkedIn Member", "LinkedIn Member"),))
    return judged(conversation(Told(("Hello",), contact), name))


def test_more_conversations_than_there_is_room_for() -> None:
    """The highest are kept, in order of rank, and all are counted."""
    ranked = Ranked(limit=3)
    for number in range(10):
        ranked.add(number % 5, approach(f"c{number}"))
    assert [one.conversation.id for one in ranked] == ["c4", "c9", "c3"]
    assert (len(ranked), ranked.seen) == (3, 10)


def test_texts_larger_than_the_room() -> None:
    """The lowest are let go until the texts fit; one is always kept."""
    ranked = Ranked(limit=100, characters=1_000)
    for number in range(10):
        ranked.add(number, approach(f"c{number}"))
    assert [one.conversation.id for one in ranked] == ["c9"]


def test_a_contact_who_wrote_to_several_people() -> None:
    """Equal results of one contact form one group that counts the people."""
    found = findings(
        approach("c1"), approach("c2", "email:jonas@quietlab.example"), approach("c3", "email:li@quietlab.example")
    )
    groups = group(found.approaches)
    assert [(one.people, len(one.others)) for one in groups] == [(3, 2)]


def test_results_that_differ() -> None:
    """One contact's conversations with different verdicts stay apart."""
    other = approach("c2", "email:jonas@quietlab.example")
    lower = Judged(
        other.conversation, replace(other.assessment, probability=0.4, verdict=ordinary().assessment.verdict)
    )
    assert len(group([approach("c1"), lower])) == 2


def test_contacts_of_whom_only_a_name_is_known() -> None:
    """The same name is not the same contact."""
    assert len(group([_anonymous("a"), _anonymous("b")])) == 2


def test_kinds_of_which_little_is_said() -> None:
    """Scams have their own list; what is ordinary is only counted."""
    found = findings(approach(), scam(), ordinary("o1"), ordinary("o2"))
    assert found.conversations == 4
    assert (len(found.approaches), len(found.scams)) == (1, 1)
    assert found.rest == {Kind.ORDINARY: 2}
    assert found.headline == "1 of 4 conversations indicates a covert approach"


def test_gaps_of_conversations_that_are_not_shown() -> None:
    """A gap inside a conversation counts, and says in which."""
    quiet = ordinary()
    gap = Gap("detector failed", "pacing", "ValueError")
    found = Findings()
    found.add(Judged(quiet.conversation, replace(quiet.assessment, gaps=(gap,))))
    assert [one.where for one in found.gaps] == ["conversation o1, pacing"]


def test_many_gaps_that_are_alike() -> None:
    """They are one entry with a number and the first places; the most numerous sort stands first."""
    gaps = [Gap("archive", "x.zip", "locked"), *(Gap("message", f"message {n}", "no date") for n in range(9))]
    found = list(findings(gaps=gaps).gaps)
    assert [(one.what, one.number) for one in found] == [("message", 9), ("archive", 1)]
    assert found[0].where == "message 0; message 1; message 2; and 6 more"


def test_a_conversation_that_was_not_judged() -> None:
    """It has no verdict and no kind to be counted under, and its gap is told."""
    found = findings(unjudged())
    assert (found.unjudged, found.verdicts.total(), found.rest.total(), found.gaps.total) == (1, 0, 0, 1)
