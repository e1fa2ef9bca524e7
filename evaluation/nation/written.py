"""A nation as files: what each organisation hands to the hub, in Parquet, and the truth beside; these need pyarrow."""

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from evaluation.nation.nation import Nation, name_of
from evaluation.nation.plan import FIELDS, WAYS, Plan

_SCHEMA = pa.schema([("conversation", pa.binary()), ("seen_by", pa.list_(pa.string()))])
_A_GROUP = 20_000


def write(plan: Plan, folder: Path) -> None:
    """Writes a file for each organisation into the new folder `handed`, and `truth.json` and `truth.parquet` beside."""
    nation = Nation(plan)
    (folder / "handed").mkdir(parents=True)
    rows = messages = 0
    for organisation in range(plan.organisations):
        sent = list(nation.rows(organisation))
        rows += len(sent)
        messages += sum(one.line.count(b'"sent_at"') for one in sent)
        columns = [pa.array([one[at] for one in sent], field.type) for at, field in enumerate(_SCHEMA)]
        path = folder / "handed" / f"{name_of(organisation)}.parquet"
        pq.write_table(
            pa.table(columns, _SCHEMA), path, row_group_size=_A_GROUP, compression="zstd", write_page_checksum=True
        )
    _write_truth(nation, folder, {"rows": rows, "messages": messages})


def _write_truth(nation: Nation, folder: Path, counts: dict[str, int]) -> None:
    given = nation.world
    columns = {name: getattr(given, name) for name in ("organisation", "person", "persona", "day")}
    ways = {way: nation.seen[:, at] for at, way in enumerate(WAYS)}
    pq.write_table(pa.table(columns | ways), folder / "truth.parquet")
    told = {
        "organisations": nation.plan.organisations,
        "people": int(given.people.sum()),
        "approaches": given.approaches,
        "personas": len(np.unique(given.persona)),
        "approached": len(np.unique(given.organisation << 32 | given.person)),
        "organisations approached": len(np.unique(given.organisation)),
        "seen": int(nation.seen.any(axis=1).sum()),
        "seen by": {way: int(nation.seen[:, at].sum()) for at, way in enumerate(WAYS)},
        "by field": {FIELDS[at]: int((given.fields[given.organisation] == at).sum()) for at in range(len(FIELDS))},
        **counts,
    }
    (folder / "truth.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
