"""The report as a page."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.cli.hostile import ALL
from tests.cli.invented import (
    Thought,
    Told,
    approach,
    conversation,
    evidence,
    findings,
    judged,
    ordinary,
    reported,
    scam,
    unjudged,
)

import lurewatch.cli.report as report_module
from lurewatch.cli.report import write_report
from lurewatch.flow import Judged
from lurewatch.model.assessment import Claim
from lurewatch.model.conversation import Contact, Joined, Side
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.kind import Check, Kind, What
from lurewatch.model.message import Channel
from lurewatch.telling.findings import Findings
from lurewatch.telling.harmless import for_page
from lurewatch.telling.page import STYLES, TEMPLATES

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
_NEVER_SAID = re.compile(r"\b(sp(y|ies)|agents?|proves?|proof|confirmed|guilty|suspect)\b", re.IGNORECASE)


def _written(found: Findings) -> str:
    stream = StringIO()
    write_report(found, stream, AT)
    return stream.getvalue()


def _page(found: Findings) -> LexborHTMLParser:
    return LexborHTMLParser(_written(found))


def _text(page: LexborHTMLParser, selector: str) -> str:
    node = page.css_first(selector)
    assert node, selector
    return " ".join(node.text().split())


def _hostile() -> Judged:
    handle = Handle(Platform.EMAIL, f"x@{ALL}", ALL)
    contact = Contact((handle,), ALL, (ALL,), (Joined(handle, handle, ALL, 0, 0, len(ALL)),))
    one = conversation(Told((ALL, f">{ALL}"), contact, f"email:{ALL}", subject=ALL, source=ALL))
    thought = Thought(
        asks=((What.DOCUMENTS, ALL, ALL),),
        disclosures=((What.ACCESS, ALL, ALL),),
        claims=(Claim(ALL, Check.NOT_CHECKABLE, ALL),),
        gaps=(Gap(ALL, ALL, ALL),),
    )
    return reported(judged(one, (evidence(one, ALL, 9.0, reason=ALL),), thought), ALL, words=ALL)


def _full() -> Findings:
    people = ("nadia.holm", "jonas.berg", "li.winter")
    found = [approach(name, f"email:{name}@quietlab.example") for name in people]
    return findings(*found, scam(), ordinary(), gaps=[Gap("archive", "x.zip", "locked by a password")])


def test_who_reported_it() -> None:
    """The page says by how many of ours, and at the message who, when and with which words of theirs."""
    found = reported(approach(), "nadia.holm@quietlab.example", "jonas.berg@quietlab.example", words="Odd, <b>no</b>?")
    page = _page(findings(found))
    assert "reported by 2; stage" in _text(page, ".rank")
    assert "reported by 2" in _text(page, ".eyebrow")
    assert "Reported by nadia.holm@quietlab.example, 2 March 2026, 10:14 UTC, with the words Odd, <b>no</b>?." in _text(
        page, ".turn.contact"
    )


def test_message_without_its_headers() -> None:
    """That they are not available, since it was forwarded inline, stands with what was not judged."""
    why = "forwarded inline, so where it came from cannot be checked"
    one = judged(
        conversation(Told(("Please write.",))), (), Thought(gaps=(Gap("headers not available", "message 0", why),))
    )
    assert f"headers not available, message 0: {why}" in _text(_page(findings(one)), ".facts")


def test_the_answer_comes_first() -> None:
    """The page begins with the answer, what it stands on, and the ranked list."""
    page = _page(_full())
    assert _text(page, "h1") == "3 of 5 conversations indicate a covert approach."
    assert _text(page, ".answer .lead") == (
        "Read: 15 messages from 1 source. 1 thing could not be read or judged. "
        "Below “unlikely”, and not shown: 1 ordinary."
    )
    assert _text(page, ".owners").startswith("Ours, guessed")
    ranked = page.css(".ranked li")
    assert len(ranked) == 1
    assert "to 3 of our people" in ranked[0].text()


def test_one_contact_on_two_platforms() -> None:
    """Joined handles stand with the reason, its message and words, how to undo it, and each message's own channel."""
    one = approach()
    phone = Handle(Platform.PHONE, "+447700900123")
    first, words = one.conversation.contact.handles[0], one.conversation.turns[0].message.text[:7]
    joined = (Joined(phone, first, "They call it their own.", 0, 0, 7), Joined(phone, first, "A list says so."))
    contact = replace(one.conversation.contact, handles=(first, phone), joined=joined)
    turns = [*one.conversation.turns]
    turns[-1] = turns[-1]._replace(message=replace(turns[-1].message, channel=Channel.CHAT))
    page = _page(findings(one._replace(conversation=replace(one.conversation, contact=contact, turns=tuple(turns)))))
    said, listed, undo = (" ".join(node.text().split()) for node in page.css("#a1 .joined"))
    assert said == f"The same contact: {phone.value} and {first.value}. They call it their own. Message 1: {words}"
    assert listed.endswith("A list says so.")
    assert "--apart" in undo
    assert page.css_first('#a1 .joined a[href="#a1-m1"]')
    assert [node.text() for node in page.css("#a1 .way")] == ["e-mail"] * (len(turns) - 1) + ["chat"]
    assert not _page(findings(approach())).css(".joined, .way")


