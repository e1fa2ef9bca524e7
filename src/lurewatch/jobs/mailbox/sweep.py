"""Reading what is new in a folder: each message once, and of those that are nothing only numbers."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from lurewatch.desk.asked import Kind, Mailbox
from lurewatch.desk.intake import Intake, Judgement, Mail, Skip, author, essence
from lurewatch.errors import ServiceGone, ServiceRefused
from lurewatch.flow import Judged
from lurewatch.jobs.mailbox.connection import EARLIER_BYTES, MAIL_BYTES, Connection, Fetched, Folder
from lurewatch.jobs.mailbox.findings import Findings
from lurewatch.jobs.mailbox.journal import Journal, Page, Reached
from lurewatch.jobs.mailbox.trouble import ATTEMPTS, Trouble
from lurewatch.jobs.telling import Tell
from lurewatch.model.encode import gaps_as_json, judged_as_json, recalled_as_json
from lurewatch.model.gap import Gap
from lurewatch.model.kind import REALISTIC

_encode = json.JSONEncoder(ensure_ascii=True, separators=(", ", ": "), check_circular=False).encode

# What is counted beside verdicts and the skip-lists' reasons.
READ, AGAIN, GONE, UNREAD = "read", "read before", "gone before they were read", "not to be had from the server"
NOTHING, PARTLY = "nothing in them to judge", "read with gaps"


class Sweep:
    """Reads folders over one connection."""

    def __init__(
        self, mailbox: Mailbox, intake: Intake, connection: Connection, journal: Journal, trouble: Trouble
    ) -> None:
        self._mailbox = mailbox
        self._intake = intake
        self._connection = connection
        self._journal = journal
        self._trouble = trouble

    def folder(self, name: str, findings: Findings, tell: Tell) -> int:
        """Reads all that is new in a folder, page by page; how many findings there were."""
        folder = self._connection.open(name, self._mailbox.mark)
        reached = self._journal.reached(name)
        if reached.uidvalidity not in (0, folder.uidvalidity):
            tell(f"{name}: the server has numbered its messages anew; they are gone through, and none is judged twice")
        if reached.uidvalidity != folder.uidvalidity:
            reached = Reached(folder.uidvalidity)
            findings.commit(Page(name, reached))
        found = 0
        uids = self._connection.uids(folder, reached.last_uid, self._mailbox.since)
        for some in self._trouble.pages(folder, uids):
            page = self._page(folder, some, tell)
            self._intake.keep()
            findings.commit(page)
            self._trouble.end(folder, some)
            found += len(page.lines)
        self._mark(folder)
        return found

    def _mark(self, folder: Folder) -> None:
        """Sets the marks that are due, those too that a kill prevented."""
        if self._mailbox.mark:
            for uid in self._journal.to_mark(folder.name, folder.uidvalidity):
                self._connection.mark(uid, self._mailbox.mark)
                self._journal.marked(folder.name, uid)

    def _page(self, folder: Folder, uids: Sequence[int], tell: Tell) -> Page:
        page = Page(folder.name, Reached(folder.uidvalidity, uids[-1]))
        if not self._trouble.begin(folder, uids):
            tell(f"{folder.name}, uid {uids[0]}: not to be had from the server in {ATTEMPTS} attempts; passed by")
            page.counts[UNREAD] += 1
            return page
        try:
            headers = self._connection.headers(uids)
            for uid in uids:
                if uid not in headers:
                    page.counts[GONE] += 1
                elif reason := self._intake.skips(headers[uid].data, (self._mailbox.address,)):
                    page.counts[_skipped(reason)] += 1
                else:
                    self._message(folder, uid, page)
        except ServiceRefused as error:  # as it may be over one broken message: begin anew, then pass it by
            raise ServiceGone(str(error)) from error
        return page

    def _message(self, folder: Folder, uid: int, page: Page) -> None:
        """Reads one message that may be read, unless it was read before under another number or in another folder."""
        fetched = self._connection.mails([uid], MAIL_BYTES).get(uid)
        if fetched is None:
            page.counts[GONE] += 1
            return
        print_ = self._journal.print_of(*essence(fetched.data))
        if print_ in page.prints or self._journal.knows(print_):
            page.counts[AGAIN] += 1
            return
        outcome = self._judged(folder, uid, fetched)
        if isinstance(outcome, Skip):
            page.counts[_skipped(outcome)] += 1
            return
        page.prints.add(print_)
        page.counts += _counted(outcome)
        lines = [_line(folder, uid, one) for one in self._lines(folder, uid, outcome)]
        page.lines += lines
        page.to_mark += [uid] if lines and self._mailbox.mark else []

    def _judged(self, folder: Folder, uid: int, fetched: Fetched) -> Skip | Judgement:
        mail = self._mail(folder, uid, fetched)
        if self._mailbox.kind is Kind.REPORTS:
            return self._intake.judge_report(mail)
        # What came before may be what breaks off the reading.
        has_earlier = self._mailbox.earlier and not self._trouble.is_near(folder, uid)
        return self._intake.judge(mail, self._earlier(folder, uid, fetched) if has_earlier else ())

    def _earlier(self, folder: Folder, uid: int, fetched: Fetched) -> list[Mail]:
        """The sender's earlier mails; none where the server does not find or give them, which is no reason to stop."""
        sender = author(fetched.data)
        if not sender:
            return []
        try:
            headers = self._connection.headers(self._connection.earlier(sender, uid, self._mailbox.earlier))
            # A search finds parts of addresses too.
            theirs = [uid for uid, header in headers.items() if author(header.data) == sender]
            may_be_read = [uid for uid in theirs if not self._intake.skips(headers[uid].data)]
            mails = self._connection.mails(may_be_read, EARLIER_BYTES)
        except ServiceRefused:
            return []
        return [self._mail(folder, *one) for one in mails.items()]

    def _mail(self, folder: Folder, uid: int, fetched: Fetched) -> Mail:
        source = f"{self._mailbox.host}/{folder.name}, uid {uid}"
        return Mail(source, fetched.data, (self._mailbox.address,), fetched.dropped)

    def _lines(self, folder: Folder, uid: int, outcome: Judgement) -> Iterator[dict[str, object]]:
        """What is written of a message: an approach that is a realistic possibility, or a report that holds nothing."""
        for one in map(self._intake.remembered, _one_a_contact(outcome.judged, self._mailbox.address)):
            if one.assessment.probability >= REALISTIC:
                gaps = gaps_as_json((*one.assessment.gaps, *outcome.gaps))
                known = judged_as_json(one.conversation, one.assessment) | recalled_as_json(one.recalled)
                yield known | {"gaps": gaps}
        if self._mailbox.kind is Kind.REPORTS and not outcome.judged and not outcome.skipped:
            where = f"{folder.name}, uid {uid}"
            gap = Gap("what was reported", where, "no message could be told from the report; open it and look")
            yield {"gaps": gaps_as_json((gap, *outcome.gaps))}


def _line(folder: Folder, uid: int, value: dict[str, object]) -> str:
    return _encode(value | {"mailbox": {"folder": folder.name, "uidvalidity": folder.uidvalidity, "uid": uid}})


def _skipped(reason: Skip) -> str:
    return f"passed over: {reason}"


def _counted(outcome: Judgement) -> Counter[str]:
    """What one message adds to the numbers."""
    said = outcome.likeliest.assessment.said if outcome.likeliest else NOTHING
    counts = Counter((READ, said))
    counts[PARTLY] += bool(outcome.gaps or any(one.assessment.gaps for one in outcome.judged))
    return counts + Counter({_skipped(reason): number for reason, number in outcome.skipped.items()})


def _one_a_contact(judged: Iterable[Judged], address: str) -> Iterable[Judged]:
    """Of a contact's conversations with several of ours, that with the mailbox's owner, else the likeliest."""
    kept: dict[str, Judged] = {}
    for one in judged:
        contact = one.conversation.contact.handles[0].key
        if contact not in kept or one.conversation.person == f"email:{address.lower()}":
            kept[contact] = one
    return kept.values()
