"""What of a conversation may be matched with a partner: how the contact can be reached, and near-copies of wording."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lurewatch.linking.bands import bands
from lurewatch.linking.outline import own_words, told
from lurewatch.linking.tokens import TokenKind, addresses
from lurewatch.model.conversation import Conversation, Side
from lurewatch.text.domains import is_free_mail, registrable
from lurewatch.text.handles import handle_of

WORDING = "wording"
_MESSAGES = 5  # of one conversation whose wording goes in: the first that are long enough
_HANDLES = 40


class Item(NamedTuple):
    """An item: a `handle` or `phone` in normal form, or `wording`, a band of a text (32 hex digits)."""

    kind: str
    value: str


class Ours:
    """What is ours and goes into no run: our people's addresses, and all addresses of our houses."""

    def __init__(self, people: Iterable[str]) -> None:
        self._handles, self._houses = set[str](), set[str]()
        for person in people:
            self._add(person)

    def _add(self, person: str) -> None:
        value = person.partition(":")[2] if person.startswith(_KEYED) else person
        self._handles.update(one.value for one in addresses([handle_of(value)]))
        host = registrable(value.rpartition("@")[2].lower()) if "@" in value else ""
        if host and not is_free_mail(host):
            self._houses.add(host)

    def has(self, item: Item) -> bool:
        """Whether an item is ours."""
        if item.kind == TokenKind.HANDLE and "@" in item.value:
            return item.value in self._handles or registrable(item.value.rpartition("@")[2]) in self._houses
        return item.value in self._handles


_KEYED = ("email:", "profile:", "phone:", "account:")


def items(conversation: Conversation) -> list[Item]:
    """What of a conversation can be matched; only addresses under which the contact appears, none from a text."""
    handles = conversation.contact.handles[:_HANDLES]
    found = [Item(one.kind, one.value) for one in sorted(addresses(handles))]
    return list(dict.fromkeys([*found, *(Item(WORDING, one) for one in _bands(conversation))]))


def _bands(conversation: Conversation) -> Iterator[str]:
    long = 0
    for side, message, regions in conversation.turns:
        if side is Side.CONTACT and long < _MESSAGES and (found := bands(told(own_words(message.text, regions)))):
            long += 1
            yield from found