def test_three_questions_of_an_approach() -> None:
    """What it is, why, and what to do stand together at the top of its section."""
    page = _page(_full())
    what, why, now = (" ".join(one.text().split()) for one in page.css("#a1 .answers > section"))
    assert "Highly likely 91 %" in what
    assert "between 77.5 and 92.5 in 100" in what
    assert "non-public work (quantum technologies), colleagues" in what
    assert "1 The contact asks for what is not public" in why
    assert "Against it: 9" in why
    assert "nobody is in trouble for having answered" in now
    assert "Send and say nothing about your work that is not already published." in now


def test_every_piece_of_evidence_is_marked_in_the_message() -> None:
    """Marks of a number, joined, equal the quote, and lead to the evidence."""
    one = approach()
    page = _page(findings(one))
    for seen in (piece for piece in one.assessment.evidence if piece.quote):
        item = next(node for node in page.css("#a1 .reasons li") if seen.reason in node.text())
        number = (item.id or "").removeprefix("a1-e")
        marks = page.css(f'#a1-m{seen.message + 1} mark[data-evidence~="{number}"]')
        assert "".join(mark.text() for mark in marks) == seen.quote
        assert page.css_first(f'#a1-m{seen.message + 1} a.ref[href="#a1-e{number}"]')


def test_a_message_is_shown_to_the_letter() -> None:
    """Without the numbers, the text on the page is the text of the message."""
    one = approach()
    page = _page(findings(one))
    for index, turn in enumerate(one.conversation.turns):
        node = page.css_first(f"#a1-m{index + 1} .text")
        assert node
        for reference in node.css("a.ref"):
            reference.decompose()
        assert node.text() == turn.message.text


def test_quotations_and_signatures() -> None:
    """They are set apart from the writer's own words."""
    regions = [node.attributes["title"] for node in _page(findings(approach())).css(".region")]
    assert regions == ["signature", "quoted reply"]


def test_facts_of_the_conversation() -> None:
    """Stage, asks, what is already out, claims, gaps and the first alert each have their place."""
    page = _page(findings(approach()))
    assert "task message 4" in _text(page, "#a1 .stages")
    assert "non-public work (quantum technologies): what has not made" in _text(page, "#a1 .wanted")
    assert (
        _text(page, "section[aria-labelledby=a1-out]")
        == "What is already out colleagues: Jonas does the wiring message 4"
    )
    assert "not checkable No register entry" in _text(page, "#a1 .claims")
    assert "first reached “likely”" in _text(page, "#a1-m3 .alert")


