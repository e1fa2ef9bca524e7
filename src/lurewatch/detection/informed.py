"""Assessing in the light of what partners have reported, which raises nothing above what they say of it themselves."""

from collections.abc import Callable, Sequence
from math import log10
from pathlib import Path

from lurewatch.detection.assessor import Assessor
from lurewatch.model.assessment import Assessment
from lurewatch.model.conversation import Conversation
from lurewatch.model.evidence import Sighting
from lurewatch.model.kind import CUTS, Kind, Verdict
from lurewatch.model.reported import Reported

INDICATOR = "partner-sighting"
_VERDICTS = tuple(Verdict)
_TOP = 0.95  # for "almost certain", which has no cut above it
_ROUNDED = 0.01  # decibans, to which weights are rounded


def most(confidence: Verdict) -> float:
    """The probability above which a report of such a confidence raises nothing: where the next verdict begins."""
    return (*CUTS, _TOP)[_VERDICTS.index(confidence)]


class Informed(Assessor):
    """An assessor that asks what partners have reported of each conversation's contact; the rest is the same."""

    def __init__(
        self,
        reported: Callable[[Conversation], Sequence[Reported]],
        prior: float = 0.01,
        topics: Path | None = None,
        weights: Path | None = None,
        register: Path | None = None,
        servers: Sequence[str] = (),
    ) -> None:
        super().__init__(prior, topics, weights, register, servers)  # the same, with what partners reported
        self._reported = reported

    def assess(self, conversation: Conversation, extra: Sequence[Sighting] = ()) -> Assessment:
        """The assessment; of several reports the one that raises it most counts."""
        alone = super().assess(conversation, extra)
        reports = self._reported(conversation)
        if not reports:
            return alone
        strengths = [self._strength(one, alone.decibans) for one in reports]
        best = max(range(len(reports)), key=lambda at: (strengths[at], -at))
        one = reports[best]
        seen = Sighting(INDICATOR, INDICATOR, one.message, one.start, one.end, strengths[best], one.source)
        return super().assess(conversation, [*extra, seen])

    def _strength(self, one: Reported, decibans: float) -> float:
        """The share of the indicator's weight that a report earns, beside what else was found."""
        cap = most(one.confidence)
        allowed = 10 * log10(cap / (1 - cap)) - decibans - _ROUNDED
        return max(0.0, min(one.share, allowed / self.weights.of[INDICATOR][Kind.COVERT]))
