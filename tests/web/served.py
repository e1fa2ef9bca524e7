"""The desk served in processes of its own, over a store of invented reports, and a browser that visits it."""

import os
import signal
import socket
import subprocess
import sys
import time
from base64 import b32decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django_otp.oath import TOTP
from tests.desk.approaches import LUNCH, PAID, mail
from tests.web.visitors import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SIZES = {"phone": (390, 844), "desktop": (1360, 900)}
_FOLLOWED = (
    "Thank you for the call about your decoder. The client liked it. They now ask for a test on your own cluster, and "
    "would pay 2,000 dollars in crypto for the runs that are not in your paper. Please use Signal from here on."
)
_MAILS = (
    mail(PAID),
    mail(PAID, to="Noor Lind <noor@quietlab.example>", day=9),
    mail(_FOLLOWED, to="Ada Moor <ada@quietlab.example>", sender="Lee Ferns <lee@ferns.example>", day=16),
    mail(LUNCH, to="Ada Moor <ada@quietlab.example>", sender="Bo Reed <bo@canteen.example>", day=23),
)
_SETTINGS = '[store]\ndatabase = "cases.sqlite3"\n[judging]\nowners = ["@quietlab.example"]\n'


def lurewatch(*words: str, at: Path) -> None:
    """Runs a command on the store of a folder."""
    command = [sys.executable, "-m", "lurewatch", *words, "--config", str(at / "lurewatch.toml")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


@contextmanager
def desk(folder: Path) -> Iterator[str]:
    """The address of a desk with four reports, and an account `rosa` of an officer and `kim` of a person."""
    (folder / "lurewatch.toml").write_text(_SETTINGS, encoding="utf-8")
    for number, one in enumerate(_MAILS):
        (folder / f"{number}.eml").write_bytes(one)
    lurewatch("desk", "report", *(str(file) for file in sorted(folder.glob("*.eml"))), at=folder)
    for name, role in (("rosa", "officer"), ("kim", "person"), ("ines", "auditor")):
        address = f"{name}@quietlab.example"
        lurewatch("account", "add", name, "--role", role, "--address", address, "--password", PASSWORD, at=folder)
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "lurewatch", "serve", "--port", str(port), "--workers", "1"]
    with subprocess.Popen([*command, "--config", str(folder / "lurewatch.toml")], stderr=subprocess.PIPE) as server:
        try:
            _wait(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGTERM)
            assert server.wait(60) == 0


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise AssertionError(server.stderr.read() if server.stderr else "")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the desk did not open")


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Debian's Chromium; no longer than for its module, since Django asks no database beside Playwright's loop."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  installed for these tests alone

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-dev-shm-usage"]
        running = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        yield running
        running.close()


def sign_in(page: "Page", address: str, name: str) -> None:
    """Signs in, for the first time where a second factor is asked for."""
    page.goto(f"{address}/sign-in/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    if page.url.endswith("/second/new/"):
        key = page.locator("#key code").inner_text().replace(" ", "")
        page.get_by_label("Six digits").fill(f"{TOTP(b32decode(key + '=' * (-len(key) % 8))).token():06d}")
        page.get_by_role("button", name="Go on").click()


def shown(page: "Page", name: str) -> None:
    """Takes a picture for the docs, where somebody wants them anew."""
    if folder := os.environ.get("LUREWATCH_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"))
