"""The page."""

from pathlib import Path

import pytest
from evaluation.__main__ import main
from evaluation.alarms import missed, wrongly_alarmed
from evaluation.catalogue import PROTOCOLS
from evaluation.metrics.interval import Interval
from evaluation.report import Figure, Section, Table, page
from evaluation.run import Run


def test_figures_come_first() -> None:
    """What was wanted and what was reached stands before the sections, a miss in bold."""
    missed_one = Figure("AUC", Interval(0.7, 0.6, 0.8), 0.9)
    kept = Figure("alarms", Interval(3, 3, 3), 4, at_least=False)
    text = page("T", "O", [Section("S", ["said", Table(("a", "b"), [("1", "x|y")])], [missed_one, kept])])
    assert "| AUC | 0.700 [0.600, 0.800] | at least 0.9 | **not reached** |" in text
    assert "| alarms | 3 | at most 4 | reached |" in text
    assert "| 1 | x\\|y |" in text
    assert text.index("Wanted and reached") < text.index("## S")


def test_every_question_is_answered(run: Run) -> None:
    """With all sets there, each protocol gives a section with a table."""
    sections = [ask(run) for ask in PROTOCOLS]
    assert all(section and any(isinstance(part, Table) for part in section.parts) for section in sections)


def test_no_text_of_a_message(run: Run) -> None:
    """Neither the report nor the list of alarms quotes what somebody wrote."""
    sections = [section for ask in PROTOCOLS if (section := ask(run))]
    text = page("T", "O", sections) + "".join([*wrongly_alarmed(run), *missed(run)])
    assert "printer" not in text
    assert "confidential" not in text


def test_two_runs(data: Path, twins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same data gives the same report to the letter."""
    printed = []
    for _ in range(2):
        assert main(["--data", str(data), "--twins", str(twins), "--planted", "0", "--alarms"]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
    assert "| lures-dev | 3 | 3 |" in printed[0]


def test_no_data_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without data the report says what it could not measure, and ends well."""
    assert main(["--data", str(tmp_path), "--twins", str(tmp_path)]) == 0
    assert "Not found, so not measured: lures, seconvo, ordinary, scam" in capsys.readouterr().out
