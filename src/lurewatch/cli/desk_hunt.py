"""`lurewatch desk hunt`: approaches of the past that have what partners report, as JSON Lines."""

import sys
from pathlib import Path

from lurewatch.cli.handed import tell
from lurewatch.desk.hunting import Hit, hunt
from lurewatch.desk.opening import opened
from lurewatch.model.member import Member, Role
from lurewatch.telling.json_line import line
from lurewatch.telling.wording import plural


def run(bulletins: Path, settings: Path | None) -> None:
    """Writes a line for each approach, and says of how many of our people they are and what could not be read."""
    opened(settings)
    found = hunt(Member("console", Role.LEAD), bulletins)
    for hit in found.hits:
        sys.stdout.write(line(_as_json(hit)) + "\n")
    for gap in found.gaps:
        tell(f"{gap.where}: {gap.what} ({gap.why})")
    people = {hit.line.person for hit in found.hits} - {""}
    tell(f"{plural(len(found.hits), 'approach')} of {plural(len(people), 'person')} of ours, to be told")


def _as_json(hit: Hit) -> dict[str, object]:
    seen = hit.line
    return {
        "approach": seen.id,
        "person": seen.person,
        "verdict": seen.verdict,
        "first": seen.first.isoformat() if seen.first else None,
        "last": seen.last.isoformat() if seen.last else None,
        "state": seen.state,
        "reported": [
            {"confidence": one.confidence, "share": round(one.share, 2), "source": one.source} for one in hit.reported
        ],
    }
