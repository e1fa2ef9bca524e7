"""Campaigns among conversations, as an officer would want them."""

import dataclasses
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.linking.made import APPROACH, campaigns, from_others, ids, sent

from lurewatch.model.campaign import Decided
from lurewatch.model.conversation import Conversation

OTHERS = from_others(300)
TEMPLATE = (
    "We help laboratories like yours to cut the cost of helium. Shall we talk for a quarter of an hour next week?"
)
FOOTER = (
    "\n\nThis message and what is attached to it are meant for the addressee alone. Whoever received it in error is "
    "asked to tell the sender and to delete it; Vantrell Services takes no liability for viruses or for late delivery."
)


def test_one_text_under_three_names() -> None:
    """Three people who are sent one text under three names and houses are one campaign, and each link says why."""
    three = [sent(n, APPROACH, sender=f"a{n}@house{n}.example", name=f"Name{n}", day=9 * n) for n in range(3)]
    (found,) = campaigns([*OTHERS, *three])
    assert found.conversations == ("c0", "c1", "c2")
    assert found.people == 3
    assert not found.bulk
    for link in found.links:
        assert link.decibans == round(sum(trait.decibans for trait in link.traits), 1)
        assert link.traits[0].trait == "wording"
        assert link.decibans > -found.prior_decibans


def test_half_of_the_words_exchanged() -> None:
    """Rewording half of the sentences does not hide that it is one hand."""
    opening, rest = APPROACH.split(". ", 1)
    other = f"A sponsor of ours who stays unnamed follows cryogenic electronics closely. {rest}"
    assert opening not in other
    two = [sent(0, APPROACH), sent(1, other, sender="b@other.example", name="Other")]
    assert ids(campaigns([*OTHERS, *two])) == {("c0", "c1")}


def test_a_phone_number_in_two_wordings() -> None:
    """Two approaches in other words, under other names, that give one telephone number are linked by it."""
    first = f"{APPROACH} My number is +44 7700 900 731."
    second = (
        "Our fund would reward a confidential briefing on unreleased battery chemistry, cash in advance, please keep "
        "it from your employer and write to my private address. Who else knows the cell design? 07700 900731"
    )
    found = campaigns([*OTHERS, sent(0, first), sent(1, second, sender="b@other.example", name="Other")])
    assert ids(found) == {("c0", "c1")}
    assert found[0].links[0].traits[0].trait == "phone"


def test_a_customer_who_writes_to_five() -> None:
    """A contact whose mail is ordinary is no campaign, however many of ours they write to."""
    texts = ("The pump arrives on Tuesday.", "Thanks for the invoice, paid today.", "Who has the key of the yard?")
    mail = [sent(n, text, sender="ines@varga-pumps.example", name="Ines Varga") for n, text in enumerate(texts)]
    assert ids(campaigns([*OTHERS, *mail])) == set()


def test_a_template_to_250_people() -> None:
    """One text to more people than anybody cultivates is bulk, and set apart."""
    mail = [sent(n, f"Hello Person{n},\n{TEMPLATE}", sender="sam@coldsales.example", name="Sam") for n in range(250)]
    (found,) = campaigns([*OTHERS, *mail])
    assert found.bulk
    assert found.people == 250
    assert "250 people" in found.reason


def test_a_mass_mailing_beyond_what_is_counted_as_rare() -> None:
    """A text that hundreds got is recognised as bulk even where none of its words is rare any more."""
    mail = [sent(n, f"Hello Person{n},\n{TEMPLATE}", sender="sam@coldsales.example", name="Sam") for n in range(600)]
    assert [(one.bulk, one.people) for one in campaigns([*OTHERS, *mail])] == [(True, 600)]


def test_a_notice_below_everything() -> None:
    """A legal notice on every message changes no campaign."""
    three = [sent(n, APPROACH, sender=f"a{n}@house{n}.example", name=f"Name{n}") for n in range(3)]
    with_notice = [_with(one, FOOTER) for one in [*OTHERS, *three]]
    assert ids(campaigns(with_notice)) == ids(campaigns([*OTHERS, *three])) == {("c0", "c1", "c2")}


SIGNATURE = (
    "\n\nKind regards\nOffice of External Programmes, 14 Harrow Lane, Brindle\n"
    "+44 20 7946 0011, office@vantrell-services.example, https://www.vantrell-services.example/contact"
)


@pytest.mark.parametrize("tail", [FOOTER, SIGNATURE, f"\n-- {SIGNATURE}{FOOTER}"])
@pytest.mark.parametrize("others", [OTHERS, from_others(40)])
def test_a_signature_below_everything(tail: str, others: list[Conversation]) -> None:
    """A signature with a telephone number, an address and a link on every message changes no campaign."""
    three = [sent(n, APPROACH, sender=f"a{n}@house{n}.example", name=f"Name{n}") for n in range(3)]
    with_tail = [_with(one, tail) for one in [*others, *three]]
    assert ids(campaigns(with_tail)) == ids(campaigns([*others, *three])) == {("c0", "c1", "c2")}


