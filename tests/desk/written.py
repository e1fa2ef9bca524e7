"""Settings files for tests, as an organisation would write them."""

from pathlib import Path

BASIS = """
[judging]
owners = ["@quietlab.example"]

[watching]
basis = "Works agreement of 2 February 2026, section 4"
notice = "Letter to all staff of 9 February 2026"
scope = "Mail of the decoder group"
recorded_by = "Noor Lind, data protection officer"
recorded_on = 2026-02-10
"""
SKIP = """
[skip]
union = ["union.example", "council@quietlab.example"]
legal = ["counsel@northgate.example"]
medical = ["@klinik-süd.example"]
journalists = ["desk@daily.example"]
"""


def settings(folder: Path, *tables: str) -> Path:
    """A settings file of these tables."""
    path = folder / "lurewatch.toml"
    path.write_text("\n".join(tables), encoding="utf-8")
    return path
