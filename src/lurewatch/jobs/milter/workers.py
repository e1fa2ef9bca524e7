"""Processes that judge, so that one mail that takes long holds up no other: the one that is late is ended.

A process takes frames on its standard input and answers on its standard output (`frames`); it says `{"ready": true}`
first. What it says on standard error goes to ours.
"""

import asyncio
import json
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeAlias

Answer: TypeAlias = Mapping[str, object]
_LENGTH = 4  # bytes of a frame's length, most significant first
_PIECE = 64 << 10
_LONGEST = 16 << 20  # bytes of an answer
_START = 60.0  # seconds in which a process must be ready
_PAUSES = (0.0, 1.0, 5.0, 30.0)  # seconds before another start, by how many have failed in a row


class WorkerGone(Exception):
    """A process ended, or said what is no answer."""


class Late(Exception):
    """No answer came in time."""


class Crowded(Exception):
    """More mails wait than may."""


@dataclass(slots=True, eq=False)
class _Job:
    head: Mapping[str, object]
    raw: bytes | bytearray
    answer: asyncio.Future[Answer] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Workers:
    """So many processes, each with one mail at a time for so many seconds; at most `waiting` mails wait for one."""

    def __init__(
        self, command: Sequence[str], number: int, seconds: float, tell: Callable[[str], None], waiting: int = 64
    ) -> None:
        self._command = command
        self._number = number
        self._seconds = seconds
        self._tell = tell
        self._jobs: asyncio.Queue[_Job] = asyncio.Queue(waiting)
        self._tasks: list[asyncio.Task[None]] = []
        self._hopeful = number  # processes that judge or are being started; the others have failed and pause
        self._ready = asyncio.Event()

    async def start(self) -> None:
        """Starts them and returns when one is ready; WorkerGone if none can be had."""
        self._tasks = [asyncio.create_task(self._keep_one()) for _ in range(self._number)]
        await self._ready.wait()
        if not self._hopeful:
            raise WorkerGone

    async def ask(self, head: Mapping[str, object], raw: bytes | bytearray) -> Answer:
        """What a process makes of a mail; Late, Crowded or WorkerGone where no answer comes within the seconds."""
        if not self._hopeful:
            raise WorkerGone
        job = _Job(head, raw)
        try:
            self._jobs.put_nowait(job)
            async with asyncio.timeout(self._seconds):
                return await job.answer
        except asyncio.QueueFull:
            raise Crowded from None
        except TimeoutError:
            raise Late from None
        finally:
            job.raw = b""  # it may wait on; what it held need not

    async def close(self) -> None:
        """Ends them all."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _keep_one(self) -> None:
        """Has one process running, always."""
        failed = 0
        while True:
            try:
                failed = 0 if await self._run_one() else failed + 1
            except OSError as error:
                self._tell(f"a judging process cannot be started ({error.strerror})")
                failed += 1
            if failed:
                await self._pause(_PAUSES[min(failed, len(_PAUSES) - 1)])

    async def _pause(self, seconds: float) -> None:
        self._hopeful -= 1
        if not self._hopeful:
            self._ready.set()
            while not self._jobs.empty():
                _fail(self._jobs.get_nowait())
        await asyncio.sleep(seconds)
        self._hopeful += 1

    async def _run_one(self) -> bool:
        """Runs one process until it fails; gives whether it was ready at all."""
        process = await _started(self._command)
        is_ready = False
        try:
            async with asyncio.timeout(_START):
                await _answer(process)
            is_ready = True
            self._ready.set()
            while True:
                await self._serve(process, await self._jobs.get())
        except TimeoutError:
            self._tell("a judging process was ended: it took too long over a mail")
        except (WorkerGone, OSError):
            self._tell("a judging process ended by itself; there will be another")
        finally:
            await _end_surely(process)
        return is_ready

    async def _serve(self, process: Process, job: _Job) -> None:
        """Has one mail judged; its time begins here, so that a mail that waited long ends no process."""
        if job.answer.done():
            return
        try:
            async with asyncio.timeout(self._seconds):
                answer = await _asked(process, job)
        except (WorkerGone, OSError):
            _fail(job)
            raise
        if not job.answer.done():
            job.answer.set_result(answer)


async def _started(command: Sequence[str]) -> Process:
    """A process; whoever is cancelled while it starts has it ended."""
    starting = asyncio.ensure_future(asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE))
    try:
        return await asyncio.shield(starting)
    except asyncio.CancelledError:
        with suppress(OSError):
            await _end(await starting)
        raise


async def _end_surely(process: Process) -> None:
    """Ends a process even if whoever does so is cancelled meanwhile."""
    ending = asyncio.ensure_future(_end(process))
    try:
        await asyncio.shield(ending)
    except asyncio.CancelledError:
        await ending
        raise


async def _end(process: Process) -> None:
    """Ends a process and returns when nothing of it is left, its pipes included."""
    assert process.stdin and process.stdout  # noqa: S101, PT018  they are pipes
    with suppress(ProcessLookupError):
        process.kill()
    with suppress(OSError):
        process.stdin.close()
        await process.stdin.wait_closed()
    await process.stdout.read()
    await process.wait()


def _fail(job: _Job) -> None:
    if not job.answer.done():
        job.answer.set_exception(WorkerGone())


async def _asked(process: Process, job: _Job) -> Answer:
    head, raw = job.head, job.raw
    await _send(process, json.dumps(head).encode("ascii"))
    await _send(process, raw)
    return await _answer(process)


async def _send(process: Process, data: bytes | bytearray) -> None:
    assert process.stdin  # noqa: S101  it is a pipe
    process.stdin.write(len(data).to_bytes(_LENGTH, "big"))
    for start in range(0, len(data), _PIECE):
        process.stdin.write(data[start : start + _PIECE])
        await process.stdin.drain()


async def _answer(process: Process) -> Answer:
    assert process.stdout  # noqa: S101  it is a pipe
    try:
        length = int.from_bytes(await process.stdout.readexactly(_LENGTH), "big")
        if length > _LONGEST:
            raise WorkerGone
        found = json.loads(await process.stdout.readexactly(length))
    except (asyncio.IncompleteReadError, ValueError, RecursionError):
        raise WorkerGone from None
    if not isinstance(found, dict):
        raise WorkerGone
    return found
