"""Which messages are one conversation, and with whom of ours."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lurewatch.conversations import compose
from lurewatch.conversations.assemble import Assembly
from lurewatch.model.acquaintance import Acquaintance
from lurewatch.model.conversation import Conversation, RegionKind, Side
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place

BEGAN = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ADA, BO, MAIL = "ada@lab.example", "bo@lab.example", "mail.mbox"
RECRUITER = "r.holm@northgate.example"


def mail(author: str, *to: str, day: int | None = 0, text: str = "", id_: str = "", name: str = "") -> Message:
    """A mail of so many days after the first; its text tells it apart."""
    words = text or f"{author} to {to} on {day}"
    return Message(
        id=id_ or words,
        author=Handle(Platform.EMAIL, author, name),
        recipients=tuple(Handle(Platform.EMAIL, one) for one in to),
        text=words,
        channel=Channel.EMAIL,
        place=Place(MAIL),
        sent_at=None if day is None else BEGAN + timedelta(days=day),
    )


def note(author: str, to: str, day: int = 0, thread: str = "t1", source: str = "export.zip/messages.csv") -> Message:
    """A message on a network; those who have no profile are known by name alone."""
    ends = [Handle(Platform.PROFILE if "/" in one else Platform.NAME, one, one.title()) for one in (author, to)]
    return Message(
        id=f"{thread}-{day}",
        author=ends[0],
        recipients=(ends[1],),
        text=f"{author} to {to} on {day} in {thread}",
        channel=Channel.LINKEDIN,
        place=Place(source),
        sent_at=BEGAN + timedelta(days=day),
        thread=thread,
    )


def joined(items: Iterable[Message | Acquaintance], owners: Sequence[str] = ("@lab.example",)) -> list[Conversation]:
    """The conversations that the items make."""
    assembly = Assembly(owners)
    for item in items:
        assembly.add(item)
    return list(assembly.conversations())


def shape(conversation: Conversation) -> tuple[str, str, list[tuple[Side, str]]]:
    """Who with whom, and which side wrote what."""
    turns = [(turn.side, turn.message.text) for turn in conversation.turns]
    return conversation.contact.handles[0].value, conversation.person, turns


def test_letters_across_threads() -> None:
    """All mail between one contact and one of ours is one conversation, in order of time."""
    found = joined(
        [mail(RECRUITER, ADA, day=5, text="c"), mail(ADA, RECRUITER, day=2, text="b"), mail(RECRUITER, ADA, text="a")]
    )
    turns = [(Side.CONTACT, "a"), (Side.PERSON, "b"), (Side.CONTACT, "c")]
    assert [shape(one) for one in found] == [(RECRUITER, f"email:{ADA}", turns)]
    assert not found[0].internal


def test_one_letter_to_several_of_ours() -> None:
    """A mail to three of ours stands in three conversations, and an answer only in its author's."""
    three = [ADA, BO, "cy@mail.lab.example"]
    found = joined([mail(RECRUITER, *three, "x@other.example"), mail(BO, RECRUITER, day=1)])
    assert [(one.person, len(one.turns)) for one in found] == [
        (f"email:{ADA}", 1),
        (f"email:{BO}", 2),
        ("email:cy@mail.lab.example", 1),
    ]
    assert len({one.id for one in found}) == 3


def test_what_only_ours_wrote() -> None:
    """Mail of ours that nobody answered is no conversation."""
    assert joined([mail(ADA, RECRUITER), mail(RECRUITER, "x@other.example", day=1), mail(ADA, "x@other.example")])[
        0
    ].turns
    assert joined([mail(ADA, RECRUITER)]) == []


def test_letter_that_names_none_of_ours() -> None:
    """A mail by way of a list came to the mailbox's owner, where one address of ours takes part in most of it."""
    found = joined([mail(RECRUITER, ADA), mail(RECRUITER, ADA, day=1), mail(RECRUITER, "list@lists.example", day=2)])
    assert [(one.person, len(one.turns)) for one in found] == [(f"email:{ADA}", 3)]


