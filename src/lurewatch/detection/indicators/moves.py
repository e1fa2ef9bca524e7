"""That a conversation did move to where nobody else looks, at the contact's word."""

from collections.abc import Iterator

from lurewatch.detection.view import View
from lurewatch.model.conversation import Joined, Side
from lurewatch.model.evidence import Sighting
from lurewatch.model.handle import Platform
from lurewatch.text.domains import is_free_mail
from lurewatch.text.phrases import PhraseBook


class Moves:
    """A messenger or a private address that the contact named, and then wrote from; seen where handles were joined."""

    name = "moves"

    def __init__(self, book: PhraseBook) -> None:
        del book  # who wrote from where, not phrases

    def sight(self, view: View) -> Iterator[Sighting]:
        """At most one sighting, with an empty span, at the first message from there."""
        for joined in view.conversation.contact.joined:
            if joined.message is None or not _is_private(joined):
                continue
            for part in view.of(Side.CONTACT):
                if part.index > joined.message and part.message.author.key == joined.handle.key:
                    yield Sighting("moved-channel", "moves-moved-channel", part.index, 0, 0)
                    return


def _is_private(joined: Joined) -> bool:
    if joined.handle.platform is Platform.EMAIL:
        return is_free_mail(joined.handle.value.rpartition("@")[2])
    return joined.handle.platform in {Platform.PHONE, Platform.ACCOUNT}
