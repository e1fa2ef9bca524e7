"""Folding: what is matched on, and the way back to what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lurewatch.text.fold import disguised, fold, set_otherwise, without_marks


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """Every span of the folded copy leads to a span of the original, in order and in bounds."""
    folded = fold(text)
    for position in range(len(folded.text)):
        start, end = folded.span(position, position + 1)
        assert 0 <= start < end <= len(text)


def test_marks_of_quotation() -> None:
    """Words that go on over two marked lines are found, and quoted as they stand."""
    text = "> Please keep this between\n> > us.\n>90 % of it"
    folded = fold(without_marks(text))
    assert folded.text == "please keep this between us. 90 % of it"
    at = folded.text.index("between us")
    start, end = folded.span(at, at + len("between us"))
    assert text[start:end] == "between\n> > us"
    assert len(without_marks(text)) == len(text)


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=200))
def test_ascii(text: str) -> None:
    """A plain text folds to the same length, so that its offsets are the original's."""
    assert len(fold(text).text) == len(text)
    assert fold(text).starts is None


def test_zero_width_signs_inside_a_word() -> None:
    """Invisible signs vanish from the copy, and its span covers them in the original."""
    text = "a sec\u200bret word"
    folded = fold(text)
    at = folded.text.index("secret")
    start, end = folded.span(at, at + len("secret"))
    assert text[start:end] == "sec\u200bret"


def test_look_alike_letters() -> None:
    """Cyrillic and Greek look-alikes and mathematical letters fold to the Latin ones they imitate."""
    assert fold("rероrt").text == "report"
    assert fold("𝓻𝓮𝓹𝓸𝓻𝓽").text == "report"


def test_accents_and_typography() -> None:
    """Accents, curly quotes and long dashes fold to their plain forms."""
    assert fold("Vergütung – l’été").text == "vergutung - l'ete"


def test_letters_that_fold_to_two() -> None:
    """A letter that folds to several keeps its one place in the original."""
    text = "ﬁne work"
    folded = fold(text)
    assert folded.text == "fine work"
    assert folded.span(0, 2) == (0, 1)


def test_words_that_hide_what_they_spell() -> None:
    """Mixed scripts and invisible signs inside a word are found; a word in one script, or a symbol, is not."""
    assert disguised("send the rероrt today") == [(9, 15)]
    assert disguised("pass\u200bword") == [(0, 9)]
    assert disguised("Москва и Zürich, β-decay, 5 μm, αSyn, co\u00adop") == []


def test_dotless_i_in_a_name() -> None:
    """The Turkish dotless i folds to i, and is no disguise: it stands in many names."""
    assert fold("Yıldız").text == "yildiz"
    assert disguised("Dear Yıldız") == []


@pytest.mark.parametrize(
    "written",
    [
        "ᴄᴏɴꜰɪᴅᴇɴᴛɪᴀʟ",
        "c o n f i d e n t i a l",
        "c.o.n.f.i.d.e.n.t.i.a.l",
        "C-O-N-F-I-D-E-N-T-I-A-L",
        "ⓒⓞⓝⓕⓘⓓⓔⓝⓣⓘⓐⓛ",
        "🅲🅾🅽🅵🅸🅳🅴🅽🆃🅸🅰🅻",
        "🅒🅞🅝🅕🅘🅓🅔🅝🅣🅘🅐🅛",
        "⒞⒪⒩⒡⒤⒟⒠⒩⒯⒤⒜⒧",
        "ｃｏｎｆｉｄｅｎｔｉａｌ",
        "𝗰𝗼𝗻𝗳𝗶𝗱𝗲𝗻𝘁𝗶𝗮𝗹",
        "c⃝o⃝n⃝f⃝i⃝d⃝e⃝n⃝t⃝i⃝a⃝l⃝",
        "c̶o̶n̶f̶i̶d̶e̶n̶t̶i̶a̶l̶",
    ],
)
def test_letters_set_otherwise_are_read(written: str) -> None:
    """Small capitals, letters set apart, enclosed, full-width, mathematical and struck ones fold to the word."""
    folded = fold(f"It is {written}, please.")
    assert " confidential, please" in folded.text
    start = folded.text.index("confidential")
    first, last = folded.span(start, start + len("confidential"))
    assert first == len("It is ")
    assert last in range(len("It is " + written) - 1, len("It is " + written) + 1)


@pytest.mark.parametrize(
    "text", ["Made in the U.S. of A. by a b c.", "Plan A or B - C is out", "1 2 3 4 5 6 7", "x = a * b * c"]
)
def test_single_letters_that_are_no_word(text: str) -> None:
    """Abbreviations, options, sums and rows of numbers stay as they are."""
    assert fold(text).text == text.lower()


@pytest.mark.parametrize(
    "text",
    [
        "A G E N D A for Monday",
        "ＡＢＣ株式会社の田中です",
        "The résumé of Ms Yıldız",
        "👩‍🔬 hello there",
        "see e.g. p. 4",
    ],
)
def test_letters_at_home(text: str) -> None:
    """A spaced heading, full-width letters beside East Asian text, accents and emoji are not told as a trick."""
    assert set_otherwise(text) is None


def test_letters_that_hide() -> None:
    """Styled or spaced small letters are told with the span that shows them; so are letters made to run backwards."""
    assert set_otherwise("Send the 𝗿𝗼𝗮𝗱𝗺𝗮𝗽 now") == (9, 16)
    assert set_otherwise("Send the r o a d m a p now") == (9, 22)
    assert disguised("Open \u202egnp.exe now") == [(5, 17)]
    assert disguised("Call \u202d+44 20 7946 0000\u202c please") == []
