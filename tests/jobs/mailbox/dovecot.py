"""A real Dovecot, from Debian's packages, on loopback: its files in a folder of its own, gone when the test ends."""

import grp
import os
import pwd
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from imapclient import IMAPClient
from tests.jobs.mailbox.authority import Authority

USER, PASSWORD = "kim@quietlab.example", "a-password-of-these-tests"
# Run by one user without rights: whoever runs the tests, or nobody where that is root, which Dovecot refuses.
_CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
first_valid_gid = 1
ssl = required
ssl_cert = <{certificate}
ssl_key = <{key}
mail_location = maildir:~/Maildir
mail_home = {folder}/home/%u
mail_max_userip_connections = 100
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
imap_capability = {capability}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
  }}
}}
service anvil {{
  chroot =
}}
namespace inbox {{
  inbox = yes
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/oauth2.conf.ext
}}
passdb {{
  driver = static
  mechanisms = plain login
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home/%u
}}
"""
_OAUTH2 = """
introspection_url = {url}
introspection_mode = post
username_attribute = username
active_attribute = active
active_value = true
"""


class Dovecot:
    """A server with one account, reached by `port`; certificates are signed by `authority`."""

    def __init__(self, folder: Path, introspection: str = "", without_idle: bool = False) -> None:
        self.folder = folder
        self.authority = Authority(folder)
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        certificate, key = self.authority.sign("server")
        user, group = _runner()
        capability = "IMAP4rev1 LITERAL+ UIDPLUS NAMESPACE" if without_idle else ""
        values = {"certificate": certificate, "key": key, "capability": capability, "password": PASSWORD}
        names = {"user": user.pw_name, "group": group.gr_name, "folder": folder, "port": self.port}
        (folder / "oauth2.conf.ext").write_text(_OAUTH2.format(url=introspection or "http://127.0.0.1:9/"))
        (folder / "dovecot.conf").write_text(_CONFIG.format(**values, **names))
        (folder / "home").mkdir()
        for path in (folder, *folder.iterdir()):
            os.chown(path, user.pw_uid, group.gr_gid)
        self._ids = (user.pw_uid, group.gr_gid) if os.geteuid() == 0 else (None, None)

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        program = shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin:/usr/bin")
        assert program, "make test HEAVY=1 installs Debian's dovecot-imapd"
        command = [program, "-F", "-c", str(self.folder / "dovecot.conf")]
        quiet = subprocess.DEVNULL
        user, group = self._ids
        groups: list[int] | None = [] if os.geteuid() == 0 else None
        self._process = subprocess.Popen(
            command, stdout=quiet, stderr=quiet, user=user, group=group, extra_groups=groups, start_new_session=True
        )
        end = time.monotonic() + 20
        while time.monotonic() < end:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return
            except OSError:
                assert self._process.poll() is None, self.log()
                time.sleep(0.05)
        raise AssertionError(self.log())

    def stop(self) -> None:
        """Stops it, and all that it started."""
        if self._process:
            self._process.terminate()
            self._process.wait(20)
            with suppress(ProcessLookupError):  # those that serve a client may outlive the first one
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process = None

    def log(self) -> str:
        """What it has to say."""
        path = self.folder / "log"
        return path.read_text(errors="replace") if path.exists() else "no log"

    @contextmanager
    def client(self) -> Iterator[IMAPClient]:
        """A signed-in connection of the test's own."""
        context = ssl.create_default_context(cafile=str(self.authority.certificate))
        with IMAPClient("localhost", self.port, ssl_context=context, timeout=20) as client:
            client.login(USER, PASSWORD)
            yield client

    def deliver(self, *mails: bytes, folder: str = "INBOX") -> None:
        """Puts mails into a folder, one after the other."""
        with self.client() as client:
            if not client.folder_exists(folder):
                client.create_folder(folder)
            for mail in mails:
                client.append(folder, mail.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))

    def empty(self) -> None:
        """Takes every mail and every folder away."""
        shutil.rmtree(self.folder / "home" / USER, ignore_errors=True)

    def number_anew(self) -> None:
        """Makes the server forget its numbers: it gives the folder another UIDVALIDITY."""
        time.sleep(1.1)  # its UIDVALIDITY is a time in seconds
        for path in (self.folder / "home" / USER / "Maildir").rglob("dovecot*"):
            path.unlink()


@contextmanager
def dovecot(introspection: str = "", without_idle: bool = False) -> Iterator[Dovecot]:
    """A server that runs until the end of the block."""
    folder = Path(tempfile.mkdtemp(prefix="lw", dir="/tmp"))  # short: sockets' names are bounded
    server = Dovecot(folder, introspection, without_idle)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def _runner() -> tuple[pwd.struct_passwd, grp.struct_group]:
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    return user, grp.getgrgid(user.pw_gid)
