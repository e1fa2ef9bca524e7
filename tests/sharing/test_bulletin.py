"""A campaign as a bulletin."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from evaluation.leaks.generated import made

from lurewatch.model.bulletin import Band
from lurewatch.model.encode_bulletin import bulletin_id, canonical, series_id
from lurewatch.sharing.bulletin import Material, Terms, bulletin_of, correction, recall

_MADE = next(iter(made(1, 4)))
_MATERIAL = Material(_MADE.campaign, _MADE.conversations, ())


def test_twice_the_same() -> None:
    """The same campaign shared twice is one bulletin, byte for byte, whenever that is and in whatever order."""
    turned = _MATERIAL._replace(conversations=_MADE.conversations[::-1])
    one, other = bulletin_of(_MATERIAL, Terms()), bulletin_of(turned, Terms())
    assert canonical(one) == canonical(other)
    assert bulletin_id(one) == bulletin_id(other)


def test_months_and_bands() -> None:
    """Days become months, and counts bands; it is dated after its last month."""
    one = bulletin_of(_MATERIAL, Terms())
    assert one.first is not None
    assert one.first.day == 1
    assert one.counts.people in (Band.FEW, Band.SOME)
    assert one.last is not None
    assert one.issue.begun.date() == (one.last + timedelta(days=31)).replace(day=1)


def test_december() -> None:
    """What ends in December is dated into the next year."""
    turns = tuple(
        turn._replace(message=replace(turn.message, sent_at=datetime(2026, 12, 30, tzinfo=UTC)))
        for turn in _MADE.conversations[0].turns
    )
    one = bulletin_of(_MATERIAL._replace(conversations=[replace(_MADE.conversations[0], turns=turns)]), Terms())
    assert one.last == date(2026, 12, 1)
    assert one.issue.begun == datetime(2027, 1, 1, tzinfo=UTC)


def test_taken_back() -> None:
    """A recall has nothing of the bulletin but its series, and a correction keeps the series too."""
    one = bulletin_of(_MATERIAL, Terms())
    later = datetime(2026, 11, 5, 12, 30, 1, 5, tzinfo=UTC)
    back, better = recall(one, later), correction(one, one, later)
    assert series_id(back) == series_id(better) == series_id(one)
    assert back.issue.recalled
    assert (back.handles, back.domains, back.links, back.templates, back.shown.pretexts) == ((), (), (), (), ())
    assert better.handles == one.handles
    assert recall(better, later + timedelta(days=1)).issue.revision == 3
