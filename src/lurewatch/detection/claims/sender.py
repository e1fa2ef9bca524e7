"""From which domains a contact's mails came, and what is known of whether these sent them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lurewatch.detection.view import Part, View
from lurewatch.model.conversation import Side
from lurewatch.text.addresses import first_address
from lurewatch.text.authentication import Word, server_of, word_on
from lurewatch.text.domains import registrable

_MOST = 6  # domains of one contact


@dataclass(slots=True)
class Sender:
    """A domain that the contact wrote from: its first mail by number of message, and what is known of its mails.

    `mails` counts those whose header was read, `passed` those that a server of ours found to be sent by the domain.
    `server` wrote a result that counts for nothing, `answers` is another house's domain where answers would go.
    """

    domain: str
    first: Part
    mails: int = 0
    passed: int = 0
    failed: int = 0
    forwarded: int = 0
    server: str = ""
    answers: str = ""

    @property
    def word(self) -> Word:
        """What holds for all of its mails: one that failed is enough to fail, all must have passed to pass."""
        if self.failed:
            return Word.FAILED
        if self.mails and self.passed == self.mails:
            return Word.PASSED
        if self.forwarded:
            return Word.FORWARDED
        return Word.SAID if self.server else Word.NOTHING


def senders_of(view: View) -> list[Sender]:
    """The contact's domains in order of first use; where a message names no author, that of their first address."""
    handles = view.conversation.contact.handles
    known = next((handle.value for handle in handles if "@" in handle.value), "")
    found: dict[str, Sender] = {}
    for part in view.of(Side.CONTACT):
        author = part.message.author.value or known
        domain = author.rpartition("@")[2].lower() if "@" in author else ""
        if domain and (domain in found or len(found) < _MOST):
            _take(found.setdefault(domain, Sender(domain, part)), part, view)
    return list(found.values())


def _take(sender: Sender, part: Part, view: View) -> None:
    headers = part.message.headers
    if not headers:
        return
    sender.mails += 1
    if "reply-to" in headers:
        sender.answers = sender.answers or answers_elsewhere(part, sender.domain)
    if "authentication-results" in headers:
        word = word_on(headers, sender.domain, view.servers)
        sender.passed += word is Word.PASSED
        sender.failed += word is Word.FAILED
        sender.forwarded += word is Word.FORWARDED
        if word is Word.SAID and not sender.server:
            sender.server = server_of(headers["authentication-results"]) or "a server that gives no name"


def answers_elsewhere(part: Part, domain: str) -> str:
    """The domain of another house to which answers would go; lists and bulk services do that by design."""
    headers = part.message.headers
    if "reply-to" not in headers or "list-id" in headers or "list-unsubscribe" in headers:
        return ""
    other = first_address(headers["reply-to"]).rpartition("@")[2]
    return other if other and domain and registrable(other) != registrable(domain) else ""


def phones_of(view: View) -> Iterator[str]:
    """The phone numbers that the contact writes from."""
    values: Sequence[str] = [handle.value for handle in view.conversation.contact.handles]
    return (value for value in values if value.lstrip("+").isdigit())
