"""Processes that look at conversations side by side, each asked by a thread of its own and answering in its turn."""

import subprocess
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from itertools import islice
from queue import SimpleQueue
from types import TracebackType

from lurewatch.errors import ProcessGone
from lurewatch.linking.frames import receive, send

_AHEAD = 3  # questions for each process that may wait: the input is read no faster than it is worked on


class Assistants:
    """So many processes of one command; `plan` is the first frame that each is given. Use it in a `with`."""

    def __init__(self, command: Sequence[str], number: int, plan: bytes) -> None:
        self._command, self._number, self._plan = command, number, plan
        self._free: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._all: list[subprocess.Popen[bytes]] = []
        self._stack = ExitStack()

    def __enter__(self) -> "Assistants":
        with self._stack:
            for _ in range(self._number):
                process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
                self._stack.callback(_end, process)
                self._all.append(process)
                _tell(process, self._plan)
                self._free.put(process)
            self._threads = self._stack.enter_context(ThreadPoolExecutor(self._number))
            self._stack = self._stack.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.close()

    def answers(self, questions: Iterable[bytes]) -> Iterator[bytes]:
        """An answer to each question, in order, each from whichever process is free; raises ProcessGone."""
        waiting: list[Future[bytes]] = []
        rest = iter(questions)
        while True:
            waiting += (self._threads.submit(self._ask, one) for one in islice(rest, self._ahead(waiting)))
            if not waiting:
                return
            yield waiting.pop(0).result()

    def _ahead(self, waiting: Sequence[Future[bytes]]) -> int:
        return self._number * _AHEAD - len(waiting)

    def everyone(self, question: bytes) -> Iterator[bytes]:
        """The answer of each process to one question; raises ProcessGone."""
        return (_asked(process, question) for process in self._all)

    def _ask(self, question: bytes) -> bytes:
        process = self._free.get()
        try:
            return _asked(process, question)
        finally:
            self._free.put(process)


def _asked(process: subprocess.Popen[bytes], question: bytes) -> bytes:
    _tell(process, question)
    assert process.stdout  # noqa: S101  it is a pipe
    answer = receive(process.stdout)
    if answer is None:
        raise _gone(process)
    return answer


def _tell(process: subprocess.Popen[bytes], question: bytes) -> None:
    assert process.stdin  # noqa: S101  it is a pipe
    try:
        send(process.stdin, question)
    except OSError:
        raise _gone(process) from None


def _gone(process: subprocess.Popen[bytes]) -> ProcessGone:
    return ProcessGone(f"a process that reads conversations ended (code {process.wait()}); link fewer, or add memory")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()
