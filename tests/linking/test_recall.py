"""What earlier conversations are told of when a new one comes, from sketches alone."""

import dataclasses
from pathlib import Path

import pytest
from tests.linking.made import APPROACH, from_others, sent
from tests.linking.sketched import KEY, Kept, seen, sketched

from lurewatch.linking.recall import Recaller
from lurewatch.linking.sketch import SIGNATURE, token, word_pairs
from lurewatch.model.conversation import Conversation
from lurewatch.model.earlier import Recalled

OTHERS = [sketched(one) for one in from_others(60)]
NEW = sent(7, APPROACH, sender="c@third.example", name="Third", day=40)
STRANGER = (
    "Our fund would reward a confidential briefing on unreleased battery chemistry, cash in advance, please keep it "
    "from your employer and write to my private address. Who else knows the cell design?"
)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """A folder that holds ordinary conversations alone."""
    kept = Kept(tmp_path / "kept")
    kept.opened().add(OTHERS)
    return kept


def ids(recalled: Recalled) -> list[str]:
    """The tokens of the earlier conversations, in order."""
    return [one.conversation for one in recalled.earlier]


def test_the_third_reveals_the_first_two(kept: Kept) -> None:
    """Two approaches under two names are told of when a third comes: which, when, of how many people, by what."""
    first, second = (sent(n, APPROACH, sender=f"a{n}@house{n}.example", name=f"N{n}", day=20 * n) for n in range(2))
    kept.add(first, second)
    found = kept.recalled(NEW)
    assert set(ids(found)) == {token(sketched(one).id) for one in (first, second)}
    assert found.people == 2
    assert found.bulk == ""
    for one in found.earlier:
        assert one.decibans > -found.prior_decibans
        assert one.decibans == round(sum(trait.decibans for trait in one.traits), 1)
        assert (one.traits[0].trait, one.traits[0].detail) == ("wording", "one text: 100% of the rare wording")
    assert sorted(one.first.isoformat() for one in found.earlier if one.first) == ["2026-03-02", "2026-03-22"]


def test_no_name_in_it(kept: Kept) -> None:
    """What is told of an earlier conversation names nobody: tokens, days, and what the new one has itself."""
    kept.add(sent(0, f"{APPROACH} Call 07700 900731.", sender="wren@house.example", name="Wren Halloway"))
    found = kept.recalled(dataclasses.replace(NEW, id="new"))
    told = repr(found)
    assert found.earlier
    assert not [word for word in ("wren", "Wren", "halloway", "house.example", "p0@", "900731") if word in told]


def test_reworded_by_half(kept: Kept) -> None:
    """Rewording half of the sentences does not hide an earlier one."""
    opening, rest = APPROACH.split(". ", 1)
    kept.add(sent(0, f"A sponsor of ours who stays unnamed follows cryogenic electronics closely. {rest}"))
    assert opening not in rest
    assert len(kept.recalled(NEW).earlier) == 1


def test_a_phone_number_in_two_wordings(kept: Kept) -> None:
    """An earlier approach in other words is told of for the telephone number that both give."""
    kept.add(sent(0, f"{STRANGER} 07700 900731"))
    (found,) = kept.recalled(sent(7, f"{APPROACH} My number is +44 7700 900 731.", sender="c@third.example")).earlier
    assert found.traits[0].trait == "phone"
    assert found.traits[0].detail == "the same phone, which 2 conversations have: 700900731"


def test_the_same_picture(kept: Kept) -> None:
    """An earlier approach in other words is told of for a picture that both sent, as the same file or saved anew."""
    looks = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
    kept.add(sent(0, STRANGER, pictures=(f"{7:032x}.{looks}",)))
    for file, trait in ((7, "picture"), (8, "like picture")):
        new = sent(7, APPROACH, sender="c@third.example", pictures=(f"{file:032x}.{looks}",))
        (found,) = kept.recalled(new).earlier
        assert found.traits[0].trait == trait


def test_nothing_in_common(kept: Kept) -> None:
    """A conversation that shares nothing rare is told alone, with its own token."""
    found = kept.recalled(sent(7, STRANGER, sender="c@third.example"))
    assert (found.earlier, found.people) == ((), 0)
    assert found.conversation == token(sketched(sent(7, STRANGER)).id)


