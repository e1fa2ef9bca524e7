"""The values by which a hand is known, in whatever way they are written."""

import pytest

from lurewatch.linking.outline import Outline
from lurewatch.linking.tokens import Token, TokenKind, tokens
from lurewatch.text.handles import handle_of


def of(text: str, *handles: str, person: str = "kim@haldenq.example", name: str = "") -> set[Token]:
    """The values of a conversation."""
    return set(tokens(Outline("c", person, "", "email", name, tuple(map(handle_of, handles)), text)))


@pytest.mark.parametrize(
    "written", ["+44 7700 900731", "07700 900 731", "(0044) 7700-900731", "wa.me: https://wa.me/447700900731"]
)
def test_one_number_in_many_forms(written: str) -> None:
    """A telephone number is one value however it is written."""
    assert Token(TokenKind.PHONE, "700900731") in of(f"Reach me at {written} today.")


@pytest.mark.parametrize("text", ["on 12.03.2026 at 10:45", "we pay 1200", "order 12345-678", "ID ab12345678901"])
def test_what_is_no_number(text: str) -> None:
    """Dates, sums and parts of longer ids are no telephone numbers."""
    assert not {one for one in of(text) if one.kind is TokenKind.PHONE}


def test_addresses() -> None:
    """An address gives itself, its domain and what that looks like; free mail gives the address alone."""
    assert of("", "Rowan@North-Gate.example") == {
        Token(TokenKind.HANDLE, "rowan@north-gate.example"),
        Token(TokenKind.DOMAIN, "north-gate.example"),
        Token(TokenKind.LIKENESS, "northgate"),
    }
    assert of("", "rowan@gmail.com") == {Token(TokenKind.HANDLE, "rowan@gmail.com")}


def test_domains_that_look_alike() -> None:
    """Domains that imitate each other share a value."""
    one, other = of("", "a@northgate.example"), of("", "b@n0rth-gate.example")
    assert {token.kind for token in one & other} == {TokenKind.LIKENESS}


def test_links() -> None:
    """A link is known by its address and by its site, without scheme or query; a profile is a handle."""
    found = of("See https://www.brief.example/q3?for=kim. And linkedin: https://uk.linkedin.com/in/rowan-ashby-1")
    assert found == {
        Token(TokenKind.LINK, "brief.example/q3"),
        Token(TokenKind.SITE, "brief.example"),
        Token(TokenKind.HANDLE, "linkedin.com/in/rowan-ashby-1"),
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("to DE44 5001 0517 5407 3249 31 please", "DE44500105175407324931"),
        ("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"),
        ("https://paypal.me/rowanashby", "paypal.me/rowanashby"),
    ],
)
def test_accounts_that_money_goes_to(text: str, value: str) -> None:
    """Bank accounts, wallets and payment links are values."""
    assert Token(TokenKind.PAYMENT, value) in of(text)


def test_what_is_ours() -> None:
    """Our person's own address, and our house's domain and site, identify nobody else."""
    text = "You wrote from kim@haldenq.example; see https://www.haldenq.example/team and mail.haldenq.example"
    assert of(text) == set()


def test_a_flood_of_values() -> None:
    """Of a text with thousands of addresses only some are taken."""
    assert len(of(" ".join(f"a{n}@b{n}.example" for n in range(5000)))) <= 41
