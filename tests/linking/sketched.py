"""Sketches of invented conversations, and a folder of them whose day a test sets."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from tests.linking.made import ASSESSOR

from lurewatch.conversations.regions import marked
from lurewatch.linking.kept.folder import Folder, begin
from lurewatch.linking.looked import Looked, looked
from lurewatch.linking.recall import Recaller
from lurewatch.linking.sketch import Key, Sketch, noted, sketch
from lurewatch.model.conversation import Conversation
from lurewatch.model.earlier import Recalled

KEY, OTHER_KEY = Key(bytes(range(32))), Key(bytes(range(1, 33)))
TODAY = date(2026, 3, 2)  # on which the first of `sent` was written
DAYS = 30


def seen(one: Conversation) -> Looked:
    """A conversation looked at."""
    conversation = marked(one)
    return looked(conversation, ASSESSOR.assess(conversation))


def sketched(one: Conversation, key: Key = KEY) -> Sketch:
    """A conversation's sketch."""
    conversation = marked(one)
    assessment = ASSESSOR.assess(conversation)
    return sketch(noted(looked(conversation, assessment), conversation, assessment.verdict), key)


class Kept:
    """A folder of sketches, opened anew for everything that is asked of it."""

    def __init__(self, path: Path, conversations: Iterable[Conversation] = ()) -> None:
        self.path, self.today = path, TODAY
        begin(path, KEY, DAYS)
        self.add(*conversations)

    def opened(self) -> Folder:
        """The folder on its day."""
        return Folder(self.path, KEY, lambda: self.today)

    def add(self, *conversations: Conversation) -> int:
        """Keeps conversations; how many were."""
        return self.opened().add([sketched(one) for one in conversations])

    def recalled(self, one: Conversation) -> Recalled:
        """What came before a conversation."""
        return Recaller(self.opened()).recalled(seen(one))

    def holds(self) -> int:
        """How many conversations are kept."""
        return self.opened().counted().conversations
