"""What a mail's headers say of the address that it claims to come from."""

import re
from collections.abc import Iterator, Mapping

from lurewatch.detection.view import Part, View
from lurewatch.model.conversation import Side
from lurewatch.model.evidence import Sighting
from lurewatch.text.domains import is_free_mail, look_alike, registrable
from lurewatch.text.phrases import PhraseBook

# The domain of the first address in a field. Not email.utils.parseaddr: brackets in brackets exhaust its stack.
_REPLY_TO = re.compile(r'(?:[^"(@]++|"(?:[^"\\]|\\.){0,500}+"|\([^()]{0,500}+\)|["(])*+@([^\s<>"(),;:@\\]{1,253})')


class HeaderDetector:
    """Failed checks, answers that go elsewhere, an imitated domain, a firm behind free mail; and a sender in order."""

    name = "headers"

    def __init__(self, book: PhraseBook) -> None:
        self._firm = book.names.index("firm-claim") if "firm-claim" in book.names else -1

    def sight(self, view: View) -> Iterator[Sighting]:
        """Each indicator at most once, at the first message that shows it; spans are empty."""
        seen: set[str] = set()
        given = next((one.value for one in view.conversation.contact.handles if "@" in one.value), "")
        for part in view.of(Side.CONTACT):
            for indicator in self._of(part, view, _domain(part, given)):
                if indicator not in seen:
                    seen.add(indicator)
                    yield Sighting(indicator, f"headers-{indicator}", part.index, 0, 0)

    def _of(self, part: Part, view: View, domain: str) -> Iterator[str]:
        headers = part.message.headers
        if headers:
            yield from _authentication(headers, domain)
            if _answers_elsewhere(headers, domain):
                yield "reply-to-elsewhere"
        if domain and is_free_mail(domain):
            if self._firm in part.places:
                yield "free-mail-for-firm"
        elif domain and _imitates(domain, view.conversation.person):
            yield "look-alike-domain"


def _domain(part: Part, given: str) -> str:
    """The domain of the address a message came from; without headers, that of the address `given` for the contact."""
    address = part.message.author.value
    if "@" not in address:
        address = given
    return address.rpartition("@")[2].lower()


def _authentication(headers: Mapping[str, str], domain: str) -> Iterator[str]:
    """RFC 8601 results; only DMARC says something of the address that people see."""
    results = headers.get("authentication-results", "").lower()
    if not results:
        return
    if "dmarc=fail" in results or ("dkim=fail" in results and "spf=fail" in results):
        yield "failed-authentication"
    elif "dmarc=pass" in results and not is_free_mail(domain):
        yield "verifiable-sender"


def _answers_elsewhere(headers: Mapping[str, str], domain: str) -> bool:
    """Whether answers go to another organisation's domain; lists and bulk services do that by design."""
    if "list-id" in headers or "list-unsubscribe" in headers or "reply-to" not in headers:
        return False
    found = _REPLY_TO.match(headers["reply-to"])
    other = found[1].lower() if found else ""
    return bool(other and domain) and registrable(other) != registrable(domain)


def _imitates(domain: str, person: str) -> bool:
    ours = person.rpartition("@")[2]
    return (
        bool(ours) and not is_free_mail(ours) and registrable(domain) != registrable(ours) and look_alike(domain, ours)
    )
