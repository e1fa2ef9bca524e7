"""Chat exports for tests: invented people, written as a folder, as a zip, or as a zip in a zip."""

import json
from collections.abc import Mapping
from pathlib import Path

from tests.sources.made import zipped

from lurewatch.sources.catalogue import read
from lurewatch.sources.interface import Limits, Read

LURE = "Our client pays 900 dollars for a short report. Could you tell me who works on the decoder in your group?"
ANSWER = "Who is your client? I would rather not name my colleagues."
FORMS = ("folder", "zip", "zip in zip", "folder in zip")


def jsoned(value: object) -> bytes:
    """A value as JSON."""
    return json.dumps(value).encode()


def lines(*values: object) -> bytes:
    """Values as JSON Lines."""
    return b"".join(jsoned(value) + b"\n" for value in values)


def laid(folder: Path, files: Mapping[str, bytes], form: str = "folder") -> Path:
    """Files in one of FORMS; the path to name."""
    if form == "zip":
        (folder / "export.zip").write_bytes(zipped(files))
    elif form == "zip in zip":
        (folder / "export.zip").write_bytes(zipped({"inner.zip": zipped(files)}))
    elif form == "folder in zip":
        (folder / "export.zip").write_bytes(zipped({f"my export/{name}": data for name, data in files.items()}))
    else:
        for name, data in files.items():
            path = folder / "export" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return folder / "export"
    return folder / "export.zip"


def read_files(folder: Path, files: Mapping[str, bytes], limits: Limits | None = None) -> list[Read]:
    """What is read of files in a folder."""
    return list(read([laid(folder, files)], limits))
