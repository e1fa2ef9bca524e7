"""The file that says what somebody's columns mean."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from tests.sources.made import UNHURRIED

from lurewatch.errors import DefinitionError, UsageError
from lurewatch.model.message import Channel
from lurewatch.sources.mapping import FIELDS
from lurewatch.sources.mapping_file import load_mapping

FORMS = 'write "iso", "epoch" or a day and a time: "%d.%m.%Y %H:%M"'


def faults(folder: Path, text: str) -> list[str]:
    """What is said of a mapping of this text."""
    (folder / "m.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as error:
        load_mapping(folder / "m.toml")
    return [fault.removeprefix(f"{folder}/m.toml: ") for fault in error.value.faults]


def test_a_mapping(tmp_path: Path) -> None:
    """Every key of it is taken."""
    (tmp_path / "m.toml").write_text(
        'delimiter = ";"\nseparator = "|"\nchannel = "other"\n[columns]\ntext = "Body"\ntime = "When"\n'
        '[times]\nformats = ["%d.%m.%Y", "epoch"]\nzone = "Europe/Berlin"\n[channels]\nLI = "linkedin"\n',
        encoding="utf-8",
    )
    found = load_mapping(tmp_path / "m.toml")
    assert found.columns == {"text": "Body", "time": "When"}
    assert (found.delimiter, found.separator, found.channel) == (";", "|", Channel.OTHER)
    assert (found.formats, found.channels) == (("%d.%m.%Y", "epoch"), {"li": Channel.LINKEDIN})
    assert found.zone is not None
    assert datetime(2026, 3, 2, 9, tzinfo=found.zone).astimezone(UTC).hour == 8


def test_all_faults_at_once(tmp_path: Path) -> None:
    """Each says its place, what stands there, and what to write instead."""
    found = faults(
        tmp_path,
        'colums = 1\ndelimiter = "; "\nseparator = 1\nchannel = "fax"\nchannels = "x"\n[columns]\nauthor = 5\n'
        'body = "B"\nsubject = " "\n[times]\nzone = "Europe/Nowhere"\nformats = ["%d.%m", "%Q", "%d %d", 3]\nform = 1',
    )
    assert sorted(found) == sorted(
        [
            "colums: not known; known are columns, times, channels, channel, separator, delimiter",
            "times.form: not known; known are formats, zone",
            f"columns.body: not known; known are {', '.join(FIELDS)}",
            "columns.author: 5; write text in quotation marks",
            'columns.text: missing; name the column of what was written: text = "Message"',
            "columns.subject: empty; name a column or leave the line out",
            f"times.formats[0]: '%d.%m'; {FORMS}",
            f"times.formats[1]: '%Q'; {FORMS}",
            f"times.formats[2]: '%d %d'; {FORMS}",
            f"times.formats[3]: 3; {FORMS}",
            "times.zone: 'Europe/Nowhere'; write a zone of the IANA list: \"Europe/Berlin\"",
            "separator: 1; write text in quotation marks",
            'delimiter: \'; \'; write one character: ";" or "\\t"',
            "channel: 'fax'; write one of email, linkedin, chat, other",
            "channels: 'x'; write a table: [channels]",
        ]
    )


@pytest.mark.parametrize("text", ["= x", "a = [" * 3, '[columns]\ntext = "\x00"'])
def test_no_toml(tmp_path: Path, text: str) -> None:
    """It says where, and where the how-to is."""
    (fault,) = faults(tmp_path, text)
    assert fault.startswith("not TOML: ")
    assert "docs/how-to/mapping.md" in fault


def test_an_empty_mapping(tmp_path: Path) -> None:
    """It lacks the one column that must be named."""
    (fault,) = faults(tmp_path, "")
    assert fault.startswith("columns.text: missing")


def test_no_such_file(tmp_path: Path) -> None:
    """It is bad usage."""
    with pytest.raises(UsageError, match="cannot read the mapping"):
        load_mapping(tmp_path / "m.toml")


_VALUES = st.sampled_from(['"x"', "1", "[]", '["iso"]', "{}", '""', "true", '"UTC"', '"../etc"', '"%d"', "2026-03-02"])
_KEYS = st.sampled_from(
    ["columns", "columns.text", "times.zone", "times.formats", "times", "channels.a", "channel", "x"]
)


@given(st.lists(st.tuples(_KEYS, _VALUES), max_size=6, unique_by=lambda pair: pair[0]))
@UNHURRIED
def test_any_document(tmp_path: Path, pairs: list[tuple[str, str]]) -> None:
    """A mapping is read or refused with a reason, never anything else."""
    (tmp_path / "m.toml").write_text("".join(f"{key} = {value}\n" for key, value in pairs), encoding="utf-8")
    try:
        found = load_mapping(tmp_path / "m.toml")
    except DefinitionError as error:
        event(error.faults[0])
    else:
        assert found.columns["text"]
