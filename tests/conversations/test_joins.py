"""One contact on several platforms: what joins their handles, what never does, and how it is undone."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conversations.made import (
    ADA,
    ADA_PROFILE,
    OURS,
    PASSED,
    ROWAN,
    ROWAN_HOME,
    ROWAN_MAIL,
    ROWAN_PHONE,
    answered,
    groups,
    joined,
    said,
    values,
)
from tests.sources.made import UNHURRIED

from lurewatch.conversations.assemble import Assembly
from lurewatch.conversations.joins import MOST_HANDLES
from lurewatch.errors import UsageError
from lurewatch.model.acquaintance import Acquaintance
from lurewatch.model.conversation import Side
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place
from lurewatch.text import handles

SIGNED = "It was good to speak.\n\nBest regards,\nRowan Ashby\nNorthgate Insight\nlinkedin.com/in/rowan-ashby\n"
HELLO = said(ROWAN, "Thank you for connecting. What do you work on?")
LATER = said(ROWAN_PHONE, "Hello, Rowan here, as agreed.", 3)
BO = Handle(Platform.EMAIL, "bo.lind@northgate.example", "Bo Lind")


BO_CHAT = Handle(Platform.PHONE, "+447700900456")


def mail(address: str, name: str) -> Handle:
    """An e-mail handle with a name."""
    return Handle(Platform.EMAIL, address, name)


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("Reach me on Signal +44 7700 900123 if you like.", ROWAN_PHONE),
        ("My number is 07700 900123.", ROWAN_PHONE),
        ("Write to me on wa.me/447700900123 then", None),
        ("My WhatsApp: wa.me/447700900123", ROWAN_PHONE),
        ("My personal address is R.Ashby@post.example.", ROWAN_HOME),
        ("Meine private Adresse ist r.ashby@post.example", ROWAN_HOME),
        ("Sie können mich unter r.ashby@post.example erreichen.", ROWAN_HOME),
        ("Écrivez-moi plutôt à r.ashby@post.example", ROWAN_HOME),
        ("Mi correo personal es r.ashby@post.example", ROWAN_HOME),
        ("r.ashby@post.example is my private address", ROWAN_HOME),
        ("You can find me on t.me/rowan_ashby", Handle(Platform.ACCOUNT, "telegram/rowan_ashby")),
        ("My Telegram is @rowan_ashby", Handle(Platform.ACCOUNT, "telegram/rowan_ashby")),
    ],
)
def test_an_address_of_their_own(words: str, other: Handle | None) -> None:
    """What the contact calls their own and then writes from is theirs, in each language and on each platform."""
    other = other or ROWAN_PHONE
    (one,) = joined([HELLO, said(ROWAN, words, 1), said(other, "Hello, here I am.", 2)])
    assert groups([one]) == [values(ROWAN, other)]
    (join,) = one.contact.joined
    assert (join.handle.key, join.by.key, join.message) == (other.key, ROWAN.key, 1)
    assert words[join.start : join.end] in words
    assert join.end > join.start
    assert "used afterwards" in join.reason


def test_a_timeline_across_platforms() -> None:
    """The joined conversation is in order of time, sides told, each message with its own channel."""
    given_ = said(ROWAN, "Reach me on Signal: +44 7700 900123", 1)
    (one,) = joined([LATER, answered(ROWAN, day=2), given_, HELLO, answered(ROWAN_PHONE, day=4)])
    sides = [Side.CONTACT, Side.CONTACT, Side.PERSON, Side.CONTACT, Side.PERSON]
    assert [turn.side for turn in one.turns] == sides
    assert [turn.message.channel for turn in one.turns] == [Channel.LINKEDIN] * 3 + [Channel.CHAT] * 2
    assert one.channel is Channel.LINKEDIN


def test_the_id_of_a_joined_conversation() -> None:
    """It keeps the id of the conversation that began it, and others are not touched by a join beside them."""
    given_ = said(ROWAN, "Reach me on Signal: +44 7700 900123", 1)
    other = said(BO, "About the invoice.", 2)
    alone = {one.contact.handles[0].key: one.id for one in joined([HELLO, given_, other])}
    together = {one.contact.handles[0].key: one.id for one in joined([HELLO, given_, other, LATER])}
    assert together == alone


def test_written_to_alone() -> None:
    """An address of the contact that only our person wrote to belongs to the conversation: there go the answers."""
    (one,) = joined([said(ROWAN_MAIL, "Please use my private mail: r.ashby@post.example"), answered(ROWAN_HOME, day=1)])
    assert [turn.side for turn in one.turns] == [Side.CONTACT, Side.PERSON]


def test_an_address_never_used() -> None:
    """An address that nobody uses joins nothing."""
    (one,) = joined([HELLO, said(ROWAN, "My personal address is r.ashby@post.example.", 1)])
    assert groups([one]) == [values(ROWAN)]
    assert one.contact.joined == ()


def test_a_signature_with_a_profile() -> None:
    """The profile that a mail's signature gives, which had written before under the same name, is the mail's author."""
    (one,) = joined([HELLO, said(ROWAN_MAIL, SIGNED, 5)])
    assert groups([one]) == [values(ROWAN, ROWAN_MAIL)]
    assert "same name" in one.contact.joined[0].reason


def test_a_signature_with_an_address_used_later() -> None:
    """What stands below the contact's own name is theirs once it is used."""
    text = "Talk soon,\nRowan Ashby\nMobile: +44 7700 900123"
    (one,) = joined([said(ROWAN_MAIL, text), LATER])
    assert "signature" in one.contact.joined[0].reason


