"""The ranked table on a terminal, or in plain text where it is piped."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lurewatch.cli.read import together
from lurewatch.model.kind import LIKELY, Kind
from lurewatch.telling.campaign_article import reasons
from lurewatch.telling.findings import Findings, Group, group
from lurewatch.telling.harmless import one_line
from lurewatch.telling.joined import Lettered, letters
from lurewatch.telling.row import Row, percent, row_of
from lurewatch.telling.wording import KINDS, NOT_A_CLEARANCE, NOTHING_SEEN, UNJUDGED, period_of, plural, rest_of

_PIPED_WIDTH = 100
_WIDEST = 120
_MOST_LINES = 12  # of gaps, and of sources
_MOST_NAMES = 6  # of a campaign's contacts
_VERDICT, _CHANNEL, _STAGE, _BETWEEN = 14, 8, 8, 2


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leaves it to the command line how to end, instead of ending the program here."""
        raise BrokenPipeError


def console_for(stream: TextIO) -> Console:
    """A console that takes no text for markup; 100 columns where neither a terminal nor COLUMNS tells, 120 at most."""
    console = _Console(file=stream, markup=False, emoji=False, highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _PIPED_WIDTH
    console.width = min(console.width, _WIDEST)
    return console


def print_table(findings: Findings, console: Console) -> None:
    """Everything that a scan says on a terminal, in the order in which it matters."""
    shown = findings.joined.shown
    _print_ranked(findings, letters(shown), console)
    _print_campaigns(shown, findings.joined.rest, console)
    _print_before(findings, console)
    _print_scams(findings, console)
    _print_unjudged(findings, console)
    _print_rest(findings, console)
    _print_gaps(findings, console)
    _print_sources(findings, console)
    if not findings.alarming:
        console.print(Text(NOT_A_CLEARANCE, style="bold"))


def _print_ranked(findings: Findings, marks: Mapping[str, str], console: Console) -> None:
    rows = [(_marked(row_of(one.first), one.marks(marks)), one) for one in group(findings.approaches)]
    console.print(Text(findings.headline, style="bold"), end="\n\n")
    if rows or findings.rest_rows:
        console.print(_columns(console.width, _HEADER, "dim"))
    for row, one in rows:
        _print_row(row, one, console)
    for row in sorted(findings.rest_rows or (), key=lambda row: -row.probability):
        _print_row(_marked(row, [marks[row.id]] if row.id in marks else []), None, console)
    if more := findings.approaches.seen - len(findings.approaches):
        console.print(f"{plural(more, 'more conversation')} at “unlikely” or above: --format json lists them.\n")


def _marked(row: Row, marks: Sequence[str]) -> Row:
    """The row with the letters of its campaigns beside the name."""
    return row._replace(name=f"[{', '.join(marks)}] {row.name}") if marks else row


_HEADER = (Text("VERDICT"), Text("WHO"), Text("CHANNEL"), Text("WANTS"), Text("STAGE"))


def _columns(width: int, cells: Iterable[Text], style: str = "") -> Table:
    """Cells at the same places in every row, so that a line may run under all of them in between."""
    room = max(20, width - _VERDICT - _CHANNEL - _STAGE - 4 * _BETWEEN)
    grid = Table.grid(padding=(0, _BETWEEN, 0, 0))
    for size in (_VERDICT, room - room // 2, _CHANNEL, room // 2, _STAGE):
        grid.add_column(width=size, overflow="fold")
    grid.add_row(*cells, style=style)
    return grid


def _print_row(row: Row, one: Group | None, console: Console) -> None:
    console.print(_columns(console.width, _cells(row, one)))
    label = f"  why (1 of {row.signs})" if row.signs > 1 else "  why"
    _print_line(f"{label:<{_VERDICT + _BETWEEN}}{row.why or NOTHING_SEEN}", console)
    console.print()


def _print_line(text: str, console: Console) -> None:
    """One line, however narrow the terminal."""
    console.print(Text(text), no_wrap=True, overflow="ellipsis")


def _cells(row: Row, one: Group | None) -> Iterator[Text]:
    strong = "bold red" if row.probability >= LIKELY else "bold"
    yield Text.assemble((row.said, strong if one else ""), f"\n{percent(row.probability)}")
    reported = one.reported if one else row.reported
    said = f"reported by {reported}" if reported else ""
    yield Text("\n".join(filter(None, (row.name, row.address, _to_whom(row, one), said))))
    yield Text(row.channel)
    yield Text(row.wants or ("not said yet" if row.kind is Kind.COVERT else "—"))
    yield Text(row.stage if one else KINDS[row.kind])


def _to_whom(row: Row, one: Group | None) -> str:
    if one and one.people > 1:
        return f"to {one.people} of our people"
    return f"to {_short(row.person)}" if row.person else ""


def _short(person: str) -> str:
    """Enough of a colleague's address to know them by: what stands before the @, or last in a profile's URL."""
    return person.partition("@")[0].rpartition("/")[2] or person


def _print_campaigns(shown: Sequence[Lettered], rest: Sequence[str], console: Console) -> None:
    if shown:
        heading = "Campaigns: conversations that belong together, marked [A], [B] ... above"
        console.print(Text(heading, style="bold"))
    for one in shown:
        of_ours = f"{one.campaign.people} of our people"
        counts = of_ours, plural(len(one.contacts), "contact"), period_of(one.moments)
        highest = f"highest: {one.strongest.said}, {percent(one.strongest.probability)}"
        _print_line(f"  {one.letter}  {', '.join(filter(None, counts))}; {highest}", console)
        names = list(dict.fromkeys(member.name for member in one.contacts.values()))
        _print_line(f"     {', '.join(names[:_MOST_NAMES])}{' ...' if len(names) > _MOST_NAMES else ''}", console)
        for sentence in reasons(one.campaign)[:1]:
            _print_line(f"     {sentence}", console)
    for sentence in rest:
        console.print(Padding(Text(sentence), (0, 0, 0, 2 if shown else 0)))
    if shown or rest:
        console.print()


def _print_before(findings: Findings, console: Console) -> None:
    if not findings.before:
        return
    console.print(
        Text("Seen before, in what is kept of earlier conversations (which changes no verdict)", style="bold")
    )
    for one in findings.before:
        console.print(Padding(Text(f"{one.who}: {one.said}"), (0, 0, 0, 2)))
        for said in one.lines:
            console.print(Padding(Text(said, style="dim"), (0, 0, 0, 4)))
        if one.more:
            console.print(f"    and {plural(one.more, 'more earlier conversation')}: the JSON output lists them")
    _print_more(findings.more_before, "more conversation", console)


def _print_scams(findings: Findings, console: Console) -> None:
    if not findings.scams.seen:
        return
    console.print(
        Text(f"Scams (after money or identity, not what our people know): {findings.scams.seen}", style="bold")
    )
    for one in group(findings.scams):
        row = row_of(one.first)
        who = f"{row.name} {row.address}".strip()
        times = f" ({len(one.others) + 1} ×)" if one.others else ""
        _print_line(f"  {who}{times}, {row.channel}: {row.why}", console)
    console.print()


def _print_unjudged(findings: Findings, console: Console) -> None:
    rows = findings.unjudged_rows
    if not rows:
        return
    console.print(Text(f"{UNJUDGED}: {findings.unjudged:,}", style="bold"))
    for row in rows if findings.rest_rows is not None else rows[:_MOST_LINES]:
        _print_line(
            f"  {f'{row.name} {row.address}'.strip()}, {row.channel}, {_to_whom(row, None)}".rstrip(", "), console
        )
    if findings.rest_rows is None:
        _print_more(findings.unjudged - _MOST_LINES, "more", console)
    else:
        console.print()


def _print_rest(findings: Findings, console: Console) -> None:
    if rest := rest_of(findings.rest):
        hint = "" if findings.rest_rows is not None else "; --all shows them"
        console.print(f"Below “unlikely”: {rest}{hint}.\n")


def _print_gaps(findings: Findings, console: Console) -> None:
    if not findings.gaps.total:
        return
    sorts = list(findings.gaps)
    console.print(Text(f"Could not be read or judged: {findings.gaps.total:,}", style="bold"))
    for one in sorts[:_MOST_LINES]:
        console.print(Padding(Text(f"{one.number:,} × {one.what}: {one.why}"), (0, 0, 0, 2)))
        console.print(Padding(Text(one.where, style="dim"), (0, 0, 0, 6)))
    _print_more(len(sorts) - _MOST_LINES, "more sort", console)


def _print_sources(findings: Findings, console: Console) -> None:
    console.print(Text(f"Read: {plural(findings.messages, 'message')}", style="bold"))
    sources = together(findings.sources)
    for one in sources[:_MOST_LINES]:
        gaps = f", {plural(one.gaps, 'gap')}" if one.gaps else ""
        name, kind = one_line(one.source, 300), one_line(one.kind, 60)
        console.print(Padding(Text(f"{name}, {kind}: {plural(one.messages, 'message')}{gaps}"), (0, 0, 0, 2)))
    _print_more(len(sources) - _MOST_LINES, "more source", console)
    if findings.owners:
        console.print(Text(one_line(findings.owners, 1000)))


def _print_more(count: int, noun: str, console: Console) -> None:
    if count > 0:
        console.print(f"  and {plural(count, noun)}")
    console.print()
