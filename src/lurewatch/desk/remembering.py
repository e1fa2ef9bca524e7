"""What came before a conversation, and what may be kept of it for those that come after: sketches alone."""

from dataclasses import dataclass
from pathlib import Path

from lurewatch.config.settings import Settings, read_settings
from lurewatch.desk.correspondents import correspondents_of
from lurewatch.desk.sketch_key import opened
from lurewatch.flow import Judged
from lurewatch.linking.kept.folder import Folder
from lurewatch.linking.looked import looked
from lurewatch.linking.recall import Recaller
from lurewatch.linking.sketch import Sketch, noted, sketch
from lurewatch.model.conversation import Conversation
from lurewatch.model.kind import Kind

_AT_ONCE = 20_000  # sketches that wait to be kept


@dataclass(frozen=True, slots=True)
class Asked:
    """Which folder of sketches is asked, with the key in which file, and whether what may be kept is kept there.

    Without `settings` only what was reported is kept; with them what their recorded basis covers, without what their
    skip-lists name.
    """

    folder: Path
    key_file: Path | None = None
    keeps: bool = False
    settings: Path | None = None


class Remembering:
    """Tells of each conversation judged what came before it, and keeps what may be kept of it."""

    def __init__(self, folder: Folder, settings: Settings | None, *, keeps: bool) -> None:
        self._folder = folder
        self._settings = settings or Settings()
        self._keeps = keeps
        self._recaller = Recaller(folder)
        self._waiting: list[Sketch] = []

    def about(self, one: Judged) -> Judged:
        """The same, with what came before; of correspondence on a skip-list nothing is looked up, and nothing kept."""
        conversation, assessment = one.conversation, one.assessment
        if conversation.internal or self._is_skipped(conversation):
            return one
        seen = looked(conversation, assessment)
        if self._keeps and self._may_be_kept(one):
            self._waiting.append(sketch(noted(seen, conversation, assessment.verdict), self._folder.key))
            if len(self._waiting) >= _AT_ONCE:
                self._add()
        return one._replace(recalled=self._recaller.recalled(seen))

    def keep(self) -> None:
        """Keeps what waits; what is asked about from now on is told of it."""
        if self._waiting:
            self._add()
        else:
            self._folder.refresh()
        self._recaller = Recaller(self._folder)

    def _add(self) -> None:
        self._folder.add(self._waiting)
        self._waiting.clear()

    def _is_skipped(self, conversation: Conversation) -> bool:
        skip = self._settings.skip
        return any(skip.reason(correspondents_of(turn.message)) for turn in conversation.turns)

    def _may_be_kept(self, one: Judged) -> bool:
        if one.assessment.kind is Kind.BULK:
            return False
        return self._settings.watching is not None or bool(one.conversation.reported_by)


def remembering(asked: Asked) -> Remembering:
    """A folder of sketches as a reading uses it."""
    settings = read_settings(asked.settings) if asked.settings else None
    return Remembering(opened(asked.folder, asked.key_file), settings, keeps=asked.keeps)


def remembering_of(settings: Settings) -> Remembering | None:
    """The folder that settings name, kept into as their recorded basis allows; None where they name none."""
    if settings.sketches is None:
        return None
    return Remembering(opened(settings.sketches.folder, settings.sketches.key_file), settings, keeps=True)
