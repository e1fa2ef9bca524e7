"""Claims that a mail makes by its header and its signature."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.detection.made import BEGIN, made
from tests.sources.made import UNHURRIED

from lurewatch.detection.assessor import Assessor
from lurewatch.model.assessment import Assessment, Claim
from lurewatch.model.conversation import Conversation, Region, RegionKind
from lurewatch.model.kind import Check

ASSESSOR = Assessor()
OURS = Assessor(servers=(" MX.haldenq.example ",))
PASS = "mx.haldenq.example; dmarc=pass header.from=northgate.example"  # noqa: S105


def of(found: Assessment, begins: str) -> list[Claim]:
    """The claims that begin so."""
    return [one for one in found.claims if one.claim.startswith(begins)]


@pytest.mark.parametrize(
    ("results", "check", "why"),
    [
        (PASS, Check.SUPPORTED, "Your mail server found"),
        (PASS.replace("pass", "fail"), Check.CONTRADICTED, "failed the checks"),
        (PASS.replace("northgate", "other"), Check.NOT_CHECKABLE, "No server of yours"),
        (PASS.replace("haldenq", "elsewhere"), Check.NOT_CHECKABLE, "No server of yours"),
        (f"x.example; none\n{PASS}", Check.NOT_CHECKABLE, "No server of yours"),
    ],
)
def test_where_a_mail_comes_from(results: str, check: Check, why: str) -> None:
    """Only a server of ours can support the address; what the sender wrote into the header cannot."""
    found = OURS.assess(made("Hello.", headers={"authentication-results": results}))
    (one,) = of(found, "writes from northgate.example")
    assert (one.check, why in one.reason) == (check, True)


def test_a_pass_where_no_server_is_known() -> None:
    """Where nobody says which servers are ours, a pass is only said, and no evidence of a verifiable sender."""
    found = ASSESSOR.assess(made("Hello.", headers={"authentication-results": PASS}))
    (one,) = of(found, "writes from")
    assert one.check is Check.NOT_CHECKABLE
    assert "--authserv-id" in one.reason
    assert found.evidence == ()
    believed = dataclasses.replace(
        made("Hello.", headers={"authentication-results": PASS}), servers=frozenset(("haldenq.example",))
    )
    assert {one.indicator for one in ASSESSOR.assess(believed).evidence} == {"verifiable-sender"}


def test_one_mail_of_two_that_passed() -> None:
    """One mail without a result is enough that the address is not supported for all."""
    conversation = made("Hello.", "Hello again.", headers={"authentication-results": PASS})
    second = dataclasses.replace(conversation.turns[1].message, headers={"from": "x"})
    conversation = dataclasses.replace(
        conversation, turns=(conversation.turns[0], conversation.turns[1]._replace(message=second))
    )
    (one,) = of(OURS.assess(conversation), "writes from")
    assert (one.check, "1 of 2 mails" in one.reason) == (Check.NOT_CHECKABLE, True)


def test_a_mail_that_was_sent_on() -> None:
    """What one of our servers had passed before it was sent on is not contradicted by the failure that this brings."""
    headers = {
        "authentication-results": "mx.haldenq.example; dmarc=fail; arc=pass",
        "arc-authentication-results": "i=1; mx.haldenq.example; dmarc=pass header.from=northgate.example",
    }
    (one,) = of(OURS.assess(made("Hello.", headers=headers)), "writes from")
    assert (one.check, "sent on" in one.reason) == (Check.NOT_CHECKABLE, True)


def test_no_header() -> None:
    """Where no header was read, nothing is claimed by it."""
    assert OURS.assess(made("Hello.")).claims == ()


def test_mail_within_the_house() -> None:
    """Mail among ours that no server checked claims nothing; one that failed is a forgery of ours and is told."""
    quiet = made("Hello.", address="bo@haldenq.example", headers={"from": "bo@haldenq.example"})
    assert OURS.assess(dataclasses.replace(quiet, internal=True)).claims == ()
    forged = made(
        "Hello.", address="bo@haldenq.example", headers={"authentication-results": "mx.haldenq.example; dmarc=fail"}
    )
    (one,) = OURS.assess(dataclasses.replace(forged, internal=True)).claims
    assert one.check is Check.CONTRADICTED


def way(*lines: str, sent: str = "") -> Conversation:
    """A conversation of one mail that took this way."""
    headers = {"received": "\n".join(lines), "from": sent or "rowan.ashby@northgate.example"}
    return made("Hello.", headers=headers)


def hop(come: str, day: int) -> str:
    """A line of our server's."""
    return f"from {come} by mx.haldenq.example; {day} Mar 2026 09:00:00 +0000"


OUT = "out.northgate.example (out.northgate.example [192.0.2.7])"


def test_an_honest_way() -> None:
    """A way that can be as told says nothing; a domain that is not on it is told beside the claim, without weight."""
    found = ASSESSOR.assess(way(hop(OUT, BEGIN.day)))
    assert of(found, "took the way") == []
    assert "nowhere on the way" not in of(found, "writes from")[0].reason
    hosted = ASSESSOR.assess(way(hop("m7.hosting.example (m7.hosting.example [192.0.2.9])", BEGIN.day)))
    assert "nowhere on the way" in of(hosted, "writes from")[0].reason
    assert found.evidence == hosted.evidence == ()