def test_letter_to_nobody_known() -> None:
    """Where no address of ours takes part in most of the mail, the person stays open."""
    found = joined([mail(RECRUITER, ADA), mail(RECRUITER, BO), mail(RECRUITER, "list@lists.example")])
    assert {one.person for one in found} == {f"email:{ADA}", f"email:{BO}", ""}


def test_letters_among_ours() -> None:
    """Mail between colleagues is one internal conversation, with the one who wrote first as contact."""
    found = joined([mail(ADA, BO, day=2, text="yes"), mail(BO, ADA, day=1, text="lunch?")])
    assert [shape(one) for one in found] == [
        (BO, f"email:{ADA}", [(Side.CONTACT, "lunch?"), (Side.PERSON, "yes")]),
    ]
    assert found[0].internal


def test_letter_in_ones_own_name() -> None:
    """A mail that claims to come from its own recipient is given, as internal: it may be a forgery."""
    assert [(shape(one)[:2], one.internal) for one in joined([mail(ADA, ADA)])] == [((ADA, f"email:{ADA}"), True)]


def test_colleague_of_the_one_owner_given() -> None:
    """With one address given as ours, a colleague is a contact, and the conversation is internal all the same."""
    found = joined([mail(BO, ADA)], owners=[ADA])
    assert [(shape(one)[:2], one.internal) for one in found] == [((BO, f"email:{ADA}"), True)]


def test_copy_of_a_letter() -> None:
    """The same message read from two files counts once."""
    assert len(joined([mail(RECRUITER, ADA, id_="1"), mail(RECRUITER, ADA, id_="1")])[0].turns) == 1


def test_id_used_again() -> None:
    """Another text under an id already seen is another message: an id cannot hide one."""
    found = joined([mail(RECRUITER, ADA, id_="1", text="a"), mail(RECRUITER, ADA, id_="1", text="b")])
    assert len(found[0].turns) == 2


def test_undated_letter() -> None:
    """A message without a time stays behind the one that was read before it."""
    found = joined(
        [
            mail(RECRUITER, ADA, day=3, text="c"),
            mail(RECRUITER, ADA, day=1, text="a"),
            mail(RECRUITER, ADA, day=None, text="b"),
        ]
    )
    assert [turn.message.text for turn in found[0].turns] == ["a", "b", "c"]


def test_messages_on_a_network() -> None:
    """Profiles join across threads, and the invitation with the messages of the same export."""
    ada, holm = "linkedin.com/in/ada", "linkedin.com/in/holm"
    found = joined(
        [note(holm, ada), note(ada, holm, 1, "t2"), note(holm, ada, 2, "t3", "export.zip/Invitations.csv")], []
    )
    assert [shape(one)[:2] for one in found] == [(holm, f"profile:{ada}")]
    assert [turn.side for turn in found[0].turns] == [Side.CONTACT, Side.PERSON, Side.CONTACT]


def test_people_known_by_name_alone() -> None:
    """Two hidden members are two contacts: a name joins within one thread of one source only."""
    ada = "linkedin.com/in/ada"
    items = [note("member", ada), note("member", ada, 1), note("member", ada, 2, "t2"), note(ada, "member", 3, "t2")]
    found = joined(items, [ada])
    assert [(shape(one)[0], len(one.turns)) for one in found] == [("member", 2), ("member", 2)]
    assert len({one.id for one in found}) == 2


def test_two_exports() -> None:
    """Each export's owner is told by itself, so that two of ours can be read at once."""
    ada, bo, holm = (f"linkedin.com/in/{name}" for name in ("ada", "bo", "holm"))
    items = [note(holm, ada), note("linkedin.com/in/x", ada, 1, "t2")]
    items += [note(holm, bo, 0, "t3", "b.zip/m.csv"), note("linkedin.com/in/y", bo, 1, "t4", "b.zip/m.csv")]
    assert {one.person for one in joined(items, [])} == {f"profile:{ada}", f"profile:{bo}"}


