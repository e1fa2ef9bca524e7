"""What of a conversation partners have reported, and how much it tells by its kind and its age."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sharing.received.sent import OTHER_RUN, RUN, bulletin

from lurewatch.model.bulletin import Bulletin
from lurewatch.model.conversation import Conversation
from lurewatch.model.kind import Verdict
from lurewatch.model.reported import Reported
from lurewatch.sharing.received.fade import FADING, Met, share
from lurewatch.sharing.received.sightings import Known
from lurewatch.sources.readers.jsonl import conversation_of_line

_TODAY = date(2026, 3, 10)


def _conversation(text: str = "Hello", handle: str = "x@elsewhere.example", sent: str = "2026-03-05") -> Conversation:
    messages = [{"from": "person", "text": text}, {"from": "contact", "sent_at": f"{sent}T09:00:00Z", "text": text}]
    line = {"id": "c1", "messages": messages, "contact": {"name": "Rowan Ash", "handles": [handle]}}
    return conversation_of_line(json.dumps(line).encode(), 1)


def _reported(one: Conversation, *some: Bulletin) -> list[Reported]:
    return Known(some or (bulletin(),), _TODAY).reported(one)


@pytest.mark.parametrize(
    ("handle", "text", "said", "told"),
    [
        ("rowan@northgate.example", "Hello", "its e-mail address", 1.0),
        ("+44 7700 900731", "Hello", "its telephone number", 0.8),
        ("else@northgate.example", "Hello", "its domain", 0.6),
        ("else@mail.northgate.example", "Hello", "its domain", 0.6),
        ("x@else.example", "See https://share.northgate.example/brief?to=kim.", "its link", 0.6),
        ("x@else.example", " ".join([*RUN, "lattice codes.", *OTHER_RUN]).capitalize(), "its wording", 0.7),
    ],
)
def test_what_a_bulletin_names_is_met(handle: str, text: str, said: str, told: float) -> None:
    """Each kind is told with its share, the bulletin, and its standing, at the contact's message."""
    (found,) = _reported(_conversation(text, handle))

    assert found.share == told
    assert found.message == 1
    assert found.confidence is Verdict.LIKELY
    assert found.source.startswith(f"{said}, in bulletin ")
    assert found.source.endswith("(likely, reviewed, seen until 2026-03)")


def test_a_link_is_quoted_without_what_the_bulletin_does_not_have() -> None:
    """The span quotes the link as the bulletin has it, without its query."""
    text = "See https://share.northgate.example/brief?to=kim."
    (found,) = _reported(_conversation(text))

    assert text[found.start : found.end] == "https://share.northgate.example/brief"


@pytest.mark.parametrize("text", ["Hello", "See https://share.northgate.example/briefs", " ".join(RUN)])
def test_what_is_merely_like_it_is_not_met(text: str) -> None:
    """A name alone, a longer link, and less than seven tenths of the wording meet nothing."""
    assert _reported(_conversation(text)) == []


def test_free_mail_is_nobodys_house() -> None:
    """A bulletin that names a free mail service as a domain meets none of its users."""
    line = _conversation(handle="somebody@gmail.com")
    one = bulletin()
    named = Bulletin(one.issue, one.tlp, one.confidence, one.standard, one.shown, one.counts, domains=("gmail.com",))

    assert _reported(line, named) == []


def test_what_our_own_person_wrote_meets_nothing() -> None:
    """Only the contact's messages are compared."""
    line = {"id": "c1", "messages": [{"from": "person", "text": "https://share.northgate.example/brief"}]}

    assert _reported(conversation_of_line(json.dumps(line).encode(), 1)) == []


def test_the_highest_confidence_is_told_first() -> None:
    """Of several bulletins each is told once, by what tells most of it."""
    some = bulletin(confidence=Verdict.UNLIKELY), bulletin(confidence=Verdict.ALMOST_CERTAIN), bulletin("z@z.example")

    found = _reported(_conversation(handle="rowan@northgate.example"), *some)

    told = [(one.confidence, one.share) for one in found]
    assert told == [(Verdict.ALMOST_CERTAIN, 1.0), (Verdict.LIKELY, 0.6), (Verdict.UNLIKELY, 1.0)]


@pytest.mark.parametrize("met", Met)
def test_what_was_seen_a_half_life_ago_tells_half(met: Met) -> None:
    """Within the bulletin's months it tells all of it; a half-life before or after, half."""
    fresh, half_life = FADING[met]
    days = date(2026, 2, 1).toordinal(), date(2026, 3, 31).toordinal()

    assert share(met, bulletin(), date(2026, 2, 20)) == fresh
    assert share(met, bulletin(), date.fromordinal(days[1] + half_life)) == pytest.approx(fresh / 2)
    assert share(met, bulletin(), date.fromordinal(days[0] - half_life)) == pytest.approx(fresh / 2)


@given(met=st.sampled_from(Met), first=st.dates(date(2026, 4, 1)), later=st.dates(date(2026, 4, 1)))
def test_what_was_seen_longer_ago_never_tells_more(met: Met, first: date, later: date) -> None:
    """A share lies between nothing and one, and falls with time."""
    sooner, after = sorted([first, later])

    assert 0.0 <= share(met, bulletin(), after) <= share(met, bulletin(), sooner) <= 1.0
