"""Where a mail quotes or forwards another.

The openings are those that mail programs write (`openings`). Each look is bounded by a few lines, so the work grows
with the text.
"""

from collections.abc import Iterator
from itertools import islice

from lurewatch.conversations.openings import (
    ANNOUNCES,
    BEGIN_FORWARDED,
    DATED,
    FROM_LINE,
    RULE,
    WROTE,
    YEAR,
    has_sign,
    labelled,
)
from lurewatch.model.conversation import Region, RegionKind
from lurewatch.text.mail_labels import Label

_NEAR = 400  # characters before or after a sign that are looked at
_RUNS = 5_000  # runs of marked lines that are told apart; what is marked after them counts as its author's own words
_SIGNS = 200  # signs of one kind that are looked at: the first that opens a quotation ends the search


def quoted(text: str) -> list[Region]:
    """Quoted replies and forwarded messages, in order.

    Lines marked `>` count with the line that announces them; what a program's own opening announces without marks runs
    to the end of the text.
    """
    tail = passed_on(text)
    limit = tail.start if tail else len(text)
    return [*islice(_marked(text, limit), _RUNS), *([tail] if tail else [])]


def passed_on(text: str) -> Region | None:
    """The first opening after which all that follows is somebody else's, marked lines aside."""
    found = [region for region in (_by_rule(text), _by_announcement(text), _by_header(text)) if region]
    return min(found, key=lambda region: region.start, default=None)


def line_starts(text: str, mark: str) -> Iterator[int]:
    """Offsets of lines that begin with `mark`, at most _SIGNS of them."""
    if text.startswith(mark):
        yield 0
    at = text.find("\n" + mark)
    for _ in range(_SIGNS):
        if at < 0:
            return
        yield at + 1
        at = text.find("\n" + mark, at + 1)


def _by_rule(text: str) -> Region | None:
    """`-----Original Message-----` and its like."""
    if "--" not in text:
        return None
    for start in line_starts(text, "--"):
        if found := RULE.match(text, start):
            kind = RegionKind.FORWARDED if found["forwarded"] else RegionKind.QUOTED
            return Region(kind, start, len(text))
    return None


def _by_announcement(text: str) -> Region | None:
    """`On 12 March 2026 at 10:00, Ada wrote:` without marked lines after it, and `Begin forwarded message:`."""
    at = text.find(":\n")
    for _ in range(_SIGNS):
        if at < 0:
            return None
        start = text.rfind("\n", max(0, at - _NEAR), at) + 1
        if BEGIN_FORWARDED.fullmatch(text[start : at + 1].strip()):
            return Region(RegionKind.FORWARDED, start, len(text))
        opening = _announcement(text, at + 1, is_marked=False)
        if opening is not None and not text[at + 1 : at + _NEAR].lstrip().startswith(">"):
            return Region(RegionKind.QUOTED, opening, len(text))
        at = text.find(":\n", at + 1)
    return None


def _announcement(text: str, end: int, is_marked: bool) -> int | None:
    """Where the line that announces a quotation and ends at `end` begins; programs fold it over up to three lines.

    Before marked lines any dated line will do, as do the languages we do not list.
    """
    start, found = end, None
    for _ in range(3):
        line_end = start
        start = text.rfind("\n", max(0, end - _NEAR), max(0, line_end - 1)) + 1
        line = text[start:end]
        if len(line) > _NEAR or not text[start:line_end].strip() or not (is_marked or WROTE.search(line)):
            break
        if DATED.search(line) or (is_marked and YEAR.search(line)):
            if ANNOUNCES.match(line):
                return start
            if found is None and (is_marked or "@" in line):
                found = start
        if start == 0:
            break
    return found


def _by_header(text: str) -> Region | None:
    """The block of `From:`, `Sent:`, `To:`, `Subject:` that Outlook writes; a forward where no words precede it."""
    if not has_sign(text):
        return None
    found = islice(FROM_LINE.finditer(text), _SIGNS)
    start = next((match.start() for match in found if _is_header(text, match.start())), None)
    if start is None:
        return None
    while labelled(line := text[max(0, start - _NEAR) : start].rstrip("\n").rpartition("\n")[2]):
        start = text.rindex(line, 0, start)  # some programs put the date before the author
    before = line
    if len(before) > 4 and not before.strip(" _-*"):
        start = text.rindex(before, 0, start)
    is_forward = not any(map(str.isalnum, text[:start]))
    return Region(RegionKind.FORWARDED if is_forward else RegionKind.QUOTED, start, len(text))


def _is_header(text: str, start: int) -> bool:
    lines = text[start : start + 2 * _NEAR].split("\n")[1:8]
    told = map(labelled, lines)
    return sum(1 for one in told if one is not None and one[0] is not Label.FROM) >= 2


def _marked(text: str, limit: int) -> Iterator[Region]:
    """Runs of lines that begin with `>`, each with the line that announces it; blank lines do not end a run."""
    at = 0 if text.startswith(">") else text.find("\n>", 0, limit) + 1
    done = 0
    while at < limit and text.startswith(">", at):
        end = following = _line_end(text, at, limit)
        while following < limit:
            line_end = _line_end(text, following + 1, limit)
            if text.startswith(">", following + 1):
                end = line_end
            elif not text[following:line_end].isspace():
                break
            following = line_end
        if _passes_on(text, at):
            yield Region(RegionKind.FORWARDED, at, end)
            done = end
        elif not _is_measure(text[at + 1 : at + 2]):
            yield Region(RegionKind.QUOTED, _announced(text, at, done), end)
            done = end
        at = text.find("\n>", end, limit) + 1 or limit


def _line_end(text: str, at: int, limit: int) -> int:
    end = text.find("\n", at, limit)
    return limit if end < 0 else end


def _passes_on(text: str, at: int) -> bool:
    """Whether marked lines begin with words that pass a mail on, as Apple Mail puts them in HTML."""
    line = text[at : min(at + _NEAR, _line_end(text, at, len(text)))].strip("> ")
    found = RULE.match(line) if line.startswith("--") else None
    return BEGIN_FORWARDED.fullmatch(line) is not None or (found is not None and bool(found["forwarded"]))


def _is_measure(character: str) -> bool:
    """Whether a line begins as `>90 %` does, which quotes nobody."""
    return character.isdigit() or character in {"=", "-"}


def _announced(text: str, at: int, done: int) -> int:
    """Where a run of marked lines begins if the line that announces it is counted in."""
    end = len(text[max(done, at - _NEAR) : at].rstrip()) + max(done, at - _NEAR)
    if not text.endswith(":", 0, end):
        return at
    start = _announcement(text, end, is_marked=True)
    return at if start is None or start < done else start
