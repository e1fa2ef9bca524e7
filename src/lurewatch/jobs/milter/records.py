"""What an opaque id stands for: one line of JSON in the file of its day, which only its owner may read."""

import json
import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from lurewatch.errors import UsageError

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})\.jsonl")


class Records:
    """The folder of records; days older than `keep_days` are removed when a new day begins."""

    def __init__(self, folder: Path, keep_days: int) -> None:
        self._folder = folder
        self._keep = timedelta(days=keep_days)
        self._day = date.min
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.forget(datetime.now(UTC).date())
        except OSError as error:
            raise UsageError(
                f"{folder}: no records can be kept there ({error.strerror}); name another folder"
            ) from error
        if not os.access(folder, os.W_OK | os.X_OK):
            raise UsageError(f"{folder}: no records can be written there; name another folder")

    def keep(self, found: Mapping[str, object], queue_id: str) -> str:
        """Keeps what was found of a mail and gives its id, which is random; OSError if it cannot be kept."""
        now = datetime.now(UTC)
        identity = secrets.token_hex(8)
        line = json.dumps(
            {"id": identity, "at": now.isoformat(timespec="seconds"), "queue_id": queue_id} | {"mail": found}
        )
        if now.date() != self._day:
            self.forget(now.date())
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        file = os.open(self._folder / f"{now:%Y-%m-%d}.jsonl", flags, 0o600)
        with os.fdopen(file, "wb", buffering=0) as stream:
            stream.write(line.encode("ascii") + b"\n")
        return identity

    def forget(self, today: date) -> None:
        """Removes the files of days that are no longer to be kept; others in the folder are left alone."""
        self._day = today
        for path in self._folder.iterdir():
            named = _NAME.fullmatch(path.name)
            if named and date.fromisoformat(named[1]) < today - self._keep:
                with suppress(FileNotFoundError):
                    path.unlink()