def test_how_it_adds_up() -> None:
    """The drawing has a name and a description, and a table with every step and its sum behind it."""
    page = _page(findings(approach()))
    assert _text(page, "#a1 .waterfall title") == "Decibans from the prior to the total"
    assert "Starts at −20.0, ends at +11.9" in _text(page, "#a1 .waterfall desc")
    rows = [" ".join(row.text(separator=" ").split()) for row in page.css("#a1 .sum tbody tr")]
    assert rows[0] == "Before reading: the prior −20.0 −20.0"
    assert rows[-1] == "Total +11.9 +11.9"
    assert len(page.css("#a1 .waterfall rect")) == len(rows)


def test_advice_in_four_steps() -> None:
    """The four steps come in their order, with an answer to copy; a scam has none."""
    page = _page(_full())
    assert [node.text() for node in page.css("#a1 .four h5")] == ["Recognise", "Realise", "Report", "Remove"]
    assert "I can only talk about what is already published" in _text(page, "#a1 .copy")
    assert "Already out, by what was answered: colleagues." in _text(page, "#a1 .four")
    assert page.css_first("#s1 .copy") is None
    assert "Do not answer, do not pay" in _text(page, "#s1 .now")


def test_the_same_contact_with_equal_result() -> None:
    """The other conversations are folded under the first, each with its messages."""
    others = _page(_full()).css("#a1 .others details")
    assert [" ".join((node.css_first("summary") or node).text().split())[:30] for node in others] == [
        "To jonas.berg@quietlab.example",
        "To li.winter@quietlab.example:",
    ]
    assert all(node.css("mark") for node in others)


def test_a_long_conversation() -> None:
    """Messages that show nothing are left out, and it is said how many."""
    one = conversation(Told(tuple(f"Message {n} about the weather." for n in range(40))))
    page = _page(findings(judged(one, (evidence(one, "Message 20 about", 30.0),))))
    shown = [node.id for node in page.css("#a1 .turn")]
    assert shown == [f"a1-m{n}" for n in (1, 2, 20, 21, 39, 40)]
    assert [node.text() for node in page.css("#a1 .skipped")] == [
        f"{n} messages without evidence left out" for n in (17, 17)
    ]


def test_a_scan_that_found_nothing() -> None:
    """The page says what a clean result does not mean, at once."""
    page = _page(findings(ordinary()))
    assert _text(page, ".answer .caution").startswith("A clean result is not a clearance")
    assert not page.css("article")


def test_hostile_names_subjects_texts_files_and_gaps() -> None:
    """Nothing that somebody wrote becomes markup, and no direction is turned."""
    page = _written(findings(_hostile(), scam(), gaps=[Gap(ALL, ALL, ALL)]))
    parsed = LexborHTMLParser(page)
    assert not parsed.css("script, img, iframe, object, embed, link, form, base, [onerror], [src]")
    assert "<script" not in page
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ud800-\udfff]", page)
    quotes = [node.text() for node in parsed.css("#a1-m1 .text mark")]
    assert "".join(quotes) == for_page(ALL)
    assert "49" not in quotes[0]


def test_the_page_loads_nothing() -> None:
    """Its policy forbids everything but its own style, and it has no address of anything outside."""
    page = _written(_full())
    parsed = LexborHTMLParser(page)
    policy = parsed.css_first("meta[http-equiv=Content-Security-Policy]")
    assert policy
    allowed = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert (policy.attributes["content"] or "").startswith(allowed)
    assert all((node.attributes["href"] or "").startswith("#") for node in parsed.css("[href]"))
    assert not re.search(r"url\(|@import|https?:|//[a-z]", page)


