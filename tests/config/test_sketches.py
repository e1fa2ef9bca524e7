"""The settings of the sketches that a watch keeps."""

from pathlib import Path

from tests.config.test_settings import faults
from tests.desk.written import BASIS, settings

from lurewatch.config.settings import read_settings
from lurewatch.config.sketches import Sketches


def test_a_folder_and_a_key(tmp_path: Path) -> None:
    """Both are taken from the folder of the settings file; without a file the key is the environment's."""
    found = read_settings(settings(tmp_path, BASIS, '[sketches]\nfolder = "kept"\nkey_file = "../key"')).sketches
    assert found == Sketches(tmp_path / "kept", tmp_path / "../key")
    assert read_settings(settings(tmp_path, BASIS, '[sketches]\nfolder = "kept"')).sketches == Sketches(
        tmp_path / "kept", None
    )


def test_no_table(tmp_path: Path) -> None:
    """Nothing is kept unless somebody says where."""
    assert read_settings(settings(tmp_path, BASIS)).sketches is None


def test_a_key_in_the_settings(tmp_path: Path) -> None:
    """A key that stands in the settings is refused and not shown; a folder is needed."""
    told = faults(tmp_path, BASIS, '[sketches]\nkey = "5a5a"')
    assert [one for one in told if "[sketches] folder: missing; name the folder" in one]
    assert [one for one in told if "[sketches] key: not known here; no secret stands in this file" in one]
    assert not [one for one in told if "5a5a" in one]
