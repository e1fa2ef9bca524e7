"""Files as organisations hand them over, made up: what of them is wrong is told in each test."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from evaluation.nation.plan import WAYS, Plan, Seeing
from evaluation.nation.written import write

from lurewatch.jobs.hub.counting import Wanted
from lurewatch.jobs.hub.figures import figures

PLAN = Plan(14, 4_000, seed=3, rarity=12, seeing=Seeing(0.6, 0.6, 0.3), double=0.5, future=0.05)
WANTED = Wanted(ways=WAYS)
_WORDS = "Our client pays 900 dollars in cash for two pages on your unpublished amplifiers; tell nobody at work of it."


def nation(folder: Path) -> Path:
    """A small nation; the folder of its files, in which one is cut off and one holds rows of all wrong kinds."""
    write(PLAN, folder)
    handed = folder / "handed"
    whole = (handed / "org00003.parquet").read_bytes()
    (handed / "org00003.parquet").write_bytes(whole[: len(whole) // 2])
    wrong = [line("odd", 1), b"", b"not JSON", line("odd", 1, person="a@b.example"), line("odd", 1, text="Hello you")]
    put(handed / "odd.parquet", wrong)
    return handed


def line(organisation: str, number: int, **other: str) -> bytes:
    """A line of a conversation that looks like an approach."""
    message = {"from": "contact", "sent_at": "2026-03-02T09:00:00Z", "text": other.pop("text", _WORDS)}
    contact = {"name": "Sam Hale", "handles": [other.pop("contact", "s.hale@advisory.example")]}
    value = {"id": f"{organisation}/{number}", "organisation": organisation, "person": "t1", "contact": contact}
    return json.dumps(value | {"messages": [message]} | other).encode()


def put(path: Path, lines: Sequence[bytes | None], seen_by: Sequence[Sequence[str]] | None = None) -> Path:
    """A file with these lines, and ways of seeing where they are given."""
    import pyarrow as pa  # noqa: PLC0415  not installed but for the tests of Spark
    import pyarrow.parquet as pq  # noqa: PLC0415

    columns = {"conversation": pa.array(lines, pa.binary())}
    ways = {"seen_by": pa.array(seen_by, pa.list_(pa.string()))} if seen_by is not None else {}
    pq.write_table(pa.table(columns | ways), path)
    return path


def counted(source: Path, wanted: Wanted = WANTED) -> Mapping[str, object]:
    """What `figures.json` holds of a folder or file."""
    out = source.parent / "out-embedded"
    figures(source, out, ("embedded", "1g"), wanted)
    value: Mapping[str, object] = json.loads((out / "figures.json").read_text(encoding="utf-8"))
    return value