def test_answers_wanted_elsewhere() -> None:
    """Where a mail asks for answers, and they go on, is one conversation with it."""
    first = said(ROWAN_MAIL, "A short question.", headers={"reply-to": "Rowan <r.ashby@post.example>"})
    (one,) = joined([first, answered(ROWAN_HOME, day=1), said(ROWAN_HOME, "Thanks, and now this.", 2)])
    (join,) = one.contact.joined
    assert (join.message, join.start, join.end) == (0, 0, 0)


def test_a_list_of_the_network() -> None:
    """An address in the row of a connection is that connection's, whatever passed before."""
    known = Acquaintance(ROWAN, "Northgate Insight", "Partner", None, (ROWAN_MAIL,))
    (one,) = joined([HELLO, known, said(ROWAN_MAIL, "As we said.", 2)])
    assert groups([one]) == [values(ROWAN, ROWAN_MAIL)]
    assert one.contact.joined[0].message is None
    assert one.contact.claims == ("Partner at Northgate Insight (as shown on the network)",)


def test_a_number_of_an_office_in_a_list() -> None:
    """A number that a list gives for two people is an office's; an address is one person's in both."""
    bo = Handle(Platform.ACCOUNT, "slack/u2", "Bo Lind")
    rowan = Handle(Platform.ACCOUNT, "slack/u1", "Rowan Ashby")
    items = [said(rowan, "Hello."), said(bo, "Hello too."), LATER]
    lists = [Acquaintance(one, also=(ROWAN_PHONE,)) for one in (rowan, bo)]
    assert len(joined([*items, *lists])) == 3
    assert len(joined([*items, lists[0]])) == 2


def test_each_names_the_other() -> None:
    """Two handles in use since long that each name the other are one contact's."""
    both = [said(ROWAN_MAIL, "Hello."), said(ROWAN_HOME, "Hello again.", 1)]
    one_way = said(ROWAN_MAIL, "My private address is r.ashby@post.example", 10)
    other_way = said(ROWAN_HOME, "My office address is rowan@northgate.example", 11)
    assert len(joined([*both, one_way])) == 2
    (one,) = joined([*both, one_way, other_way])
    assert "Each of the two" in one.contact.joined[0].reason


def test_on_through_three_handles() -> None:
    """A handle named by two that are already one contact's is theirs too."""
    items = [
        said(ROWAN, "My mail is rowan@northgate.example, and on Signal reach me on +44 7700 900123"),
        said(ROWAN_MAIL, "Good to be in touch.\n\nRowan Ashby\n+44 7700 900123", 1),
        LATER,
    ]
    (one,) = joined(items)
    assert groups([one]) == [values(ROWAN, ROWAN_MAIL, ROWAN_PHONE)]


# What must not join.


def test_the_same_name_alone() -> None:
    """Two accounts of one name are two contacts."""
    assert len(joined([HELLO, said(ROWAN_MAIL, "Hello, we met.", 1)])) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Please write to my colleague Bo at bo.lind@northgate.example",
        "My colleague's address is bo.lind@northgate.example",
        "Bo says: “you can reach me at bo.lind@northgate.example”",
        "Reach me or Bo at bo.lind@northgate.example",
        "Thank you.\n\nBest regards,\nRowan Ashby\nAssistant: bo.lind@northgate.example",
        "See below.\n\nBest regards,\nBo Lind\nbo.lind@northgate.example",
        "> My address is bo.lind@northgate.example\nDo you know him?",
        "FYI\n\n-----Original Message-----\nFrom: Bo\n\nMy address is bo.lind@northgate.example",
        "CC: bo.lind@northgate.example",
        "Please do not write to me at bo.lind@northgate.example",
    ],
)
def test_a_colleagues_address(text: str) -> None:
    """An address that the contact gives as another's, or that stands in what they quote, is not theirs."""
    assert len(joined([said(ROWAN_MAIL, text), said(BO, "Rowan gave me your address.", 2)])) == 2


