"""How large a nation is, and how it sees."""

from dataclasses import dataclass

from lurewatch.figures.tally import READ, REPORTED

PARTNERS = "word from partners"
WAYS = (REPORTED, READ, PARTNERS)
FIELDS = (
    "quantum computing",
    "artificial intelligence",
    "synthetic biology",
    "advanced materials",
    "government",
    "other",
)
SOUGHT = (5.0, 5.0, 4.0, 2.0, 2.0, 0.3)  # times as often as in a nation that is sought everywhere alike
DAYS = 90


@dataclass(frozen=True, slots=True)
class Seeing:
    """How likely an approach is seen by each way: a mean over organisations, which differ by `spread` (0: all alike).

    `together`: organisations that are good at one way are good at the others. `easy`: half of the people are as many
    times as easily seen by every way as the other half. `again`: the chance that what was reported is read too, in
    place of the organisation's own.
    """

    reported: float = 0.3
    read: float = 0.4
    partners: float = 0.15
    spread: float = 0.5
    together: bool = False
    easy: float = 1.0
    again: float | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """So many organisations and messages; one approach to every `rarity` messages; shares of what goes wrong."""

    organisations: int
    messages: int
    seed: int = 1
    rarity: int = 1_000
    seeing: Seeing = Seeing()
    double: float = 0.05  # of organisations, which hand over twice what was reported
    future: float = 0.001  # of conversations, whose clock is years ahead
    false_reports: float = 0.002  # of ordinary conversations
