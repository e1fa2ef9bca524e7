"""Bands of wording: near-copies share some, other texts none, and everybody makes them alike."""

import random

from lurewatch.linking.bands import BANDS, bands

_WORDS = [
    f"{first}{second}"
    for first in ("ka", "lo", "mi", "nu", "pe", "ra", "so", "tu")
    for second in (
        "ben",
        "dor",
        "fal",
        "gim",
        "har",
        "jen",
        "kul",
        "lam",
        "mur",
        "nos",
        "pil",
        "qua",
        "rin",
        "sar",
        "tem",
        "ver",
    )
]


def _text(seed: int, words: int = 150) -> list[str]:
    return random.Random(seed).choices(_WORDS, k=words)  # noqa: S311


def _changed(words: list[str], every: int) -> list[str]:
    return [f"x{word}" if at % every == 0 else word for at, word in enumerate(words)]


def _share(every: int) -> float:
    """How many of 200 texts meet their copy, of which each so manieth word is another, in some band."""
    pairs = [(_text(seed), _changed(_text(seed), every)) for seed in range(200)]
    return sum(bool(set(bands(" ".join(a))) & set(bands(" ".join(b)))) for a, b in pairs) / len(pairs)


def test_near_copies_meet_and_rewordings_do_not() -> None:
    """One word in 40 changed leaves 90 % of the pairs in common (0.99 meet); one in 5 leaves 43 % (0.01)."""
    assert _share(40) > 0.95
    assert _share(5) < 0.06


def test_texts_with_nothing_in_common_share_no_band() -> None:
    """Of 400 texts, by the pair, none meets another."""
    found = [set(bands(" ".join(_text(seed)))) for seed in range(400)]

    assert sum(map(len, found)) == len(set().union(*found)) == 400 * BANDS


def test_case_line_ends_and_numbers_change_no_band() -> None:
    """A template is the same whatever figures it is filled in with, and however it is wrapped."""
    words = _text(1)
    text, other = " ".join([*words, "12,000 euros"]), "\n".join([*words, "9,500 Euros"]).upper()

    assert bands(text) == bands(other)


def test_a_short_text_has_no_bands() -> None:
    """What many write alike (a greeting, a question for a call) is not matched."""
    assert bands("Thank you for your message, may I call you tomorrow?") == ()
    assert bands("") == ()


def test_the_bands_of_a_text_are_the_same_in_every_version() -> None:
    """Partners of other versions and machines make the same bands; to change them is to change the form's number."""
    assert bands(" ".join(_WORDS))[:2] == ("90b8a0bf1a25f67c0c4c1f022f4f0c2c", "b2d04080ee9409bc228784c96dd488e7")