@pytest.mark.parametrize(
    "lines",
    [
        (hop(OUT, BEGIN.day), hop(OUT, BEGIN.day + 3)),
        (hop(OUT, BEGIN.day - 1), hop(OUT, BEGIN.day - 1)),
        (hop("mx.haldenq.example (dsl9.provider.example [8.8.8.8])", BEGIN.day),),
    ],
)
def test_an_impossible_way(lines: tuple[str, ...]) -> None:
    """Time that runs backwards, a mail of tomorrow, and a stranger in our own name are evidence, if not much."""
    conversation = way(*lines)
    late = dataclasses.replace(conversation.turns[0].message, sent_at=BEGIN.replace(hour=23))
    conversation = dataclasses.replace(conversation, turns=(conversation.turns[0]._replace(message=late),))
    found = ASSESSOR.assess(conversation)
    assert of(found, "took the way")[0].check is Check.CONTRADICTED
    (one,) = found.evidence
    assert (one.indicator, one.quote, 0 < one.decibans < 3) == ("path-inconsistent", "", True)


@pytest.mark.parametrize("mark", ["list-id", "list-unsubscribe"])
def test_the_way_of_what_goes_to_many(mark: str) -> None:
    """Lists and mailings take odd ways, and are let pass."""
    conversation = way(hop(OUT, BEGIN.day), hop(OUT, BEGIN.day + 3))
    headers = {**conversation.turns[0].message.headers, mark: "<x.example>"}
    found = ASSESSOR.assess(made("Hello.", headers=headers))
    assert of(found, "took the way") == []


def signed(lines: str, address: str = "rowan.ashby@northgate.example", name: str = "Rowan Ashby") -> Conversation:
    """A mail with these lines below its closing formula."""
    text = f"Could we speak on Tuesday?\n\nBest regards,\n{lines}"
    conversation = made(text, address=address)
    turn = conversation.turns[0]
    author = turn.message.author._replace(name=name)
    region = Region(RegionKind.SIGNATURE, text.index("Best"), len(text))
    turn = turn._replace(message=dataclasses.replace(turn.message, author=author), regions=(region,))
    return dataclasses.replace(conversation, turns=(turn,))


def test_a_signature_in_order() -> None:
    """A signature with the name and the house of the address claims nothing more."""
    assert ASSESSOR.assess(signed("Rowan Ashby\nwww.northgate.example\nrowan@northgate.example")).claims == ()


def test_a_signature_of_another_house() -> None:
    """Another house's address in the signature is told, and weighs nothing: people write from private addresses too."""
    found = ASSESSOR.assess(signed("Rowan Ashby\nrowan@northgate.example", address="r.ashby@gmail.com"))
    (one,) = of(found, "signs with an address of northgate.example")
    assert one.check is Check.NOT_CHECKABLE
    assert found.evidence == ()


@pytest.mark.parametrize("shown", ["rowan@northgate.example", "https://www.northgate.example/team"])
def test_a_signature_of_a_house_that_the_sender_imitates(shown: str) -> None:
    """The real firm's address below a mail from its imitation contradicts it, quoted."""
    found = ASSESSOR.assess(signed(f"Rowan Ashby\n{shown}", address="rowan@n0rthgate.example"))
    (one,) = of(found, "signs with an address of northgate.example")
    assert one.check is Check.CONTRADICTED
    (seen,) = found.evidence
    assert seen.indicator == "look-alike-domain"
    assert "northgate.example" in seen.quote


def test_a_firm_under_two_suffixes() -> None:
    """A firm's own name under another suffix is no imitation."""
    found = ASSESSOR.assess(signed("Rowan Ashby\nwww.northgate.com", address="rowan@northgate.example"))
    assert found.evidence == ()


def test_another_name_in_the_signature() -> None:
    """Another name than the address was shown with is told as not checkable, and weighs nothing."""
    found = ASSESSOR.assess(signed("James Carter\nPartner"))
    (one,) = of(found, "signs as")
    assert (one.claim, one.check) == ("signs as James Carter", Check.NOT_CHECKABLE)
    assert found.evidence == ()


@pytest.mark.parametrize("lines", ["Rowan", "R. Ashby", "Senior partner", "+44 20 7946 0000", ""])
def test_a_name_that_fits(lines: str) -> None:
    """A part of the name, or none, claims nothing."""
    assert ASSESSOR.assess(signed(lines)).claims == ()


@UNHURRIED
@given(st.text(alphabet="ab.@:/ \nwhtps", max_size=120))
def test_any_signature(lines: str) -> None:
    """Whatever stands there, no detector fails and quotes are slices."""
    conversation = signed(lines)
    found = ASSESSOR.assess(conversation)
    assert found.gaps == ()
    text = conversation.turns[0].message.text
    assert all(one.quote == text[one.start : one.end] for one in found.evidence)