def test_a_number_that_everybody_gives() -> None:
    """A telephone number weighs less the more conversations have it, and nothing where more have it than are rare."""
    two = [sent(n, f"{APPROACH} Call +44 7700 900 731.", sender=f"a{n}@house{n}.example") for n in range(2)]
    weights = []
    for many in (0, 60, 290):
        others = [*(_with(one, " Call +44 7700 900 731.") for one in OTHERS[:many]), *OTHERS[many:]]
        (found,) = (one for one in campaigns([*two, *others]) if one.conversations == ("c0", "c1"))
        weights.append(sum(trait.decibans for trait in found.links[0].traits if trait.trait == "phone"))
    assert weights[0] > weights[1] > weights[2] == 0


def _with(conversation: Conversation, tail: str) -> Conversation:
    turn = conversation.turns[0]
    message = dataclasses.replace(turn.message, text=turn.message.text + tail)
    return dataclasses.replace(conversation, turns=(turn._replace(message=message),))


def test_a_link_cut_by_a_person() -> None:
    """What a person cut stays apart in the next run; without the decision it is joined again."""
    two = [sent(0, APPROACH), sent(1, APPROACH, sender="b@other.example", name="Other")]
    assert ids(campaigns([*OTHERS, *two])) == {("c0", "c1")}
    assert ids(campaigns([*OTHERS, *two], [Decided("c0", "c1", bound=False, reason="two firms, checked")])) == set()


def test_two_conversations_bound_by_a_person() -> None:
    """What a person bound is one campaign though nothing links it, and the link carries the reason."""
    two = [sent(0, "See you on Tuesday at the gate."), sent(1, "Lunch moved to three.", sender="b@other.example")]
    decided = [Decided("c0", "c1", bound=True, reason="the same voice on the telephone")]
    (found,) = campaigns([*OTHERS, *two], decided)
    assert found.conversations == ("c0", "c1")
    assert found.links[0].bound == "the same voice on the telephone"


def test_one_person_twice() -> None:
    """Two conversations of one person of ours are no campaign: nobody else was approached."""
    one = sent(0, APPROACH)
    again = dataclasses.replace(sent(1, APPROACH, sender="b@other.example"), person=one.person)
    assert ids(campaigns([*OTHERS, one, again])) == set()


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_reading(random: Random) -> None:
    """The campaigns are the same in whatever order the conversations are read."""
    mail = [*OTHERS[:100], *(sent(n, APPROACH, sender=f"a{n}@house{n}.example") for n in range(4))]
    mail += [sent(10 + n, APPROACH[::-1], sender=f"b{n}@house{n}.example") for n in range(3)]
    expected = campaigns(mail)
    random.shuffle(mail)
    assert campaigns(mail) == expected


def test_one_conversation_more() -> None:
    """A conversation that shares nothing changes no campaign."""
    mail = [*OTHERS[:100], *(sent(n, APPROACH, sender=f"a{n}@house{n}.example") for n in range(4))]
    assert campaigns([*mail, *from_others(1, first=500)]) == campaigns(mail)


def test_nothing_to_link() -> None:
    """No conversations, and a single one, are no campaign."""
    assert campaigns([]) == []
    assert campaigns([sent(0, APPROACH)]) == []


def test_texts_without_words() -> None:
    """Conversations without a word to compare end in no campaign, and in no fault."""
    assert (
        campaigns([sent(n, text, sender=f"a{n}@b{n}.example") for n, text in enumerate(("", "...", "ok", "\x00"))])
        == []
    )


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_reading_a_large_group(random: Random) -> None:
    """Nor does the order change anything where more share a wording than are all compared with one another."""
    mail = [
        sent(n, f"{APPROACH} The {n % 4}th of {n % 7} is {_filled(n)}.", sender=f"a{n % 9}@house{n % 9}.example", day=n)
        for n in range(60)
    ]
    shuffled = [*OTHERS[:100], *mail]
    random.shuffle(shuffled)
    assert campaigns(shuffled) == campaigns([*OTHERS[:100], *mail])


def _filled(number: int) -> str:
    return " ".join(("amber", "birch", "cedar", "delta", "ember")[(number * step) % 5] for step in range(1, 9))


def test_values_that_weigh_the_same() -> None:
    """Of addresses that weigh the same the first by the alphabet is named, in every process."""
    text = f"{APPROACH} Write to " + " or ".join(f"{letter}@proton.me" for letter in "qxchmbwk")
    two = [sent(n, text, sender=f"a{n}@house{n}.example") for n in range(2)]
    (found,) = campaigns([*OTHERS[:100], *two])
    (handle,) = (one for one in found.links[0].traits if one.trait == "handle")
    assert handle.detail.endswith(": b@proton.me")
