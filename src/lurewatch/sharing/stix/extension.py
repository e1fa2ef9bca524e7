"""The extension of STIX that carries an approach: what a campaign object has no property for."""

import json
from functools import cache
from pathlib import Path

from stix2.v21 import ExtensionDefinition

from lurewatch.sharing.stix.ids import id_of
from lurewatch.sharing.stix.project import BEGUN, PROJECT

SCHEMA = Path(__file__).with_name("approach.schema.json")
EXTENSION = id_of("extension-definition", "approach", "1")
KIND = "property-extension"


@cache
def extension() -> ExtensionDefinition:
    """The extension's definition, with its JSON schema as text, so that nobody has to fetch it."""
    schema = json.dumps(json.loads(SCHEMA.read_text("utf-8")), sort_keys=True, separators=(",", ":"))
    return ExtensionDefinition(
        id=EXTENSION,
        created=BEGUN,
        modified=BEGUN,
        created_by_ref=PROJECT.id,
        name="Approach",
        description="What a covert approach pretends, asks, offers and where it moves, without anybody approached.",
        schema=schema,
        version="1.0.0",
        extension_types=[KIND],
    )
