"""The official markings of the Traffic Light Protocol 2.0, as OASIS publishes them for STIX 2.1."""

from functools import cache

from stix2.v21 import MarkingDefinition

from lurewatch.model.bulletin import Tlp

_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
# cti-stix-common-objects, extension-definition-specifications/tlp-2.0.
_IDS = {
    Tlp.CLEAR: "94868c89-83c2-464b-929b-a1a8aa3c8487",
    Tlp.GREEN: "bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    Tlp.AMBER: "55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    Tlp.AMBER_STRICT: "939a9414-2ddd-4d32-a0cd-375ea402b003",
    Tlp.RED: "e828b379-4e03-4974-9ac4-e53a884c97c1",
}


def marking_id(tlp: Tlp) -> str:
    """The id of a marking."""
    return f"marking-definition--{_IDS[tlp]}"


@cache
def marking(tlp: Tlp) -> MarkingDefinition:
    """The marking's object."""
    return MarkingDefinition(
        id=marking_id(tlp),
        created="2022-10-01T00:00:00.000Z",
        name=f"TLP:{tlp.upper()}",
        extensions={_EXTENSION: {"extension_type": "property-extension", "tlp_2_0": str(tlp)}},
    )
