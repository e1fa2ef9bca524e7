"""Where the key of the sketches comes from, and what is refused without showing it."""

from pathlib import Path

import pytest

from lurewatch.desk.sketch_key import VARIABLE, key_of, make_key
from lurewatch.errors import UsageError

SECRET = "5a" * 32


def test_a_key_that_was_made(tmp_path: Path) -> None:
    """A new key is its owner's alone, is another each time, and is not written over."""
    files = tmp_path / "a", tmp_path / "b"
    for file in files:
        make_key(file)
    assert [file.stat().st_mode & 0o777 for file in files] == [0o600, 0o600]
    assert key_of(files[0]).of("person", "kim") != key_of(files[1]).of("person", "kim")
    with pytest.raises(UsageError, match=r"a: no key can be made there \(File exists\)"):
        make_key(files[0])


def test_in_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same key from a file and from the environment gives the same tokens."""
    file = tmp_path / "key"
    file.touch(0o600)
    file.write_text(f"{SECRET}\n")
    monkeypatch.setenv(VARIABLE, SECRET.upper())
    assert key_of(None).of("person", "kim") == key_of(file).of("person", "kim")


def test_none_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a key it is said where one may be."""
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(UsageError, match=f"{VARIABLE}: no key of the sketches there; set {VARIABLE}, or name its file"):
        key_of(None)


@pytest.mark.parametrize("text", ["hunter2", SECRET[2:], f"{SECRET}00", "\x00"])
def test_no_key(text: str, tmp_path: Path) -> None:
    """What is no key is refused, and not shown."""
    file = tmp_path / "key"
    file.touch(0o600)
    file.write_text(text)
    with pytest.raises(
        UsageError, match=r"key: what is there is no key, which is 64 hex digits; set it anew"
    ) as raised:
        key_of(file)
    assert text not in str(raised.value).rpartition("/")[2]


def test_readable_by_others(tmp_path: Path) -> None:
    """A key that others may read is refused."""
    file = tmp_path / "key"
    make_key(file)
    file.chmod(0o640)
    with pytest.raises(UsageError, match="key: others than its owner may read the key; `chmod 600` it"):
        key_of(file)


def test_no_file(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(UsageError, match=r"none: the key cannot be read \(No such file or directory\); name the file"):
        key_of(tmp_path / "none")
