"""Links that show another address than they lead to."""

import pytest

from lurewatch.text.links import deceit


@pytest.mark.parametrize(
    ("shown", "target", "found"),
    [
        ("bank.example", "https://evil.example/x", "bank.example leads to evil.example"),
        ("HTTPS://Bank.example/in", "//user@evil.example:80/", "bank.example leads to evil.example"),
        ("a@bank.example", "mailto:a@evil.example", "bank.example leads to evil.example"),
        ("bank.example", "https://www.bank.example", ""),
        ("click here", "https://evil.example", ""),
        ("report.zip", "https://files.example", ""),
        ("bank.example", "javascript:x", ""),
        ("", "", ""),
    ],
)
def test_a_link(shown: str, target: str, found: str) -> None:
    """It deceives where it shows another registered domain than it leads to."""
    assert deceit(shown, target) == found
