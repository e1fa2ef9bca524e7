"""The journal and the file of findings: what they keep, what they refuse, and that they agree."""

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import UNHURRIED

from lurewatch.errors import UsageError
from lurewatch.jobs.mailbox.findings import Findings
from lurewatch.jobs.mailbox.journal import Journal, Page, Reached

ACCOUNT = "kim@quietlab.example at imap.quietlab.example"
TOLD: list[str] = []
# Lines of a page, whether it is committed, and what is written of another that is not.
STEPS = st.tuples(st.lists(st.integers(0, 99), max_size=3), st.booleans(), st.binary(max_size=9))


def page(*lines: str, last: int = 1) -> Page:
    """A page with these lines."""
    return Page("INBOX", Reached(7, last), {last.to_bytes(16, "big")}, Counter(read=1), list(lines))


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Journal, Findings]]:
    """A journal and its file of findings."""
    TOLD.clear()
    with (
        closing(Journal(folder / "journal", ACCOUNT)) as journal,
        closing(Findings(folder / "found.jsonl", journal, TOLD.append)) as findings,
    ):
        yield journal, findings


def found(folder: Path) -> bytes:
    """What was written."""
    return (folder / "found.jsonl").read_bytes()


def test_what_was_committed(tmp_path: Path) -> None:
    """It is there when the journal is opened again: how far, how many, which, and the file's lines."""
    with opened(tmp_path) as (journal, findings):
        assert journal.reached("INBOX") == Reached()
        findings.commit(page("one", last=3))
        findings.commit(page("two", last=5))
    with opened(tmp_path) as (journal, _):
        assert journal.reached("INBOX") == Reached(7, 5)
        assert journal.reached("Jobs") == Reached()
        assert journal.counts() == {"read": 2}
        assert journal.knows((3).to_bytes(16, "big"))
        assert not journal.knows((4).to_bytes(16, "big"))
    assert found(tmp_path) == b"one\ntwo\n"


def test_what_was_not_committed(tmp_path: Path) -> None:
    """A line that was written, or begun, without its page is cut off; the journal knows nothing of it."""
    with opened(tmp_path) as (_, findings):
        findings.commit(page("one"))
    with (tmp_path / "found.jsonl").open("ab") as file:
        file.write(b'two\n{"thr')
    with opened(tmp_path) as (_, findings):
        assert found(tmp_path) == b"one\n"
        findings.commit(page("three", last=2))
    assert found(tmp_path) == b"one\nthree\n"
    assert TOLD == []


def test_a_file_that_was_moved_away(tmp_path: Path) -> None:
    """A new one is begun, and that is said."""
    with opened(tmp_path) as (_, findings):
        findings.commit(page("one"))
    (tmp_path / "found.jsonl").rename(tmp_path / "found.1")
    with opened(tmp_path) as (_, findings):
        findings.commit(page("two", last=2))
        assert "moved away or cut" in TOLD[0]
    with opened(tmp_path):
        assert TOLD == []
    assert found(tmp_path) == b"two\n"


def test_a_file_that_was_cut(tmp_path: Path) -> None:
    """What is found is added to what is left of it."""
    with opened(tmp_path) as (_, findings):
        findings.commit(page("one", "two"))
    os.truncate(tmp_path / "found.jsonl", 4)
    with opened(tmp_path) as (_, findings):
        findings.commit(page("three", last=2))
    assert found(tmp_path) == b"one\nthree\n"


def test_a_file_of_somebody_else(tmp_path: Path) -> None:
    """It is refused, and stays as it is."""
    (tmp_path / "found.jsonl").write_text("mine\n")
    with pytest.raises(UsageError, match="holds what this journal did not write"), opened(tmp_path):
        pass
    assert found(tmp_path) == b"mine\n"


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    """The path is named."""
    (tmp_path / "found.jsonl").mkdir()
    with pytest.raises(UsageError, match="findings cannot be written"), opened(tmp_path):
        pass
    with pytest.raises(UsageError, match="the journal cannot be made"):
        Journal(tmp_path / "none" / "journal", ACCOUNT)


def test_a_second_process(tmp_path: Path) -> None:
    """A journal is held by one alone."""
    with opened(tmp_path), pytest.raises(UsageError, match="in use by another watch"):
        Journal(tmp_path / "journal", ACCOUNT)


def test_the_journal_of_another_mailbox(tmp_path: Path) -> None:
    """It is refused."""
    with opened(tmp_path):
        pass
    with pytest.raises(UsageError, match="journal of another mailbox"):
        Journal(tmp_path / "journal", "somebody else")


def test_what_is_no_journal(tmp_path: Path) -> None:
    """A file that is no database, or of another form, is refused and named."""
    (tmp_path / "text").write_text("no database at all, but long enough to look like one\n" * 100)
    with pytest.raises(UsageError, match="no journal of a watch"):
        Journal(tmp_path / "text", ACCOUNT)
    with opened(tmp_path):
        pass
    with closing(sqlite3.connect(tmp_path / "journal")) as rows, rows:
        rows.execute("update known set value = 99 where what = 'form'")
    with pytest.raises(UsageError, match="another version"):
        Journal(tmp_path / "journal", ACCOUNT)


def test_marks(tmp_path: Path) -> None:
    """They are due until they are set; numbers given anew make them void."""
    with opened(tmp_path) as (journal, findings):
        due = page(last=9)
        due.to_mark += [4, 9]
        findings.commit(due)
        assert journal.to_mark("INBOX", 7) == [4, 9]
        journal.marked("INBOX", 4)
    with opened(tmp_path) as (journal, _):
        assert journal.to_mark("INBOX", 7) == [9]
        assert journal.to_mark("INBOX", 8) == []
        assert journal.to_mark("INBOX", 7) == []


def test_prints(tmp_path: Path) -> None:
    """The same parts have the same print in one journal, other parts another, and another journal another."""
    with opened(tmp_path) as (journal, _):
        print_ = journal.print_of(b"a", b"bc")
        assert journal.print_of(b"a", b"bc") == print_
        assert journal.print_of(b"ab", b"c") != print_
    with opened(tmp_path) as (journal, _):
        assert journal.print_of(b"a", b"bc") == print_
    with closing(Journal(tmp_path / "other", ACCOUNT)) as other:
        assert other.print_of(b"a", b"bc") != print_


@UNHURRIED
@given(steps=st.lists(STEPS, max_size=6))
def test_whatever_is_torn(steps: list[tuple[list[int], bool, bytes]], tmp_path_factory: pytest.TempPathFactory) -> None:
    """However pages are committed or lost, with whatever rest of a line, the file holds the committed lines."""
    folder = tmp_path_factory.mktemp("torn")
    kept: list[int] = []
    for number, (values, is_committed, rest) in enumerate(steps, start=1):
        with opened(folder) as (_, findings):
            if is_committed:
                findings.commit(page(*map(str, values), last=number))
                kept += values
        with (folder / "found.jsonl").open("ab") as file:
            file.write(rest)
    with opened(folder):
        assert [json.loads(line) for line in found(folder).splitlines()] == kept
