"""The flow: what a scan and an assessment give, and in which order."""

import json
from pathlib import Path

import pytest

from lurewatch import flow
from lurewatch.model.assessment import Assessment

LETTER = """From {author} Mon Mar  2 09:00:0{second} 2026
From: {author}
To: {to}
Date: Mon, 02 Mar 2026 09:00:0{second} +0000
Message-ID: <{id}@northgate.example>
Subject: a question

Our client pays 900 dollars for a short report. Could you tell me who works on the decoder in your group?

"""
PEOPLE = ("ana", "bo", "cy", "di")


def mailbox(folder: Path) -> Path:
    """A mailbox in which one contact writes the same to four of ours."""
    path = folder / "in.mbox"
    letters = [
        LETTER.format(author="r@northgate.example", to=f"{person}@lab.example", second=number, id=number)
        for number, person in enumerate(PEOPLE)
    ]
    path.write_text("".join(letters), encoding="utf-8")
    return path


def test_one_contact_and_four_of_ours(tmp_path: Path) -> None:
    """Each of the four conversations gains the evidence that the others give."""
    scan = flow.scan([mailbox(tmp_path)], flow.Options())
    judged = list(scan.judged)
    assert len(judged) == len(PEOPLE)
    assert all("several-people" in {e.indicator for e in one.assessment.evidence} for one in judged)
    assert "lab.example" in scan.owners


def test_batches_of_one_contact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However small the batches, every conversation is judged once."""
    monkeypatch.setattr(flow, "_BATCH", 1)
    judged = list(flow.scan([mailbox(tmp_path)], flow.Options()).judged)
    assert len({one.conversation.id for one in judged}) == len(judged) == len(PEOPLE)


def test_what_was_read(tmp_path: Path) -> None:
    """A scan tells its sources, and what it could not read."""
    (tmp_path / "empty.eml").touch()
    scan = flow.scan([mailbox(tmp_path), tmp_path / "empty.eml"], flow.Options())
    assert list(scan.judged)
    assert [one.messages for one in scan.sources][:1] == [len(PEOPLE)]
    assert any("empty.eml" in gap.where for gap in scan.gaps)


def test_progress_is_told(tmp_path: Path) -> None:
    """Whoever waits is told how far the reading has come."""
    told: list[int] = []
    list(flow.scan([mailbox(tmp_path)], flow.Options(), told.append).judged)
    assert told


def test_lines_that_fail_keep_their_place() -> None:
    """One answer for each line, in order; a line that is no conversation says so in its place."""
    good = json.dumps({"id": "a", "messages": [{"from": "contact", "text": "hello"}]}).encode()
    first, second, third = flow.assess([good, b"{", good], flow.Options())
    assert isinstance(first, Assessment)
    assert isinstance(second, flow.Failed)
    assert "line 2" in second.error
    assert isinstance(third, Assessment)


def test_prior_moves_the_probability_and_not_the_evidence() -> None:
    """Another prior gives another probability from the same evidence."""
    text = "Could you share the unpublished error rates? There is no need to tell your employer."
    line = json.dumps({"id": "a", "messages": [{"from": "contact", "text": text}]}).encode()
    (low,), (high,) = (list(flow.assess([line], flow.Options(prior=prior))) for prior in (0.01, 0.5))
    assert isinstance(low, Assessment)
    assert isinstance(high, Assessment)
    assert low.evidence == high.evidence
    assert low.probability < high.probability


def test_one_contact_who_writes_from_two_addresses(tmp_path: Path) -> None:
    """Handles joined for one of ours count as one contact for all whom they wrote to."""
    office, private = "r@northgate.example", "r.h@post.example"
    ways = [(office, "ana"), (private, "ana"), (private, "bo"), (office, "cy")]
    letters = [
        LETTER.format(author=author, to=f"{person}@lab.example", second=number, id=number)
        for number, (author, person) in enumerate(ways)
    ]
    letters[0] = letters[0].replace("Our client", f"My private address is {private}. Our client")
    path = tmp_path / "in.mbox"
    path.write_text("".join(letters), encoding="utf-8")
    judged = list(flow.scan([path], flow.Options()).judged)
    assert sorted(len(one.conversation.turns) for one in judged) == [1, 1, 2]
    assert all("several-people" in {e.indicator for e in one.assessment.evidence} for one in judged)
    apart = flow.Options(apart=(f"{office}={private}",))
    assert len(list(flow.scan([path], apart).judged)) == len(letters)


LETTERS = """From a@firm{number}.example Mon Mar  2 09:00:00 2026
Authentication-Results: mx.lab.example; dmarc=pass header.from={domain}
From: Rowan Ashby <a@{domain}>
To: ana@lab.example
Date: Mon, 02 Mar 2026 09:00:0{number} +0000
Message-ID: <{number}@{domain}>

I work for {firm} and have a question.

"""


def test_a_sender_held_against_the_register(tmp_path: Path) -> None:
    """Results of the server that stands on most mail are believed, and the register says who writes from where."""
    letters = [LETTERS.format(number=n, domain=f"firm{n}.example", firm="Blue Lake") for n in range(5)]
    letters += [LETTERS.format(number=6, domain="northgate.example", firm="Northgate Insight")]
    (tmp_path / "in.mbox").write_text("".join(letters), encoding="utf-8")
    register = tmp_path / "register.toml"
    register.write_text('[[organisation]]\nname = "Northgate Insight"\ndomains = ["northgate.example"]\n')
    judged = list(flow.scan([tmp_path / "in.mbox"], flow.Options(register=register)).judged)
    claims = {one.claim: one.check for one in judged[-1].assessment.claims}
    assert claims["works for Northgate Insight"] == claims["writes from northgate.example"] == "supported"
    assert "register-confirmed" in {one.indicator for one in judged[-1].assessment.evidence}
    alone = list(flow.scan([tmp_path / "in.mbox"], flow.Options(servers=("mx.elsewhere.example",))).judged)
    assert {one.check for one in alone[-1].assessment.claims} == {"not checkable"}


def test_a_signature_used_by_two(tmp_path: Path) -> None:
    """The later of two who sign with the same details gains evidence."""
    card = "Best regards,\n{name}\nSenior Consultant, 20 Mill Lane, Norwich\n+44 20 7946 0000"
    letters = [
        LETTERS.format(number=number, domain=domain, firm="Blue Lake").replace("Rowan Ashby", name).rstrip()
        + "\n\n"
        + card.format(name=name)
        + "\n\n"
        for number, (domain, name) in enumerate([("a.example", "Rowan Ashby"), ("b.example", "James Carter")])
    ]
    (tmp_path / "in.mbox").write_text("".join(letters), encoding="utf-8")
    judged = list(flow.scan([tmp_path / "in.mbox"], flow.Options()).judged)
    seen = [{one.indicator for one in judgement.assessment.evidence} for judgement in judged]
    assert ["reused-signature" in one for one in seen] == [False, True]
