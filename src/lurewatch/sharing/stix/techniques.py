"""Which techniques of ATT&CK, CAPEC and DISARM a bulletin shows."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import tomli
from stix2.v21 import AttackPattern

from lurewatch.model.bulletin import Shown
from lurewatch.sharing.stix.ids import id_of
from lurewatch.sharing.stix.project import BEGUN, PROJECT

_FILE = Path(__file__).with_name("techniques.toml")


class Technique(NamedTuple):
    """A technique as its catalogue has it, and by which choices of a bulletin it is shown."""

    source: str
    id: str
    name: str
    when: frozenset[str]


@cache
def techniques() -> tuple[Technique, ...]:
    """All that are mapped."""
    document = tomli.loads(_FILE.read_text("utf-8"))
    return tuple(
        Technique(one["source"], one["id"], one["name"], frozenset(one["when"])) for one in document["technique"]
    )


def shown_by(shown: Shown) -> tuple[Technique, ...]:
    """Those that a bulletin shows."""
    said = {
        "always",
        shown.stage,
        *(choice for name, some in shown._asdict().items() if name != "stage" for choice in some),
    }
    return tuple(one for one in techniques() if one.when & said)


@cache
def pattern(one: Technique) -> AttackPattern:
    """The technique as an attack pattern of ours that refers to its catalogue."""
    return AttackPattern(
        id=id_of("attack-pattern", one.source, one.id),
        created=BEGUN,
        modified=BEGUN,
        created_by_ref=PROJECT.id,
        name=one.name,
        external_references=[{"source_name": one.source, "external_id": one.id}],
    )
