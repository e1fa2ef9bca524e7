"""The settings file: every fault at once, each with its place and what to do."""

from datetime import date
from pathlib import Path

import pytest
from tests.desk.written import BASIS, SKIP, settings

from lurewatch.config.settings import read_settings
from lurewatch.config.skip import Skip
from lurewatch.errors import DefinitionError, UsageError

JUDGING = 'prior = 0.02\ntopics = "t.toml"\nregister = "r.csv"\nauthserv_id = ["mx.quietlab.example"]'


def faults(folder: Path, *tables: str) -> list[str]:
    """What is told of a file that is wrong, without its name."""
    path = settings(folder, *tables)
    with pytest.raises(DefinitionError) as raised:
        read_settings(path)
    assert all(fault.startswith(str(path)) for fault in raised.value.faults)
    return [fault.removeprefix(str(path)) for fault in raised.value.faults]


def test_a_whole_file(tmp_path: Path) -> None:
    """Every entry arrives as a value; paths are taken from the file's folder."""
    found = read_settings(settings(tmp_path, BASIS.replace("[watching]", f"{JUDGING}\n[watching]"), SKIP))
    assert found.judging.owners == ("@quietlab.example",)
    assert found.judging.prior == 0.02
    assert found.judging.topics == tmp_path / "t.toml"
    assert found.judging.register == tmp_path / "r.csv"
    assert found.judging.servers == ("mx.quietlab.example",)
    assert found.watching
    assert found.watching.recorded_on == date(2026, 2, 10)
    assert found.skip.counted() == {Skip.UNION: 2, Skip.LEGAL: 1, Skip.MEDICAL: 1, Skip.JOURNALISTS: 1}


def test_an_empty_file(tmp_path: Path) -> None:
    """It sets nothing, and is no fault by itself."""
    found = read_settings(settings(tmp_path))
    assert found.watching is None
    assert found.judging.prior == 0.01


def test_many_faults(tmp_path: Path) -> None:
    """All are told in one go."""
    told = faults(
        tmp_path,
        '[judging]\nowners = "@lab.example"\nprior = 2\ntopics = 7\nweights = ""',
        '[skip]\nunion = ["union"]\nlegal = [""]\nmedical = ["*.klinik.example"]\nunions = []',
        "[wacthing]\n",
    )
    assert told == [
        (
            ", [judging] owners: '@lab.example' is no list of texts; list what is yours: domains (@firm.example) and"
            " addresses (kim@firm.example)"
        ),
        ", [judging] prior: 2 does not lie between 0 and 1; an example is 0.01",
        ", [judging] topics: 7 is no path; name a file",
        ", [judging] weights: '' is no path; name a file",
        *(
            f", [skip] {key}: {what}; give an address (name@union.example) or a domain (union.example; what is below it"
            " is meant too)"
            for key, what in (
                ("union", "'union' is neither address nor domain"),
                ("legal", "'' says nothing"),
                ("legal", "'' is neither address nor domain"),
                ("medical", "'*.klinik.example' is neither address nor domain"),
            )
        ),
        ", [skip] unions: not known here; did you mean union?",
        ", wacthing: not known here; did you mean watching?",
    ]


@pytest.mark.parametrize("value", ['"hunter2"', '["hunter2"]', "{ a = 'hunter2' }"])
def test_a_secret_in_the_file(value: str, tmp_path: Path) -> None:
    """It is a fault, and is not repeated."""
    (told,) = faults(tmp_path, BASIS, f"password = {value}")
    assert "no secret stands in this file" in told
    assert "hunter2" not in told


def test_prior_that_is_no_number(tmp_path: Path) -> None:
    """NaN, infinity, a text and a truth are all refused."""
    for value in ("nan", "inf", "'0.5'", "true"):
        assert "does not lie between 0 and 1" in faults(tmp_path, f"[judging]\nprior = {value}")[0]


def test_what_is_no_toml(tmp_path: Path) -> None:
    """The line is told."""
    (told,) = faults(tmp_path, "[watching\n")
    assert "not TOML" in told
    assert "line 1" in told


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    """They are told as such."""
    path = tmp_path / "s.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DefinitionError, match="not TOML: UnicodeDecodeError"):
        read_settings(path)


def test_no_file(tmp_path: Path) -> None:
    """A file that is not there or is none, or is far too large, is named."""
    with pytest.raises(UsageError, match="No such file"):
        read_settings(tmp_path / "none.toml")
    with pytest.raises(UsageError, match="Is a directory"):
        read_settings(tmp_path)
    (tmp_path / "large.toml").write_bytes(b"#" * (2 << 20))
    with pytest.raises(UsageError, match="longer than 1 MiB"):
        read_settings(tmp_path / "large.toml")


def test_a_table_that_is_none(tmp_path: Path) -> None:
    """It is told how a table begins."""
    assert "begin it with a line [skip]" in faults(tmp_path, "skip = 3")[0]
