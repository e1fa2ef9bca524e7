"""A Postfix of its own, from Debian's package, on loopback: own configuration, own queue, nothing of the machine's."""

import os
import pwd
import shutil
import smtplib
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.jobs.milter.filter import free_port, until

CONNECT, COMMAND, CONTENT = 2, 3, 5  # seconds of Postfix's three waits for the filter
_MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
alias_maps =
alias_database =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.quietlab.example
mydestination =
mynetworks = 127.0.0.0/8
local_header_rewrite_clients =
relay_domains = quietlab.example
relay_transport = smtp:[127.0.0.1]:{sink}
default_transport = smtp:[127.0.0.1]:{sink}
smtpd_peername_lookup = no
disable_dns_lookups = yes
smtpd_client_connection_count_limit = 0
default_process_limit = 50
message_size_limit = 52428800
mailbox_size_limit = 0
smtpd_milters = {{ inet:127.0.0.1:{milter}, default_action=accept,
    connect_timeout={connect}s, command_timeout={command}s, content_timeout={content}s }}
"""
_MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
127.0.0.1:{plain} inet n - n - - smtpd
 -o smtpd_milters=
127.0.0.1:{guarded} inet n - n - - smtpd
 -o cleanup_service_name=guarded
cleanup unix n - n - 0 cleanup
guarded unix n - n - 0 cleanup
 -o header_checks=regexp:{folder}/header_checks
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass
class Postfix:
    """The running server: `port` asks the filter, `plain` does not, `guarded` drops headers by our names by itself."""

    folder: Path
    port: int
    plain: int
    guarded: int
    milter: int

    @property
    def log(self) -> str:
        """What it said so far."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    def send(self, mail: bytes, to: Sequence[str] = ("noor@quietlab.example",), port: int | None = None) -> None:
        """Hands it a mail, as somebody from outside would; SMTPException where it does not take it."""
        with smtplib.SMTP("127.0.0.1", port or self.port, timeout=60) as client:
            client.sendmail("rowan@northgate.example", list(to), mail, ["BODY=8BITMIME"])


@contextmanager
def serving(sink: int) -> Iterator[Postfix]:
    """A Postfix that runs until the end of the block and delivers all mail to the sink."""
    folder = Path(tempfile.mkdtemp(prefix="lurewatch-postfix-"))
    found = Postfix(folder, *(free_port() for _ in range(4)))
    try:
        _configure(found, sink)
        command = ["postfix", "-c", str(folder / "etc")]
        with subprocess.Popen([*command, "start-fg"], stderr=subprocess.DEVNULL, start_new_session=True) as process:
            try:
                until(lambda: _answers(found.port))
                yield found
            finally:
                subprocess.run([*command, "stop"], stderr=subprocess.DEVNULL, check=True, timeout=60)
                process.wait(20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _configure(found: Postfix, sink: int) -> None:
    folder = found.folder
    folder.chmod(0o755)
    for name in ("etc", "queue", "data"):
        (folder / name).mkdir(mode=0o755)
    os.chown(folder / "data", pwd.getpwnam("postfix").pw_uid, -1)
    waits = {"connect": CONNECT, "command": COMMAND, "content": CONTENT}
    main = _MAIN.format(folder=folder, sink=sink, milter=found.milter, **waits)
    (folder / "etc/main.cf").write_text(main, encoding="ascii")
    ports = {"port": found.port, "plain": found.plain, "guarded": found.guarded}
    (folder / "etc/master.cf").write_text(_MASTER.format(folder=folder, **ports), encoding="ascii")
    (folder / "header_checks").write_text("/^X-Lurewatch-[^:]*:/ IGNORE\n", encoding="ascii")


def _answers(port: int) -> bool:
    with suppress(OSError), smtplib.SMTP("127.0.0.1", port, timeout=5):
        return True
    return False
