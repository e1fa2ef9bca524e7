"""Conversations as lines, planted and odd, and as the Parquet files that hold them."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.planted.material import Amounts, records

from lurewatch import flow
from lurewatch.model.encode import campaign_as_json

if TYPE_CHECKING:
    import pyarrow as pa

AMOUNTS = Amounts(ordinary=1_200, campaigns=1, templates=3, copies=(60, 300), seed=5)
_APPROACH = "We pay 900 dollars for two pages on your unpublished readout amplifiers; tell nobody at work about it. "
_ODD: Sequence[object] = (
    {"id": "no-messages", "messages": []},
    {"id": ["a", "list"], "messages": [{"from": "contact", "text": "hello"}]},
    {"id": "x" * 2_000, "messages": [{"from": "contact", "text": "hello"}]},
    {"id": "not-a-time", "messages": [{"from": "contact", "text": "hello again", "sent_at": "yesterday"}]},
    {"id": "ours-alone", "person": "a@b.example", "messages": [{"from": "person", "text": "anybody there?"}]},
    {"id": "signs \u0000 \ud800 \U0001f600", "messages": [{"from": "contact", "text": "\ud800\u0000 \U0001f600"}]},
    {"id": 17, "messages": [{"from": "contact", "text": ""}]},
    {"id": "chat", "channel": "signal", "contact": {"handles": ["+44 7700 900123"]},
     "messages": [{"from": "contact", "text": "Call +44 7700 900731"}]},
)  # fmt: skip
_PICTURED = [  # approaches in other words, by other people, with one picture sent along
    {"id": f"pictured-{number}", "person": f"q{number}@house.example", "organisation": "house",
     "contact": {"handles": [f"x{number}@other{number}.example"]},
     "messages": [{"from": "contact", "text": text, "pictures": ["ab" * 16 + "." + "5a" * 32]}]}
    for number, text in enumerate((
        "Our client pays well for unpublished results; please keep it from your employer and write to me in private.",
        "A fund I advise wants your confidential view on internal plans, cash in advance. Tell nobody at your work.",
    ))
]  # fmt: skip
_BROKEN = (b"", b"not JSON", b"[1]", b'{"id": "cut', b"\xff\xfe", b'{"id": "no-messages-at-all"}')


def lines() -> list[bytes]:
    """Planted campaigns, templates and ordinary mail, a mass mailing, odd conversations, and what is none."""
    odd = [json.dumps(one).encode() for one in (*_ODD, *_PICTURED)]
    planted = [record.line.rstrip(b"\n") for record in records(AMOUNTS)]
    return [*odd[:4], *planted[:700], *_BROKEN, *_mass(), *planted[700:], *odd[4:]]


def _mass() -> list[bytes]:
    """One text to more people than are compared in pairs."""
    return [
        json.dumps({
            "id": f"mass {number}", "person": f"p{number}@house.example", "organisation": "house",
            "contact": {"name": "Sam Hale", "handles": [f"s{number % 3}@mailing.example"]},
            "messages": [{"from": "contact", "text": f"Hello Person{number},\n{_APPROACH * 2}"}],
        }).encode()
        for number in range(420)
    ]  # fmt: skip


def write(path: Path, rows: Sequence[bytes | None], column: str = "conversation", kind: "pa.DataType" = None) -> Path:
    """A Parquet file of such rows, in groups of a few hundred."""
    import pyarrow as pa  # noqa: PLC0415  not installed but for the tests of Spark
    import pyarrow.parquet as pq  # noqa: PLC0415

    pq.write_table(pa.table({column: pa.array(rows, kind or pa.binary())}), path, row_group_size=500)
    return path


def embedded(rows: Sequence[bytes], decided: Path | None = None) -> list[Mapping[str, object]]:
    """The campaigns that `lurewatch link` finds among lines."""
    linked = flow.link(rows, flow.Options(), flow.decided(decided))
    return [campaign_as_json(one) for one in linked.campaigns]


def read(path: Path) -> list[Mapping[str, object]]:
    """The campaigns of a Parquet file, in the form of `lurewatch link`."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    return [_without_empty(one) for one in pq.read_table(path).to_pylist()]


def _without_empty(campaign: dict[str, object]) -> Mapping[str, object]:
    links = campaign["links"]
    assert isinstance(links, list)
    campaign["links"] = [{key: value for key, value in link.items() if value is not None} for link in links]
    return {key: value for key, value in campaign.items() if value is not None}


def failed(path: Path) -> list[Mapping[str, object]]:
    """The rows of a Parquet file that tells of failures."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    rows: list[Mapping[str, object]] = pq.read_table(path).to_pylist()
    return rows
