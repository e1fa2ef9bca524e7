"""The same message out of two programs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lurewatch.conversations.sameness import Wording

TEXT = (
    "Dear Kim,\n\nour client pays 900 for a short report on what has not been published yet. Would you have half an "
    "hour on Tuesday? We would keep it between us, and the fee could be paid at once.\n\nRowan Ashby"
)


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace(" ", "\n"),
        "> " + TEXT.replace("\n", "\n> "),
        TEXT.upper(),
        TEXT.replace("report", "report<https://northgate.example/report?id=1>"),
        TEXT + "\n\n[cid:image001.png@01DB]",
        TEXT.removesuffix("Rowan Ashby"),
        TEXT + "\nNorthgate Insight",
        TEXT.replace("-", "–").replace(" ", "\xa0"),
    ],
)
def test_same_message(other: str) -> None:
    """Folding, marks, links, pictures and a signature more or less make no other message."""
    assert Wording(TEXT).is_as(Wording(other))
    assert Wording(other).is_as(Wording(TEXT))


@pytest.mark.parametrize(
    "other",
    [
        "",
        "Dear Kim, thank you.",
        TEXT.replace("900", "9000 a month, and more each time that you").replace("report", "chat"),
        TEXT * 3,
    ],
)
def test_other_message(other: str) -> None:
    """Other words make another message."""
    assert not Wording(TEXT).is_as(Wording(other))


def test_short_messages() -> None:
    """A few letters must agree all."""
    assert not Wording("Yes, please.").is_as(Wording("Yes, please do."))


@given(st.text(max_size=80), st.text(max_size=80))
def test_order(one: str, other: str) -> None:
    """It does not matter which of the two is asked."""
    assert Wording(one).is_as(Wording(other)) == Wording(other).is_as(Wording(one))
    assert Wording(one).is_as(Wording(one))
