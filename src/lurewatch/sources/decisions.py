"""Decisions as JSON Lines: a conversation as `lurewatch assess` takes it, and what an officer decided that it is."""

from lurewatch.errors import LineError
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
