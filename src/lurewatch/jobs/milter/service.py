"""`lurewatch milter`: starts the filter as the settings say, and ends it so that no mail under way is given up."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from lurewatch.desk.asked import Listen, Milter
from lurewatch.desk.intake import Intake, opened
from lurewatch.errors import UsageError
from lurewatch.jobs.milter.judging import Judging
from lurewatch.jobs.milter.records import Records
from lurewatch.jobs.milter.server import Bounds, Server
from lurewatch.jobs.milter.workers import WorkerGone, Workers

_MIB = 20  # bits
_TOLD = 3600.0  # seconds between two lines of counts
_DRAINING = 5.0  # seconds, beside those of one mail

Tell: TypeAlias = Callable[[str], None]


def run(config: Path, tell: Tell) -> None:
    """Filters until it is told to end (SIGTERM or SIGINT); refuses to start without a basis.

    `tell` is told what goes wrong and how many mails ended how, in sentences without a word of any mail.
    """
    intake = opened(config)
    settings = intake.settings.milter
    if settings is None:
        raise UsageError(f"{config}: no [milter] table; docs/how-to/milter.md says what it holds")
    records = Records(settings.records, settings.keep_days)
    asyncio.run(_run(config, intake, settings, records, tell))


async def _run(config: Path, intake: Intake, settings: Milter, records: Records, tell: Tell) -> None:
    asyncio.get_running_loop().set_exception_handler(lambda _, context: tell(_in_words(context)))
    ending = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ending.set)
    command = (sys.executable, "-P", "-m", "lurewatch.jobs.milter.worker", str(config.absolute()))
    workers = Workers((*command, str(settings.seconds + 1)), settings.workers, settings.seconds, tell)
    try:
        await workers.start()
        judging = Judging(intake.skips, settings.recipients, workers.ask, records, tell)
        await _serve(judging, settings, ending, tell)
    except WorkerGone:
        raise UsageError("no judging process can be started; the lines before say why") from None
    finally:
        await workers.close()


async def _serve(judging: Judging, settings: Milter, ending: asyncio.Event, tell: Tell) -> None:
    bounds = Bounds(settings.connections, settings.mail_size << _MIB, settings.held_size << _MIB)
    server = Server(judging.judge, judging.refuses, bounds, tell)
    listening = await _listening(server, settings.listen)
    tell(f"listening on {settings.listen}")
    while not await _is_set_within(_TOLD, ending):
        tell(judging.told())
    listening.close()
    await server.drain(settings.seconds + _DRAINING)
    tell(f"ended; {judging.told()}")
    if settings.listen.path:
        settings.listen.path.unlink(missing_ok=True)


async def _listening(server: Server, listen: Listen) -> asyncio.Server:
    try:
        if listen.path is None:
            return await asyncio.start_server(server.connected, listen.host, listen.port)
        await _refuse_if_taken(listen.path)
        before = os.umask(0o117)  # the owner and the group may connect
        try:
            return await asyncio.start_unix_server(server.connected, listen.path)
        finally:
            os.umask(before)
    except OSError as error:
        raise UsageError(f"{listen}: cannot listen there ({error.strerror}); name another place") from error


async def _refuse_if_taken(path: Path) -> None:
    """A socket that somebody listens on is not taken from them; one that is left over is."""
    try:
        _, writer = await asyncio.open_unix_connection(path)
    except OSError:
        return
    writer.close()
    raise UsageError(f"unix:{path}: somebody listens there already; end that one first, or name another place")


async def _is_set_within(seconds: float, ending: asyncio.Event) -> bool:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            return await ending.wait()
    return False


def _in_words(context: dict[str, object]) -> str:
    """An error of ours that nobody caught, by its kind alone: its words might quote a message."""
    return f"an error of ours ended a connection, and its mail passes ({type(context.get('exception')).__name__})"