def test_a_mailbox_of_many() -> None:
    """A mailbox that several people read is nobody's own."""
    jobs = mail("jobs@northgate.example", "Northgate")
    items = [said(ROWAN_MAIL, "Reach me at jobs@northgate.example"), said(jobs, "Your application.", 1)]
    assert len(joined(items)) == 2


def test_two_people_with_one_number() -> None:
    """A number that two people of one firm give as theirs is the firm's, and joins neither to it."""
    card = "Thank you.\n\nBest regards,\n{}\n+44 7700 900123"
    items = [said(ROWAN_MAIL, card.format("Rowan Ashby")), said(BO, card.format("Bo Lind"), 1), LATER]
    assert len(joined(items)) == 3


def test_a_mailing_list() -> None:
    """What is written to a list names nothing for our person."""
    headers = {"list-id": "<talk.lists.example>"}
    items = [said(ROWAN_MAIL, "My new address is r.ashby@post.example", headers=headers), said(ROWAN_HOME, "Hi.", 1)]
    assert len(joined(items)) == 2


def test_another_person_of_ours() -> None:
    """What the contact tells one of ours joins nothing in what a colleague got."""
    bea = mail("bea@lab.example", "Bea Holm")
    items = [said(ROWAN_MAIL, "My private address is r.ashby@post.example"), said(ROWAN_HOME, "Hello.", 1, to=bea)]
    found = joined(items, owners=["@lab.example"])
    assert [(groups([one])[0], one.person) for one in found] == [
        (values(ROWAN_MAIL), f"email:{ADA}"),
        (values(ROWAN_HOME), "email:bea@lab.example"),
    ]


def test_platforms_of_two_of_ours() -> None:
    """Whose export and whose mailbox are read must be known: two people's are never mixed."""
    bea = Handle(Platform.PROFILE, "linkedin.com/in/bea-holm", "Bea Holm")
    words = "My personal address is r.ashby@post.example."
    items = [said(ROWAN, words, to=bea), said(ROWAN, "Hello.", 1), said(ROWAN_HOME, "Hello.", 2)]
    assert len(joined(items, owners=[bea.value, *OURS])) == 3


def test_platforms_of_one_of_ours_under_several_names() -> None:
    """Whoever exported a chat may be called "Me" there; two who are called otherwise are two people."""
    words = said(ROWAN_MAIL, "Reach me on Signal +44 7700 900123")
    to_ada = said(BO_CHAT, "Hello.", 3, to=handles.named("Ada Berg"))
    other_export = replace(to_ada, place=Place("other.zip/chat.txt"))
    for name, count in (("Me", 2), ("Bea Holm", 3)):
        chat = said(ROWAN_PHONE, "Here I am.", 2, to=handles.named(name))
        assert len(joined([words, chat, other_export], owners=[ADA, name, "Ada Berg"])) == count


def test_our_person_says_whose_they_are() -> None:
    """Where our person gives their own address on the network, what they got on both is theirs."""
    bea = mail("bea@lab.example", "Bea Holm")
    items = [
        said(ROWAN_MAIL, "For you.", to=bea),
        said(ROWAN, "My personal address is r.ashby@post.example."),
        said(ROWAN_HOME, "Hello.", 2),
    ]
    owners = ["@lab.example", ADA_PROFILE.value]
    assert len(joined(items, owners=owners)) == 3
    told = answered(ROWAN, f"Write to me at {ADA}", 1)
    assert values(ROWAN, ROWAN_HOME) in groups(joined([*items, told], owners=owners))


# Claims that somebody hostile makes on an innocent contact, or in their name.


def history(of: Handle) -> list[Message]:
    """A year of letters to and fro."""
    return [one for month in range(-12, 0) for one in (said(of, f"Hello {month}", 30 * month), _back(of, month))]


def _back(to: Handle, month: int) -> Message:
    return answered(to, f"Hello back {month}", 30 * month + 1, id_=f"sent{month}@lab.example")


def test_an_innocent_address_claimed() -> None:
    """Calling a known contact's address one's own joins nothing: they did not say so."""
    evil = mail("rowan.ashby@elsewhere.example", "Rowan Ashby")
    for text in ("My office address is rowan@northgate.example", "Best regards,\nRowan Ashby\nrowan@northgate.example"):
        assert len(joined([*history(ROWAN_MAIL), said(evil, text), said(ROWAN_MAIL, "The usual.", 1)])) == 2


def test_an_innocent_profile_claimed() -> None:
    """A profile in a forged signature lends nobody the years of letters that its owner had."""
    assert len(joined([*history(ROWAN), said(ROWAN_MAIL, SIGNED, 5)])) == 2


def test_an_innocent_profile_claimed_under_another_name() -> None:
    """A profile in the signature of a mail that is shown under another name is not its author's."""
    assert len(joined([HELLO, said(ROWAN_MAIL._replace(name="Rowan Northgate"), SIGNED, 5)])) == 2


