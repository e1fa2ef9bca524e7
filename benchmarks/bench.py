"""One run of everything."""

import gzip
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks import bulletins, compat32, matching, ours, peers, sketches
from benchmarks.generated import write_mailbox
from benchmarks.generated_chat import write_android, write_ios, write_lines, write_table
from benchmarks.linking import linked, write_material
from benchmarks.measured import Usage, usage_of
from benchmarks.names import (
    ANDROID,
    COMPAT,
    DEFAULT,
    IOS,
    JSON,
    LINK,
    LOADED,
    MAPPED_LINES,
    MAPPED_TABLE,
    NEAR_DATASKETCH,
    NEAR_RENSA,
    NEAR_US,
    READ,
    READ_COMPAT,
    SCAN,
    SPAM,
    START,
    START_ASSESS,
    TWINS,
)
from benchmarks.result import Row
from benchmarks.timing import Timed, best_by_turns

_MB = 1_000_000
_STAND_IN = 10 * _MB
_LINES, _LENGTH = 5000, 360
_ROUNDS = 3
_CHAT_MESSAGES = 200_000
_SPAM_MESSAGES = 60
_NEAR = 20_000


@dataclass(slots=True)
class Bench:
    """Where things are, and what has been measured so far."""

    work: Path
    mailbox: Path | None
    twins: Path
    spam_messages: int = _SPAM_MESSAGES
    runs: dict[str, Timed] = field(default_factory=dict)
    usages: dict[str, Usage] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    sketched: list[Row] = field(default_factory=list)
    said: Callable[[str], None] = print

    def throughput(self) -> None:
        """The mailbox by us and by the standard parser, by turns, and then by SpamAssassin."""
        path = self._mail()
        works = {
            SCAN: lambda: ours.scanned(path),
            DEFAULT: lambda: peers.parsed_by_default(path),
            COMPAT: lambda: peers.parsed_by_compat32(path),
        }
        self.said("timing the mailbox, by turns")
        self.runs |= best_by_turns(works | {LOADED: ours.loaded}, _ROUNDS)
        self._reading(path)
        self._spamassassin(path)

    def _reading(self, path: Path) -> None:
        """The same mailbox merely read, by us and by the standard parser, by turns."""
        self.said("timing the reading of mail, by turns")
        cut = compat32.cut(path)
        works = {READ: lambda: ours.read_only(path), READ_COMPAT: lambda: sum(1 for raw in cut if compat32.read(raw))}
        self.runs |= best_by_turns(works, _ROUNDS)

    def lines(self) -> None:
        """Conversations as JSON Lines."""
        self.said("timing JSON Lines")
        invented, twins = ours.invented_lines(_LINES, _LENGTH), ours.twin_lines(self.twins, _LINES, _LENGTH)
        works = {JSON: lambda: ours.assessed(invented)} | ({TWINS: lambda: ours.assessed(twins)} if twins else {})
        self.runs |= best_by_turns(works, _ROUNDS)

    def chats(self, count: int = _CHAT_MESSAGES) -> None:
        """One generated chat of so many messages in each form, read and not judged."""
        self.said("timing chats")
        writers = {ANDROID: write_android, IOS: write_ios, MAPPED_TABLE: write_table, MAPPED_LINES: write_lines}
        works: dict[str, Callable[[], int]] = {}
        for number, (name, write) in enumerate(writers.items()):
            path = self.work / f"chat-{number}"
            write(path, count)
            works[name] = partial(ours.read_only, path)
        self.runs |= best_by_turns(works, _ROUNDS)

    def linking(self, sizes: Sequence[int]) -> None:
        """Linking by all traits, on every core there is, of generated material of these sizes."""
        for size in sizes:
            self.said(f"linking {size:,} conversations")
            path = self.work / "linked.jsonl"
            write_material(path, size)
            self.usages[LINK.format(size)] = linked(path)
            path.unlink()

    def near_copies(self, ordinary: int = _NEAR) -> None:
        """The wording trait alone, by us and by two libraries, by turns on one core."""
        from benchmarks import near_copies  # noqa: PLC0415  its libraries are installed by `make bench` alone

        self.said("timing near-copies, by turns")
        made = near_copies.Material(ordinary)
        works = {
            NEAR_US: near_copies.by_us,
            NEAR_DATASKETCH: near_copies.by_datasketch,
            NEAR_RENSA: near_copies.by_rensa,
        }
        found: dict[str, near_copies.Pairs] = {}

        def run(name: str) -> int:
            found[name] = works[name](made.texts)
            return len(made.texts)

        self.runs |= best_by_turns({name: partial(run, name) for name in works}, _ROUNDS)
        self.notes += [f"{name}: recall {made.recall(pairs):.3f} of planted pairs." for name, pairs in found.items()]

    def start(self) -> None:
        """The start of the command, with nothing to do and with one line to judge."""
        self.said("timing the start")
        one = self.work / "one.jsonl"
        one.write_bytes(ours.invented_lines(1, _LENGTH)[0])
        self.usages[START] = ours.start_up(["--version"])
        self.usages[START_ASSESS] = ours.start_up(["assess", str(one)])

    def sketches(self, count: int) -> None:
        """One new conversation against so many kept sketches."""
        self.said(f"keeping {count:,} sketches (about a minute for each 100,000), and asking")
        self.sketched += sketches.rows_of(*sketches.measured(self.work / "kept", count))
        shutil.rmtree(self.work / "kept")

    def matching(self) -> None:
        """Private matching of two sets of 10,000."""
        self.said("matching two sets of 10,000 with a partner")
        self.sketched += matching.rows_of_matching()

    def bulletins(self) -> None:
        """10,000 bulletins of partners taken in, and looked for in as many conversations."""
        self.said("taking in 10,000 bulletins")
        self.sketched += bulletins.rows_of(10_000)

    def memory(self, size: int) -> None:
        """The peak of memory of `lurewatch scan` on a generated mailbox of so many bytes."""
        name = f"scan of a generated mailbox of {size // _MB:,} MB"
        self.said(f"measuring the {name}")
        path = self.work / "generated.mbox"
        count = write_mailbox(path, size)
        used = usage_of([*ours.COMMAND, "scan", str(path), "--format", "jsonl", "--out", str(self.work / "out.jsonl")])
        path.unlink()
        self.usages[name] = used
        self.runs[f"{name}, whole command"] = Timed(count, used.seconds)

    def _mail(self) -> Path:
        path = self.work / "bench.mbox"
        if self.mailbox is None:
            count = write_mailbox(path, _STAND_IN)
            self.notes.append(f"Mailbox: {count:,} generated messages of invented text, since no set was found.")
            return path
        with gzip.open(self.mailbox) as packed, path.open("wb") as out:
            shutil.copyfileobj(packed, out)
        self.notes.append(f"Mailbox: {self.mailbox.name.split('.')[0]}, unpacked, {path.stat().st_size / _MB:.1f} MB.")
        return path

    def _spamassassin(self, path: Path) -> None:
        program = peers.spamassassin()
        if program is None:
            self.notes.append("SpamAssassin is not installed, so it was not measured (`apt-get install spamassassin`).")
            return
        self.said("timing SpamAssassin")
        some = self.work / "some.mbox"
        count = peers.first_messages(path, some, self.spam_messages)
        self.runs[SPAM] = peers.timed_by_spamassassin(program, some, count, self.work)
