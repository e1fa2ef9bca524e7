"""Mail that nobody handed in: the one door by which `watch` and `milter` have it judged.

How a job uses it:

    intake = opened(path)                       # NoBasis, DefinitionError or UsageError: refuse to start
    intake.skips(header, envelope)              # as soon as the header is there: a Skip ends it, read no further
    intake.judge(Mail(source, data, to))        # a Skip, or the Judgement as values; nothing is kept

`opened` loads rules and weights once (some tenths of a second); `judge` then takes some milliseconds a mail, never
raises over what a mail holds, and is for one thread at a time. `flow.Mail` is what is handed in: `source` is a name
that is shown in gaps and places (a queue id, a folder and uid), `data` the raw mail with LF or CRLF, `delivered_to`
the addresses that the envelope names (RCPT TO; whose mailbox it lies in), which are taken for ours.

A job's own table of the settings is one file in `config` beside `mailbox.py`, one line in `config/settings.py`, and its
names in `desk/asked.py`, since jobs ask the desk and nothing behind it: `intake.settings.NAME` is its value.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lurewatch.config.settings import Settings, read_settings
from lurewatch.config.skip import Skip
from lurewatch.desk.correspondents import correspondents_of
from lurewatch.errors import NoBasis
from lurewatch.flow import Judged, Mail, MailJudge
from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.sources.correspondents import author, correspondents
from lurewatch.sources.essence import essence
from lurewatch.text.addresses import normal_address

if TYPE_CHECKING:
    from lurewatch.desk.remembering import Remembering

__all__ = ["Intake", "Judgement", "Mail", "Skip", "author", "essence", "opened"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found in one mail: its conversations judged, the likeliest approach first, and what could not be read.

    Without a conversation there was nothing to judge: our own people's words, or nothing readable (then gaps say so).
    `skipped` counts mails attached to it that were left out as the skip-lists ask.
    """

    judged: tuple[Judged, ...] = ()
    gaps: tuple[Gap, ...] = ()
    skipped: Counter[Skip] = field(default_factory=Counter)

    @property
    def likeliest(self) -> Judged | None:
        """The conversation that is the likeliest approach, if there is one."""
        return self.judged[0] if self.judged else None


class Intake:
    """Judges mails one by one, and reads none whose correspondents are on a skip-list; keeps nothing of any.

    Sketches alone are kept, where the settings name a folder for them and the job begins to remember.
    """

    def __init__(self, settings: Settings, file: Path) -> None:
        if settings.watching is None:
            raise NoBasis(
                f"{file}: no [watching] table, so nobody has recorded on what basis mail may be read and how people "
                "were told; record it first (docs/how-to/watch.md), or read reported messages with `lurewatch scan`"
            )
        self.settings = settings
        self._judge = MailJudge(settings.judging)
        self._remembering: Remembering | None = None

    def skips(self, header: bytes, envelope: Iterable[str] = ()) -> Skip | None:
        """Why a mail with this header (or beginning so) and this envelope is not to be read; None if it may be."""
        reason = self.settings.skip.reason(map(normal_address, envelope))
        return reason or self.settings.skip.reason(correspondents(header))

    def judge(self, mail: Mail, earlier: Sequence[Mail] = ()) -> Skip | Judgement:
        """What to think of a mail, in the light of earlier ones of the same correspondent; of these nothing is told.

        Addresses are held against the skip-lists before anything else is read, of earlier mails too.
        """
        return self._judged(mail, earlier, is_report=False)

    def judge_report(self, mail: Mail) -> Skip | Judgement:
        """What to think of what one of our people reported in a mail; of the report itself nothing is thought."""
        return self._judged(mail, (), is_report=True)

    def _judged(self, mail: Mail, earlier: Sequence[Mail], is_report: bool) -> Skip | Judgement:
        if reason := self.skips(mail.data, mail.delivered_to):
            return reason
        skipped: Counter[Skip] = Counter()

        def may_be_read(message: Message) -> bool:
            reason = self.settings.skip.reason(correspondents_of(message))
            if reason and message.place.source == mail.source:
                skipped[reason] += 1
            return reason is None

        found = self._judge.mail(mail, [one for one in earlier if not self.skips(one.data)], may_be_read)
        judged = [one for one in found.judged if not (is_report and _is_only(found.id, one))]
        ranked = sorted(judged, key=lambda one: -one.assessment.probability)
        return Judgement(tuple(ranked), tuple(found.gaps), skipped)

    def begin_remembering(self) -> None:
        """Opens the folder of sketches that the settings name, if they name one; UsageError where it cannot be."""
        from lurewatch.desk.remembering import remembering_of  # noqa: PLC0415  numpy loads only to compare

        self._remembering = remembering_of(self.settings)

    def remembered(self, one: Judged) -> Judged:
        """A conversation with what came before it; its sketch waits for `keep`. As it was, where none are kept."""
        return self._remembering.about(one) if self._remembering else one

    def keep(self) -> None:
        """Keeps the sketches that wait; called before what was done counts, since keeping twice is keeping once."""
        if self._remembering:
            self._remembering.keep()


def opened(path: Path) -> Intake:
    """The door, as a settings file sets it; NoBasis where nothing is recorded there that would allow it to open."""
    return Intake(read_settings(path), path)


def _is_only(id_: str, judged: Judged) -> bool:
    """Whether a conversation has no message but one."""
    return all(turn.message.id == id_ for turn in judged.conversation.turns)