def test_connection_of_the_contact() -> None:
    """What a network shows of a connection becomes a claim of the contact, marked as such."""
    ada, holm = "linkedin.com/in/ada", "linkedin.com/in/holm"
    known = Acquaintance(Handle(Platform.PROFILE, holm), "Northgate Insight", "Partner")
    found = joined([note(holm, ada), known, known, Acquaintance(Handle(Platform.PROFILE, ada))], [ada])
    assert found[0].contact.claims == ("Partner at Northgate Insight (as shown on the network)",)


def test_name_that_the_address_was_shown_with() -> None:
    """The contact has the first name in time that their address was shown with."""
    found = joined(
        [mail(RECRUITER, ADA, day=1, name="R. Holm"), mail(RECRUITER, ADA), mail(RECRUITER, ADA, day=2, name="X")]
    )
    assert found[0].contact.name == "R. Holm"
    assert found[0].contact.handles == (Handle(Platform.EMAIL, RECRUITER, "R. Holm"),)


def test_regions_of_turns() -> None:
    """Each turn's text is marked."""
    found = joined([mail(RECRUITER, ADA, text="Could we speak on Tuesday?\n\nBest regards,\nR. Holm")])
    assert [region.kind for region in found[0].turns[0].regions] == [RegionKind.SIGNATURE]


def test_very_long_correspondence(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is given in parts, each saying so, and no message is lost."""
    monkeypatch.setattr(compose, "MOST_TURNS", 10)
    found = joined([mail(RECRUITER, ADA, day=day) for day in range(25)])
    assert [len(one.turns) for one in found] == [10, 10, 5]
    assert all("25 messages" in one.gaps[0].why for one in found)
    assert len({one.id for one in found}) == 3


def test_nobody_of_ours() -> None:
    """Where nobody can be told to be ours, that is a gap, and what was written is given all the same."""
    assembly = Assembly()
    assembly.add(note("member", "other"))
    assembly.add(mail("", ""))
    assert list(assembly.conversations())
    assert Assembly().owners().sentence.startswith("Nobody")


PEOPLE = (ADA, BO, "cy@lab.example", RECRUITER, "x@other.example", "y@other.example")
MAILS = st.lists(
    st.builds(
        lambda author, to, day: mail(author, *to, day=day),
        st.sampled_from(PEOPLE),
        st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=4, unique=True),
        st.integers(0, 400),
    ),
    max_size=25,
    unique_by=lambda message: message.sent_at,
)


@given(MAILS, st.randoms(use_true_random=False))
def test_order_of_reading(mails: list[Message], order: random.Random) -> None:
    """The conversations are the same in whatever order the messages are read."""
    other = list(mails)
    order.shuffle(other)
    assert _as_set(joined(other)) == _as_set(joined(mails))


@given(MAILS)
def test_every_letter_of_a_contact(mails: list[Message]) -> None:
    """Each message of an outside party stands exactly once with every person of ours to whom it went."""
    found = Counter(
        (turn.message.text, one.person)
        for one in joined(mails)
        for turn in one.turns
        if turn.side is Side.CONTACT and not one.internal
    )
    assert set(found.values()) <= {1}
    for message in mails:
        ours = {one.key for one in message.recipients if one.value.endswith("@lab.example")}
        if not message.author.value.endswith("@lab.example") and ours:
            assert {person for text, person in found if text == message.text} == ours


def _as_set(conversations: list[Conversation]) -> set[tuple[str, str, bool, frozenset[str]]]:
    return {
        (one.id, one.person, one.internal, frozenset(turn.message.text for turn in one.turns)) for one in conversations
    }


def test_a_reply_to_of_brackets_in_brackets() -> None:
    """It is no address, and ends nothing."""
    assembly = Assembly()
    assembly.add(replace(mail("a@b.example", "kim@lab.example"), headers={"reply-to": "(" * 100_000}))
    assert len(list(assembly.conversations())) == 1
