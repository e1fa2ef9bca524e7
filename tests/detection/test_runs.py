"""Messages sent in a row: what was cut up is read as one text."""

from tests.detection.made import made

from lurewatch.detection.assessor import Assessor
from lurewatch.model.assessment import Assessment

ASSESSOR = Assessor(prior=0.5)
CUT = ("Let us continue", "on WhatsApp please.")


def indicators(assessment: Assessment) -> set[str]:
    """What was seen."""
    return {one.indicator for one in assessment.evidence} - {"wording"}


def test_cut_over_messages() -> None:
    """What is cut over short messages shows what it shows in one, and quotes the message in which it begins."""
    whole = indicators(ASSESSOR.assess(made(" ".join(CUT))))
    cut = ASSESSOR.assess(made(*CUT, days=0))
    assert whole == {"channel-move"}
    assert indicators(cut) == whole
    assert [(one.message, one.quote) for one in cut.evidence] == [(0, "continue")]


def test_days_apart() -> None:
    """Messages of different days are read each by itself."""
    assert indicators(ASSESSOR.assess(made(*CUT, days=3))) == set()


def test_answered_between() -> None:
    """What our person says in between keeps the contact's messages apart."""
    assert indicators(ASSESSOR.assess(made(CUT[0], "> Hm.", CUT[1], days=0))) == set()


def test_long_messages_in_a_row() -> None:
    """Messages that together are longer than one usually is are not read as one."""
    assert indicators(ASSESSOR.assess(made(CUT[0], "The weir is open again. " * 100, CUT[1], days=0))) == set()
