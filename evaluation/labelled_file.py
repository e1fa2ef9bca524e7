"""Reads one labelled file: a conversation a line, with `label` and `class` beside."""

import json
from pathlib import Path
from typing import cast

from evaluation.case import Case, Document, Truth

_TRAITS = ("fidelity", "core", "hard")
_GIVEN = ("id", "channel", "messages", "contact", "headers")


def cases_of(path: Path) -> list[Case]:
    """The cases of a file in its order; KeyError or ValueError where a line does not have the form of its README."""
    with path.open(encoding="utf-8") as lines:
        return [_case(cast("Document", json.loads(line))) for line in lines if line.strip()]


def _case(row: Document) -> Case:
    """A row as a case; what the judge is given holds nothing of the label."""
    return Case(
        id=str(row["id"]),
        truth=Truth(str(row["label"])),
        group=str(row["class"]),
        document={key: row[key] for key in _GIVEN if key in row},
        traits={key: str(row[key]).lower() for key in _TRAITS if key in row},
    )
