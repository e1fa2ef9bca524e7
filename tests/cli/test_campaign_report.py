"""Campaigns in the report."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode
from tests.cli.hostile import ALL
from tests.cli.invented import Told, approach, campaign, conversation, evidence, findings, judged, ordinary, three_names
from tests.cli.planted import write_mailbox

from lurewatch.cli.report import write_report
from lurewatch.cli.scan import Format, Request, run
from lurewatch.flow import Judged, Options
from lurewatch.model.conversation import Contact
from lurewatch.model.handle import Handle, Platform
from lurewatch.telling.findings import Findings

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def _written(found: Findings) -> str:
    stream = StringIO()
    write_report(found, stream, AT)
    return stream.getvalue()


def _full() -> Findings:
    found = three_names()
    return findings(*found, ordinary(), campaigns=[campaign(*found)])


def _node(page: str, selector: str) -> LexborNode:
    node = LexborHTMLParser(page).css_first(selector)
    assert node, selector
    return node


def _text(page: str, selector: str) -> str:
    return " ".join(_node(page, selector).text().split())


def test_the_three_questions() -> None:
    """How many of ours and whom by, what they have in common and what speaks against it, and what to do."""
    page = _written(_full())
    assert _text(page, "#campaign-a h3") == "4 of our people, 3 contacts, 3 days"
    what = _text(page, "section[aria-labelledby=campaign-a-what]")
    assert "Person 1, Person 2, Person 3 and Person 4 were written to by Marta Vale" in what
    assert "The likeliest of its conversations by itself: highly likely, 91 %." in what
    why = _text(page, "section[aria-labelledby=campaign-a-why]")
    assert "The same phone, which 4 conversations have: 079460958 (+49.1 decibans)." in why
    assert "Tempo: begun 130 days apart (down to −4.0 decibans, in 3 of 3 links)." in why
    assert "3 pairs of its conversations have no link of their own." in why
    assert "Do not warn the contacts" in _text(page, "section[aria-labelledby=campaign-a-now]")


def test_our_people_are_tokens() -> None:
    """Their names and addresses stand in one table of the section alone, so that the rest may be passed on."""
    section = _node(_written(_full()), "#campaign-a")
    table = section.css_first("details")
    assert table
    assert "jonas.berg@quietlab.example" in table.text()
    table.decompose()
    assert "Person 4" in section.text()
    assert "quietlab" not in (section.html or "quietlab")


def test_the_way_there_and_back() -> None:
    """Each conversation leads to its campaign, and the campaign's table to each conversation that has a section."""
    page = _written(_full())
    assert _node(page, "#a1 .eyebrow a[href='#campaign-a']")
    anchors = [node.attributes["href"] for node in LexborHTMLParser(page).css("#campaign-a details a")]
    assert sorted(filter(None, anchors)) == ["#a1", "#a1-2", "#a2"]
    assert "campaign A" in _text(page, ".ranked li")


def test_how_a_link_adds_up() -> None:
    """Each trait has its decibans and sentence; the prior is taken off, and what is left is told."""
    rows = [" ".join(row.text(separator=" ").split()) for row in _node(_written(_full()), ".links").css("tr")]
    assert rows[1] == "Person 1 (Marta Vale) and Person 2 (Marta Vale)"
    assert rows[2] == "phone +49.1 the same phone, which 4 conversations have: 079460958"
    assert rows[5:7] == ["the prior −50.1 two conversations taken at random", "left +36.0"]


def test_how_to_cut_it() -> None:
    """The line that is offered is one that --decided takes."""
    assert _text(_written(_full()), "#campaign-a .copy") == (
        '{"cut": ["c3", "c4"], "reason": "one agency, checked by telephone"}'
    )


def test_the_picture_for_whoever_does_not_see_it() -> None:
    """Both drawings are images with a name and a description, and load and run nothing."""
    page = _written(_full())
    drawings = LexborHTMLParser(page).css("#campaign-a svg.picture")
    assert [node.attributes["role"] for node in drawings] == ["img", "img"]
    for node in drawings:
        names = (node.attributes["aria-labelledby"] or "").split()
        assert [_node(page, f"#{name}").tag for name in names] == ["title", "desc"]
        assert {child.tag for child in node.css("*")} <= {"svg", "title", "desc", "text", "line", "circle"}
    assert "Contact 2, Jon Reed: like 1: phone +49.1; like 1: wording +41.0." in _text(page, "#campaign-a-gd")


def test_the_page_is_the_same_to_the_byte() -> None:
    """The same scan gives the same page, in whatever order its conversations and links came."""
    found = three_names()
    one = campaign(*found)
    turned = replace(one, links=one.links[::-1])
    assert _written(findings(*found, campaigns=[one])) == _written(findings(*found, campaigns=[turned]))


def test_hostile_contacts() -> None:
    """No name becomes markup, turns a direction, or is long in a drawing."""
    found = _by(ALL), _by("\u202e" + "W" * 900, "c2"), _by("\u05d0" * 300, "c3")
    page = _written(findings(*found, campaigns=[campaign(*found, detail=ALL)]))
    parsed = LexborHTMLParser(page)
    assert not parsed.css("script, img, [onerror], [src]")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ud800-\udfff]", page)
    assert max(len(node.text()) for node in parsed.css("#campaign-a svg text")) < 40


def _by(name: str, id_: str = "c1") -> Judged:
    contact = Contact((Handle(Platform.EMAIL, f"{id_}@elsewhere.example", name),), name)
    one = conversation(Told(("Whom I cannot name.",), contact, f"email:{id_}@quietlab.example"), id_)
    return judged(one, (evidence(one, "Whom", 30.0),))


def test_thirty_people() -> None:
    """A picture holds 24 conversations and says how many there are; the table has all of them."""
    found = [approach(f"c{n:02}", f"email:p{n}@quietlab.example") for n in range(30)]
    page = _written(findings(*found, campaigns=[campaign(*found)]))
    assert "Drawn are the 24 likeliest of 30 conversations." in _text(page, "#campaign-a")
    assert len(_node(page, "#campaign-a details tbody").css("tr")) == 30
    assert "Person 6 and 24 more were written to" in _text(page, "#campaign-a")


def test_a_mailbox_with_a_campaign_in_it(tmp_path: Path) -> None:
    """A scan finds the four approaches under three names, draws them, and neither of two runs differs in a byte."""
    source = write_mailbox(tmp_path / "planted.mbox")
    pages = [tmp_path / "1.html", tmp_path / "2.html"]
    for page in pages:
        run(Request((source,), Options(owners=("@haldenq.example",)), Format.HTML, page))
    first, second = (_node(page.read_text("utf-8"), "#campaign-a").html for page in pages)
    assert first == second
    assert _text(pages[0].read_text("utf-8"), "#campaign-a h3") == "4 of our people, 3 contacts, 59 days"


def test_no_campaign() -> None:
    """There is no section of them."""
    assert 'id="campaigns"' not in _written(findings(approach()))
