"""Approaches of the past that have what partners report now."""

from pathlib import Path

import pytest
from tests.desk.approaches import AUDITOR, KIM, LUNCH, NOOR, OFFICER, SETTINGS, mail, reported
from tests.sharing.received.sent import bulletin, revised, write

from lurewatch.desk.auditing import verify
from lurewatch.desk.hunting import hunt
from lurewatch.desk.reporting import Reporting
from lurewatch.errors import NotAllowed
from lurewatch.model.kind import Verdict

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A folder of bulletins, of a persona and of another's house."""
    folder = tmp_path / "sent"
    folder.mkdir()
    sure = bulletin("ines@halden-advice.example", Verdict.HIGHLY_LIKELY)
    write(folder / "1.jsonl", [bulletin("rowan@northgate.example"), sure])
    return folder


def test_earlier_approaches_by_a_reported_persona_are_told_with_their_person(store: object, sent: Path) -> None:
    """What was reported of weeks ago is found, an ordinary mail by somebody else is not; the surest comes first."""
    first = reported(mail(day=2))
    second = reported(mail(to="noor@quietlab.example", sender="Ines Bart <ines@halden-advice.example>", day=9), by=NOOR)
    reported(mail(LUNCH, sender="ida@canteen.example", day=9))

    found = hunt(OFFICER, sent)

    assert [hit.line.id for hit in found.hits] == [*second, *first]
    assert len({hit.line.person for hit in found.hits} - {""}) == 2
    told = [one.source.partition(", in bulletin ")[0] for one in found.hits[1].reported]
    assert told == ["its domain", "its e-mail address"]
    assert found.gaps == ()


def test_a_recall_ends_the_hunt_for_it(store: object, sent: Path) -> None:
    """What is recalled finds nothing any more."""
    reported(mail())
    assert hunt(OFFICER, sent).hits
    write(sent / "2.jsonl", [revised(bulletin("rowan@northgate.example"), 2, recalled=True)])
    write(sent / "3.jsonl", [revised(bulletin("ines@halden-advice.example", Verdict.HIGHLY_LIKELY), 2, recalled=True)])

    assert hunt(OFFICER, sent).hits == ()


def test_a_hunt_is_in_the_log_and_for_officers_alone(store: object, sent: Path) -> None:
    """Who is approached or audits may not look through everybody's approaches; who looks leaves an entry."""
    for member in (KIM, AUDITOR):
        with pytest.raises(NotAllowed, match="look for what partners reported"):
            hunt(member, sent)
    before = verify(AUDITOR).entries

    hunt(OFFICER, sent)

    assert verify(AUDITOR).entries == before + 1


def test_bulletins_that_cannot_be_read_are_told(store: object, sent: Path) -> None:
    """A damaged line is a gap beside what was found."""
    Reporting(SETTINGS).mail(KIM, mail())
    (sent / "2.jsonl").write_text("{")

    found = hunt(OFFICER, sent)

    assert len(found.hits) == 1
    assert [gap.where for gap in found.gaps] == [f"{sent / '2.jsonl'}, line 1"]
