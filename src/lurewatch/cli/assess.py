"""`lurewatch assess`: conversations as JSON Lines in, assessments as JSON Lines out, one for one."""

import sys
from pathlib import Path

from lurewatch import flow
from lurewatch.cli.asking import Asking
from lurewatch.cli.handed import tell
from lurewatch.cli.inputs import opened
from lurewatch.model.encode import as_json, opinion_as_json
from lurewatch.model.gap import Gap
from lurewatch.telling.json_line import line


def run(source: Path | None, options: flow.Options, asking: Asking | None = None) -> None:
    """Answers each line as soon as it is read, so that another program may ask and wait; None is standard input."""
    write, flush = sys.stdout.write, sys.stdout.flush
    gaps: list[Gap] = []
    with opened(source) as stream:
        for answer in flow.judge_lines(stream, options, gaps):
            write(line(_answer(answer, asking)) + "\n")
            flush()
    for gap in gaps:
        tell(f"{gap.where}: {gap.what} ({gap.why})")


def _answer(answer: flow.Judged | flow.Failed, asking: Asking | None) -> dict[str, object]:
    if isinstance(answer, flow.Failed):
        return {"id": answer.id, "error": answer.error}
    asked = asking.about(answer) if asking else answer
    return as_json(asked.assessment) | opinion_as_json(asked.opinion)
