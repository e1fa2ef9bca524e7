"""One row of what an organisation hands over."""

import json

import pytest

from lurewatch.errors import LineError, UsageError
from lurewatch.figures.tally import READ, REPORTED
from lurewatch.flow import Options
from lurewatch.jobs.hub.row import JudgedRow, Row, RowJudge, checked_ways, seen

JUDGE = RowJudge(Options(), (REPORTED, READ, "partners"))
ROW: dict[str, object] = {
    "id": "lab/1",
    "organisation": "lab",
    "person": "t81f0",
    "contact": {"name": "Sam Hale", "handles": ["s.hale@advisory.example"]},
    "messages": [{"from": "contact", "text": "Could we talk about your work on readout amplifiers?"}],
}


def judged(*seen_by: str | None, **other: object) -> JudgedRow:
    """A row, judged."""
    return JUDGE.row(Row("lab.parquet", 4, json.dumps(ROW | other).encode(), seen_by))


def refused(**other: object) -> str:
    """Why a row is refused."""
    with pytest.raises(LineError) as caught:
        judged(**other)
    return str(caught.value)


@pytest.mark.parametrize("person", ["noor@lab.example", "Noor Lind", "noor lind", "x" * 81])
def test_a_person_who_is_no_token(person: str) -> None:
    """What could be a name or an address is refused, and not quoted."""
    said = refused(person=person)
    assert said == "lab.parquet, line 5: person is no token; give a key in place of an address or a name"


@pytest.mark.parametrize("name", ["person", "organisation"])
def test_nobody_named(name: str) -> None:
    """A row without its person or organisation is refused: it could not be counted once."""
    assert f"{name} is missing" in refused(**{name: ""})


def test_an_id_of_another_organisation() -> None:
    """An id stands under its organisation, so that nobody's meets another's."""
    assert "id does not begin with its organisation" in refused(id="other/1")
    assert "id does not begin" in refused(id="lab")


def test_one_conversation_under_two_ids() -> None:
    """Two rows of the same first words of one contact to one person are the same conversation, however spaced."""
    again = [{"from": "contact", "text": "Could we talk\n about your work on readout amplifiers?"}]
    answered = [*again, {"from": "person", "text": "Gladly."}]
    assert judged().same == judged(id="lab/2").same == judged(messages=again).same == judged(messages=answered).same


@pytest.mark.parametrize(
    "other",
    [
        {"person": "t81f1"},
        {"organisation": "labs", "id": "labs/1"},
        {"contact": {"name": "Sam Hale", "handles": ["s.hale@another.example"]}},
        {"messages": [{"from": "contact", "text": "Shall we speak about your work on amplifiers?"}]},
    ],
)
def test_two_conversations(other: dict[str, object]) -> None:
    """Another person, organisation, contact or other first words are another conversation."""
    assert judged(**other).same != judged().same


def test_people_of_two_organisations_under_one_token() -> None:
    """They are two people: a token counts within its organisation."""
    assert judged().counted.person != judged(organisation="labs", id="labs/1").counted.person


def test_ways_of_seeing() -> None:
    """Ways that were asked for become bits and words again; others, and none, are passed over."""
    row = judged(REPORTED, "partners", "a way not asked for", None)
    one = seen(row.counted, row.ways, (REPORTED, READ, "partners"))
    assert (one.reported, one.read, one.seen_by) == (True, False, ("partners",))
    assert judged().ways == 0


def test_ways_that_cannot_be_told_apart() -> None:
    """One way named twice, none and too many are refused."""
    for ways in (("a", "a"), (), tuple("abcdefghi")):
        with pytest.raises(UsageError, match="name 1 to 8, each once"):
            checked_ways(ways)
