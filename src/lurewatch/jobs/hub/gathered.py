"""What was handed over and what of it could not be counted: said beside the figures, for they are no better."""

from dataclasses import dataclass

from lurewatch.model.gap import Gap

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Gathered:
    """Files, rows, organisations; what was left out.

    `unreadable` are the files that could not be read, `failed` rows that are no conversation. `repeated` rows told of a
    conversation that another row tells of, of `repeating` organisations; `clashing` had the id of another conversation;
    both are left out. Of the conversations that were counted, `unseen_by` name no way of seeing that was asked for.
    """

    files: int
    unreadable: tuple[Gap, ...] = ()
    rows: int = 0
    organisations: int = 0
    failed: int = 0
    repeated: int = 0
    repeating: int = 0
    clashing: int = 0
    unseen_by: int = 0

    def gaps(self) -> tuple[Gap, ...]:
        """What could not be counted, for whoever reads the figures; of many files the first are named."""
        more = len(self.unreadable) - _SHOWN
        rest = (Gap("files that cannot be read", f"{more} more", "figures.json names them"),) if more > 0 else ()
        counts = (
            (self.failed, "are no conversation of a hub", "failed.parquet says of each why"),
            (self.repeated, f"tell again what another tells, of {self.repeating} organisations", "counted once"),
            (self.clashing, "have the id of another conversation", "left out; failed.parquet names them"),
            (self.unseen_by, "name no way of seeing that was asked for", "counted; no part of what is estimated"),
        )
        said = tuple(
            Gap(f"rows that {what}", f"{count:,} of {self.rows:,}", why) for count, what, why in counts if count
        )
        return (*self.unreadable[:_SHOWN], *rest, *said)


def gathered_as_json(one: Gathered) -> dict[str, object]:
    """All of it as plain values."""
    return {
        "files": one.files,
        "unreadable": [{"what": gap.what, "where": gap.where, "why": gap.why} for gap in one.unreadable],
        "rows": one.rows,
        "organisations": one.organisations,
        "failed": one.failed,
        "repeated": one.repeated,
        "repeating": one.repeating,
        "clashing": one.clashing,
        "unseen_by": one.unseen_by,
    }
