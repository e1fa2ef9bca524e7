"""What a contact wrote themselves."""

from lurewatch.model.conversation import Conversation, Side, Turn


def own_words(conversation: Conversation) -> str:
    """The contact's own words of all messages, without quotations, signatures, notices and what was passed on."""
    return "\n".join(_own(turn) for turn in conversation.turns if turn.side is Side.CONTACT)


def _own(turn: Turn) -> str:
    pieces, at = [], 0
    for region in turn.regions:
        pieces.append(turn.message.text[at : region.start])
        at = region.end
    return "\n".join([*pieces, turn.message.text[at:]])
