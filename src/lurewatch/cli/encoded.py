"""Assessments as ranked JSON, written without holding them: a spool keeps the lines, memory their order."""

from array import array
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import TextIO

from lurewatch.flow import Judged, Scan
from lurewatch.model.encode import (
    campaign_as_json,
    gaps_as_json,
    judged_as_json,
    opinion_as_json,
    recalled_as_json,
    sources_as_json,
)
from lurewatch.telling.json_line import line

_IN_MEMORY = 16 << 20  # bytes of lines before they go to an unnamed file, which vanishes with the process


class Encoded:
    """All assessments of a scan as lines of JSON, given back from the highest probability down."""

    def __init__(self) -> None:
        self._spool = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  closed by __exit__
        self._probabilities = array("d")
        self._offsets = array("q", [0])

    def __enter__(self) -> "Encoded":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._spool.close()

    def add(self, one: Judged) -> None:
        """Keeps one assessment."""
        value = judged_as_json(one.conversation, one.assessment) | opinion_as_json(one.opinion)
        value |= recalled_as_json(one.recalled)
        written = self._spool.write(line(value).encode("ascii"))
        self._offsets.append(self._offsets[-1] + written)
        self._probabilities.append(one.assessment.probability)

    def __iter__(self) -> Iterator[str]:
        """The lines, ranked; of equal probabilities, those read first."""
        for index in sorted(range(len(self._probabilities)), key=lambda index: -self._probabilities[index]):
            self._spool.seek(self._offsets[index])
            yield self._spool.read(self._offsets[index + 1] - self._offsets[index]).decode("ascii")


def write_json(encoded: Encoded, scan: Scan, stream: TextIO) -> None:
    """Writes `{"conversations": [...], "gaps": [...], "sources": [...]}`, one assessment on a line."""
    stream.write('{"conversations": [')
    separator = "\n"
    for text in encoded:
        stream.write(separator + text)
        separator = ",\n"
    stream.write("\n], " + line(_end(scan))[1:] + "\n")


def write_jsonl(encoded: Encoded, scan: Scan, stream: TextIO) -> None:
    """Writes one assessment a line, then a line of gaps and sources."""
    for text in encoded:
        stream.write(text + "\n")
    stream.write(line(_end(scan)) + "\n")


def _end(scan: Scan) -> dict[str, object]:
    return {
        "gaps": gaps_as_json(scan.gaps),
        "sources": sources_as_json(scan.sources),
        "owners": scan.owners,
    } | _campaigns(scan)


def _campaigns(scan: Scan) -> dict[str, object]:
    return {"campaigns": [campaign_as_json(one) for one in scan.campaigns]} if scan.campaigns else {}
