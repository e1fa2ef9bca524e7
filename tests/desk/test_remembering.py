"""What a reading keeps of conversations, beside what the command line shows."""

import dataclasses
from datetime import timedelta
from pathlib import Path

import pytest
from tests.desk.written import BASIS, settings
from tests.linking.made import APPROACH, ASSESSOR, sent
from tests.linking.sketched import DAYS, Kept

from lurewatch.config.settings import Settings, read_settings
from lurewatch.conversations.regions import marked
from lurewatch.desk.remembering import Remembering
from lurewatch.flow import Judged
from lurewatch.model.conversation import Conversation
from lurewatch.model.kind import Kind


@pytest.fixture
def basis(tmp_path: Path) -> Settings:
    """Settings that record a basis."""
    return read_settings(settings(tmp_path, BASIS))


def judged(one: Conversation) -> Judged:
    """A conversation judged."""
    conversation = marked(one)
    return Judged(conversation, ASSESSOR.assess(conversation))


def test_no_mail_comes(tmp_path: Path, basis: Settings) -> None:
    """Sketches go in time while a reading waits and nothing is kept."""
    kept = Kept(tmp_path / "kept", [sent(0, APPROACH)])
    folder = kept.opened()
    remembering = Remembering(folder, basis, keeps=True)
    kept.today += timedelta(days=DAYS)
    remembering.keep()
    assert len(folder) == 0
    assert not list(kept.path.glob("sketches-*"))


def test_mail_among_ours(tmp_path: Path, basis: Settings) -> None:
    """Of what colleagues write to each other nothing is looked up and nothing kept."""
    kept = Kept(tmp_path / "kept", [sent(0, APPROACH, sender="a@first.example")])
    remembering = Remembering(kept.opened(), basis, keeps=True)
    assert remembering.about(judged(dataclasses.replace(sent(1, APPROACH), internal=True))).recalled is None
    remembering.keep()
    assert kept.holds() == 1


def test_bulk(tmp_path: Path, basis: Settings) -> None:
    """A mailing is not kept, whatever the basis."""
    kept = Kept(tmp_path / "kept")
    one = judged(sent(1, "Our newsletter of this week."))
    bulk = one._replace(assessment=dataclasses.replace(one.assessment, kind=Kind.BULK))
    remembering = Remembering(kept.opened(), basis, keeps=True)
    assert remembering.about(bulk).recalled is not None
    remembering.keep()
    assert kept.holds() == 0
    remembering.about(one)
    remembering.keep()
    assert kept.holds() == 1


def test_a_reading_in_which_all_are_new(tmp_path: Path, basis: Settings) -> None:
    """Within one reading nothing is told of what that reading keeps, whatever comes first; in the next it is."""
    kept = Kept(tmp_path / "kept")
    remembering = Remembering(kept.opened(), basis, keeps=True)
    two = [judged(sent(n, APPROACH, sender=f"a{n}@house{n}.example", day=n)) for n in range(2)]
    told = [remembering.about(one).recalled for one in two]
    assert [one.earlier for one in told if one] == [(), ()]
    remembering.keep()
    again = remembering.about(two[1]).recalled
    assert again is not None
    assert len(again.earlier) == 1
