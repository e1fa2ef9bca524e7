"""What programs put before the subject of an answer."""

import pytest

from lurewatch.text.subjects import is_answer


@pytest.mark.parametrize(
    "subject", ["Re: x", "RE: x", "AW: x", "Rép : x", "[EXTERNAL] Re: x", "Re[2]: x", "R: x", "Antw: x"]
)
def test_answer(subject: str) -> None:
    """An answer begins so, whatever a gateway puts before it."""
    assert is_answer(subject)


@pytest.mark.parametrize(
    "subject", ["", "Fw: Re: x", "WG: x", "Report: x", "Return of the sample", "x Re: y", "Phishing: x"]
)
def test_what_is_no_answer(subject: str) -> None:
    """A mail passed on, and words that merely begin alike, are none."""
    assert not is_answer(subject)
