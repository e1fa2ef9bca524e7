"""The server that tests of a watch share, and the password with which they sign in."""

from collections.abc import Iterator

import pytest
from tests.jobs.mailbox.dovecot import PASSWORD, Dovecot, dovecot


@pytest.fixture(scope="session")
def running() -> Iterator[Dovecot]:
    """A server for the whole run."""
    with dovecot() as server:
        yield server


@pytest.fixture
def server(running: Dovecot, monkeypatch: pytest.MonkeyPatch) -> Dovecot:
    """The server, its mailbox empty, and the password in the environment."""
    monkeypatch.setenv("LUREWATCH_MAILBOX_PASSWORD", PASSWORD)
    running.empty()
    return running
