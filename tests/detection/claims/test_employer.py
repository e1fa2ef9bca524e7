"""Claims of belonging to an organisation, held against the address: good, contradicted, not checkable and hostile."""

import dataclasses
from pathlib import Path

import pytest
from tests.detection.made import made

from lurewatch.detection.assessor import Assessor
from lurewatch.model.assessment import Assessment, Claim
from lurewatch.model.conversation import Contact, Conversation, Region, RegionKind
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.kind import Check

REGISTER = """
[[organisation]]
name = "Northgate Insight"
aliases = ["Northgate", "NGI Advisory"]
domains = ["northgate.example", "ngi.example"]
phones = ["+44 20 7946 0000"]
"""
PASSED = {"authentication-results": "mx.haldenq.example; dmarc=pass"}
FAILED = {"authentication-results": "mx.haldenq.example; dmarc=fail"}
SERVERS = ("mx.haldenq.example",)
PLAIN = Assessor(servers=SERVERS)
WORKS = "I work for Northgate Insight and have a question."


@pytest.fixture(scope="module")
def registered(tmp_path_factory: pytest.TempPathFactory) -> Assessor:
    """An assessor with the register."""
    path: Path = tmp_path_factory.mktemp("register") / "register.toml"
    path.write_text(REGISTER, encoding="utf-8")
    return Assessor(servers=SERVERS, register=path)


def claim(found: Assessment, begins: str = "works for") -> Claim:
    """The one claim that begins so."""
    (one,) = (one for one in found.claims if one.claim.startswith(begins))
    return one


def indicators(found: Assessment) -> set[str]:
    """The indicators seen."""
    return {one.indicator for one in found.evidence}


@pytest.mark.parametrize(
    ("address", "headers", "check", "why"),
    [
        ("r@northgate.example", PASSED, Check.SUPPORTED, "comes from that domain"),
        ("r@mail.northgate-insight.example", PASSED, Check.SUPPORTED, "comes from that domain"),
        ("r@northgate.example", {}, Check.NOT_CHECKABLE, "nothing shows"),
        ("r@northgate.example", FAILED, Check.CONTRADICTED, "failed the checks"),
        ("r@gmail.com", PASSED, Check.NOT_CHECKABLE, "free mail"),
        ("r@blue-lake.example", PASSED, Check.NOT_CHECKABLE, "does not bear"),
        ("r@northgate-careers.example", PASSED, Check.NOT_CHECKABLE, "beside other words"),
        ("r@n0rthgate.example", PASSED, Check.CONTRADICTED, "only look like"),
        ("r@xn--nrthgate-nbh.example", PASSED, Check.CONTRADICTED, "only look like"),
        ("r@northgate.example", {**PASSED, "reply-to": "r@gmail.com"}, Check.NOT_CHECKABLE, "answers would go"),
        ("r@northgate.example", {"authentication-results": "evil.example; dmarc=pass"}, Check.NOT_CHECKABLE, "nothing"),
        ("r@northgate.example", {"authentication-results": f"{SERVERS[0]}; x=1 (dmarc=pass)"}, Check.NOT_CHECKABLE, ""),
    ],
)
def test_without_a_register(address: str, headers: dict[str, str], check: Check, why: str) -> None:
    """The name in the domain, and whether the domain sent the mail, decide; a forged result decides nothing."""
    found = PLAIN.assess(made(WORKS, address=address, headers=headers))
    one = claim(found)
    assert (one.check, why in one.reason) == (check, True)
    assert ("look-alike-domain" in indicators(found)) == ("look like" in why)


@pytest.mark.parametrize(
    ("address", "headers", "check", "indicator"),
    [
        ("r@ngi.example", PASSED, Check.SUPPORTED, "register-confirmed"),
        ("r@ngi.example", {}, Check.NOT_CHECKABLE, ""),
        ("r@ngi.example", FAILED, Check.CONTRADICTED, "failed-authentication"),
        ("r@ngi.example", {**PASSED, "reply-to": "r@post.example"}, Check.NOT_CHECKABLE, "reply-to-elsewhere"),
        ("r@northgate-insight.example", PASSED, Check.CONTRADICTED, "register-contradicted"),
        ("r@gmail.com", PASSED, Check.CONTRADICTED, "register-contradicted"),
        ("r@n0rthgate.example", PASSED, Check.CONTRADICTED, "look-alike-domain"),
        ("r@northgate.org", PASSED, Check.CONTRADICTED, "look-alike-domain"),
    ],
)
def test_with_a_register(
    registered: Assessor, address: str, headers: dict[str, str], check: Check, indicator: str
) -> None:
    """What the register gives is where the organisation writes from; elsewhere contradicts, an imitation the more."""
    found = registered.assess(made(WORKS, address=address, headers=headers))
    assert claim(found).check is check
    telling = {"register-confirmed", "register-contradicted", "look-alike-domain"}
    assert indicators(found) & telling == {indicator} & telling
    assert {indicator} - {""} <= indicators(found)


