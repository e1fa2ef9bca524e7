"""What Lurewatch thinks of one conversation, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lurewatch.model.evidence import Evidence
from lurewatch.model.gap import Gap
from lurewatch.model.kind import NOT_JUDGED, REALISTIC, Check, Kind, Stage, Verdict, What


class Ask(NamedTuple):
    """What the contact wants, at a span; `topic` is the protected topic it touches, or empty."""

    what: What
    topic: str
    message: int
    start: int
    end: int


class Disclosure(NamedTuple):
    """What our person has already given, at a span."""

    what: What
    topic: str
    message: int
    start: int
    end: int


class Claim(NamedTuple):
    """What the contact says of themselves, with its check."""

    claim: str
    check: Check
    reason: str


class StageShown(NamedTuple):
    """A stage and the first message that shows it."""

    stage: Stage
    message: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """Probability, stage, asks, disclosures, claims, evidence and gaps for one conversation.

    `decibans` = sum of the evidence + `prior_decibans` (+ `calibration_decibans`); `kinds` sum to 1.
    `judged` is false where most of what the contact wrote is in a language that is not judged (a gap says so).
    """

    id: str
    probability: float
    decibans: float
    prior_decibans: float
    verdict: Verdict
    kind: Kind
    kinds: Mapping[Kind, float]
    stage: Stage
    stages: tuple[StageShown, ...]
    asks: tuple[Ask, ...]
    disclosures: tuple[Disclosure, ...]
    claims: tuple[Claim, ...]
    evidence: tuple[Evidence, ...]
    gaps: tuple[Gap, ...]
    first_alert_message: int | None
    calibration_decibans: float | None = None
    judged: bool = True

    @property
    def said(self) -> str:
        """The verdict; "not judged" where the words were not, unless other evidence makes it "realistic" or above."""
        return self.verdict if self.judged or self.probability >= REALISTIC else NOT_JUDGED
