"""Bulletins that invented partners sent."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from lurewatch.model.bulletin import Alleged, Band, Bulletin, Counts, Issue, Shown, Standard, Tlp
from lurewatch.model.encode_bulletin import bulletin_id, canonical
from lurewatch.model.handle import Platform
from lurewatch.model.kind import Verdict

BEGUN = datetime(2026, 3, 1, tzinfo=UTC)
SENDER, OTHER = UUID(int=5), UUID(int=6)
COUNTS = Counts(Band.FEW, Band.FEW)
RUN = [
    "we",
    "would",
    "like",
    "to",
    "invite",
    "you",
    "to",
    "write",
    "a",
    "short",
    "paper",
    "for",
    "our",
    "client",
    "about",
]
OTHER_RUN = [
    "the",
    "fee",
    "is",
    "paid",
    "at",
    "once",
    "and",
    "we",
    "ask",
    "you",
    "to",
    "keep",
    "this",
    "between",
    "the",
    "two",
    "of",
    "us",
]


def bulletin(
    address: str = "rowan@northgate.example", confidence: Verdict = Verdict.LIKELY, sender: UUID = SENDER
) -> Bulletin:
    """A first issue about a persona, their house, a link of theirs and their wording, seen in February and March."""
    return Bulletin(
        Issue(sender, BEGUN, BEGUN),
        Tlp.AMBER,
        confidence,
        Standard.REVIEWED,
        Shown(),
        COUNTS,
        handles=(
            Alleged(Platform.EMAIL, address),
            Alleged(Platform.NAME, "Rowan Ash"),
            Alleged(Platform.PHONE, "+447700900731"),
        ),
        domains=("northgate.example",),
        links=("https://share.northgate.example/brief",),
        templates=((*RUN, "*", *OTHER_RUN),),
        first=date(2026, 2, 1),
        last=date(2026, 3, 1),
    )


def revised(
    one: Bulletin, revision: int, *, sender: UUID = SENDER, address: str = "", recalled: bool = False
) -> Bulletin:
    """A later revision of its series: a correction that names another address, or a recall."""
    issue = Issue(sender, BEGUN, BEGUN + timedelta(days=revision), revision, bulletin_id(one), recalled)
    handles = (Alleged(Platform.EMAIL, address),) if address else ()
    return Bulletin(issue, one.tlp, one.confidence, one.standard, Shown(), COUNTS, handles)


def write(path: Path, some: Iterable[Bulletin]) -> None:
    """Writes bulletins as lines of JSON."""
    path.write_bytes(b"".join(canonical(one) + b"\n" for one in some))