def test_the_words_of_a_contradiction(registered: Assessor) -> None:
    """The evidence quotes the words that made the claim."""
    found = registered.assess(made(WORKS, address="r@gmail.com"))
    (one,) = (one for one in found.evidence if one.indicator == "register-contradicted")
    assert one.quote == "I work for Northgate Insight"
    assert one.decibans > 0


def test_an_agent_of_a_firm(registered: Assessor) -> None:
    """Whoever acts for a firm need not write from there: an agency's mail contradicts nothing."""
    found = registered.assess(made("I write on behalf of Northgate Insight.", address="r@agency.example"))
    assert claim(found).check is Check.NOT_CHECKABLE
    assert "register-contradicted" not in indicators(found)


def presented(conversation: Conversation, name: str = "", claims: tuple[str, ...] = ()) -> Conversation:
    """The same conversation by a contact shown with this name, of whom a network shows these claims."""
    author = conversation.turns[0].message.author._replace(name=name)
    turns = tuple(
        turn._replace(message=dataclasses.replace(turn.message, author=author)) for turn in conversation.turns
    )
    return dataclasses.replace(conversation, contact=Contact((author,), name, claims), turns=turns)


def test_what_a_network_shows(registered: Assessor) -> None:
    """A post shown on a network is not contradicted by a private address, which says nothing against it."""
    listed = "Partner at Northgate Insight (as shown on the network)"
    found = registered.assess(presented(made("Hello.", address="r@gmail.com"), claims=(listed,)))
    assert claim(found, listed).check is Check.NOT_CHECKABLE
    assert "register-contradicted" not in indicators(found)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Northgate Insight", True),
        ("Rowan | NGI Advisory", True),
        ("Northgate", True),
        ("Rowan Northgate", False),
        ("Rowan Ashby", False),
    ],
)
def test_the_name_beside_the_address(registered: Assessor, name: str, shown: bool) -> None:
    """An organisation's name beside a foreign address is a claim; a person who is called as a firm makes none."""
    found = registered.assess(presented(made("Hello.", address="r@post.example"), name))
    claims = [one for one in found.claims if one.claim.startswith("is shown as")]
    assert [one.check for one in claims] == [Check.CONTRADICTED] * shown
    assert ("register-contradicted" in indicators(found)) == shown


def test_an_organisation_in_the_signature(registered: Assessor) -> None:
    """A signature that names an organisation of the register is a claim, quoted by its line."""
    text = "Could we speak?\n\nBest,\nRowan\nNGI Advisory, London"
    conversation = made(text, address="r@post.example")
    region = Region(RegionKind.SIGNATURE, text.index("Best"), len(text))
    conversation = dataclasses.replace(conversation, turns=(conversation.turns[0]._replace(regions=(region,)),))
    found = registered.assess(conversation)
    assert claim(found, "signs for").check is Check.CONTRADICTED
    assert [one.quote for one in found.evidence if one.indicator == "register-contradicted"] == ["NGI Advisory, London"]


def test_an_imitation_that_claims_nothing(registered: Assessor) -> None:
    """A domain that imitates one of the register is told, whatever is said."""
    found = registered.assess(made("Hello.", address="r@n0rthgate.example", headers=PASSED))
    assert claim(found, "has an address").check is Check.CONTRADICTED
    assert "look-alike-domain" in indicators(found)


def test_one_true_address_among_others(registered: Assessor) -> None:
    """One mail from the organisation does not vouch for what comes from elsewhere."""
    good = made("Hello.", address="r@ngi.example", headers=PASSED)
    other = made("Hello.", "Hello again.", address="r@post.example", headers=PASSED).turns[1]
    found = registered.assess(dataclasses.replace(good, turns=(*good.turns, other)))
    assert "register-confirmed" not in indicators(found)
    unproven = made("Hello.", "Hello again.", address="r@ngi.example").turns[1]
    unproven = unproven._replace(message=dataclasses.replace(unproven.message, headers={"from": "r@ngi.example"}))
    found = registered.assess(dataclasses.replace(good, turns=(*good.turns, unproven)))
    assert "register-confirmed" not in indicators(found)


def test_a_number_of_the_register(registered: Assessor) -> None:
    """A number that the register gives supports the claim of whoever writes from it."""
    contact = Contact((Handle(Platform.PHONE, "+442079460000"),))
    conversation = made(WORKS, address="")
    turn = conversation.turns[0]
    message = dataclasses.replace(turn.message, author=contact.handles[0])
    conversation = dataclasses.replace(conversation, contact=contact, turns=(turn._replace(message=message),))
    assert claim(registered.assess(conversation)).check is Check.SUPPORTED
    assert claim(PLAIN.assess(conversation)).check is Check.NOT_CHECKABLE


def test_no_address_at_all(registered: Assessor) -> None:
    """Without an address there is nothing to hold a claim against."""
    conversation = dataclasses.replace(made(WORKS, address=""), contact=Contact())
    assert "No address" in claim(registered.assess(conversation)).reason
