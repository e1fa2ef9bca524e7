"""Learning from a house's own decisions: what it is held to."""

from tests.detection.made import made

from lurewatch.detection.assessor import Assessor
from lurewatch.detection.learn import Decided
from lurewatch.detection.train import adapt, seen
from lurewatch.detection.weigh import Weights
from lurewatch.model.kind import Kind

START = Weights(
    {
        "wording": {Kind.COVERT: 8.0},
        "paper": {Kind.COVERT: 3.0, Kind.SCAM: 7.0},
        "prize": {Kind.COVERT: -3.0, Kind.SCAM: 17.0},
    },
    {},
    {Kind.SCAM: 0.1, Kind.BULK: 0.2, Kind.ORDINARY: 0.7},
)


def cases(count: int, *, covert: bool) -> list[tuple[Decided, ...]]:
    """Decisions that all show papers asked for, and a few words each."""
    words = frozenset({"send", "figures"} if covert else {"lunch", "terrace"})
    one = Decided({"paper": 1.0}, words, covert, ordinary=not covert)
    return [(one,)] * count


def test_what_ordinary_mail_shows_as_well() -> None:
    """What all ordinary conversations of a house show says next to nothing of scam there; what none shows is kept."""
    after = adapt([*cases(25, covert=True), *cases(25, covert=False)], START)
    assert after.of["paper"][Kind.SCAM] < 1
    assert after.of["prize"] == START.of["prize"]


def test_a_long_conversation() -> None:
    """Of a long conversation the beginning is learned from too, since an alert must come early; of a short one not."""
    assessor = Assessor()
    whole, beginning = seen(assessor, made(*["Could you send the figures?"] * 7), Kind.COVERT)
    assert beginning.counts < whole.counts
    assert len(seen(assessor, made("Could you send the figures?", "No."), Kind.COVERT)) == 1
