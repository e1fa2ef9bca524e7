"""The filter's server in a thread of the test, with a judge that the test gives."""

import asyncio
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from threading import Thread
from typing import TypeVar

from lurewatch.jobs.milter.mail import Unjudged
from lurewatch.jobs.milter.server import Bounds, Judge, Server

_Given = TypeVar("_Given")


def never(header: bytes, sender: str, recipients: Sequence[str]) -> Unjudged | None:
    """Refuses nothing."""
    return None


class Served:
    """A server that listens on `port`; `told` is what it said, `faults` the errors that nothing of ours caught."""

    def __init__(self, judge: Judge, bounds: Bounds) -> None:
        self.faults: list[object] = []
        self.told: list[str] = []
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(lambda _, context: self.faults.append(context))
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = Server(judge, never, bounds, self.told.append)
        self._listening = self._run(asyncio.start_server(self._server.connected, "127.0.0.1", 0))
        self.port = int(self._listening.sockets[0].getsockname()[1])

    def drain(self, seconds: float) -> None:
        """Ends all connections within so many seconds."""
        self._run(self._drain(seconds))

    def end(self) -> None:
        """Ends the thread."""
        self.drain(0)
        self._run(_all_done())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _drain(self, seconds: float) -> None:
        self._listening.close()
        await self._server.drain(seconds)

    def _run(self, what: Coroutine[object, object, _Given]) -> _Given:
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(30)


async def _all_done() -> None:
    """Returns when the closed connections are gone from the loop too; an idle loop has a task for this alone."""
    while len(asyncio.all_tasks()) > 1:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)


@contextmanager
def served(judge: Judge, bounds: Bounds | None = None) -> Iterator[Served]:
    """A server that runs until the end of the block, in which no error went uncaught."""
    found = Served(judge, bounds or Bounds())
    try:
        yield found
    finally:
        found.end()
    assert found.faults == [], found.faults
