"""Private matching with a partner, by files: what goes in, and each round of a run."""

import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from lurewatch.errors import UsageError
from lurewatch.flow import Options, scan
from lurewatch.linking.matchable import Item, Ours, items
from lurewatch.model.kind import Verdict
from lurewatch.sharing.matching import frame, rounds
from lurewatch.sharing.matching.partner import SECRET, Budget, Kept, Partner, held
from lurewatch.sharing.matching.rounds import Opened

__all__ = [
    "Budget", "Kept", "Material", "Opened", "Where", "answered", "asks_back",
    "begin", "check_new", "ended", "grant", "join", "offered", "opened", "put", "seen", "today",
]  # fmt: skip
_FORM = 1
_MOST = 4096  # bytes of an invitation


@dataclass(frozen=True, slots=True)
class Where:
    """The folder in which partners are kept, and which of them it is about."""

    folder: Path
    partner: str


@dataclass(frozen=True, slots=True)
class Material:
    """What has been seen: files, how they are read, and from which verdict a conversation goes in."""

    paths: tuple[Path, ...]
    options: Options = field(default_factory=Options)
    least: Verdict = Verdict.LIKELY


def seen(material: Material) -> list[Kept]:
    """The items of all conversations of a verdict or above, each once, with the conversations it was seen in.

    Nothing is among them under which one of ours appears anywhere in what was read.
    """
    found: dict[Item, list[str]] = {}
    people = set(material.options.owners)
    verdicts = tuple(Verdict)
    for conversation, assessment, *_ in scan(material.paths, material.options).judged:
        people.add(conversation.person)
        likely = verdicts.index(assessment.verdict) >= verdicts.index(material.least)
        if likely and not conversation.internal:
            for item in items(conversation):
                found.setdefault(item, []).append(conversation.id)
    ours = Ours(people - {""})
    return [Kept(item.kind, item.value, tuple(ids)) for item, ids in sorted(found.items()) if not ours.has(item)]


def begin(where: Where, budget: Budget) -> bytes:
    """Makes a partner, and the invitation that carries the pair's secret; UsageError where there is one already."""
    secret = secrets.token_hex(SECRET)
    _make(where, Partner(secret, "a", budget))
    told = {"lurewatch-match-invitation": _FORM, "pair": frame.pair_of(bytes.fromhex(secret)), "secret": secret}
    return json.dumps(told).encode("ascii") + b"\n"


def join(where: Where, budget: Budget, invitation: Path) -> None:
    """Makes a partner from the invitation that they sent; UsageError where it is none."""
    try:
        with invitation.open("rb") as file:
            told = json.loads(file.read(_MOST))
        secret = told["secret"]
        if told["lurewatch-match-invitation"] != _FORM or len(bytes.fromhex(secret)) != SECRET:
            raise ValueError
    except OSError as error:
        raise UsageError(f"{invitation}: cannot be read ({error.strerror}); name the file that they sent") from error
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UsageError(f"{invitation}: no invitation of form {_FORM}; ask your partner for a new one") from None
    _make(where, Partner(secret, "b", budget))


def grant(where: Where, budget: Budget) -> None:
    """Changes what a partner may ask; what they asked already stays counted."""
    with held(where.folder, where.partner) as book:
        book.keep(replace(book.partner(today()), budget=budget))


def _make(where: Where, partner: Partner) -> None:
    with held(where.folder, where.partner) as book:
        if book.exists():
            raise UsageError(f"{book.path}: this partner is there already; remove the file to pair anew")
        book.keep(partner)


def today() -> date:
    """The day, in UTC."""
    return datetime.now(UTC).date()


def offered(where: Where, material: Material) -> bytes:
    """The offer with which a run begins."""
    found = seen(material)
    with held(where.folder, where.partner) as book:
        return rounds.offer(book, found, today())


def answered(where: Where, offer: Path, material: Material) -> bytes:
    """The answer to a partner's offer; BudgetSpent where they have asked as much as was granted."""
    data, found = frame.bytes_of(offer), seen(material)
    with held(where.folder, where.partner) as book:
        return rounds.answer(book, data, found, today(), str(offer))


def asks_back(file: Path) -> bool:
    """Whether whoever sent a file waits for a reply, as far as it says; before anything is counted or computed."""
    return b'"round": "answer"' in frame.bytes_of(file).partition(b"\n")[0]


def opened(where: Where, file: Path) -> Opened:
    """What both have seen, with the reply to send where the partner waits for one; the run stays until `ended`."""
    with held(where.folder, where.partner) as book:
        return rounds.opened(book, frame.bytes_of(file), today(), str(file))


def ended(where: Where, file: Path) -> None:
    """Forgets a run once what it brought is kept."""
    with held(where.folder, where.partner) as book:
        rounds.ended(book, frame.bytes_of(file), today(), str(file))


def put(path: Path, data: bytes) -> None:
    """Writes a file of its owner's alone; UsageError where there is one, so that nothing sent is lost."""
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise UsageError(f"{path}: cannot be made ({error.strerror}); name a new file") from error
    with os.fdopen(number, "wb") as file:
        file.write(data)


def check_new(paths: Iterable[Path]) -> None:
    """UsageError for a file that is there already, before a run is spent on it."""
    for path in paths:
        if path.exists():
            raise UsageError(f"{path}: is there already; name a new file")
