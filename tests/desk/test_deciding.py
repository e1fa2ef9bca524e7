"""What officers decide."""

import json

import pytest
from tests.desk.approaches import AUDITOR, LEAD, LUNCH, OFFICER, mail, reported

from lurewatch.desk.approach import approach
from lurewatch.desk.auditing import entries
from lurewatch.desk.deciding import contest, decide, training
from lurewatch.errors import NotFound, UsageError
from lurewatch.model.approach import State
from lurewatch.model.kind import Kind
from lurewatch.sources.decisions import decision_of_line

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def names(store: object) -> list[str]:
    """Two approaches."""
    return reported(mail(), mail(LUNCH, sender="ida@canteen.example"))


def test_several_at_once(names: list[str]) -> None:
    """A decision on several is one reason on each, and one entry of the log for each."""
    assert set(decide(OFFICER, names, Kind.COVERT, "asked for figures")) == set(names)
    for name in names:
        found = approach(OFFICER, name)
        assert (found.line.state, found.line.decided) == (State.DECIDED, Kind.COVERT)
        assert [(one.kind, one.reason, one.by) for one in found.decisions] == [
            (Kind.COVERT, "asked for figures", OFFICER.account)
        ]
    assert sum(entry.detail == Kind.COVERT for entry in entries(AUDITOR)) == 2


def test_a_form_sent_twice(names: list[str]) -> None:
    """The same asking counts once, also where it named more the second time."""
    decide(OFFICER, names[:1], Kind.SCAM, "wants an advance", once="form-1")
    assert decide(OFFICER, names, Kind.SCAM, "wants an advance", once="form-1") == (names[1],)
    assert len(approach(OFFICER, names[0]).decisions) == 1


def test_one_is_not_there(names: list[str]) -> None:
    """Where one of several is not there nothing is decided."""
    with pytest.raises(NotFound, match="nothing was decided"):
        decide(OFFICER, [*names, "A-NOTHING"], Kind.BULK, "a newsletter")
    assert not approach(OFFICER, names[0]).decisions


@pytest.mark.parametrize("number", [0, 501])
def test_none_or_too_many(number: int) -> None:
    """A decision is on 1 to 500."""
    with pytest.raises(UsageError, match="1 to 500"):
        decide(OFFICER, [f"A-{at}" for at in range(number)], Kind.BULK, "a newsletter")


def test_a_decision_contested(names: list[str]) -> None:
    """What is contested is open again, and training sees the corrected label, or none."""
    decide(OFFICER, names, Kind.COVERT, "asked for figures")
    contest(OFFICER, names[0], "it was our own auditor", Kind.ORDINARY)
    contest(LEAD, names[1], "the canteen called")
    assert approach(OFFICER, names[0]).line.state is State.REOPENED
    assert [one.contests for one in approach(OFFICER, names[0]).decisions] == [True, False]
    assert [line["decision"] for line in training(LEAD)] == [Kind.ORDINARY]


def test_training_reads_them(names: list[str]) -> None:
    """What is handed to training is what `lurewatch train` reads."""
    decide(OFFICER, names, Kind.COVERT, "asked for figures")
    read = [decision_of_line(json.dumps(line).encode(), at + 1) for at, line in enumerate(training(LEAD))]
    assert [kind for _, kind in read] == [Kind.COVERT, Kind.COVERT]
    texts = [conversation.turns[0].message.text.strip() for conversation, _ in read]
    assert LUNCH in texts
