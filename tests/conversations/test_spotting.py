"""Addresses in a text, and the keys that two ways to write one have in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import UNHURRIED

from lurewatch.conversations.spotting import MOST, key_of, phone_key, spotted
from lurewatch.model.handle import Handle, Platform


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("write to R.Ashby+x@Post.example.", "r.ashby+x@post.example"),
        ("<r@post.example>", "r@post.example"),
        ("mailto:r@post.example", "r@post.example"),
        ("+44 (0)7700 900123", "phone:700900123"),
        ("call 07700 900123.", "phone:700900123"),
        ("see https://uk.LinkedIn.com/in/Rowan-Ashby/?x=1", "profile:linkedin.com/in/rowan-ashby"),
        ("linkedin.com/in/r%C3%BCdi.", "profile:linkedin.com/in/rüdi"),
        ("Telegram: @Rowan_Ashby", "account:telegram/rowan_ashby"),
        ("https://t.me/rowan_ashby", "account:telegram/rowan_ashby"),
        ("wa.me/447700900123", "phone:700900123"),
    ],
)
def test_an_address(text: str, found: str) -> None:
    """Each kind is found in the ways in which people write it."""
    assert [one.key for one in spotted(text)] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "> r@post.example",
        "meet @ noon",
        "r@localhost",
        "invest.me/rowan_ashby",
        "@rowan_ashby",
        "C++ 11",
        "GMT+0100",
        "1.07700900123",
        "sid=02/08/29/193225",
        "facelinkedi.com/in/",
        "linkedin.com/in/",
        "wa.me/1234567",
    ],
)
def test_no_address(text: str) -> None:
    """Quoted lines, times, versions and other sites hold none."""
    assert list(spotted(text)) == []


def test_very_many_addresses() -> None:
    """Of each kind only so many are looked at."""
    assert len(list(spotted("a@b.example " * 1000))) == MOST


def test_keys_of_handles() -> None:
    """A handle has the key that its mention has; a mere name has none."""
    assert key_of(Handle(Platform.EMAIL, "r@post.example")) == "r@post.example"
    assert key_of(Handle(Platform.PHONE, "+447700900123")) == phone_key("07700 900123") == "phone:700900123"
    assert key_of(Handle(Platform.ACCOUNT, "slack/u1")) == "account:slack/u1"
    assert key_of(Handle(Platform.PHONE, "+44")) == key_of(Handle(Platform.NAME, "rowan")) == ""


@UNHURRIED
@given(st.text(alphabet="a@.+0 79/-linkedcomt>\n(", max_size=200))
def test_any_text(text: str) -> None:
    """Spans lie in the text, and none is empty."""
    assert all(0 <= one.start < one.end <= len(text) and one.key for one in spotted(text))
