"""Handles as people write them."""

import pytest

from lurewatch.text.handles import handle_of


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Kim@Lab.example", "email:kim@lab.example"),
        ("https://www.linkedin.com/in/Kim/", "profile:linkedin.com/in/kim"),
        ("+44 20 7946 0000", "phone:+442079460000"),
        ("telegram/user17", "account:telegram/user17"),
        ("Slack/U024BE7LH", "account:slack/u024be7lh"),
        ("teams/8EA0E38B-EFB3-4757", "account:teams/8ea0e38b-efb3-4757"),
        ("slack/a b", "name:slack/a b"),
        ("Kim  Holt", "name:kim holt"),
    ],
)
def test_a_handle(written: str, key: str) -> None:
    """What it is shows in how it is written."""
    assert handle_of(written).key == key
