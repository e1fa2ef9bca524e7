"""What the figures stand on: which sets were found, and which rules and weights judged them."""

from hashlib import sha256
from pathlib import Path

from evaluation.report import Section, Table
from evaluation.run import Run
from lurewatch import __version__
from lurewatch.detection.rule_file import load_rules
from lurewatch.detection.weight_file import SHIPPED

_WANTED = ("lures", "seconvo", "ordinary", "scam")


def found(run: Run) -> Section:
    """The sets that were found, with their sizes, and the kinds of set that were not."""
    rows = [
        (name, str(len(cases := run.cases(name))), f"{sum(len(one.texts) for one in cases):,}") for name in run.paths
    ]
    if run.pairs:
        texts = sum(len(one.approach.texts) + len(one.benign.texts) for one in run.pairs)
        rows.append(("twins (our own)", f"{2 * len(run.pairs)} in {len(run.pairs)} pairs", f"{texts:,}"))
    missing = [kind for kind in _WANTED if not run.names(kind)]
    parts: list[str | Table] = [Table(("set", "conversations", "messages"), rows)] if rows else []
    if missing:
        parts.append(
            f"Not found, so not measured: {', '.join(missing)}. `LUREWATCH_DATA` names the folder that holds them."
        )
    return Section("What was read", parts)


def judged_by(weights: Path | None) -> str:
    """The version, the number of rules, and the weights by the beginning of their hash."""
    weights = weights or SHIPPED
    files = sorted(weights.rglob("*")) if weights.is_dir() else [weights]
    digest = sha256(b"".join(path.read_bytes() for path in files if path.is_file())).hexdigest()[:12]
    return f"Lurewatch {__version__}, {len(load_rules())} rules, weights {digest}"
