"""What of a conversation goes into a run of private matching, and what of ours never does."""

from lurewatch.conversations.regions import marked
from lurewatch.linking.bands import bands
from lurewatch.linking.matchable import Item, Ours, items
from lurewatch.sources.readers.jsonl import conversation_of_line

_LONG = " ".join(f"word{chr(97 + at % 26)}{chr(97 + at // 26)}" for at in range(90))


def _items(text: str, handles: str = '"rowan@northgate.example", "+44 7700 900731", "Rowan Ash"') -> list[Item]:
    line = (
        '{"id": "c1", "channel": "email", "contact": {"name": "Rowan Ash", "handles": [%s]}, "messages": ['
        '{"from": "contact", "text": "%s"}, {"from": "person", "text": "%s our own answer"}]}'
    )
    return items(marked(conversation_of_line((line % (handles, text, _LONG)).encode(), 1)))


def test_the_contacts_addresses_go_in_and_no_name() -> None:
    """An address and a telephone number by its last nine digits; names are many people's."""
    assert _items("Hello") == [Item("handle", "rowan@northgate.example"), Item("phone", "700900731")]


def test_what_is_only_written_in_a_text_does_not_go_in() -> None:
    """Whose address stands in a text nobody knows: it may be one of ours, whom the contact asks about."""
    found = _items("Do you know kim@quietlab.example or +44 7700 900999? See www.northgate.example/brief")

    assert found == _items("Hello")


def test_wording_is_the_contacts_without_signature_and_quotation() -> None:
    """Bands are of what the contact wrote for this message; nothing of ours, no quotation, no notice."""
    written = _LONG + "\\n\\n-- \\nRowan Ash\\nNorthgate"

    found = [one.value for one in _items(written) if one.kind == "wording"]

    assert found == list(bands(_LONG))


def test_nothing_of_ours_goes_in_whoever_appears_as_a_contact() -> None:
    """Our people's addresses and numbers are ours, and all of our house; of free mail the address alone."""
    ours = Ours(["email:kim@quietlab.example", "noor@gmail.com", "+44 7700 900731"])

    assert ours.has(Item("handle", "kim@quietlab.example"))
    assert ours.has(Item("handle", "somebody@mail.quietlab.example"))
    assert ours.has(Item("handle", "noor@gmail.com"))
    assert ours.has(Item("phone", "700900731"))
    assert not ours.has(Item("handle", "rowan@gmail.com"))
    assert not ours.has(Item("handle", "rowan@northgate.example"))