def test_the_page_is_sound() -> None:
    """Anchors are unique and lead somewhere; headings go down one at a time; tables have captions."""
    parsed = _page(_full())
    names = [node.id for node in parsed.css("[id]")]
    assert len(names) == len(set(names))
    assert {(node.attributes["href"] or "")[1:] for node in parsed.css("[href]")} <= set(names)
    labels = [node.attributes["aria-labelledby"] or "" for node in parsed.css("[aria-labelledby]")]
    assert {name for label in labels for name in label.split()} <= set(names)
    levels = [int((node.tag or "h0")[1]) for node in parsed.css("h1, h2, h3, h4, h5, h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(table.css_first("caption") for table in parsed.css("table"))
    assert len(parsed.css("main")) == 1
    assert parsed.root
    assert parsed.root.attributes["lang"] == "en"


def test_end_tags_match() -> None:
    """Every element that is opened is closed in its order."""
    void = {"meta", "br", "img", "rect", "line", "hr"}
    page = re.sub(r"<style>.*?</style>", "", _written(_full()), flags=re.DOTALL)
    stack: list[str] = []
    for close, tag, empty in re.findall(r"<(/?)([a-z][a-z0-9]*)\b[^>]*?(/?)>", page):
        if close:
            assert stack.pop() == tag
        elif tag not in void and not empty:
            stack.append(tag)
    assert stack == []


def test_words_that_are_never_said() -> None:
    """The page accuses nobody, in its own words or its advice."""
    folder = Path(report_module.__file__).parent
    ours = [path.read_text(encoding="utf-8") for path in (*(folder / "templates").glob("*.html"), *TEMPLATES.iterdir())]
    ours.append((TEMPLATES.parent / "advice.toml").read_text(encoding="utf-8"))
    assert not [found.group() for text in ours for found in _NEVER_SAID.finditer(text)]
    assert not _NEVER_SAID.search(_page(_full()).text())


def _colours(css: str) -> Iterator[dict[str, str]]:
    light, dark = re.findall(r":root \{(.*?)\}", css, flags=re.DOTALL)[:2]
    for block in (light, light + dark):
        yield dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))


def _luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


_INKS = [("ink", "for-wash"), ("ink", "against-wash"), ("ink", "none-wash")] + [
    (ink, ground) for ink in ("ink", "quiet", "link", "for", "against", "none", "loud") for ground in ("paper", "card")
]


@pytest.mark.parametrize(("ink", "ground"), _INKS)
def test_contrast_in_light_and_dark(ink: str, ground: str) -> None:
    """Every ink on every ground has the contrast of WCAG's level AA for small text."""
    css = (STYLES / "report.css").read_text(encoding="ascii")
    for colours in _colours(css):
        lighter, darker = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_sides_of_the_conversation() -> None:
    """Each message shows which side wrote it, in words."""
    page = _page(findings(approach()))
    assert [Side.PERSON in (node.attributes["class"] or "") for node in page.css(".turn")] == [False, True, False, True]
    assert "(ours)" in _text(page, "#a1-m2 .by")


def test_a_scam_that_might_be_an_approach() -> None:
    """It is ranked with the approaches, and told as the scam that it rather is."""
    one = scam()
    both = judged(one.conversation, one.assessment.evidence, Thought(0.3, Kind.SCAM))
    assert "Do not answer, do not pay" in _text(_page(findings(both)), "#a1 .now")


def test_a_conversation_in_a_language_that_is_not_judged() -> None:
    """It is in the answer, in the tally and in a list of its own, and not among what is ordinary."""
    page = _page(findings(approach(), unjudged(), ordinary()))
    assert _text(page, "h1").endswith("; 1 could not be judged for the language.")
    assert _text(page, ".tally li:last-child") == "1 not judged"
    assert "Below “unlikely”, and not shown: 1 ordinary." in _text(page, ".answer .lead")
    assert "Ada Quill" in _text(page, "section[aria-labelledby=unjudged]")


def test_a_language_that_is_not_judged_with_other_evidence() -> None:
    """Below "realistic possibility" the page says that it was not judged; from there on, the verdict."""
    page = _page(findings(unjudged("u1", 0.3), unjudged("u2", 0.6)))
    verdicts = [node.text().split()[0] for node in page.css("p.verdict")]
    assert verdicts == ["Likely", "Not"]
