"""A small folder of labelled sets of invented texts, and a judge that looks for one word."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from evaluation.case import Case, Scored
from evaluation.judge import judge_with, read_mail
from evaluation.run import Run

LURE = "We pay 500 for a short confidential report on your unpublished work; please keep this between us."
FROM = "From a@b.example Thu Jan  1 00:00:00 2026\n"
HEADERS = "To: o@c.example\nDate: Thu, 1 Jan 2026 09:00:00 +0000\nSubject: s"
PLAIN = "Shall we meet on Tuesday to look at the printer?"


def row(name: str, label: str, *texts: str, **more: object) -> str:
    """A line as the sets hold it; the contact and our person write in turn."""
    sides = ("contact", "person")
    messages = [{"from": sides[number % 2], "text": text} for number, text in enumerate(texts)]
    return json.dumps({"id": name, "label": label, "class": "made up", "channel": "email", "messages": messages} | more)


def twin(number: int, approach: str, benign: str) -> str:
    """A pair as the corpus holds it, in which our person gives something away in the second message."""

    def side(text: str) -> dict[str, object]:
        first = {
            "from": "contact",
            "text": text,
            "stage": "contact",
            "asks": [{"what": "non-public work", "quote": text[:9]}],
        }
        given = {
            "from": "person",
            "text": "The third one fails.",
            "disclosures": [{"what": "documents", "quote": "third"}],
        }
        return {"channel": "email", "messages": [first, given, {"from": "contact", "text": text, "stage": "pitch"}]}

    traits = {"pretext": "academic", "field": "robotics", "lang": "en", "voice": "plain", "english": "native"}
    return json.dumps(
        {
            "pair": f"made-{number}",
            "length": "short",
            "subtle": number % 2 == 0,
            "approach": side(approach),
            "benign": side(benign),
        }
        | traits
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with one set of each kind, a mailbox among them."""
    folder = tmp_path / "data"
    folder.mkdir()
    lures = [
        row("a", "covert_approach", LURE, core=True, hard=False, fidelity="verbatim"),
        row("b", "benign", PLAIN, core=True, hard=True, fidelity="verbatim"),
        row("c", "scam", "Send a fee of 20 to be paid.", core=False, hard=False, fidelity="verbatim"),
    ]
    (folder / "lures-dev.jsonl").write_text("\n".join(lures))
    (folder / "seconvo-train.jsonl").write_text(
        "\n".join([row("d", "malicious", LURE, "Yes."), row("e", "benign", PLAIN, "No.")])
    )
    (folder / "scam-dev.jsonl").write_text(row("f", "scam", "Pay a fee now to have your parcel."))
    (folder / "ordinary-office-dev.jsonl").write_text("\n".join(row(f"g{n}", "benign", PLAIN) for n in range(5)))
    mail = "".join(f"{FROM}From: x{n}@b.example\n{HEADERS}\n\n{PLAIN}\n\n" for n in range(3))
    (folder / "ordinary-tech-dev.mbox.gz").write_bytes(gzip.compress(mail.encode()))
    return folder


@pytest.fixture
def twins(tmp_path: Path) -> Path:
    """A folder with one file of four pairs."""
    folder = tmp_path / "twins"
    folder.mkdir()
    (folder / "made.jsonl").write_text("\n".join(twin(number, LURE, PLAIN) for number in range(4)))
    return folder


class Counting:
    """A judge that counts what it was asked."""

    def __init__(self) -> None:
        self.judge = judge_with(None)
        self.asked = 0

    def __call__(self, cases: Sequence[Case], prior: float) -> list[Scored]:
        """As the real judge."""
        self.asked += len(cases)
        return self.judge(cases, prior)


@pytest.fixture
def counting() -> Counting:
    """The judge of `run`."""
    return Counting()


@pytest.fixture
def run(data: Path, twins: Path, counting: Counting) -> Run:
    """The sets, judged by the shipped rules."""
    return Run(data, twins, counting, lambda path: read_mail(path, None), planted=300)
