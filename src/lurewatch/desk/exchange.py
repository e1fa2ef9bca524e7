"""What leaves to partners: campaigns made into bulletins, looked at once more, as the exact bytes that would go."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

from lurewatch import flow
from lurewatch.conversations.regions import marked
from lurewatch.errors import LeakStopped, NothingReadable, UsageError
from lurewatch.model.bulletin import Bulletin, Standard, Tlp
from lurewatch.model.campaign import Campaign
from lurewatch.model.kind import REALISTIC
from lurewatch.sharing.bulletin import Material, Terms, bulletin_of
from lurewatch.sharing.door import Door
from lurewatch.sharing.encoders import Encoder, Form, encoder
from lurewatch.sharing.ours import Ours, known, ours_of
from lurewatch.sharing.redact import Redactor, Withheld
from lurewatch.text.topics import load_topics

__all__ = ["Also", "Form", "Prepared", "Refused", "Terms", "Wanted", "Withheld", "prepared", "terms"]


class Also(NamedTuple):
    """Who and what is ours beside those of the file: handles or names of people, names or domains of organisations."""

    handles: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be shared: a file of conversations as `link` reads them, on what terms, in what form.

    `campaigns` are those alone that are to leave; where none is named, all in which some conversation is at least a
    "realistic possibility".
    """

    source: Path
    options: flow.Options
    terms: Terms = field(default_factory=Terms)
    form: Form = Form.JSON
    also: Also = field(default_factory=Also)
    campaigns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A campaign that does not leave, and why."""

    campaign: str
    why: str


@dataclass(slots=True)
class Prepared:
    """The bulletins that may leave, their pieces as bytes in the same order, what was withheld, what was refused.

    `below` counts campaigns of which no conversation is a "realistic possibility", `bulk` those that are mailings.
    """

    encoder: Encoder
    bulletins: list[Bulletin] = field(default_factory=list)
    pieces: list[list[bytes]] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    below: int = 0
    bulk: int = 0

    def written(self) -> bytes:
        """The exact bytes that would go."""
        return self.encoder.whole(piece for some in self.pieces for piece in some)


def terms(tlp: str, *, reviewed: bool) -> Terms:
    """The terms of a sender who has not chosen an id."""
    return Terms(tlp=Tlp(tlp), standard=Standard.REVIEWED if reviewed else Standard.ASSESSED)


def prepared(wanted: Wanted) -> Prepared:
    """Links, gathers, redacts and writes what a file of conversations holds; NothingReadable where it holds none."""
    campaigns = _campaigns(wanted)
    if unknown := set(wanted.campaigns) - {one.id for one in campaigns}:
        raise UsageError(f"{wanted.source}: no campaign {min(unknown)}; `lurewatch link` tells their ids")
    exits = _Exit(wanted, _general(wanted))
    exits.result.bulk = sum(one.bulk for one in campaigns)
    for material in _materials(wanted, [one for one in campaigns if not one.bulk and _is_wanted(one, wanted)]):
        exits.take(material)
    return exits.result


def _is_wanted(one: Campaign, wanted: Wanted) -> bool:
    return not wanted.campaigns or one.id in wanted.campaigns


class _Exit:
    """Takes campaigns one by one and lets out what may leave."""

    def __init__(self, wanted: Wanted, general: Ours) -> None:
        self._terms, self._named = wanted.terms, bool(wanted.campaigns)
        self.result = Prepared(encoder(wanted.form))
        self._redactor = Redactor(general)
        self._door = Door(general, self.result.encoder.of_nothing())

    def take(self, material: Material) -> None:
        """Lets a campaign out as a bulletin, or says why not."""
        if not self._named and max((one.probability for one in material.assessments), default=0.0) < REALISTIC:
            self.result.below += 1
            return
        own = ours_of(material.conversations)
        one, withheld = self._redactor.redacted(bulletin_of(material, self._terms), own)
        pieces = self.result.encoder.pieces(one)
        try:
            self._door.check(one, b"\n".join(pieces), own)
        except LeakStopped as stopped:
            self.result.refused.append(Refused(material.campaign.id, str(stopped)))
            return
        self.result.bulletins.append(one)
        self.result.pieces.append(pieces)
        self.result.withheld.append(withheld)


def _campaigns(wanted: Wanted) -> Sequence[Campaign]:
    with _opened(wanted.source) as lines:
        found = flow.link(lines, wanted.options, flow.decided(wanted.options.decided))
    if not found.conversations:
        raise NothingReadable(f"{wanted.source}: no line is a conversation; see `lurewatch link` for the form")
    return found.campaigns


def _general(wanted: Wanted) -> Ours:
    """What is ours in all campaigns: everybody and every organisation of the file, and who was named beside."""
    handles, organisations = dict.fromkeys(wanted.also.handles), dict.fromkeys(wanted.also.organisations)
    with _opened(wanted.source) as lines:
        for value in _objects(lines):
            handles[str(value.get("person") or "")] = None
            organisations[str(value.get("organisation") or "")] = None
    topics = load_topics(wanted.options.topics) if wanted.options.topics else load_topics()
    return known(filter(None, handles), filter(None, organisations), topics.phrases)


def _materials(wanted: Wanted, campaigns: Sequence[Campaign]) -> Iterator[Material]:
    """Each campaign with its conversations, read again and judged."""
    of = {id_: number for number, one in enumerate(campaigns) for id_ in one.conversations}
    found: dict[int, list[flow.Judged]] = defaultdict(list)
    with _opened(wanted.source) as lines:
        chosen = (line for line in lines if flow.id_of_line(line) in of)
        for one in flow.judge_lines(chosen, wanted.options):
            if isinstance(one, flow.Judged):
                found[of[one.conversation.id]].append(one)
    for number, campaign in enumerate(campaigns):
        judged = found.pop(number, [])
        yield Material(campaign, [marked(one.conversation) for one in judged], [one.assessment for one in judged])


def _objects(lines: Iterable[bytes]) -> Iterator[dict[str, object]]:
    for line in lines:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            yield value


def _opened(source: Path) -> BinaryIO:
    try:
        return source.open("rb")
    except OSError as error:
        raise UsageError(f"{source}: cannot be read ({error.strerror})") from error
