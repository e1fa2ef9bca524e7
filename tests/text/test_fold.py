"""Folding: what is matched on, and the way back to what was written."""

from hypothesis import given
from hypothesis import strategies as st

from lurewatch.text.fold import disguised, fold


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """Every span of the folded copy leads to a span of the original, in order and in bounds."""
    folded = fold(text)
    for position in range(len(folded.text)):
        start, end = folded.span(position, position + 1)
        assert 0 <= start < end <= len(text)


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
