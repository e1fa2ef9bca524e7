"""Makes examples/ from the texts in tools/examples/texts: the same bytes on every run.

Run it as `python -m tools.make_examples [--out DIR]`.
"""

import argparse
from pathlib import Path

from tools.examples.expected import expected_json
from tools.examples.letters import load_letters
from tools.examples.linkedin import export_zip, load_export
from tools.examples.mailbox import mbox, reported
from tools.examples.oddities import oddities

ROOT = Path(__file__).resolve().parent.parent


def artefacts() -> dict[str, bytes]:
    """Every file that is made, by its path below examples/."""
    letters, export = load_letters(), load_export()
    folder = {**reported(letters), **oddities()}
    return {
        "mailbox.mbox": mbox(letters),
        "linkedin-export.zip": export_zip(export),
        "expected.json": expected_json(letters, export),
        **{f"reported/{name}": content for name, content in folder.items()},
    }


def main() -> None:
    """Writes the files and says how many."""
    parser = argparse.ArgumentParser(description="Make the examples from their texts.")
    parser.add_argument("--out", type=Path, default=ROOT / "examples", help="where to write (default: examples/)")
    out: Path = parser.parse_args().out
    (out / "reported").mkdir(parents=True, exist_ok=True)
    files = artefacts()
    for name, content in files.items():
        (out / name).write_bytes(content)
    print(f"{len(files)} files written to {out}")


if __name__ == "__main__":
    main()
