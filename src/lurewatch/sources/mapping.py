"""What the columns of somebody's own table mean, or the keys of their JSON Lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

from lurewatch.model.message import Channel

# What a column may be, and the only one that must be there.
FIELDS = ("text", "author", "author_name", "recipients", "time", "thread", "channel", "subject", "id", "attachments")
NEEDED = "text"
ISO, EPOCH = "iso", "epoch"


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what, and how times, recipients and channels are written in it.

    `columns` maps a field of FIELDS to the column's name. `formats` are tried in order: `iso`, `epoch` (seconds since
    1970), or a format as Python's strptime takes it. `zone` is that of times which name none, None where it is not
    known. `separator` parts recipients; where it is empty, `;` does, and `,` between addresses.
    """

    source: str
    columns: Mapping[str, str]
    formats: tuple[str, ...] = (ISO,)
    zone: tzinfo | None = None
    separator: str = ""
    delimiter: str = ","
    channel: Channel = Channel.CHAT
    channels: Mapping[str, Channel] = field(default_factory=dict)
