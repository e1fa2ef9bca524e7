"""The settings of the mail filter."""

from pathlib import Path

import pytest
from tests.config.test_settings import faults
from tests.desk.written import BASIS, settings

from lurewatch.config.milter import Listen, Milter
from lurewatch.config.settings import read_settings

WHOLE = '[milter]\nlisten = "127.0.0.1:8892"\nrecords = "records"'


def milter(folder: Path, *tables: str) -> Milter:
    """The settings of the filter that these tables make."""
    found = read_settings(settings(folder, *tables)).milter
    assert found
    return found


def test_least_that_is_needed(tmp_path: Path) -> None:
    """Where to listen and where the records lie; whose mail is read follows from who is ours."""
    found = milter(tmp_path, BASIS, WHOLE)
    assert found.listen == Listen("127.0.0.1", 8892)
    assert found.records == tmp_path / "records"
    assert (found.seconds, found.workers, found.mail_size, found.keep_days) == (3, 2, 4, 90)
    assert found.recipients.hold("noor@quietlab.example")
    assert not found.recipients.hold("rowan@northgate.example")


def test_no_table(tmp_path: Path) -> None:
    """Nothing is set, and that is no fault of the file."""
    assert read_settings(settings(tmp_path, BASIS)).milter is None


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("[::1]:25", Listen("::1", 25)),
        ("127.8.9.1:65535", Listen("127.8.9.1", 65535)),
        ("unix:/run/lurewatch/milter.sock", Listen(path=Path("/run/lurewatch/milter.sock"))),
    ],
)
def test_places_to_listen(written: str, found: Listen, tmp_path: Path) -> None:
    """Loopback of either family, and a UNIX socket."""
    table = WHOLE.replace("127.0.0.1:8892", written)
    assert milter(tmp_path, BASIS, table).listen == found


@pytest.mark.parametrize(
    "written",
    [
        *("0.0.0.0:8892", "192.0.2.1:8892", "mx.quietlab.example:8892", "localhost:8892", "[::]:8892", ":8892"),
        *("127.0.0.1", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:²", "127.0.0.1:999999999", "unix:/" + "x" * 100),
    ],
)
def test_places_not_to_listen(written: str, tmp_path: Path) -> None:
    """Another machine could read along or pose as the mail server: nothing but this machine is listened to."""
    (told,) = faults(tmp_path, BASIS, WHOLE.replace("127.0.0.1:8892", written))
    assert told.startswith(", [milter] listen: ")
    assert "on loopback alone" in told


def test_recipients(tmp_path: Path) -> None:
    """Where the basis covers some alone, only they are listed; writing makes no difference, and a tag is no other."""
    listed = f'{WHOLE}\nrecipients = ["Noor@QuietLab.example", "@decoder.quietlab.example"]'
    found = milter(tmp_path, BASIS, listed).recipients
    for held in ("noor@quietlab.example", "NOOR+papers@quietlab.example", "a@decoder.quietlab.example"):
        assert found.hold(held)
    for other in (
        "kim@quietlab.example",
        "a@x.decoder.quietlab.example.northgate.example",
        "noor",
        "",
        "@",
        "quietlab",
    ):
        assert not found.hold(other)
    assert found.hold("a@x.decoder.quietlab.example")


def test_many_faults(tmp_path: Path) -> None:
    """All are told at once."""
    numbers = "keep_days = 0\nseconds = 60\nworkers = true\nconnections = 1.5\nmail_size = 8\nheld_size = 4"
    table = f'[milter]\nlisten = "x"\nrecipients = ["quietlab", "@lab"]\n{numbers}\nsecond = 2'
    told = faults(tmp_path, table)
    keys = [fault.split("] ")[1].split(":")[0] for fault in told]
    numbers = "keep_days seconds workers connections held_size"
    assert keys == ["listen", "recipients", "recipients", "records", *numbers.split(), "second"]
    assert "did you mean seconds?" in told[-1]


def test_nobody_whose_mail_is_read(tmp_path: Path) -> None:
    """Without owners and without recipients, nothing says which mail comes in."""
    (told,) = faults(tmp_path, '[judging]\nowners = ["linkedin.com/in/noor"]', WHOLE)
    assert "[milter] recipients: missing, and no owners in [judging] either" in told
