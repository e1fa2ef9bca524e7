"""What the mail filter adds to a mail's way, on loopback: `python -m benchmarks.milter [--mails N]`.

A stand-in for a mail server hands over generated mails, one at a time and many at a time, and waits for each answer;
the same mails are judged in this process by the same door, for comparison.
"""

import argparse
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.generated import messages
from lurewatch.desk.intake import Mail, opened
from lurewatch.jobs.milter.packets import packed

_SETTINGS = """
[judging]
owners = ["@haldenq.example"]
[watching]
basis = "a benchmark"
notice = "nobody's mail is read"
scope = "invented mail"
recorded_by = "benchmarks"
recorded_on = 2026-01-01
[milter]
listen = "unix:milter.sock"
records = "records"
"""
_OFFER = packed(b"O", bytes.fromhex("00000006 000001ff 001fffff"))
_PIECE = 65_535
_TO = "p1@haldenq.example"


def main() -> int:
    """Prints a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.milter", description=__doc__)
    parser.add_argument("--mails", type=int, default=1000)
    mails = [_mail(one) for one in islice(messages(), parser.parse_args().mails)]
    print(f"{len(mails)} mails of {sum(map(len, mails)) // len(mails):,} bytes on average, two judging processes")
    with TemporaryDirectory(prefix="lurewatch-bench-") as folder:
        config = Path(folder) / "lurewatch.toml"
        config.write_text(_SETTINGS, encoding="utf-8")
        print(_row("judged in one process, no filter", _judged_here(config, mails)))
        with _running(config):
            for connections in (1, 2, 8, 32):
                print(_row(f"through the filter, {connections} at a time", *_asked(config, mails, connections)))
    return 0


def _mail(message: bytes) -> bytes:
    return message.partition(b"\n")[2].replace(b"\n", b"\r\n")


def _judged_here(config: Path, mails: Sequence[bytes]) -> list[float]:
    intake = opened(config)
    return [_timed(partial(intake.judge, Mail("x", mail, (_TO,)))) for mail in mails]


def _asked(config: Path, mails: Sequence[bytes], connections: int) -> tuple[list[float], float]:
    """The seconds of each mail, and of all together."""
    shares = [mails[start::connections] for start in range(connections)]
    begin = perf_counter()
    with ThreadPoolExecutor(connections) as pool:
        found = [one for share in pool.map(lambda share: list(_on_one(config, share)), shares) for one in share]
    return found, perf_counter() - begin


def _on_one(config: Path, mails: Sequence[bytes]) -> Iterator[float]:
    """Hands mails over on one connection, and waits for each answer."""
    with socket.socket(socket.AF_UNIX) as there, there.makefile("rb") as answers:
        there.connect(str(config.parent / "milter.sock"))
        there.sendall(_OFFER)
        answers.read(17)
        for mail in mails:
            begin = perf_counter()
            there.sendall(b"".join(_packets(mail)))
            while answers.read(int.from_bytes(answers.read(4), "big"))[:1] != b"h":
                pass  # a body's pieces are answered one by one
            while answers.read(int.from_bytes(answers.read(4), "big"))[:1] != b"c":
                pass
            yield perf_counter() - begin


def _packets(mail: bytes) -> Iterator[bytes]:
    head, _, body = mail.partition(b"\r\n\r\n")
    yield packed(b"M", b"<someone@firm.example>\0")
    yield packed(b"R", f"<{_TO}>\0".encode())
    for line in head.replace(b"\r\n\t", b"\n\t").split(b"\r\n"):
        name, _, value = line.partition(b": ")
        yield packed(b"L", name + b"\0" + value + b"\0")
    for start in range(0, len(body), _PIECE):
        yield packed(b"B", body[start : start + _PIECE])
    yield packed(b"E")


def _timed(work: Callable[[], object]) -> float:
    begin = perf_counter()
    work()
    return perf_counter() - begin


@contextmanager
def _running(config: Path) -> Iterator[None]:
    command = [sys.executable, "-m", "lurewatch", "milter", "--config", str(config)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        try:
            if not process.stderr or b"listening" not in process.stderr.readline():
                raise SystemExit("the filter did not start")
            yield
        finally:
            process.terminate()


def _row(what: str, each: Sequence[float], all_together: float | None = None) -> str:
    late = quantiles(each, n=20)[-1]
    rate = len(each) / (all_together or sum(each))
    times = (
        f"median {median(each) * 1e3:.1f} ms, 95 of 100 within {late * 1e3:.1f} ms, at most {max(each) * 1e3:.0f} ms"
    )
    return f"{what}: {times}; {rate:.0f} mails a second"


if __name__ == "__main__":
    sys.exit(main())
