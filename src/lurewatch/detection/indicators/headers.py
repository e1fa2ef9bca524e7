"""What a mail's headers say of the address that it claims to come from."""

from collections.abc import Iterator, Mapping

from lurewatch.detection.claims.sender import answers_elsewhere
from lurewatch.detection.view import Part, View
from lurewatch.model.conversation import Side
from lurewatch.model.evidence import Sighting
from lurewatch.text.authentication import Word, word_on
from lurewatch.text.domains import is_free_mail, look_alike, registrable
from lurewatch.text.phrases import PhraseBook


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
            yield from _authentication(headers, domain, view)
            if answers_elsewhere(part, domain):
                yield "reply-to-elsewhere"
        if domain and is_free_mail(domain):
            if self._firm in part.places:
                yield "free-mail-for-firm"
        elif domain and _imitates(domain, view.conversation.person):
            yield "look-alike-domain"


def _domain(part: Part, given: str) -> str:
    """The domain of the address a message came from; where it names no author, that of the address `given`."""
    address = part.message.author.value or given
    return address.rpartition("@")[2].lower()


def _authentication(headers: Mapping[str, str], domain: str, view: View) -> Iterator[str]:
    """What servers found of the address that people see; that it passed, only from one that is known to be ours."""
    word = word_on(headers, domain, view.servers)
    if word is Word.FAILED:
        yield "failed-authentication"
    elif word is Word.PASSED and not is_free_mail(domain):
        yield "verifiable-sender"


def _imitates(domain: str, person: str) -> bool:
    ours = person.rpartition("@")[2]
    return (
        bool(ours) and not is_free_mail(ours) and registrable(domain) != registrable(ours) and look_alike(domain, ours)
    )
