"""A real PostgreSQL, from Debian's packages, on loopback: its files in a folder of its own, gone when the tests end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from tests.jobs.mailbox.dovecot import free_port

USER, PASSWORD = "lurewatch", "a-password-of-these-tests"


class Postgres:
    """A server with one user, reached by `port` on loopback."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        runner = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        self._ids = (runner.pw_uid, runner.pw_gid) if os.geteuid() == 0 else (None, None)
        os.chown(folder, runner.pw_uid, runner.pw_gid)

    def start(self) -> None:
        """Makes its files and starts it; returns when it listens."""
        password = self.folder / "password"
        password.write_text(PASSWORD, encoding="ascii")
        password.chmod(0o644)
        files = str(self.folder / "data")
        self._run("initdb", "-D", files, "-U", USER, "--auth=scram-sha-256", f"--pwfile={password}", "-E", "UTF8")
        # What is written may be lost with the machine, as the folder is; a killed server loses nothing.
        options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories= -c fsync=off"
        self._run("pg_ctl", "-D", files, "-o", options, "-l", str(self.folder / "log"), "-w", "start")

    def stop(self) -> None:
        """Stops it."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")

    def make(self, name: str, like: str = "template1") -> None:
        """Makes a database, with what another one holds."""
        self._order(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')

    def drop(self, name: str) -> None:
        """Takes a database away, whoever uses it."""
        self._order(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _order(self, statement: str) -> None:
        where = f"host=127.0.0.1 port={self.port} user={USER} dbname=postgres password={PASSWORD}"
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(statement.encode("ascii"))

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        user, group = self._ids
        subprocess.run(command, check=True, capture_output=True, user=user, group=group, cwd=self.folder, timeout=120)


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A server that runs until the end of the block."""
    folder = Path(tempfile.mkdtemp(prefix="lw", dir="/tmp"))
    server = Postgres(folder)
    try:
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
