"""Asks the assessor through its public door, as `lurewatch assess` and `lurewatch scan` do."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from evaluation.case import Case, Scored, Truth
from lurewatch import flow
from lurewatch.model.assessment import Assessment
from lurewatch.model.message import Message

Judge = Callable[[Sequence[Case], float], list[Scored]]


class MailRead(NamedTuple):
    """A mailbox as `scan` judges it: its conversations, and how many gaps there were."""

    judged: list[flow.Judged]
    gaps: int

    def messages(self) -> list[Message]:
        """Each message once, in the order of the file: one that went to two of our people is in two conversations."""
        turns = (turn for one in self.judged for turn in one.conversation.turns)
        return sorted({turn.message.place: turn.message for turn in turns}.values(), key=lambda one: one.place.item)


def judge_with(weights: Path | None) -> Judge:
    """A judge by the shipped weights, or by those in a folder."""

    def judge(cases: Sequence[Case], prior: float) -> list[Scored]:
        found = flow.assess((case.line for case in cases), flow.Options(prior=prior, weights=weights))
        return [_scored(case, one) for case, one in zip(cases, found, strict=True)]

    return judge


def read_mail(path: Path, weights: Path | None) -> MailRead:
    """Reads a mailbox as `scan` does, at its default prior."""
    scan = flow.scan([path], flow.Options(weights=weights))
    judged = list(scan.judged)
    return MailRead(judged, len(scan.gaps))


def alone(mail: MailRead, group: str) -> list[Case]:
    """Each message of a mailbox as a conversation of its own, without headers: as little as `assess` may be given."""
    return [
        Case(
            id=f"{group}/{message.place.item}",
            truth=Truth.BENIGN,
            group=group,
            document={
                "channel": message.channel.value,
                "messages": [{"from": "contact", "subject": message.subject, "text": message.text}],
            },
        )
        for message in mail.messages()
    ]


def _scored(case: Case, found: Assessment | flow.Failed) -> Scored:
    if isinstance(found, flow.Failed):
        message = f"{case.id}: {found.error}"
        raise ValueError(message)
    return Scored(case, found)
