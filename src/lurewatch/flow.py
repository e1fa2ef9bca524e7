"""The order of the stages, for everything that somebody may ask: a scan, one mail, lines of JSON, links, learning."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lurewatch import looking
from lurewatch.conversations.batches import batches
from lurewatch.detection.assessor import Assessor
from lurewatch.errors import LineError
from lurewatch.linking.hand import same_hand
from lurewatch.linking.reach import several_people
from lurewatch.linking.signatures import Signatures
from lurewatch.model.assessment import Assessment
from lurewatch.model.campaign import Campaign, Decided
from lurewatch.model.conversation import Conversation
from lurewatch.model.evidence import Sighting
from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.model.source_read import SourceRead
from lurewatch.options import Options
from lurewatch.outcome import Failed, Judged, Linked, MailJudged, Scan
from lurewatch.sources.catalogue import mapping_of, read, read_held
from lurewatch.sources.decisions import decided, decision_of_line
from lurewatch.sources.delivered import Mail, delivered
from lurewatch.sources.interface import Limits, Read
from lurewatch.sources.readers.jsonl import conversation_of_line, id_of_line

if TYPE_CHECKING:
    from lurewatch.conversations.assemble import Assembly
    from lurewatch.detection.train import Trained

# What is asked and given, at the flow's door.
__all__ = [
    "Failed", "Judged", "LineJudge", "Linked", "Looking", "Mail", "MailJudge", "MailJudged", "Options", "Scan",
    "assess", "decided", "id_of_line", "judge_lines", "link", "looking_by", "plan", "scan",
    "scan_held", "train", "untrain",
]  # fmt: skip
HELD_BYTES = 64 << 20  # of what somebody asks about, unpacked
_HELD = Limits(expanded_bytes=HELD_BYTES, members=1_000, picture_seconds=20)
_UNLINKED = Limits(pictures=0)  # they tell only who else was written to; nothing of live mail is decoded for it


def scan(paths: Sequence[Path], options: Options, progress: Callable[[int], None] | None = None) -> Scan:
    """Reads what is named and judges every conversation; `progress` is told how many messages have been read."""
    result = Scan()
    found = read(paths, mapping=mapping_of(options.mapping))
    result.judged = _judge_all(found, options, progress or (lambda count: None), result)
    return result


def scan_held(data: bytes, source: str, options: Options) -> Scan:
    """The same of bytes in memory, which are called `source`; more than HELD_BYTES unpacked are not read."""
    result = Scan()
    result.judged = _judge_all(read_held(data, source, _HELD), options, lambda count: None, result)
    return result


def _judge_all(
    found: Iterable[Read], options: Options, progress: Callable[[int], None], result: Scan
) -> Iterator[Judged]:
    from lurewatch.conversations.assemble import Assembly  # noqa: PLC0415  lines of conversations need none of it

    assessor = _assessor(options, result.gaps)
    assembly = Assembly(options.owners, options.apart, options.servers)
    for count, item in enumerate(found):
        if isinstance(item, Conversation):
            yield Judged(item, assessor.assess(item))
        elif isinstance(item, Gap | SourceRead):
            result.told(item)
        else:
            assembly.add(item)
        if count % 256 == 0:
            progress(count)
    result.owners = assembly.owners().sentence
    if assembly.several_people():
        result.campaigns = _campaigns(assembly, assessor, decided(options.decided))
    yield from _judge_assembled(assembly, assessor, same_hand(result.campaigns))
    result.gaps.extend(assembly.gaps)


def _judge_assembled(assembly: "Assembly", assessor: Assessor, hands: Mapping[str, Sighting]) -> Iterator[Judged]:
    signatures = Signatures()
    for contact in assembly.contacts():
        for together in batches(contact):
            yield from _judge_contact(together, assessor, hands, signatures)


def _assessor(options: Options, gaps: list[Gap] | None = None) -> Assessor:
    """What assesses by these options; `gaps` gets what could not be read of partners' bulletins."""
    chosen = options.prior, options.topics, options.weights, options.register, options.servers
    if options.bulletins is None:
        return Assessor(*chosen)
    from lurewatch.detection.informed import Informed  # noqa: PLC0415  few have partners
    from lurewatch.sharing.received.sightings import received  # noqa: PLC0415

    known, faults = received(options.bulletins)
    (gaps if gaps is not None else []).extend(faults)
    return Informed(known.reported, *chosen)


def _judge_contact(
    conversations: list[Conversation], assessor: Assessor, hands: Mapping[str, Sighting], signatures: Signatures
) -> Iterator[Judged]:
    """Judges one contact's conversations, and again those that gain evidence from the others."""
    reused = [signatures.reused(one) for one in conversations]
    group = [Judged(one, assessor.assess(one, extra)) for one, extra in zip(conversations, reused, strict=True)]
    together = several_people([(one.conversation, one.assessment) for one in group]) if len(group) > 1 else {}
    for one, known in zip(group, reused, strict=True):
        extra = [by[one.conversation.id] for by in (together, hands) if one.conversation.id in by]
        yield Judged(one.conversation, assessor.assess(one.conversation, [*known, *extra])) if extra else one


