"""A process that judges mails, one after another, for `workers`; it ends itself when one takes far too long.

A mail comes as two frames (JSON with `source`, `delivered_to`, `dropped`; the mail's bytes), the answer is one of JSON.
An error that no mail should cause ends the process: there is a new one in half a second, and nothing of this one stays.
"""

import json
import os
import resource
import signal
import sys
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, TypeAlias

from lurewatch.desk.intake import Intake, Judgement, Mail, opened
from lurewatch.model.encode import gaps_as_json, judged_as_json
from lurewatch.model.kind import NOT_JUDGED, REALISTIC

_Object: TypeAlias = dict[str, object]
_LENGTH = 4  # bytes of a frame's length, most significant first
_FIRST = (
    b"From: rowan@northgate.example\r\n\r\nGood morning.\r\n"  # judged at the start: what loads late is loaded then
)
_MEMORY = 2 << 30  # bytes of address space


def main(config: str, seconds: str) -> int:
    """Judges until standard input ends; a mail that takes more seconds than these ends the process."""
    sys.excepthook = _tell_place
    _confine()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else is printed is no answer
    intake = opened(Path(config))
    intake.judge(Mail("the first", _FIRST))
    _write(answers, {"ready": True})
    while (head := _read(sys.stdin.buffer)) is not None and (raw := _read(sys.stdin.buffer)) is not None:
        signal.setitimer(signal.ITIMER_REAL, float(seconds))
        _write(answers, _answer(intake, head, raw))
        signal.setitimer(signal.ITIMER_REAL, 0)
    return 0


def _confine() -> None:
    """Whoever started it ends it, not a signal meant for them; memory has a bound; a core would hold mail."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # ends it, even within a regular expression
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _answer(intake: Intake, head: bytes, raw: bytes) -> _Object:
    asked = json.loads(head)
    found = intake.judge(Mail(asked["source"], raw, tuple(asked["delivered_to"]), asked["dropped"]))
    if not isinstance(found, Judgement):
        return {"skipped": found}
    one = found.likeliest
    if one is None:
        return {"verdict": NOT_JUDGED}
    answer: _Object = {"verdict": one.assessment.said}
    if one.assessment.probability >= REALISTIC:
        answer["record"] = judged_as_json(one.conversation, one.assessment) | {"mail_gaps": gaps_as_json(found.gaps)}
    return answer


def _read(stream: BinaryIO) -> bytes | None:
    """One frame; None where the stream ends."""
    length = stream.read(_LENGTH)
    size = int.from_bytes(length, "big")
    data = stream.read(size)
    return data if len(length) == _LENGTH and len(data) == size else None


def _write(stream: BinaryIO, answer: _Object) -> None:
    data = json.dumps(answer).encode("ascii")
    stream.write(len(data).to_bytes(_LENGTH, "big") + data)
    stream.flush()


def _tell_place(kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
    """An error's kind and place; its words might quote a message."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    sys.stderr.write(f"lurewatch: a judging process: {kind.__name__} at {where}\n")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
