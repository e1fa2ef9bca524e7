"""A register of organisations: how it is written, what is wrong with one, and what it finds."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import UNHURRIED

from lurewatch.detection.register import MOST_BYTES, Register, has_phone, load_register
from lurewatch.errors import DefinitionError, UsageError

TOML = """
[[organisation]]
name = "Northgate Insight"
aliases = ["NGI Advisory", "MIT"]
domains = ["northgate.example", "www.northgate-insight.example"]
phones = ["+44 20 7946 0000"]

[[organisation]]
name = "Saalequant GmbH"
domains = ["saalequant.example"]
"""
CSV = """Phones,Organisation,Domains,Aliases
+44 20 7946 0000,Northgate Insight,northgate.example; ngi.example,NGI Advisory
"""


def loaded(folder: Path, text: str, name: str = "register.toml") -> Register:
    """The register that a text is."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load_register(path)


def faults(folder: Path, text: str, name: str = "register.toml") -> list[str]:
    """What is wrong with a text, without the file's name."""
    with pytest.raises(DefinitionError) as caught:
        loaded(folder, text, name)
    assert all(one.startswith(str(folder / name)) for one in caught.value.faults)
    return [one.removeprefix(f"{folder / name}: ") for one in caught.value.faults]


@pytest.mark.parametrize(("text", "name"), [(TOML, "register.toml"), (CSV, "Register.CSV"), ("\ufeff" + CSV, "r.csv")])
def test_both_forms(tmp_path: Path, text: str, name: str) -> None:
    """TOML and CSV say the same, columns in any order and case."""
    register = loaded(tmp_path, text, name)
    found = register.named_in("a partner at NGI Advisory in London")
    assert found is not None
    assert found[0].name == "Northgate Insight"
    assert register.of_domain("mail.northgate.example") == found[0]
    assert has_phone(found[0], "020 7946 0000")


def test_the_longest_name(tmp_path: Path) -> None:
    """Of several names in a text the longest counts; a short one only as it is written."""
    register = loaded(tmp_path, TOML + '\n[[organisation]]\nname = "Northgate"\n')
    names = ["Northgate Insight Ltd", "Northgate", "I study at MIT", "Ich komme mit", "nothing"]
    found = [register.named_in(text) for text in names]
    assert [one[0].name if one else "" for one in found] == [
        "Northgate Insight",
        "Northgate",
        "Northgate Insight",
        "",
        "",
    ]


def test_imitations(tmp_path: Path) -> None:
    """Look-alike signs, and one wrong letter in a long name, imitate; other suffixes and the register itself do not."""
    register = loaded(tmp_path, TOML)
    imitating = [
        "n0rthgate.example",
        "xn--nrthgate-nbh.example",
        "saa1equant.example",
        "saalequannt.org",
        "saalqeuant.de",
    ]
    assert [register.imitated_by(one) for one in imitating] == ["northgate.example"] * 2 + ["saalequant.example"] * 3
    innocent = ["northgate.org", "north-gate.example", "southgate.example", "northgate.example", "gmail.com", ""]
    assert [register.imitated_by(one) for one in innocent] == [""] * len(innocent)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no organisation in it"),
        ("x = [", "not TOML"),
        ("organisation = 3", "must be a list"),
        ("organisation = [3]", "must be a table"),
        ("[[organisation]]\ndomains = []", "organisation 1: has no name"),
        ('[[organisation]]\nname = "!"', "has no name"),
        ('[[organisation]]\nname = "A"\ndomain = []', "'domain' is not known"),
        ('[[organisation]]\nname = "A"\ndomains = "a.example"', "must be a list of texts"),
        ('[[organisation]]\nname = "A"\ndomains = ["a@b.example", "co.uk", "gmail.com", "b"]', "is not a domain"),
        ('[[organisation]]\nname = "A"\nphones = ["12"]', "is not a phone number"),
    ],
)
def test_what_is_wrong(tmp_path: Path, text: str, told: str) -> None:
    """Each fault is told with its place."""
    assert told in faults(tmp_path, text)[0]


def test_all_faults_at_once(tmp_path: Path) -> None:
    """Faults of several entries are told together, in CSV by line."""
    found = faults(tmp_path, "organisation,domains\n,a.example\nB,gmail.com;x\n", "r.csv")
    assert [one.partition(":")[0] for one in found] == ["line 2", "line 3", "line 3"]


def test_what_cannot_be_read(tmp_path: Path) -> None:
    """A missing file, another coding, one that is too large: each says so."""
    with pytest.raises(UsageError, match="cannot read the register"):
        load_register(tmp_path / "none.toml")
    path = tmp_path / "r.csv"
    path.write_bytes(b"organisation\nGr\xfc\xdfe\n")
    with pytest.raises(DefinitionError, match="not UTF-8 at byte 15"):
        load_register(path)
    path.write_bytes(b"a" * (MOST_BYTES + 1))
    with pytest.raises(DefinitionError, match="larger than 8 MiB"):
        load_register(path)


@UNHURRIED
@given(st.text(alphabet='ab,;"\n\r\x00=[]', max_size=80), st.sampled_from(["toml", "csv"]))
def test_any_text(tmp_path_factory: pytest.TempPathFactory, text: str, ending: str) -> None:
    """Whatever is in the file, it is a register or told to be none."""
    path = tmp_path_factory.mktemp("register") / f"r.{ending}"
    path.write_text(text, encoding="utf-8", newline="")
    with suppress(DefinitionError):
        assert load_register(path)
