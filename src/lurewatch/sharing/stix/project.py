"""The identity under which what is the same in all bulletins is published."""

from datetime import UTC, datetime

from stix2.v21 import Identity

from lurewatch.sharing.stix.ids import id_of

BEGUN = datetime(2026, 11, 1, tzinfo=UTC)
PROJECT = Identity(
    id=id_of("identity", "project"), created=BEGUN, modified=BEGUN, name="Lurewatch", identity_class="system"
)
