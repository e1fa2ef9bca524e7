"""The mailbox to watch, as the settings name it."""

from datetime import date
from pathlib import Path

import pytest
from tests.desk.written import settings

from lurewatch.config.mailbox import Grant, Keeper, Kind, Mailbox, SignIn
from lurewatch.config.settings import read_settings
from lurewatch.errors import DefinitionError

LEAST = '[mailbox]\nhost = "imap.firm.example"\nuser = "abuse@firm.example"\nfound = "found.jsonl"\n'


def read(folder: Path, *lines: str) -> Mailbox:
    """The mailbox of such a file."""
    found = read_settings(settings(folder, LEAST, *lines)).mailbox
    assert found
    return found


def test_the_least(tmp_path: Path) -> None:
    """Host, user and a file suffice; nothing in the mailbox is changed then."""
    found = read(tmp_path)
    assert (found.host, found.port, found.ca) == ("imap.firm.example", 993, None)
    assert (found.address, found.folders, found.kind) == ("abuse@firm.example", ("INBOX",), Kind.MAILBOX)
    assert (found.sign_in, found.secrets, found.tokens) == (SignIn.PASSWORD, Keeper.ENVIRONMENT, None)
    assert (found.mark, found.since, found.earlier) == ("", None, 20)
    assert (found.found, found.journal) == (tmp_path / "found.jsonl", tmp_path / "found.jsonl.journal")


def test_everything(tmp_path: Path) -> None:
    """Each entry arrives."""
    found = read(
        tmp_path,
        'folders = ["INBOX", "Jobs"]\nkind = "reports"\nsince = 2026-03-01\nmark = "\\\\Flagged"\nport = 1993',
        'address = "desk@firm.example"\njournal = "j"\npoll_seconds = 30\nearlier = 5\nca = "ca.pem"',
        'sign_in = "xoauth2"\nsecrets = "keyring"',
        '[mailbox.oauth2]\nurl = "https://login.firm.example/t"\nclient_id = "x"\ngrant = "client_credentials"',
    )
    assert (found.folders, found.kind, found.since) == (("INBOX", "Jobs"), Kind.REPORTS, date(2026, 3, 1))
    assert (found.mark, found.port, found.address) == ("\\Flagged", 1993, "desk@firm.example")
    assert (found.journal, found.poll_seconds, found.earlier, found.ca) == (tmp_path / "j", 30, 5, tmp_path / "ca.pem")
    assert found.tokens
    assert (found.tokens.grant, found.tokens.scope) == (Grant.CLIENT, "")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("port = 0", "[mailbox] port: 0 is out of bounds; give a whole number from 1 to 65535"),
        ("port = true", "[mailbox] port: True is out of bounds"),
        ("folders = []", "[mailbox] folders: empty"),
        ('folders = ["a", "a"]', "[mailbox] folders: names a folder twice"),
        ('folders = ["a\\r\\nb"]', "[mailbox] folders: 'a\\r\\nb' says nothing"),
        ('kind = "inbox"', "[mailbox] kind: 'inbox' is not known; give one of mailbox, reports"),
        ('mark = "\\\\Deleted"', "[mailbox] mark: '\\\\Deleted' will not do"),
        ('mark = "a b"', "[mailbox] mark: 'a b' will not do"),
        ('since = "soon"', "[mailbox] since: 'soon' is no date"),
        ('sign_in = "oauth"', "[mailbox] sign_in: 'oauth' is not known"),
        ('address = "abuse"', "[mailbox] address: 'abuse' is no address"),
        ('journal = "found.jsonl"', "[mailbox] journal: is the file that findings are written to"),
        ('password = "hunter2"', "[mailbox] password: not known here; no secret stands in this file"),
        ('[mailbox.oauth2]\nurl = "https://l.example/"\nclient_id = "x"', "[mailbox] oauth2: set, but sign_in is"),
        ('[mailbox.oauth2]\nclient_secret = "hunter2"', "[mailbox.oauth2] client_secret: not known here; no secret"),
    ],
)
def test_what_does_not_fit(line: str, fault: str, tmp_path: Path) -> None:
    """The entry is told, and what to write in its place."""
    with pytest.raises(DefinitionError) as raised:
        read(tmp_path, line)
    assert any(fault in told for told in raised.value.faults)
    assert "hunter2" not in str(raised.value)


def test_an_empty_table(tmp_path: Path) -> None:
    """All that is missing is told at once."""
    with pytest.raises(DefinitionError) as raised:
        read_settings(settings(tmp_path, "[mailbox]"))
    missing = [told.partition("[mailbox] ")[2].partition(":")[0] for told in raised.value.faults]
    assert missing == ["user", "found", "host", "address"]


@pytest.mark.parametrize("host", ["imap.firm.example/x", "https://imap.firm.example", "a b", ""])
def test_a_host_that_is_none(host: str, tmp_path: Path) -> None:
    """It is refused."""
    text = LEAST.replace("imap.firm.example", host)
    with pytest.raises(DefinitionError, match="give the server's name"):
        read_settings(settings(tmp_path, text))