MOVE = "I have a new address; write to me at r.ashby@post.example"


@pytest.mark.parametrize(
    ("headers", "servers", "together"),
    [
        ({}, (), False),
        ({"authentication-results": PASSED}, ("mx.lab.example",), True),
        ({"authentication-results": PASSED}, (), False),
        ({"authentication-results": PASSED}, ("other.example",), False),
        ({"authentication-results": "mx.lab.example; dmarc=fail"}, ("mx.lab.example",), False),
        ({"authentication-results": "mx.lab.example; none (dmarc=pass)"}, ("mx.lab.example",), False),
        ({"in-reply-to": "<sent-2@lab.example>"}, (), True),
        ({"in-reply-to": "<guessed@lab.example>"}, (), False),
    ],
)
def test_a_known_contact_moves(headers: dict[str, str], servers: tuple[str, ...], together: bool) -> None:
    """A known contact's new address takes a mail that they alone can have sent: passed by our server, or an answer."""
    items = [*history(ROWAN_MAIL), said(ROWAN_MAIL, MOVE, headers=headers), said(ROWAN_HOME, "Here I am.", 1)]
    assert len(joined(items, servers=servers)) == (1 if together else 2)


def test_a_mail_that_failed_its_checks() -> None:
    """A mail that did not pass its domain's checks names nothing, even for somebody unknown."""
    failed = {"authentication-results": "mx.lab.example; dmarc=fail"}
    assert len(joined([said(ROWAN_MAIL, MOVE, headers=failed), said(ROWAN_HOME, "Here I am.", 1)])) == 2


def test_one_contact_with_very_many_handles() -> None:
    """A contact gets no more handles than the bound."""
    others = [mail(f"ashby{number}@post.example", "") for number in range(MOST_HANDLES + 3)]
    named = [said(ROWAN, f"My other mail is {one.value}", number / 100) for number, one in enumerate(others)]
    found = joined([*named, *(said(one, "Hello.", 2 + number / 100) for number, one in enumerate(others))])
    assert max(len(one) for one in groups(found)) == MOST_HANDLES
    assert len(found) == 1 + 4


# Undoing.


def test_kept_apart() -> None:
    """Two handles that somebody keeps apart are two contacts again, by whatever way they would come together."""
    items = [
        HELLO,
        said(ROWAN, "My mail is rowan@northgate.example", 1),
        said(ROWAN_MAIL, "Call me on +44 7700 900123", 2),
        LATER,
    ]
    assert groups(joined(items)) == [values(ROWAN, ROWAN_MAIL, ROWAN_PHONE)]
    found = joined(items, apart=["https://www.linkedin.com/in/rowan-ashby/=+44 7700 900123"])
    assert groups(found) == [values(ROWAN, ROWAN_MAIL), values(ROWAN_PHONE)]
    assert len(joined(items, apart=["rowan@northgate.example=https://linkedin.com/in/rowan-ashby"])) == 2


@pytest.mark.parametrize(
    "written", ["", "a@b.example", "a@b.example=", "a@b.example=a@b.example", "a@b.example=c.example"]
)
def test_no_two_handles_to_keep_apart(written: str) -> None:
    """What is not two handles is refused before anything is read."""
    with pytest.raises(UsageError, match="--apart"):
        Assembly(apart=[written])


# What holds always.

PARTS = [
    HELLO,
    said(ROWAN, "Reach me on Signal: +44 7700 900123", 1),
    answered(ROWAN, day=2),
    LATER,
    answered(ROWAN_PHONE, day=4),
    said(ROWAN_MAIL, SIGNED, 5),
    said(BO, "An invoice.", 6),
    said(ROWAN_MAIL, "My colleague is bo.lind@northgate.example", 7),
]


@UNHURRIED
@given(st.lists(st.sampled_from(PARTS), unique_by=id), st.randoms(use_true_random=False))
def test_order_of_reading(items: list[Message], order: random.Random) -> None:
    """The joins are the same in whatever order the messages are read, and no message is lost or doubled."""
    other = list(items)
    order.shuffle(other)
    first, second = joined(items), joined(other)
    assert sorted(map(sorted, groups(first))) == sorted(map(sorted, groups(second)))
    told = [turn.message.id for one in first for turn in one.turns]
    assert len(told) == len(set(told))
    assert {one.id for one in items if one.author.value not in OURS} <= set(told)


@UNHURRIED
@given(st.text(alphabet="aeimrtyo my@.+447700900123\n>:", max_size=200))
def test_any_words(text: str) -> None:
    """Whatever is written, the place of a join lies in its message."""
    for one in joined([said(ROWAN, text), LATER, said(ROWAN_HOME, "Hello.", 3)]):
        for join in one.contact.joined:
            assert join.message is not None
            assert 0 <= join.start <= join.end <= len(one.turns[join.message].message.text)