def _campaigns(assembly: "Assembly", assessor: Assessor, decisions: Sequence[Decided]) -> list[Campaign]:
    """The campaigns among what has been read; the conversations are read twice for it, and not held."""
    from lurewatch.linking.linker import Linker  # noqa: PLC0415  numpy loads only to link
    from lurewatch.linking.looked import Looked, looked  # noqa: PLC0415
    from lurewatch.linking.outline import outline  # noqa: PLC0415

    linker = Linker(assessor.words)
    for conversation in assembly.conversations():
        if not conversation.internal:
            linker.add(outline(conversation))

    def look(numbers: Sequence[int]) -> Iterator[Looked]:
        wanted, found = set(numbers), dict[int, Looked]()
        outward = (one for one in assembly.conversations() if not one.internal)
        for number, conversation in enumerate(outward if wanted else ()):
            if number in wanted:
                found[number] = looked(conversation, assessor.assess(conversation))
        return (found[number] for number in numbers)

    return linker.campaigns(look, decisions)


class MailJudge:
    """Judges mails that are given as bytes, one by one; rules and weights are loaded once. For one thread at a time."""

    def __init__(self, options: Options) -> None:
        self._owners, self._servers = options.owners, options.servers
        self._assessor = _assessor(options)

    def mail(
        self, new: Mail, earlier: Iterable[Mail] = (), is_wanted: Callable[[Message], bool] = lambda message: True
    ) -> MailJudged:
        """What to think of a mail.

        `earlier` mails are read for what came before; their sources must differ from the new one's. A message that is
        not wanted is passed over.
        """
        from lurewatch.conversations.assemble import Assembly  # noqa: PLC0415

        assembly = Assembly((*self._owners, *new.delivered_to), servers=self._servers, is_wanted=is_wanted)
        result = MailJudged("", [], [])
        for mail in (*earlier, new):
            for item in delivered(mail, _UNLINKED):
                if isinstance(item, Gap):
                    result.gaps.extend([item] if mail is new else [])
                    continue
                if mail is new and not result.id:
                    result = result._replace(id=item.id)
                assembly.add(item)
        judged = _judge_assembled(assembly, self._assessor, {})
        result.judged.extend(one for one in judged if one.conversation.is_partly_of(new.source))
        result.gaps.extend(assembly.gaps)
        return result

    @property
    def words(self) -> Mapping[str, float]:
        """What is known of everyday words, in decibans, as linking asks for it."""
        return self._assessor.words

    def again(self, conversation: Conversation, sightings: Sequence[Sighting] = ()) -> Assessment:
        """What to think of a conversation that is known, with what several conversations together show."""
        return self._assessor.assess(conversation, sightings)


def assess(lines: Iterable[bytes], options: Options) -> Iterator[Assessment | Failed]:
    """One assessment for each line of JSON, in order; a line that cannot be read gives Failed in its place."""
    for one in judge_lines(lines, options):
        yield one.assessment if isinstance(one, Judged) else one


def judge_lines(lines: Iterable[bytes], options: Options, gaps: list[Gap] | None = None) -> Iterator[Judged | Failed]:
    """The same, each assessment with its conversation; `gaps` gets what could not be read beside the lines."""
    judge = LineJudge(options, gaps)
    for number, line in enumerate(lines, start=1):
        try:
            yield judge.line(line, number)
        except LineError as error:
            yield Failed(id_of_line(line), str(error))


class LineJudge:
    """Judges conversations that are given as lines of JSON, one by one; rules and weights are loaded once.

    `gaps` gets what could not be read beside the lines.
    """

    def __init__(self, options: Options, gaps: list[Gap] | None = None) -> None:
        self._assessor = _assessor(options, gaps)

    def line(self, line: bytes, number: int, source: str = "input") -> Judged:
        """What to think of a line, the `number`th from 1 of its source; raises LineError where it is none."""
        conversation = conversation_of_line(line, number, source)
        return Judged(conversation, self._assessor.assess(conversation))


def link(lines: Iterable[bytes], options: Options, decisions: Sequence[Decided] = ()) -> Linked:
    """The campaigns among conversations given as lines of JSON, whatever their order."""
    campaigns, conversations, failed = looking.link_lines(lines, Looking(options), plan(options), decisions)
    return Linked(campaigns, conversations, [Failed(*one) for one in failed])


def plan(options: Options) -> bytes:
    """What a process that looks at conversations for us must know of the options."""
    paths = {name: str(path) if path else "" for name, path in (
        ("topics", options.topics), ("weights", options.weights), ("register", options.register))}  # fmt: skip
    return json.dumps({"prior": options.prior, "servers": options.servers, **paths}).encode("ascii")


def looking_by(plan: bytes) -> "Looking":
    """What looks at conversations by such a plan."""
    given = json.loads(plan)
    topics, weights, register = (Path(given[key]) if given[key] else None for key in ("topics", "weights", "register"))
    servers = tuple(given["servers"])
    return Looking(Options(given["prior"], topics=topics, weights=weights, register=register, servers=servers))


class Looking(looking.Looking):
    """What looks at lines by these options."""

    def __init__(self, options: Options) -> None:
        super().__init__(_assessor(options))


def train(lines: Iterable[bytes], out: Path, start: Path | None = None) -> "Trained":
    """Adapts the weights (the shipped ones, or those of `start`) to decisions, and writes them into the folder `out`.

    Raises LineError where a decision cannot be read, UsageError where there are too few.
    """
    from lurewatch.detection import train as training  # noqa: PLC0415  numpy loads only to learn

    assessor = Assessor(weights=start)
    decided = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            conversation, kind = decision_of_line(line, number)
            decided.append(training.seen(assessor, conversation, kind))
    weights = training.adapt(decided, assessor.weights)
    training.keep(weights, out)
    return training.told(decided, assessor.weights, weights)


def untrain(out: Path) -> None:
    """Puts back the weights that the last training into a folder replaced."""
    from lurewatch.detection import train as training  # noqa: PLC0415

    training.undo(out)
