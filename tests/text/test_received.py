"""The way a mail took, and what cannot be on it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import UNHURRIED

from lurewatch.text.received import hops_of, impossible

SENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def hop(come: str = "out.firm.example (out.firm.example [192.0.2.7])", hours: float = 0) -> str:
    """A line of our own server, so many hours after the sending."""
    at = SENT + timedelta(hours=hours)
    return f"from {come} by mx.lab.example with ESMTPS id 1; {at:%a, %d %b %Y %H:%M:%S} +0000"


def wrong(*lines: str, sent: datetime | None = SENT) -> list[str]:
    """What cannot be on a way."""
    return list(impossible(hops_of("\n".join(lines)), sent, "lab.example"))


@pytest.mark.parametrize(
    ("come", "read"),
    [
        (
            "from a.x.example (b.x.example [192.0.2.1]) by mx.y.example",
            "a.x.example b.x.example 192.0.2.1 mx.y.example",
        ),
        ("from b.x.example (b.x.example. [192.0.2.1])", "b.x.example b.x.example 192.0.2.1 -"),
        ("from [192.0.2.1] (helo=a.x.example) by mx.y.example", "a.x.example - 192.0.2.1 mx.y.example"),
        ("from unknown (HELO a.x.example) (192.0.2.1) by mx.y.example", "a.x.example - - mx.y.example"),
        ("by mx.y.example with LMTP id 1", "- - - mx.y.example"),
        ("(qmail 1 invoked for bounce)", "- - - -"),
        ("", "- - - -"),
    ],
)
def test_a_line(come: str, read: str) -> None:
    """The forms that servers write are read; what is missing is empty."""
    (found,) = hops_of(f"{come}; nothing")
    assert " ".join(one or "-" for one in found[:4]) == read
    assert found.at is None


@pytest.mark.parametrize(
    ("date", "hour"),
    [
        ("Mon, 2 Mar 2026 09:00:00 +0000", 9),
        ("2 Mar 2026 04:00:00 -0500 (EST)", 9),
        ("Mon, 02 Mar 2026 09:00 GMT", 9),
        ("Mon, 2 Foo 2026 09:00:00 +0000", None),
        ("Mon, 42 Mar 2026 09:00:00 +0000", None),
        ("Mon, 2 Mar 2026 09:00:00 EST", None),
    ],
)
def test_a_time(date: str, hour: int | None) -> None:
    """Times with a zone are told in UTC; others are not known."""
    (found,) = hops_of(f"by mx.y.example; {date}")
    assert found.at == (datetime(2026, 3, 2, hour, tzinfo=UTC) if hour else None)


def test_an_honest_way() -> None:
    """Hours of delay, a clock some hours wrong, and a hosting service's machine are nothing."""
    assert wrong(hop(hours=5), hop(hours=8), hop(hours=0)) == []
    assert wrong(hop("mail.firm.example (host7.cloud.example [192.0.2.7])")) == []
    assert wrong(hop("mail.lab.example (mail.lab.example [192.0.2.7])")) == []
    assert wrong(hop("mail.lab.example (unknown [10.0.0.7])")) == []


def test_time_that_runs_backwards() -> None:
    """A server cannot have had a mail a day after the next one took it."""
    (why,) = wrong(hop(hours=1), hop(hours=26))
    assert "before" in why


def test_a_mail_of_tomorrow() -> None:
    """A mail cannot arrive days before it is written."""
    (why,) = wrong(hop(), sent=SENT + timedelta(days=3))
    assert "before it says" in why
    assert wrong(hop(), sent=None) == []


def test_a_stranger_in_our_name() -> None:
    """A machine elsewhere that greets us as one of ours is told."""
    (why,) = wrong(hop("mx.lab.example (dsl7.provider.example [8.8.8.8])"))
    assert "own name" in why


@UNHURRIED
@given(st.text(alphabet="from by()[];,.:0123456789Mar+ \n", max_size=300))
def test_any_way(lines: str) -> None:
    """Whatever is written, it is read to its end."""
    assert isinstance(wrong(*lines.split("\n")), list)
