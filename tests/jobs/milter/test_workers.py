"""The judging processes: late, dying, babbling ones hold up no mail and are replaced."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import pytest

from lurewatch.jobs.milter.workers import Answer, Crowded, Late, WorkerGone, Workers

# Does as a mail says, and answers with its own process id and the mail's size.
SCRIPT = """
import json, os, pathlib, sys, time

def say(answer):
    data = json.dumps(answer).encode()
    sys.stdout.buffer.write(len(data).to_bytes(4, "big") + data)
    sys.stdout.flush()

def frame():
    return sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(4), "big"))

say({"ready": True})
while head := frame():
    raw = frame()
    word = raw[:20].split(b" ")[0]
    if word == b"sleep":
        time.sleep(float(raw.split(b" ")[1]))
    if word == b"wait":
        gate = pathlib.Path(os.fsdecode(raw.split(b" ", 1)[1]))
        gate.with_suffix(".taken").touch()
        while not gate.exists():
            time.sleep(0.01)
    if word == b"die":
        sys.exit(3)
    if word == b"babble":
        sys.stdout.write("hello, world"); sys.stdout.flush(); time.sleep(600)
    if word == b"list":
        say([1])
    say({"pid": os.getpid(), "size": len(raw), "head": json.loads(head)})
"""


def with_workers(
    folder: Path, does: Callable[[Workers], Awaitable[None]], number: int = 1, seconds: float = 60.0, waiting: int = 64
) -> None:
    """Starts workers that run the script, does something with them, and ends them."""
    script = folder / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")

    told: list[str] = []

    async def run() -> None:
        workers = Workers((sys.executable, str(script)), number, seconds, told.append, waiting)
        try:
            await workers.start()
            await does(workers)
        finally:
            await workers.close()

    asyncio.run(run())


async def pid(workers: Workers) -> object:
    """The process that answers."""
    return (await workers.ask({}, b"hello"))["pid"]


async def kept_busy(workers: Workers, gate: Path) -> asyncio.Task[Answer]:
    """A mail that a process has taken up, and is not done with before the gate is there."""
    task = asyncio.create_task(workers.ask({}, b"wait " + bytes(gate)))
    while not gate.with_suffix(".taken").exists():
        await asyncio.sleep(0.01)
    return task


def test_one_after_another(tmp_path: Path) -> None:
    """One process answers them all, large ones too; what goes along arrives."""

    async def does(workers: Workers) -> None:
        first = await workers.ask({"source": "Q1", "to": ["ø@quietlab.example"]}, b"")
        second = await workers.ask({}, bytearray(b"x" * (5 << 20)))
        assert first["head"] == {"source": "Q1", "to": ["ø@quietlab.example"]}
        assert second["size"] == 5 << 20
        assert first["pid"] == second["pid"]

    with_workers(tmp_path, does)


def test_mail_that_takes_too_long(tmp_path: Path) -> None:
    """It is given up in time, its process is ended, and another serves the next."""

    async def does(workers: Workers) -> None:
        before = await pid(workers)
        with pytest.raises(Late):
            await workers.ask({}, b"sleep 600")
        while True:
            with suppress(Late):  # while the other starts
                assert await pid(workers) != before
                break

    with_workers(tmp_path, does, seconds=1.0)


def test_mail_beside_one_that_takes_too_long(tmp_path: Path) -> None:
    """With two processes, the others pass while one mail takes its time."""

    async def does(workers: Workers) -> None:
        slow = await kept_busy(workers, tmp_path / "gate")
        for _ in range(20):
            await pid(workers)
        assert not slow.done()
        (tmp_path / "gate").touch()
        await slow

    with_workers(tmp_path, does, number=2)


@pytest.mark.parametrize("word", [b"die", b"babble", b"list"])
def test_process_that_fails(word: bytes, tmp_path: Path) -> None:
    """The mail is told of at once, and another process serves the next."""

    async def does(workers: Workers) -> None:
        with pytest.raises(WorkerGone):
            await workers.ask({}, word)
        assert (await workers.ask({}, b"hello"))["size"] == 5

    with_workers(tmp_path, does)


def test_mail_that_waits_long(tmp_path: Path) -> None:
    """One that is taken up just before its time ends costs nobody a process."""

    async def does(workers: Workers) -> None:
        before = await pid(workers)
        words = [b"sleep 2", *[b"wait " + bytes(tmp_path / "gate")] * 3]
        tasks = [asyncio.create_task(workers.ask({}, word)) for word in words]
        done = await asyncio.gather(*tasks, return_exceptions=True)
        assert [type(one) for one in done] == [dict, Late, Late, Late]
        (tmp_path / "gate").touch()
        assert await pid(workers) == before

    with_workers(tmp_path, does, seconds=3.0)


def test_crowd(tmp_path: Path) -> None:
    """More mails than may wait are turned away at once, and only those."""

    async def does(workers: Workers) -> None:
        busy = await kept_busy(workers, tmp_path / "gate")
        tasks = [asyncio.create_task(workers.ask({}, b"hello")) for _ in range(4)]
        await asyncio.sleep(0)  # each is put where it waits, or turned away
        (tmp_path / "gate").touch()
        found = await asyncio.gather(busy, *tasks, return_exceptions=True)
        assert [isinstance(one, Crowded) for one in found] == [False, False, False, True, True]

    with_workers(tmp_path, does, waiting=2)


@pytest.mark.parametrize("command", [("/nonexistent",), (sys.executable, "-c", "raise SystemExit(1)")])
def test_no_process_to_be_had(command: tuple[str, ...]) -> None:
    """It is told at the start; whoever asks all the same hears so at once."""

    async def run() -> None:
        workers = Workers(command, 2, 5.0, lambda _: None)
        with pytest.raises(WorkerGone):
            await workers.start()
        with pytest.raises(WorkerGone):  # and not Late
            await workers.ask({}, b"hello")
        await workers.close()

    asyncio.run(run())


def test_asker_who_goes_away(tmp_path: Path) -> None:
    """Its answer is dropped, and the process goes on."""

    async def does(workers: Workers) -> None:
        before = await pid(workers)
        (await kept_busy(workers, tmp_path / "gate")).cancel()
        (tmp_path / "gate").touch()
        assert await pid(workers) == before

    with_workers(tmp_path, does)


def test_end(tmp_path: Path) -> None:
    """No process is left, whatever it is doing."""
    found: list[Answer] = []

    async def does(workers: Workers) -> None:
        found.append(await workers.ask({}, b"hello"))
        (await kept_busy(workers, tmp_path / "gate")).cancel()

    with_workers(tmp_path, does)
    assert not Path(f"/proc/{found[0]['pid']}").exists()
