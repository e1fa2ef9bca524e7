"""Changes to inputs, and inputs made long."""

import io
import json
import zipfile
import zlib
from random import Random

import pytest
from fuzz.grown import grown
from fuzz.mutate import mail
from fuzz.mutate.change import changed, flipped
from fuzz.seeds import archives, conversations
from fuzz.seeds.mail import mails
from hypothesis import given
from hypothesis import strategies as st

SEEDS = {"mail": mails()[3], "lines of JSON": conversations.lines()[2], "zip": archives.archives()[0]}
of_each_form = pytest.mark.parametrize("data", SEEDS.values(), ids=SEEDS)


def many(data: bytes, most: int = 8_192) -> list[bytes]:
    """A hundred changes to an input."""
    made = []
    for seed in range(100):
        random = Random(seed)  # noqa: S311  # the same each time
        made.append(changed(data, most, random, flipped(random)))
    return made


@of_each_form
def test_changes(data: bytes) -> None:
    """They differ, are the same for the same seed, and are no longer than allowed."""
    assert len(set(many(data))) > 60
    assert many(data) == many(data)
    assert all(len(one) <= 100 for one in many(data, 100))


def is_zip(data: bytes) -> bool:
    """Whether all members of a zip can be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.testzip() is None
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError):
        return False


def is_json(data: bytes) -> bool:
    """Whether each line is JSON."""
    try:
        return bool([json.loads(line) for line in data.splitlines()])
    except ValueError:
        return False


def test_structure() -> None:
    """A good half of the changes leave an archive an archive, JSON JSON and a mail a mail."""
    assert sum(is_zip(one) for one in many(SEEDS["zip"])) > 50
    assert sum(is_json(one) for one in many(SEEDS["lines of JSON"])) > 50
    assert sum(mail.is_mail(one) for one in many(SEEDS["mail"])) > 50


@of_each_form
@pytest.mark.parametrize("seed", range(20))
def test_inputs_made_long(data: bytes, seed: int) -> None:
    """They are about as long as asked for, and the same for the same seed."""
    long = grown(data, 30_000, Random(seed))  # noqa: S311  # the same each time
    assert 15_000 < len(long) < 90_000
    assert long == grown(data, 30_000, Random(seed))  # noqa: S311


@given(st.binary(max_size=300), st.integers(0, 1 << 32))
def test_any_bytes(data: bytes, seed: int) -> None:
    """Changing and growing fail over nothing."""
    random = Random(seed)  # noqa: S311  # the same each time
    changed(data, 1_000, random, flipped(random))
    grown(data, 1_000, random)
