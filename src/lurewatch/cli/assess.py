"""`lurewatch assess`: conversations as JSON Lines in, assessments as JSON Lines out, one for one."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from lurewatch import flow
from lurewatch.cli.encoded import line
from lurewatch.errors import UsageError
from lurewatch.model.assessment import Assessment
from lurewatch.model.encode import as_json


def run(source: Path | None, options: flow.Options) -> None:
    """Answers each line as soon as it is read, so that another program may ask and wait; None is standard input."""
    write, flush = sys.stdout.write, sys.stdout.flush
    with _opened(source) as stream:
        for answer in flow.assess(stream, options):
            write(line(_answer(answer)) + "\n")
            flush()


def _answer(answer: Assessment | flow.Failed) -> dict[str, object]:
    return as_json(answer) if isinstance(answer, Assessment) else {"id": answer.id, "error": answer.error}


@contextmanager
def _opened(source: Path | None) -> Iterator[BinaryIO]:
    if source is None:
        yield sys.stdin.buffer
        return
    try:
        stream = source.open("rb")
    except OSError as error:
        raise UsageError(f"{source}: cannot be read ({error.strerror})") from error
    with stream:
        yield stream
