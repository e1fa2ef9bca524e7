"""A bulletin as objects of STIX 2.1."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from uuid import UUID

from stix2.v21 import Campaign, Grouping, Identity, Note, Opinion, Relationship, Sighting

from lurewatch.model.bulletin import Bulletin, Standard
from lurewatch.model.encode_bulletin import bulletin_as_json, series_id
from lurewatch.model.kind import Verdict
from lurewatch.sharing.stix.extension import EXTENSION, KIND, extension
from lurewatch.sharing.stix.ids import id_of
from lurewatch.sharing.stix.markings import marking, marking_id
from lurewatch.sharing.stix.observables import observables, personas
from lurewatch.sharing.stix.project import BEGUN, PROJECT
from lurewatch.sharing.stix.techniques import pattern, shown_by

# The middle of what each word of the yardstick covers, on the scale of STIX from 0 to 100.
_CONFIDENCE = dict(zip(Verdict, (4, 15, 30, 45, 65, 85, 96), strict=True))
_OPINIONS = {Standard.ASSESSED: "neutral", Standard.REVIEWED: "agree", Standard.CORROBORATED: "strongly-agree"}
_STANDARDS = {
    Standard.ASSESSED: "Rules and weights indicate this; no officer has looked at it.",
    Standard.REVIEWED: "An officer of the sender has looked at the evidence and stands by it.",
    Standard.CORROBORATED: "Several organisations have seen this independently.",
}
_NOTE = (
    "This tells of an approach, never of a person. Handles and names are as alleged, and may be imitated or stolen. "
    "Genuine recruiters, consultancies, journalists and academics use the same words. Counts are bands. "
    "The verdict is the sender's: {verdict}."
)
_TAKEN_BACK = "The sender has taken this back. Delete what was kept of it."

Objects = list[dict[str, object]]


def objects(one: Bulletin) -> Objects:
    """All objects of a bulletin, as JSON: those that every bulletin has first, then its own, the grouping last."""
    own = _Own(one)
    shared = [PROJECT, extension(), marking(one.tlp), *map(pattern, own.techniques), own.sender]
    return [json.loads(each.serialize()) for each in chain(shared, own.objects())]


class _Own:
    """What is of one bulletin alone; every object's id is made of its series, so that a revision is a new version."""

    def __init__(self, one: Bulletin) -> None:
        self._one = one
        self._series = str(series_id(one))
        self.sender = _sender(one.issue.sender)
        self.techniques = () if one.issue.recalled else shown_by(one.shown)
        issue = one.issue
        self._said: dict[str, object] = {
            "created": issue.begun,
            "modified": issue.revised,
            "created_by_ref": self.sender.id,
            "object_marking_refs": [marking_id(one.tlp)],
            "confidence": _CONFIDENCE[one.confidence],
            "revoked": issue.recalled,
        }

    def objects(self) -> Iterator[object]:
        """Observables, the campaign, what is said of it, what it is related to, and all in one grouping."""
        seen = list(observables(self._one, [marking_id(self._one.tlp)]))
        campaign = self._campaign()
        named = list(personas(self._one, self._series, self._said))
        related = list(self._relationships(campaign.id, [one.id for one in chain(seen, named)]))
        told = [campaign, *named, self._sighting(campaign.id), self._opinion(campaign.id), self._note(campaign.id)]
        yield from seen
        yield from told
        yield from related
        yield self._grouping([one.id for one in chain(seen, told, related)])

    def _id(self, kind: str, *parts: str) -> str:
        return id_of(kind, self._series, *parts)

    def _campaign(self) -> Campaign:
        one = self._one
        approach = {"extension_type": KIND, **bulletin_as_json(one)}
        seen = {"first_seen": _moment(one.first), "last_seen": _end(one.last)} if one.first and one.last else {}
        name = f"Approach campaign {self._series[:8]}"
        return Campaign(id=self._id("campaign"), name=name, extensions={EXTENSION: approach}, **seen, **self._said)

    def _sighting(self, campaign: str) -> Sighting:
        return Sighting(
            id=self._id("sighting"), sighting_of_ref=campaign, where_sighted_refs=[self.sender.id], **self._said
        )

    def _opinion(self, campaign: str) -> Opinion:
        standard = self._one.standard
        return Opinion(
            id=self._id("opinion"),
            opinion=_OPINIONS[standard],
            explanation=_STANDARDS[standard],
            object_refs=[campaign],
            **self._said,
        )

    def _note(self, campaign: str) -> Note:
        text = _TAKEN_BACK if self._one.issue.recalled else _NOTE.format(verdict=self._one.confidence)
        return Note(id=self._id("note"), content=text, object_refs=[campaign], **self._said)

    def _relationships(self, campaign: str, related: Iterable[str]) -> Iterator[Relationship]:
        uses = (("uses", pattern(one).id) for one in self.techniques)
        for kind, target in chain(uses, (("related-to", one) for one in related)):
            yield Relationship(
                id=self._id("relationship", kind, target),
                relationship_type=kind,
                source_ref=campaign,
                target_ref=target,
                **self._said,
            )

    def _grouping(self, refs: list[str]) -> Grouping:
        name = f"Bulletin {self._series[:8]}"
        context = "suspicious-activity"
        return Grouping(id=self._id("grouping"), name=name, context=context, object_refs=refs, **self._said)


def _sender(sender: UUID) -> Identity:
    """Who sends it, by the id that they chose by lot, and by nothing else."""
    return Identity(
        id=id_of("identity", "sender", str(sender)),
        created=BEGUN,
        modified=BEGUN,
        name=f"Sender {str(sender)[:8]}",
        identity_class="organization",
    )


def _moment(day: object) -> datetime:
    return datetime.fromisoformat(str(day)).replace(tzinfo=UTC)


def _end(day: object) -> datetime:
    """The last second of a month."""
    return (_moment(day) + timedelta(days=31)).replace(day=1) - timedelta(seconds=1)
