"""What is made of one mail: whether it may be read, what a process says of it, what is kept and counted."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from lurewatch.desk.asked import Recipients
from lurewatch.desk.intake import Skip
from lurewatch.jobs.milter.mail import Mail, Unjudged
from lurewatch.jobs.milter.records import Records
from lurewatch.jobs.milter.server import Finding
from lurewatch.jobs.milter.workers import Answer, Crowded, Late, WorkerGone
from lurewatch.model.kind import NOT_JUDGED, Verdict

_OURS = {Unjudged.CROWDED, Unjudged.LATE, Unjudged.FAILED}
_SOON = 32 << 10  # bytes of a header that take a few hundredths of a second to look through, while all others wait
_VERDICTS = frozenset(Verdict)
# What a process makes of a mail: Late, Crowded or WorkerGone where no answer comes.
Ask: TypeAlias = Callable[[Mapping[str, object], bytearray], Awaitable[Answer]]
Skips: TypeAlias = Callable[[bytes, Iterable[str]], Skip | None]


class Judging:
    """Judges mails by asking a process, and counts how they end; `skips` holds addresses against the skip-lists."""

    def __init__(
        self, skips: Skips, recipients: Recipients, ask: Ask, records: Records, tell: Callable[[str], None]
    ) -> None:
        self._skips = skips
        self._recipients = recipients
        self._ask = ask
        self._records = records
        self._tell = tell
        self._counts: Counter[str] = Counter()

    def refuses(self, header: bytes, sender: str, recipients: Sequence[str]) -> Unjudged | None:
        """Why not even the body of a mail is to be taken in; None if it may be, or if a process is to find out."""
        if not any(self._recipients.hold(one) for one in recipients):
            return Unjudged.OUTSIDE
        if len(header) > _SOON:
            return None
        return Unjudged.SKIPPED if self._skips(header, (sender, *recipients)) else None

    async def judge(self, mail: Mail) -> Finding:
        """What the header is to say of a mail; nothing where it goes to nobody whose mail is read."""
        unjudged, finding = mail.unjudged, Finding(NOT_JUDGED)
        if unjudged is None:
            unjudged, finding = await self._asked(mail)
        self._counts[unjudged or "judged"] += 1
        if unjudged in _OURS:
            self._tell(f"{mail.queue_id or 'a mail'}: passed unjudged: {unjudged}")
        if mail.too_forged:
            self._tell(f"{mail.queue_id or 'a mail'}: so many forged headers that they stay; have Postfix drop them")
        return Finding("") if unjudged is Unjudged.OUTSIDE else finding

    def told(self) -> str:
        """How many mails ended how since this was last asked, in words."""
        counts, self._counts = self._counts, Counter()
        return "; ".join(f"{count} {why}" for why, count in counts.most_common()) or "no mail"

    async def _asked(self, mail: Mail) -> tuple[Unjudged | None, Finding]:
        ours = [one for one in mail.delivered_to if self._recipients.hold(one)]
        head = {"source": mail.queue_id or "a mail", "delivered_to": ours, "dropped": mail.dropped}
        try:
            return self._found(mail, await self._ask(head, mail.raw))
        except Late:
            return Unjudged.LATE, Finding(NOT_JUDGED)
        except Crowded:
            return Unjudged.CROWDED, Finding(NOT_JUDGED)
        except WorkerGone:
            return Unjudged.FAILED, Finding(NOT_JUDGED)

    def _found(self, mail: Mail, answer: Answer) -> tuple[Unjudged | None, Finding]:
        if "skipped" in answer:
            return Unjudged.SKIPPED, Finding(NOT_JUDGED)
        verdict, record = answer.get("verdict"), answer.get("record")
        if verdict not in _VERDICTS:
            return Unjudged.NOTHING, Finding(NOT_JUDGED)
        if not isinstance(record, dict):
            return (Unjudged.PART, Finding(NOT_JUDGED)) if mail.dropped else (None, Finding(str(verdict)))
        return None, Finding(str(verdict), self._kept(record, mail.queue_id))

    def _kept(self, record: dict[str, object], queue_id: str) -> str:
        try:
            return self._records.keep(record, queue_id)
        except OSError as error:
            self._tell(f"{queue_id or 'a mail'}: no record could be kept ({error.strerror}), so it bears no id")
            return ""
