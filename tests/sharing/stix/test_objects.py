"""Bulletins as STIX 2.1."""

import json
import socket
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from stix2validator import ValidationOptions, validate_instance
from tests.model.bulletins import BULLETINS, a_bulletin

from lurewatch.model.bulletin import Bulletin, Tlp
from lurewatch.model.encode_bulletin import bulletin_as_json
from lurewatch.sharing.blank import blanks
from lurewatch.sharing.bulletin import recall
from lurewatch.sharing.stix.extension import EXTENSION, KIND, SCHEMA
from lurewatch.sharing.stix.objects import objects
from lurewatch.sharing.stix.read import Fault, bulletins_of
from lurewatch.sharing.stix.write import pieces, whole

_SCHEMA = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
_LATER = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("somebody reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def _is_valid(bundle: object) -> bool:
    found = validate_instance(bundle, ValidationOptions(version="2.1"))
    return bool(found.is_valid)


@settings(max_examples=40)
@given(BULLETINS)
def test_there_and_back(one: Bulletin) -> None:
    """A bulletin read out of its objects is the same bulletin."""
    assert list(bulletins_of(objects(one))) == [one]


@settings(max_examples=15, deadline=None)
@given(BULLETINS)
def test_the_validator_of_oasis(one: Bulletin) -> None:
    """Whatever a bulletin says, OASIS's validator accepts every object of it."""
    assert _is_valid(json.loads(whole(pieces(one))))


def test_every_choice() -> None:
    """Every choice that a bulletin can make is valid STIX, and so is a recall."""
    assert all(_is_valid(json.loads(whole(pieces(one)))) for one in blanks())


@settings(max_examples=40)
@given(BULLETINS)
def test_the_schema_of_the_extension(one: Bulletin) -> None:
    """What the extension carries is valid by the schema that it ships."""
    assert _SCHEMA.is_valid({"extension_type": KIND, **bulletin_as_json(one)})


def test_the_schema_itself() -> None:
    """The schema is one, and refuses what a bulletin does not have."""
    Draft202012Validator.check_schema(_SCHEMA.schema)
    assert not _SCHEMA.is_valid({"extension_type": KIND, **bulletin_as_json(a_bulletin()), "victim": "Mara Quinn"})


def test_the_same_twice() -> None:
    """The same bulletin is the same objects under the same ids, byte for byte."""
    assert whole(pieces(a_bulletin())) == whole([*pieces(a_bulletin()), *pieces(a_bulletin())])


def test_a_recall_is_a_new_version() -> None:
    """A recall revokes the objects that told of the campaign, under their ids, and repeats nothing of them."""
    first = {one["id"]: one for one in objects(a_bulletin())}
    back = [one for one in objects(recall(a_bulletin(), _LATER)) if one.get("revoked")]
    assert {one["type"] for one in back} >= {"campaign", "grouping", "sighting", "opinion", "note"}
    for one in back:
        if one["type"] != "relationship":
            assert one["id"] in first
            assert one["created"] == first[one["id"]]["created"]
            assert str(one["modified"]) > str(first[one["id"]]["modified"])
    assert "larkmere" not in json.dumps(back)


def test_two_markings_of_one_observable() -> None:
    """Where two bulletins have a domain in common, a bundle of both has it once, with the stricter marking."""
    strict, loose = a_bulletin(tlp=Tlp.RED), a_bulletin(tlp=Tlp.CLEAR)
    for some in ([strict, loose], [loose, strict]):
        bundle = json.loads(whole(piece for one in some for piece in pieces(one)))
        domains = [one for one in bundle["objects"] if one["type"] == "domain-name"]
        assert len(domains) == 1
        assert domains[0]["object_marking_refs"] == ["marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"]


def test_a_campaign_that_carries_another() -> None:
    """A campaign object whose id is not that of the bulletin in it is refused: nobody overwrites another's."""
    made = objects(a_bulletin())
    campaign = next(one for one in made if one["type"] == "campaign")
    campaign["id"] = "campaign--00000000-0000-4000-8000-000000000000"
    assert [type(one) for one in bulletins_of(made)] == [Fault]


@pytest.mark.parametrize("extension", [None, [], "x", {}, {"extension_type": KIND, "form": "lurewatch-bulletin-1"}])
def test_an_extension_that_is_none(extension: object) -> None:
    """What stands where the approach should is left alone if it is not ours to read, and a fault if it is broken."""
    found = list(bulletins_of([{"type": "campaign", "extensions": {EXTENSION: extension}}, 7, None, {"type": []}]))
    assert all(isinstance(one, Fault) and one.place == 1 for one in found)
    assert len(found) == isinstance(extension, dict)
