"""The judged languages, each with its own figures."""

from pathlib import Path

from evaluation.judge import read_mail
from evaluation.protocols.languages import languages
from evaluation.report import Table
from evaluation.run import Run


def test_twins_in_one_language(run: Run) -> None:
    """There is a row for each language that the twins have, and none of their conversations is "not judged"."""
    section = languages(run)
    assert section
    table = next(part for part in section.parts if isinstance(part, Table))
    assert [(row[0], row[1], *row[4:]) for row in table.rows] == [("English", "4", "0", "8")]


def test_nothing_to_read(tmp_path: Path, run: Run) -> None:
    """Without sets and twins there is no section."""
    assert languages(Run(tmp_path / "none", tmp_path / "none", run.judged, lambda path: read_mail(path, None))) is None