def test_a_customer_who_writes_to_five(kept: Kept) -> None:
    """Ordinary correspondence of one party with several of ours is no earlier approach."""
    texts = ("The pump arrives on Tuesday.", "Thanks for the invoice, paid today.", "Who has the key of the yard?")
    kept.add(*(sent(n, text, sender="ines@varga-pumps.example", name="Ines") for n, text in enumerate(texts)))
    assert kept.recalled(sent(7, "The second pump is late.", sender="ines@varga-pumps.example")).earlier == ()


def test_what_everybody_has(kept: Kept) -> None:
    """What more than 256 kept conversations have says nothing, and is counted rather than listed."""
    notice = "This message is meant for the addressee alone, and whoever received it in error is asked to delete it."
    others = [dataclasses.replace(one, id=f"n{n}") for n, one in enumerate(from_others(300, 100))]
    kept.add(*(_with(one, notice) for one in others))
    assert kept.recalled(sent(7, f"{STRANGER} {notice}", sender="c@third.example")).earlier == ()


def test_the_conversation_itself(kept: Kept) -> None:
    """A conversation is not told of itself, nor of another part of one person's exchange with the same contact."""
    kept.add(NEW, dataclasses.replace(NEW, id="part 2"))
    assert kept.recalled(NEW).earlier == ()


def test_an_earlier_state(kept: Kept) -> None:
    """Of a conversation that went on, the latest state alone is told."""
    kept.add(sent(0, APPROACH, day=1))
    for day in (2, 3):
        kept.today = kept.today.replace(day=10 * day - 9)
        kept.add(sent(0, APPROACH, day=day))
    (found,) = kept.recalled(NEW).earlier
    assert found.last is not None
    assert found.last.isoformat() == "2026-03-05"


def test_one_text_to_many(kept: Kept) -> None:
    """A mailing of one party to thirty people is set apart as bulk, with the reason."""
    offer = (
        "We help laboratories like yours to cut the cost of helium. Shall we talk for a quarter of an hour next week?"
    )
    kept.add(*(sent(n, f"Hello Person{n},\n{offer}", sender="sam@coldsales.example", day=n) for n in range(30)))
    found = kept.recalled(sent(70, f"Hello Kim,\n{offer}", sender="sam@coldsales.example", day=40))
    assert found.bulk
    assert found.people == 30


def test_a_long_text(kept: Kept) -> None:
    """Of a text too long to be kept whole, a sample is enough to tell that it came again."""
    long = " ".join(_sentences())
    assert len(set(word_pairs(long).tolist())) > SIGNATURE
    kept.add(sent(0, f"{APPROACH} {long}", sender="a@first.example"))
    (found,) = kept.recalled(sent(7, f"{long} {APPROACH}", sender="c@third.example")).earlier
    assert found.traits[0].trait == "wording"


def test_added_while_asking(kept: Kept) -> None:
    """What is added after the asking began is not told, so that the order within one reading does not matter."""
    folder = kept.opened()
    recaller = Recaller(folder)
    folder.add([sketched(sent(0, APPROACH, sender="a@first.example"))])
    assert recaller.recalled(seen(NEW)).earlier == ()
    assert len(Recaller(folder).recalled(seen(NEW)).earlier) == 1


def test_an_empty_folder(tmp_path: Path) -> None:
    """A folder that holds nothing tells of nothing."""
    assert Kept(tmp_path / "kept").recalled(NEW).earlier == ()


def test_no_text(kept: Kept) -> None:
    """A conversation without a word is asked about like any other."""
    assert kept.recalled(sent(7, "", sender="c@third.example")).earlier == ()
    assert KEY.pairs(word_pairs("")).tolist() == []


def _with(one: Conversation, notice: str) -> Conversation:
    turn = one.turns[0]
    message = dataclasses.replace(turn.message, text=f"{turn.message.text} {notice}")
    return dataclasses.replace(one, turns=(turn._replace(message=message),))


def _sentences() -> list[str]:
    return [one.turns[0].message.text for one in from_others(24, 500)]


def test_a_number_in_everybody_s_signature(tmp_path: Path) -> None:
    """In a small folder too, what two thirds of the conversations have recalls none of them."""
    kept = Kept(tmp_path / "small")
    kept.add(*(sent(n, f"{STRANGER} {n} Desk 07700 900731.", sender=f"a{n}@h{n}.example") for n in range(40)))
    found = kept.recalled(
        sent(50, "The invoice for the chairs is attached. Desk 07700 900731.", sender="x@chairs.example")
    )
    assert found.earlier == ()
