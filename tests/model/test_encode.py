"""Assessments as JSON."""

import json
from dataclasses import replace
from math import log10

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.invented import approach, reported

from lurewatch.model.conversation import Joined
from lurewatch.model.encode import as_json, judged_as_json
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.kind import Kind

_KEYS = [
    "id", "probability", "decibans", "prior_decibans", "verdict", "kind", "kinds", "stage", "stages", "asks",
    "disclosures", "claims", "evidence", "gaps", "first_alert_message",
]  # fmt: skip


def test_an_assessment_has_the_keys_of_the_interface() -> None:
    """Keys and their order are those that other programs read."""
    found = as_json(approach().assessment)
    assert list(found) == _KEYS
    assert found["verdict"] == "highly likely"
    assert found["first_alert_message"] == 2
    assert json.loads(json.dumps(found)) == found


def test_calibration_is_told_only_where_there_is_one() -> None:
    """The key of the calibration is there with a value, or not at all."""
    found = as_json(replace(approach().assessment, calibration_decibans=-1.26))
    assert found["calibration_decibans"] == -1.3


def test_a_quote_equals_its_slice() -> None:
    """Each quote is the slice of the message that its offsets name."""
    conversation, assessment, *_ = approach()
    seen = as_json(assessment)["evidence"]
    assert isinstance(seen, list)
    for one in seen:
        assert one["quote"] == conversation.turns[one["message"]].message.text[one["start"] : one["end"]]
        assert {"indicator", "decibans", "reason", "rule", "family", "innocent"} <= one.keys()


@given(st.lists(st.floats(1e-9, 1.0), min_size=4, max_size=4))
def test_rounded_kinds_sum_to_one(shares: list[float]) -> None:
    """As given, the kinds still sum to 1, none is negative, and covert is the probability."""
    kinds = {kind: share / sum(shares) for kind, share in zip(Kind, shares, strict=True)}
    found = as_json(replace(approach().assessment, kinds=kinds, probability=kinds[Kind.COVERT]))
    rounded = found["kinds"]
    assert isinstance(rounded, dict)
    assert sum(rounded.values()) == pytest.approx(1, abs=1e-11)
    assert min(rounded.values()) >= 0
    assert rounded[Kind.COVERT] == found["probability"]


def test_a_scan_tells_who_and_where() -> None:
    """Beside the assessment stand channel, contact, person, the place of each message, and who reported any of them."""
    found = judged_as_json(*approach()[:2])
    keys = ["channel", "contact", "person", "read_from", "channels", "joined", "reported_by"]
    assert list(found)[len(_KEYS) :] == keys
    assert found["reported_by"] == []
    assert found["contact"] == {
        "name": "Marta Vale",
        "handles": ["m.vale@northlight-insight.example"],
        "claims": ["Partner"],
    }
    places = found["read_from"]
    assert isinstance(places, list)
    assert places[1] == {"source": "mailbox.mbox", "item": 1, "offset": 100}
    assert found["channels"] == ["email"] * len(places)
    assert found["joined"] == []


def test_a_joined_handle_is_told_with_its_words() -> None:
    """Why a handle is the contact's stands beside the contact, with the exact words; a list has no message."""
    conversation, assessment, *_ = approach()
    phone = Handle(Platform.PHONE, "+447700900123")
    first = conversation.contact.handles[0]
    words = conversation.turns[0].message.text[:5]
    joined = (Joined(phone, first, "They say so.", 0, 0, 5), Joined(phone, first, "A list says so."))
    contact = replace(conversation.contact, joined=joined)
    told = judged_as_json(replace(conversation, contact=contact), assessment)["joined"]
    assert isinstance(told, list)
    said, listed = told
    assert said == {
        "handle": "+447700900123",
        "to": "m.vale@northlight-insight.example",
        "reason": "They say so.",
        "message": 0,
        "start": 0,
        "end": 5,
        "quote": words,
    }
    assert (listed["message"], listed["quote"]) == (None, "")


def test_who_reported() -> None:
    """Everybody of ours who reported any of its messages is told once, by handle."""
    one = reported(approach(), "nadia.holm@quietlab.example", "jonas.berg@quietlab.example")
    found = judged_as_json(one.conversation, one.assessment)
    assert found["reported_by"] == ["nadia.holm@quietlab.example", "jonas.berg@quietlab.example"]


@given(st.floats(-70, 70))
def test_probability_and_decibans_agree(decibans: float) -> None:
    """Whoever computes 10·log10(p / (1 - p)) from the given probability finds the given decibans, to 0.1."""
    probability = 1 / (1 + 10 ** (-decibans / 10))
    kinds = {Kind.COVERT: probability, Kind.SCAM: 0.0, Kind.BULK: 0.0, Kind.ORDINARY: 1 - probability}
    found = as_json(replace(approach().assessment, kinds=kinds, probability=probability, decibans=decibans))
    given_probability = found["probability"]
    assert isinstance(given_probability, float)
    assert 10 * log10(given_probability / (1 - given_probability)) == pytest.approx(decibans, abs=0.1)
