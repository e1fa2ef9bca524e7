"""Which campaigns are shown."""

from dataclasses import replace

from tests.cli.invented import approach, campaign, ordinary, three_names

from lurewatch.flow import Judged
from lurewatch.model.campaign import Campaign
from lurewatch.telling.joined import Joined, letters


def _joined(found: list[Judged], *campaigns: Campaign) -> Joined:
    joined = Joined()
    joined.expect(campaigns)
    for one in found:
        joined.add(one)
    return joined


def test_three_names_of_one_hand() -> None:
    """The campaign has its letter, its contacts once each, and the likeliest of its conversations."""
    found = [*three_names(), ordinary()]
    joined = _joined(found, campaign(*found[:4]))
    (shown,) = joined.shown
    assert letters(joined.shown) == dict.fromkeys(("c1", "c2", "c3", "c4"), "A")
    assert [one.name for one in shown.contacts.values()] == ["Marta Vale", "Jon Reed", "Elin Sorrell"]
    assert shown.strongest.name == "Marta Vale"
    assert len(shown.moments) == 6


def test_only_what_the_contact_wrote() -> None:
    """The days of a conversation are those on which its contact wrote, not our person."""
    found = [approach("c1"), approach("c2", "email:jonas.berg@quietlab.example")]
    (shown,) = _joined(found, campaign(*found)).shown
    assert [moment.day for moment in shown.members[0].moments] == [2, 4]


def test_conversations_with_little_in_them() -> None:
    """A campaign is counted, not shown, if every conversation of it is below "unlikely" by itself."""
    found = [ordinary("o1"), ordinary("o2")]
    joined = _joined(found, replace(campaign(*found), people=2))
    assert joined.shown == []
    assert len(joined.rest) == 1


def test_mailings() -> None:
    """Bulk is counted, and nothing of its conversations is held."""
    found = [approach("c1"), approach("c2", "email:jonas.berg@quietlab.example")]
    joined = _joined(found, replace(campaign(*found), bulk=True))
    assert joined.shown == []
    assert joined.rest == ["1 mailing to several of our people set apart."]


def test_more_campaigns_than_letters() -> None:
    """The likeliest 26 are shown, and the others counted."""
    found = [approach(f"c{n:02}", f"email:p{n}@quietlab.example") for n in range(60)]
    pairs = [replace(campaign(a, b), id=f"k{n}") for n, (a, b) in enumerate(zip(found[::2], found[1::2], strict=True))]
    joined = _joined(found, *pairs)
    assert [one.letter for one in joined.shown][-1] == "Z"
    assert joined.rest == ["4 more campaigns found no room here; the JSON output lists them all."]


def test_the_order_of_reading() -> None:
    """It changes nothing in what is shown."""
    found = list(three_names())
    assert _joined(found, campaign(*found)).shown == _joined(found[::-1], campaign(*found)).shown
