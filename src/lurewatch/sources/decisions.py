"""What an officer decided, as JSON Lines: what a conversation is, and which two belong together or do not."""

from collections.abc import Iterable
from pathlib import Path

from lurewatch.errors import LineError, UsageError
from lurewatch.model.campaign import Decided
from lurewatch.model.conversation import Conversation
from lurewatch.model.kind import Kind
from lurewatch.model.place import Place
from lurewatch.sources.conversation_object import conversation_of
from lurewatch.sources.readers.jsonl import decoded_line

SOURCE = "decisions"


def decision_of_line(line: bytes, number: int) -> tuple[Conversation, Kind]:
    """The conversation and the decision of one line, counted from 1; LineError says what is wrong in it."""
    where = f"{SOURCE}, line {number}"
    row = decoded_line(line, number, SOURCE)
    conversation = row.get("conversation")
    if not isinstance(conversation, dict):
        raise LineError(f'{where}: no object "conversation"; write it as lurewatch assess reads it')
    decision = row.get("decision")
    if decision not in set(Kind):
        kinds = ", ".join(Kind)
        raise LineError(f'{where}: "decision" is none of {kinds}')
    return conversation_of(conversation, Place(SOURCE, number - 1), where), Kind(str(decision))


def links_decided(lines: Iterable[bytes]) -> list[Decided]:
    """What was last decided of each two conversations: `{"cut": ["c1", "c7"], "reason": "..."}`, `bind` or `undo`.

    A later line replaces an earlier one of the same two, `undo` takes it back; blank lines are passed over. LineError
    says what is wrong in a line, counted from 1.
    """
    found: dict[tuple[str, str], Decided] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            verb, one = _link_decided(line, number)
            found.pop((one.a, one.b), None)
            if verb != "undo":
                found[one.a, one.b] = one
    return list(found.values())


def _link_decided(line: bytes, number: int) -> tuple[str, Decided]:
    where = f"{SOURCE}, line {number}"
    row = decoded_line(line, number, SOURCE)
    verbs = [verb for verb in ("cut", "bind", "undo") if verb in row]
    two = row[verbs[0]] if len(verbs) == 1 else None
    ids = {one for one in two if isinstance(one, str)} if isinstance(two, list) else set()
    if len(ids) != 2:
        raise LineError(f'{where}: two ids are wanted, as {{"cut": ["c1", "c7"], "reason": "..."}}, or bind, or undo')
    reason = row.get("reason")
    if verbs[0] != "undo" and not (isinstance(reason, str) and reason.strip()):
        raise LineError(f'{where}: "reason" is missing; say why, for whoever asks later')
    a, b = sorted(ids)
    return verbs[0], Decided(a, b, verbs[0] == "bind", str(reason or ""))


def decided(path: Path | None) -> list[Decided]:
    """What a person decided of links, from a file of JSON Lines; nothing where none is named."""
    if path is None:
        return []
    try:
        with path.open("rb") as lines:
            return links_decided(lines)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
