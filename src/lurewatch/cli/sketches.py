"""`lurewatch sketches`: what a folder of sketches holds and has deleted, as one object of JSON."""

import sys

from lurewatch.desk.upkeep import Stock, Upkeep, upkept
from lurewatch.telling.json_line import line


def run(wanted: Upkeep) -> None:
    """Does what is wanted and writes what there is now."""
    sys.stdout.write(line(_as_json(upkept(wanted))) + "\n")


def _as_json(stock: Stock) -> dict[str, object]:
    counted = stock.counted
    found: dict[str, object] = {
        "days": stock.days,
        "conversations": counted.conversations,
        "people": counted.people,
        "first_goes": counted.first_goes.isoformat() if counted.first_goes else None,
        "last_goes": counted.last_goes.isoformat() if counted.last_goes else None,
        "deleted": [{"day": day, "expired": expired, "erased": erased} for day, expired, erased in stock.deleted],
        "damaged": list(stock.damaged),
    }
    found |= {"erased": stock.erased} if stock.erased is not None else {}
    return found | ({"tokens": {one: list(both) for one, both in stock.tokens.items()}} if stock.tokens else {})
