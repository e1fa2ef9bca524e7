"""Sentences that the table and the report have in common."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from lurewatch.model.kind import CUTS, Kind, Verdict
from lurewatch.model.message import Channel

NOT_A_CLEARANCE = (
    "A clean result is not a clearance: a first message is often harmless, and what could not be read was not judged."
)
UNJUDGED = "Not judged, as most of it is not in English, German, French or Spanish: have somebody read it"
NOTHING_SEEN = "Nothing in particular points to an approach"
KINDS = {
    Kind.COVERT: "covert approach",
    Kind.SCAM: "scam",
    Kind.BULK: "bulk mail",
    Kind.ORDINARY: "ordinary",
}
CHANNELS = {Channel.EMAIL: "e-mail", Channel.LINKEDIN: "LinkedIn", Channel.CHAT: "chat", Channel.OTHER: "other"}


def decibans(value: float) -> str:
    """Decibans with their sign and one digit: `+5.1`, `−20.0`, `0.0`."""
    text = f"{value:+.1f}"
    return "0.0" if text in {"+0.0", "-0.0"} else text.replace("-", "−")


def day_of(moment: datetime) -> str:
    """A day as it stands in a drawing: `2 Mar 2026`."""
    return f"{moment.day} {moment:%b %Y}"


def period_of(moments: Collection[datetime]) -> str:
    """From which day to which: `2 March 2026 to 4 May 2026`; empty if nothing has a date."""
    if not moments:
        return ""
    first, last = (f"{moment.day} {moment:%B %Y}" for moment in (min(moments), max(moments)))
    return first if first == last else f"{first} to {last}"


def capital(sentence: str) -> str:
    """The sentence with a capital at its beginning, and else as it was."""
    return sentence[:1].upper() + sentence[1:]


def plural(count: int, noun: str) -> str:
    """`1 message`, `2,000 messages`, `3 people`."""
    nouns = {"person": "people", "is": "are", "entry": "entries", "approach": "approaches"}
    return f"{count:,} {noun if count == 1 else nouns.get(noun, noun + 's')}"


def rest_of(rest: Counter[Kind]) -> str:
    """How many conversations of each kind are not shown: `3 bulk, 210 ordinary`."""
    words = {Kind.COVERT: "with little that points to an approach", Kind.BULK: "bulk", Kind.ORDINARY: "ordinary"}
    return ", ".join(f"{rest[kind]:,} {word}" for kind, word in words.items() if rest[kind])


def band(verdict: Verdict) -> tuple[float, float]:
    """The probabilities between which a verdict's words are used."""
    edges = (0.0, *CUTS, 1.0)
    position = list(Verdict).index(verdict)
    return edges[position], edges[position + 1]


def band_in_words(verdict: Verdict) -> str:
    """A verdict's band as a reader says it: `between 78 and 93 in 100`."""
    low, high = band(verdict)
    if low == 0.0:
        return f"below {_hundred(high)} in 100"
    if high == 1.0:
        return f"above {_hundred(low)} in 100"
    return f"between {_hundred(low)} and {_hundred(high)} in 100"


def _hundred(probability: float) -> str:
    return f"{probability * 100:.4g}"
