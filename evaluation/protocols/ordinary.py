"""Ordinary mail: how often is somebody's everyday message called a likely approach?"""

from evaluation.case import Scored, Truth
from evaluation.metrics.interval import Interval
from evaluation.metrics.proportion import upper_bound
from evaluation.metrics.ranking import auc
from evaluation.report import Figure, Section, Table
from evaluation.run import Run
from lurewatch.model.kind import LIKELY

_HEADINGS = (
    "class",
    "conversations",
    "genuine messages",
    "at likely",
    "per 1,000 messages",
    "at most",
    "highest",
    "AUC",
    "length alone",
)
_INTRODUCTION = (
    "Everything here is benign. A false alarm is a conversation at “likely” or above with the default prior of "
    "0.01. “At most” is the one-sided 95 % bound (Clopper–Pearson). “AUC” sets the published approaches against "
    "the class, “length alone” does so by the number of characters that the contact wrote and nothing else: what "
    "a judge would score that knows only how these sets differ in length. A mailbox counts each of its messages "
    "as a conversation, without its headers; the second table reads it as `lurewatch scan` does."
)


def ordinary(run: Run) -> Section | None:
    """False alarms by class and over all, with bounds."""
    names = run.names("ordinary")
    if not names:
        return None
    lures = [one for name in run.names("lures") for one in run.scored(name) if one.case.truth is Truth.COVERT]
    rows = [_row(name, run.scored(name), lures) for name in names]
    rows.append(_row("all together", run.ordinary(), lures))
    parts: list[str | Table] = [_INTRODUCTION, Table(_HEADINGS, rows)]
    mailboxes = [name for name in names if run.is_mail(name)]
    if mailboxes:
        parts.append(_as_scanned(run, mailboxes))
    alarms = sum(one.alarmed for one in run.ordinary())
    return Section("Ordinary mail", parts, [_budget(alarms, len(run.ordinary()))])


def _budget(alarms: int, total: int) -> Figure:
    return Figure(
        f"false alarms at “likely” in {total:,} ordinary conversations",
        Interval(alarms, alarms, alarms),
        4,
        at_least=False,
    )


def _row(name: str, scored: list[Scored], lures: list[Scored]) -> tuple[str, ...]:
    written = sum(len(one.case.contact_messages) for one in scored)
    return (
        *_counted(name, len(scored), written, sum(one.alarmed for one in scored)),
        f"{max((one.decibans for one in scored), default=0):+.1f} dB",
        str(auc([one.decibans for one in lures], [one.decibans for one in scored])),
        f"{auc([one.case.length for one in lures], [one.case.length for one in scored]).value:.3f}",
    )


def _counted(name: str, conversations: int, written: int, alarms: int) -> tuple[str, ...]:
    rate = 1000 * alarms / written if written else 0.0
    return (
        name,
        f"{conversations:,}",
        f"{written:,}",
        str(alarms),
        f"{rate:.2f}",
        f"{1000 * upper_bound(alarms, written):.2f}",
    )


def _as_scanned(run: Run, names: list[str]) -> Table:
    rows = []
    for name in names:
        mail = run.mail(name)
        alarms = sum(one.assessment.probability >= LIKELY for one in mail.judged)
        counted = _counted(f"{name}, by `scan`", len(mail.judged), len(mail.messages()), alarms)
        rows.append((*counted, str(mail.gaps)))
    return Table((*_HEADINGS[:6], "gaps"), rows)
