"""The closed choices of an assessment."""

from bisect import bisect_right
from enum import StrEnum


class Kind(StrEnum):
    """What a conversation is."""

    COVERT = "covert-approach"
    SCAM = "scam"
    BULK = "bulk"
    ORDINARY = "ordinary"


class Verdict(StrEnum):
    """A probability in the words of the UK intelligence yardstick."""

    REMOTE = "remote chance"
    HIGHLY_UNLIKELY = "highly unlikely"
    UNLIKELY = "unlikely"
    REALISTIC = "realistic possibility"
    LIKELY = "likely"
    HIGHLY_LIKELY = "highly likely"
    ALMOST_CERTAIN = "almost certain"


NOT_JUDGED = "not judged"  # said in place of a verdict where most words are in a language that is not judged
_WORDS = tuple(Verdict)
CUTS = (0.075, 0.225, 0.375, 0.525, 0.775, 0.925)
REALISTIC, LIKELY = 0.375, 0.525


def verdict(probability: float) -> Verdict:
    """The yardstick's words for a probability; a cut belongs to the word above it."""
    return _WORDS[bisect_right(CUTS, probability)]


class Stage(StrEnum):
    """How far an approach has come, in order."""

    CONTACT = "contact"
    ASSESS = "assess"
    DEVELOP = "develop"
    TASK = "task"
    PITCH = "pitch"


class What(StrEnum):
    """What is asked for, or was given."""

    IDENTITY = "identity"
    ACCESS = "access"
    COLLEAGUES = "colleagues"
    DOCUMENTS = "documents"
    NON_PUBLIC = "non-public work"


class Check(StrEnum):
    """What became of checking a claim, offline."""

    CONTRADICTED = "contradicted"
    SUPPORTED = "supported"
    NOT_CHECKABLE = "not checkable"
