"""Dates as mail programs write them for their readers."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lurewatch.conversations.written_date import moment, written_date

CLOCK = datetime(2026, 3, 12, 10, 5)


@pytest.mark.parametrize(
    "written",
    [
        "Thursday, March 12, 2026 10:05 AM",
        "Thursday, 12 March 2026 at 10:05",
        "Thu, Mar 12, 2026 at 10:05\u202fAM",
        "Thursday, March 12th, 2026 at 10:05 AM",
        "12 March 2026 10.05",
        "12-Mar-2026 10:05",
        "2026-03-12 10:05",
        "2026-03-12T10:05",
        "12.03.2026 10:05",
        "12.3.26 10:05",
        "Donnerstag, 12. März 2026 10:05",
        "Do., 12. März 2026 um 10:05 Uhr",
        "Donnerstag, März 12, 2026 10:05 AM",
        "12. Maerz 2026, 10.05 Uhr",
        "jeudi 12 mars 2026 à 10:05",
        "jeudi 12 mars 2026 10 h 05",
        "jeu. 12 mars 2026 à 10h05",
        "jueves, 12 de marzo de 2026 10:05",
        "jue, 12 mar 2026 a las 10:05",
        "jueves, 12 de marzo de 2026 10:05 a. m.",
        "giovedì 12 marzo 2026 10:05",
        "donderdag 12 maart 2026 10:05",
        "qui., 12 de mar. de 2026 às 10:05",
        "10:05, 12 March 2026",
    ],
)
def test_date_without_a_zone(written: str) -> None:
    """The same minute, in the languages and habits of the programs."""
    found = written_date(written)
    assert found is not None
    assert (found.clock, found.ahead, found.other) == (CLOCK, None, None)


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("Thu, 12 Mar 2026 10:05:00 +0100", 1),
        ("March 12, 2026 at 10:05:00 AM GMT+1", 1),
        ("March 12, 2026 at 10:05:00 AM PST", -8),
        ("12. März 2026 um 10:05:00 MEZ", 1),
        ("12 mars 2026 à 10:05:00 UTC+1", 1),
        ("12 de marzo de 2026, 10:05:00 CET", 1),
        ("12/03/2026 10:05 (GMT+01:00)", 1),
        ("12 March 2026 at 10:05:00 GMT", 0),
        ("2026-03-12T10:05:00Z", 0),
        ("12 March 2026 10:05 -0430", -4.5),
    ],
)
def test_date_with_a_zone(written: str, hours: float) -> None:
    """The zone is told as hours ahead of UTC."""
    found = written_date(written)
    assert found is not None
    assert (found.clock, found.ahead) == (CLOCK, timedelta(hours=hours))


@pytest.mark.parametrize(
    ("written", "hour"), [("12:05 AM", 0), ("12:05 PM", 12), ("1:05 p.m.", 13), ("11:05 PM", 23), ("13:05", 13)]
)
def test_twelve_hours(written: str, hour: int) -> None:
    """Noon and midnight are told apart."""
    found = written_date(f"March 12, 2026 {written}")
    assert found is not None
    assert (found.clock.hour, found.clock.minute) == (hour, 5)


@pytest.mark.parametrize(
    "written", ["", "soon", "March 2026", "31/02/2026 10:00", "12 Smarch 2026", "10:05", "99.99.9999", "0/0/0000"]
)
def test_what_is_no_date(written: str) -> None:
    """It is none."""
    assert written_date(written) is None


def test_hour_that_does_not_exist() -> None:
    """A date with an impossible hour is none."""
    assert written_date("12 March 2026 27:99") is None


def test_day_alone() -> None:
    """It is its midnight."""
    found = written_date("1er août 2026")
    assert found is not None
    assert found.clock == datetime(2026, 8, 1)


@pytest.mark.parametrize(
    ("before", "month"), [(datetime(2026, 12, 24, tzinfo=UTC), 12), (datetime(2026, 4, 1, tzinfo=UTC), 3), (None, 3)]
)
def test_day_and_month_that_may_be_swapped(before: datetime | None, month: int) -> None:
    """Of two readings the one that lies last before the mail that quotes it; day first where nothing tells."""
    found = written_date("12/03/2026 10:05")
    assert found is not None
    time = moment(found, timedelta(), before)
    assert time is not None
    assert time.month == month


def test_zone_of_the_mail_that_quotes() -> None:
    """It counts where the date tells none."""
    found = written_date("12 March 2026 10:05")
    assert found is not None
    assert moment(found, timedelta(hours=1), None) == datetime(2026, 3, 12, 9, 5, tzinfo=UTC)


def test_beginning_of_time() -> None:
    """A time before the calendar begins is none."""
    found = written_date("1 January 0001 00:00 +0100")
    assert found is not None
    assert moment(found, timedelta(), None) is None


@given(st.text("0123456789:./-+, ahpmAM.UhrGTCZmarzod年\u202f", max_size=60), st.sampled_from([-14, 0, 14]))
def test_any_text(text: str, hours: int) -> None:
    """Reading ends, with a time or none."""
    found = written_date(text)
    if found is not None:
        time = moment(found, timedelta(hours=hours), None)
        assert time is None or time.tzinfo is UTC
