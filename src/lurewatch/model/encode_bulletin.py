"""A bulletin as JSON: one form, in one order, so that equal bulletins are equal bytes and have one id."""

import json
from uuid import UUID, uuid5

from lurewatch.model.bulletin import Bulletin, Shown
from lurewatch.model.shareable import SLOT

FORM = "lurewatch-bulletin-1"
NAMESPACE = UUID("5d0b4f0c-6f0e-5a7b-9c39-2a4c61f1e0d7")  # drawn by lot; all that we name by content is named in it
_encode = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode


def bulletin_as_json(one: Bulletin) -> dict[str, object]:
    """The bulletin with its keys; empty lists and unknown months are left out."""
    issue = one.issue
    found: dict[str, object] = {
        "form": FORM,
        "sender": str(issue.sender),
        "begun": issue.begun.isoformat(),
        "revised": issue.revised.isoformat(),
        "revision": issue.revision,
        "series": str(issue.series) if issue.series else None,
        "recalled": issue.recalled or None,
        "tlp": one.tlp,
        "confidence": one.confidence,
        "standard": one.standard,
        "people": one.counts.people,
        "conversations": one.counts.conversations,
        "handles": [{"platform": handle.platform, "value": handle.value} for handle in one.handles],
        "domains": list(one.domains),
        "links": list(one.links),
        "templates": [" ".join(template) for template in one.templates],
        "first": one.first.isoformat() if one.first else None,
        "last": one.last.isoformat() if one.last else None,
    } | shown_as_json(one.shown)
    return {key: value for key, value in found.items() if value is not None and value != []}


def shown_as_json(shown: Shown) -> dict[str, object]:
    """What was shown, as lists of words."""
    return {name: str(value) if name == "stage" else [str(one) for one in value] for name, value in
            shown._asdict().items()}  # fmt: skip


def canonical(one: Bulletin) -> bytes:
    """The bulletin as bytes that are the same wherever and whenever it is written; a line of JSON without its end."""
    return _encode(bulletin_as_json(one)).encode("ascii")


def bulletin_id(one: Bulletin) -> UUID:
    """Its id, which its content alone decides."""
    return uuid5(NAMESPACE, canonical(one).decode("ascii"))


def series_id(one: Bulletin) -> UUID:
    """The id of what it is a revision of: that of the first revision, by which corrections and recalls find it."""
    return one.issue.series or bulletin_id(one)


__all__ = ["FORM", "NAMESPACE", "SLOT", "bulletin_as_json", "bulletin_id", "canonical", "series_id", "shown_as_json"]
