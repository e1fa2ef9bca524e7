"""Earlier conversations looked for by a trait that was confirmed."""

from pathlib import Path

import pytest
from tests.linking.made import APPROACH, from_others, sent
from tests.linking.sketched import Kept, sketched

from lurewatch.errors import UsageError
from lurewatch.linking.confirmed import values_of, with_traits
from lurewatch.linking.sketch import token


@pytest.mark.parametrize(
    ("trait", "values"),
    [
        ("Rowan@Northgate.example", {("handle", "rowan@northgate.example")}),
        ("northgate.example", {("domain", "northgate.example"), ("site", "northgate.example"),
                               ("look-alike domain", "northgate")}),
        ("https://files.northgate.example/brief?id=7", None),
        ("https://northgate.example", {("site", "northgate.example")}),
        ("linkedin.com/in/rowan-ashby", {("handle", "linkedin.com/in/rowan-ashby")}),
        ("slack/U024BE7LH", {("handle", "slack/u024be7lh")}),
        ("+44 7700 900731", {("phone", "700900731")}),
        ("DE89 3704 0044 0532 0130 00", {("payment", "DE89370400440532013000")}),
    ],
)  # fmt: skip
def test_a_trait_as_somebody_writes_it(trait: str, values: set[tuple[str, str]] | None) -> None:
    """A handle is looked for by itself, a domain with what looks like it and leads there, a link as it is."""
    found = {(str(one.kind), one.value) for one in values_of(trait)}
    assert found == values if values else {kind for kind, _ in found} == {"link"}


@pytest.mark.parametrize("trait", ["", "nonsense", "a b c", "12", "\x00", "@", "/"])
def test_no_trait(trait: str) -> None:
    """What is no trait is refused with what would be one."""
    with pytest.raises(UsageError, match="no handle, domain, link, telephone number or account, and no file"):
        values_of(trait)


def test_a_confirmed_domain(tmp_path: Path) -> None:
    """Whoever was written to from a confirmed domain is found, those first who were first, with what they had of it."""
    kept = Kept(tmp_path / "kept", from_others(40))
    late, early = (sent(n, APPROACH, sender=f"a{n}@northgate.example", day=20 - n) for n in range(2))
    linked = sent(2, "The programme is at https://northgate.example/programme now.", sender="x@other.example", day=25)
    kept.add(late, early, linked)
    found = with_traits(kept.opened(), values_of("northgate.example"))
    assert [one.conversation for one in found] == [token(sketched(one).id) for one in (early, late, linked)]
    assert [[trait.trait for trait in one.traits] for one in found] == [["domain"], ["domain"], ["site"]]


def test_a_value_that_hundreds_have(tmp_path: Path) -> None:
    """A confirmed trait is looked for however many have it: nobody concerned is left out for being one of many."""
    kept = Kept(tmp_path / "kept", [sent(n, "Hello.", sender="a@northgate.example") for n in range(300)])
    assert len(with_traits(kept.opened(), values_of("a@northgate.example"))) == 300


def test_gone_on(tmp_path: Path) -> None:
    """A conversation that was kept in two states is told once, in the later one."""
    kept = Kept(tmp_path / "kept", [sent(0, APPROACH, day=1)])
    kept.today = kept.today.replace(day=20)
    kept.add(sent(0, APPROACH, day=9))
    (found,) = with_traits(kept.opened(), values_of("rowan@northgate.example"))
    assert found.last is not None
    assert found.last.isoformat() == "2026-03-11"


def test_nobody(tmp_path: Path) -> None:
    """Where nobody has a trait, nobody is told."""
    assert with_traits(Kept(tmp_path / "kept").opened(), values_of("07700 900731")) == []
