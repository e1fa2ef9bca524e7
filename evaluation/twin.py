"""The twins: an approach and a benign conversation from the same pen, labelled by message."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, NotRequired, TypedDict, cast

from evaluation.case import Case, Document, Truth

_TRAITS = ("pretext", "field", "lang", "voice", "english", "length", "subtle")
_TO_JUDGE = ("from", "text", "subject", "sent_at")


class Quoted(TypedDict):
    """What is asked for or given, and the words that show it."""

    what: str
    quote: str


class Labels(NamedTuple):
    """What one message shows: its stage (empty in benign conversations), what it asks for, what it gives away."""

    stage: str
    asks: Sequence[Quoted]
    disclosures: Sequence[Quoted]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two conversations that differ in behaviour only; `labels` are by message, of each."""

    id: str
    file: str
    approach: Case
    benign: Case
    approach_labels: tuple[Labels, ...]
    benign_labels: tuple[Labels, ...]

    def trait(self, name: str) -> str:
        """The pair's pretext, field, lang, voice, english, length or subtle ("true" or "false"), or its file."""
        return self.file if name == "file" else self.approach.traits[name]


class _Message(TypedDict):
    text: str
    stage: NotRequired[str]
    asks: NotRequired[list[Quoted]]
    disclosures: NotRequired[list[Quoted]]


class _Conversation(TypedDict):
    channel: str
    messages: list[_Message]
    contact: NotRequired[dict[str, object]]


def pairs_of(path: Path) -> list[Pair]:
    """The pairs of one file, in its order; KeyError or ValueError where a line does not have the form of twins."""
    with path.open(encoding="utf-8") as lines:
        return [_pair(cast("Document", json.loads(line)), path.stem) for line in lines if line.strip()]


def _pair(row: Document, file: str) -> Pair:
    approach, benign = cast("_Conversation", row["approach"]), cast("_Conversation", row["benign"])
    traits = {name: str(row[name]).lower() for name in _TRAITS}
    name = str(row["pair"])
    return Pair(
        id=name,
        file=file,
        approach=Case(f"{name}/approach", Truth.COVERT, traits["pretext"], _unlabelled(approach, name), traits),
        benign=Case(f"{name}/benign", Truth.BENIGN, traits["pretext"], _unlabelled(benign, name), traits),
        approach_labels=tuple(_labels(message) for message in approach["messages"]),
        benign_labels=tuple(_labels(message) for message in benign["messages"]),
    )


def _unlabelled(conversation: _Conversation, name: str) -> Document:
    """The conversation as the judge is given it: without any label."""
    messages = [{key: value for key, value in one.items() if key in _TO_JUDGE} for one in conversation["messages"]]
    contact = {"contact": conversation["contact"]} if "contact" in conversation else {}
    return {"id": name, "channel": conversation["channel"], "messages": messages, **contact}


def _labels(message: _Message) -> Labels:
    return Labels(message.get("stage", ""), message.get("asks", []), message.get("disclosures", []))
