"""`lurewatch assess`: conversations as JSON Lines in, assessments as JSON Lines out, one for one."""

import sys
from pathlib import Path

from lurewatch import flow
from lurewatch.cli.asking import Asking
from lurewatch.cli.inputs import opened
from lurewatch.model.encode import as_json, opinion_as_json
from lurewatch.telling.json_line import line


def run(source: Path | None, options: flow.Options, asking: Asking | None = None) -> None:
    """Answers each line as soon as it is read, so that another program may ask and wait; None is standard input."""
    write, flush = sys.stdout.write, sys.stdout.flush
    with opened(source) as stream:
        for answer in flow.judge_lines(stream, options):
            write(line(_answer(answer, asking)) + "\n")
            flush()


def _answer(answer: flow.Judged | flow.Failed, asking: Asking | None) -> dict[str, object]:
    if isinstance(answer, flow.Failed):
        return {"id": answer.id, "error": answer.error}
    asked = asking.about(answer) if asking else answer
    return as_json(asked.assessment) | opinion_as_json(asked.opinion)
