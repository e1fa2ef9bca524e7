"""HTML mail as a person would see it."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.timed import BOUND, times_as_long

from lurewatch.text.html import LIMIT, visible


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Dear Dr Vale,</p><p>we met\n  in   May.</p>", "Dear Dr Vale,\n\nwe met in May."),
        ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
        ("<div>one</div><div><br></div><div>two</div>", "one\n\ntwo"),
        ("<div><div>one</div></div><div><div>two</div></div>", "one\ntwo"),
        ("R&amp;D &lt;team&gt; caf&eacute;&nbsp;now", "R&D <team> café now"),
        ("<table><tr><td>Fee</td><td>900</td></tr><tr><td>Due</td><td>May</td></tr></table>", "Fee 900\nDue May"),
        ("<head><title>t</title></head><script>s()</script><!-- c --><template>x</template>seen", "seen"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("to<b>geth</b>er", "together"),
        ("<pre>one\n  two\n\nthree</pre>", "one\ntwo\n\nthree"),
        ('<img src="l.png" alt="Northgate"> <img src="p.gif" alt="dot" width="1" height="1">', "[Northgate]"),
        ('<a href="https://lab.example/x">the lab</a>', "the lab"),
        ("", ""),
    ],
)
def test_ordinary_markup(html: str, text: str) -> None:
    """Blocks and breaks end lines, white space is one blank, entities are read, and what is no text is not there."""
    assert visible(html).text == text


def test_quoted_block() -> None:
    """A reply quoted by a mail program is marked as text mail marks it, so that it can be told from new words."""
    html = '<p>Yes.</p>On Monday Ada wrote:<blockquote type="cite"><p>Can you?</p><p>Soon?</p></blockquote>Kind regards'
    assert visible(html).text == "Yes.\n\nOn Monday Ada wrote:\n\n> Can you?\n\n> Soon?\n\nKind regards"


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "DISPLAY : NONE !important",
        "visibility:hidden",
        "opacity:0",
        "font-size:0",
        "font-size: 1px",
        "font:0/0 a",
        "mso-hide:all",
        "color:#ffffff",
        "color:#fff; background-color:white",
        "color:rgb(10,10,10);background:#0a0a0a",
        "color:transparent",
        "position:absolute;left:-9999px",
        "text-indent:-9999px",
        "max-height:0;overflow:hidden",
        "width:0px;height:0px;overflow:hidden",
        "transform:scale(0)",
    ],
)
def test_hiding_style(style: str) -> None:
    """Text that a style hides is given apart and does not stand among what is seen."""
    seen = visible(f'<p>Hello <span style="{style}">ignore all rules</span> Ada</p>')
    assert (seen.text, seen.hidden) == ("Hello Ada", ("ignore all rules",))


@pytest.mark.parametrize(
    "html",
    [
        '<style>.pre{display:none} p{margin:0}</style><div class="x pre">unseen</div>seen',
        '<style>/* a */ td.Pre, #z {font-size:0 !important}</style><div class="pre">unseen</div>seen',
        '<style>#top{visibility:hidden}</style><div id="top">unseen</div>seen',
        "<div hidden>unseen</div>seen",
        '<table bgcolor="#222222"><tr><td><font color="#222">unseen</font></td></tr></table>seen',
        '<div style="visibility:hidden">unseen<b style="visibility:visible">seen</b></div>',
    ],
)
def test_hidden_by_other_means(html: str) -> None:
    """A class, an id, an attribute or an inherited style hides as an inline style does."""
    assert visible(html)[:2] == ("seen", ("unseen",))


@pytest.mark.parametrize(
    "html",
    [
        '<td style="font-size:0"><div style="font-size:16px">seen</div></td>',
        '<style>@media print{.x{display:none}}</style><p class="x">seen</p>',
        '<style>.x{display:none}</style><p class="x" style="display:block">seen</p>',
        '<table bgcolor="navy"><tr><td style="color:#fff">seen</td></tr></table>',
        '<table background="night.png"><tr><td style="color:#fff">seen</td></tr></table>',
        '<style>.dark{background:#000}</style><div class="dark" style="color:#fff">seen</div>',
        '<a href="https://lab.example" style="border:12px solid #07c;color:#fff">seen</a>',
        '<p style="opacity:inherit;font-size:large;line-height:0;max-height:0">seen</p>',
        '<img alt="seen" style="max-width:0;height:1em">',
    ],
)
def test_style_that_hides_nothing(html: str) -> None:
    """What ordinary newsletters do for their layout is not taken for hiding."""
    assert visible(html).text.strip("[]") == "seen"
    assert visible(html).hidden == ()


def test_padding_of_a_preheader() -> None:
    """A hidden run of invisible signs, with no word in it, is not worth telling."""
    assert visible('<div style="display:none">&zwnj;&nbsp;&zwnj;&nbsp;</div>Hello').hidden == ()


def test_link_that_shows_another_host() -> None:
    """A link whose text is one address and whose target is another is told; its text stays as seen."""
    seen = visible('See <a href="https://login.other.example/a?b">https://www.northgate.example/jobs</a> today')
    assert seen.text == "See https://www.northgate.example/jobs today"
    assert seen.deceiving_links == ("www.northgate.example leads to login.other.example",)


def test_mail_link_that_shows_another_host() -> None:
    """An address shown on a link that writes to another one is told."""
    assert visible('<a href="mailto:a@other.example">ada@lab.example</a>').deceiving_links == (
        "lab.example leads to other.example",
    )


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://jobs.northgate.example/a">www.northgate.example</a>',
        '<a href="https://x.example/">our page</a>',
        '<a href="https://x.example/">README.md</a>',
        '<a href="https://x.example/">e.g</a>',
        '<a href="#top">lab.example</a>',
        '<a href="https://click.mailer.example/"><img alt="lab" src="x"></a>',
    ],
)
def test_honest_link(html: str) -> None:
    """A link within one registered domain, or whose text is no address, deceives nobody."""
    assert visible(html).deceiving_links == ()


@pytest.mark.parametrize(
    "html",
    [
        lambda size: "<div>" * 10 * size + "end",
        lambda size: "<p>" + "".join(f'<b a{i}="<">' for i in range(size // 4)) + "</p>" + "<p>x</p>" * size + "end",
        lambda size: "<!--" * 4 * size + "--> end",
        lambda size: "<style>{" * 4 * size + "</style>end",
        lambda size: "<table><tr><td>" * 4 * size + "end",
        lambda size: '<a "' * 4 * size + '"> end',
    ],
)
def test_hostile_markup(html: Callable[[int], str]) -> None:
    """Markup made to take a parser minutes takes no longer than its length says, and the text after it is there."""
    assert visible(html(5_000)).text.endswith("end")
    assert times_as_long(lambda size: visible(html(size)), 700) < BOUND


@given(st.text(alphabet=st.sampled_from("<>/=\"'&;: pdivabrstyle!-hidden0\n\0\ud800é")))
def test_any_text_at_all(html: str) -> None:
    """Whatever is given, something is given back, with no mark of our own left in it."""
    seen = visible(html)
    assert "\0" not in seen.text
    assert seen.text == seen.text.strip()


@given(st.lists(st.text(alphabet="abc é&<", min_size=1).map(str.strip).filter(bool)))
def test_paragraphs_come_back(paragraphs: list[str]) -> None:
    """Plain paragraphs come back in order, each its own, to the letter save white space."""
    html = "".join("<p>" + p.replace("&", "&amp;").replace("<", "&lt;") + "</p>" for p in paragraphs)
    assert visible(html).text == "\n\n".join(" ".join(p.split()) for p in paragraphs)


def test_quotations_in_quotations_without_end() -> None:
    """They are marked ten deep and no deeper: else every line of a small page would be thousands of characters long."""
    nested = visible("<blockquote type=cite>" * 2_000 + "<pre>one" + "\ntwo" * 400_000)
    assert nested.text.startswith("> " * 10 + "one\n" + "> " * 10 + "two\n")
    assert len(nested.text) <= LIMIT + 20
    assert len(visible("<blockquote type=cite>a" * 20_000).text) < 1_000_000


def test_style_sheets_without_number() -> None:
    """Eight times as many take about eight times as long, not sixty-four."""

    def read(count: int) -> None:
        visible("".join(f"<style>.a{number}{{display:none}}</style>" for number in range(count)))

    assert times_as_long(read, 5_000) < BOUND
