"""A labelled conversation, and what was thought of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import cast

from lurewatch.model.assessment import Assessment
from lurewatch.model.conversation import Side
from lurewatch.model.kind import LIKELY, Kind


class Truth(StrEnum):
    """What a set says a conversation is; `malicious` is SEConvo's word, and does not tell covert from scam."""

    COVERT = "covert_approach"
    SCAM = "scam"
    MALICIOUS = "malicious"
    BENIGN = "benign"


Document = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Case:
    """A conversation as `lurewatch assess` reads it, and what its set says of it; texts are in `document` alone."""

    id: str
    truth: Truth
    group: str
    document: Document
    traits: Mapping[str, str] = field(default_factory=dict)

    @property
    def line(self) -> bytes:
        """The conversation as a line of JSON."""
        return json.dumps(self.document).encode()

    @property
    def contact_messages(self) -> list[int]:
        """Which messages the contact wrote, from 0."""
        return [number for number, one in enumerate(messages(self.document)) if one["from"] == Side.CONTACT]

    @property
    def texts(self) -> list[str]:
        """The text of each message of both sides."""
        return [one["text"] for one in messages(self.document)]

    @property
    def length(self) -> int:
        """How many characters the contact wrote."""
        return sum(len(one["text"]) for one in messages(self.document) if one["from"] == Side.CONTACT)

    def first(self, count: int) -> "Case":
        """The case as it stood after so many messages of both sides."""
        seen = dict(self.document) | {"messages": messages(self.document)[:count]}
        return Case(self.id, self.truth, self.group, seen, self.traits)


@dataclass(frozen=True, slots=True)
class Scored:
    """A case and its assessment."""

    case: Case
    assessment: Assessment

    @property
    def decibans(self) -> float:
        """The score that ranks."""
        return self.assessment.decibans

    @property
    def alarmed(self) -> bool:
        """Whether it stands at "likely" or above."""
        return self.assessment.probability >= LIKELY

    @property
    def malicious(self) -> float:
        """The probability of covert approach and scam together."""
        return self.assessment.kinds[Kind.COVERT] + self.assessment.kinds[Kind.SCAM]


def messages(document: Document) -> Sequence[Mapping[str, str]]:
    """The messages of a conversation, of which `from` and `text` are text in every set."""
    return cast("Sequence[Mapping[str, str]]", document["messages"])
