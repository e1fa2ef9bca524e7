"""The table on a terminal."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console
from tests.cli.hostile import ALL
from tests.cli.invented import (
    Told,
    approach,
    campaign,
    conversation,
    evidence,
    findings,
    judged,
    ordinary,
    reported,
    scam,
    three_names,
    unjudged,
)

from lurewatch.cli.table import console_for, print_table
from lurewatch.flow import Judged
from lurewatch.model.conversation import Contact
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.source_read import SourceRead
from lurewatch.telling.findings import Findings


def _printed(found: Findings, width: int = 100) -> str:
    stream = StringIO()
    print_table(found, Console(file=stream, width=width, markup=False, emoji=False, highlight=False))
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def _hostile() -> Judged:
    contact = Contact((Handle(Platform.EMAIL, f"x@{ALL}", ALL),), ALL, (ALL,))
    one = conversation(Told((ALL,), contact, f"email:{ALL}", subject=ALL, source=ALL))
    return judged(one, (evidence(one, ALL, 30.0, reason=ALL),))


_SNAPSHOT = """\
1 of 4 conversations indicates a covert approach

VERDICT         WHO                              CHANNEL   WANTS                            STAGE
highly likely   Marta Vale                       e-mail    non-public work (quantum         task
91 %            m.vale@northlight-insight.examp            technologies), colleagues
                le
                to nadia.holm
  why (1 of 8)  The contact asks for what is not public

Scams (after money or identity, not what our people know): 1
  Prize Office office@lucky-draw.example, e-mail: Money is to be paid first

Below “unlikely”: 2 ordinary; --all shows them.

Could not be read or judged: 1
  1 × message: no Date header
      mailbox.mbox, message 17

Read: 9 messages
  mailbox.mbox, mbox: 9 messages, 1 gap

Ours, guessed from how often they occur: nadia.holm@quietlab.example.
"""


def test_an_approach_that_was_reported() -> None:
    """The row says by how many of ours, each counted once over all conversations in it."""
    first = reported(approach("c1"), "nadia.holm@quietlab.example", "jonas.berg@quietlab.example")
    second = reported(approach("c2", "email:jonas.berg@quietlab.example"), "jonas.berg@quietlab.example")
    assert "to nadia.holm\n                reported by 2\n" in _printed(findings(first))
    assert "reported by 2" in _printed(findings(first, second))
    assert "reported by" not in _printed(findings(approach()))


def test_a_scan_that_found_something() -> None:
    """The table says who, by what way, what they want, how far it has come and why; then all else, in order."""
    gap = Gap("message", "mailbox.mbox, message 17", "no Date header")
    found = findings(ordinary("o1"), approach(), scam(), ordinary("o2"), gaps=[gap])
    assert _printed(found) == _SNAPSHOT


def test_a_scan_that_found_nothing() -> None:
    """The last line says that a clean result is not a clearance."""
    text = _printed(findings(ordinary()))
    assert text.startswith("None of 1 conversation indicates a covert approach")
    assert text.replace("\n", " ").rstrip().endswith("what could not be read was not judged.")


def test_one_contact_and_three_of_our_people() -> None:
    """There is one row, with their number."""
    people = ("nadia", "jonas", "li")
    text = _printed(findings(*(approach(name, f"email:{name}@quietlab.example") for name in people)))
    assert text.count("Marta Vale") == 1
    assert "to 3 of our people" in text


def test_every_conversation_is_asked_for() -> None:
    """What is ordinary has its row too, and is not announced as hidden."""
    text = _printed(findings(approach(), ordinary(), every=True))
    assert "Ada Quill" in text
    assert "--all" not in text


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_any_usual_width(width: int) -> None:
    """No line is wider than the terminal."""
    text = _printed(findings(approach(), _hostile(), scam()), width)
    assert max(cell_len(line) for line in text.splitlines()) <= width


def test_a_folder_of_many_files() -> None:
    """Files of one kind in one folder share a line, with their number and sums."""
    found = findings(approach())
    found.sources = [SourceRead(f"reported/{n}.eml", "mail", 2, n % 2) for n in range(9)]
    found.sources.append(SourceRead("reported/all.mbox", "mailbox", 5, 0))
    text = _printed(found)
    assert "  reported (9 files), mail: 18 messages, 4 gaps\n  reported/all.mbox, mailbox: 5 messages\n" in text


def test_hostile_names_subjects_quotes_files_and_gaps() -> None:
    """No escape sequence, control or turned direction reaches the terminal, and no markup is obeyed."""
    text = _printed(findings(_hostile(), gaps=[Gap(ALL, ALL, ALL)]))
    assert all(c == "\n" or c.isprintable() for c in text)
    assert ":smile:" in text


def test_a_pipe_of_unknown_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 100 columns wide unless COLUMNS says otherwise, and never more than 120."""
    monkeypatch.delenv("COLUMNS", raising=False)
    assert console_for(StringIO()).width == 100
    monkeypatch.setenv("COLUMNS", "400")
    assert console_for(StringIO()).width == 120


def test_a_conversation_in_a_language_that_is_not_judged() -> None:
    """It is listed by itself, said in the headline, and is not among what is ordinary."""
    text = _printed(findings(unjudged(), ordinary("o2")))
    assert text.startswith("None of 2 conversations indicates a covert approach; 1 could not be judged")
    assert "have somebody read it: 1\n  Ada Quill ada.quill@quietlab.example, e-mail, to nadia.holm\n" in text
    assert "Below “unlikely”: 1 ordinary;" in text


def test_a_campaign() -> None:
    """Its conversations are marked with its letter; below stand who, since when, how likely, and what ties them."""
    found = three_names()
    text = _printed(findings(*found, campaigns=[campaign(*found)]))
    assert "[A] Marta Vale" in text
    assert "[A] Jon Reed" in text
    assert (
        "  A  4 of our people, 3 contacts, 2 March 2026 to 4 March 2026; highest: highly likely, 91 %\n"
        "     Marta Vale, Jon Reed, Elin Sorrell\n"
        "     the same phone, which 4 conversations have: 079460958 (+49.1 decibans)\n"
    ) in text


def test_a_conversation_of_a_campaign_with_little_in_it() -> None:
    """Where every conversation is shown, it is marked too."""
    found = three_names()
    assert "[A] Elin Sorrell" in _printed(findings(*found, campaigns=[campaign(*found)], every=True))


def test_campaigns_that_are_not_shown() -> None:
    """Those of conversations below "unlikely", and mailings set apart, have a sentence each."""
    low = [ordinary("o1"), ordinary("o2")]
    bulk = replace(campaign(scam("s1"), scam("s2")), bulk=True)
    quiet = replace(campaign(*low), people=2)
    text = " ".join(_printed(findings(*low, campaigns=[quiet, bulk])).split())
    assert "1 group of linked conversations not shown, each conversation below “unlikely” by itself;" in text
    assert "1 mailing to several of our people set apart." in text
    assert "[A]" not in text


@pytest.mark.parametrize("width", [60, 120])
def test_a_hostile_campaign(width: int) -> None:
    """No name and no value in common works the terminal or widens the table."""
    found = _hostile(), approach("c2", "email:jonas.berg@quietlab.example")
    text = _printed(findings(*found, campaigns=[campaign(*found, detail=ALL)]), width)
    assert all(c == "\n" or c.isprintable() for c in text)
    assert max(cell_len(line) for line in text.splitlines()) <= width
