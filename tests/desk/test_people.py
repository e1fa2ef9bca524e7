"""What one of our people may ask for."""

import json

import pytest
from tests.desk.approaches import AUDITOR, KIM, LEAD, NOOR, OFFICER, mail, reported

from lurewatch.desk.approach import approach
from lurewatch.desk.auditing import entries, verify
from lurewatch.desk.deciding import decide
from lurewatch.desk.figures import kept
from lurewatch.desk.people import correct, erase, find, hand_out
from lurewatch.desk.queue import queue
from lurewatch.desk.revealing import reveal
from lurewatch.errors import NotFound
from lurewatch.model.approach import State
from lurewatch.model.figures import Period
from lurewatch.model.kind import Kind
from lurewatch.model.queue import Wanted

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def names(store: object) -> list[str]:
    """An approach to Kim, and one to Noor that Kim reported."""
    return reported(mail(), mail("Dear Noor, may I ask?", to="noor@quietlab.example", sender="ida@halden.example"))


def test_found(names: list[str]) -> None:
    """Somebody is found by a handle: their own approaches, and those of others that name them."""
    found = find(LEAD, "Kim.Lind@quietlab.example")
    assert [line.id for line in found.approaches] == names[:1]
    assert [line.id for line in found.mentioned] == names[1:]
    assert find(LEAD, "nobody@quietlab.example").token == ""
    assert "kim" not in repr(entries(AUDITOR)).casefold()


def test_handed_out(names: list[str]) -> None:
    """What is kept of somebody is handed out whole, as JSON."""
    token = find(LEAD, KIM.address).token
    given = json.loads(json.dumps(hand_out(LEAD, token, "asked in writing on 2 April")))
    assert [one["approach"] for one in given["approaches"]] == names[:1]
    assert "quantum computing" in given["approaches"][0]["messages"][0]
    assert {"platform": "email", "handle": KIM.address, "name": "Kim Lind"} in given["handles"]


def test_corrected(names: list[str]) -> None:
    """A handle that was taken for somebody's is made another's, for what comes from then on."""
    kim = find(LEAD, KIM.address).token
    other = correct(LEAD, KIM.address, "", "a new colleague has the address now")
    assert other != kim
    again = reported(mail(sender="lee@other.example"))
    assert approach(OFFICER, again[0]).line.person == other
    assert correct(LEAD, KIM.address, find(LEAD, NOOR.address).token, "it is Noor's") == find(LEAD, NOOR.address).token


def test_erased(names: list[str]) -> None:
    """Who is erased is found and revealed to nobody, and stands in no envelope; counts and the log stay whole."""
    token = find(LEAD, KIM.address).token
    decide(OFFICER, names[:1], Kind.COVERT, "Kim Lind was asked for figures")
    reveal(OFFICER, token, "to call Kim")
    before = kept(OFFICER, Period()).figures[0]
    erased = erase(LEAD, token, "asked in writing")
    assert (erased.approaches, erased.mentioned) == (1, 1)
    with pytest.raises(NotFound, match="erased"):
        reveal(OFFICER, token, "to call them")
    with pytest.raises(NotFound):
        approach(OFFICER, names[0])
    assert find(LEAD, KIM.address).token == ""
    assert not find(LEAD, KIM.address).mentioned
    assert approach(OFFICER, names[1]).reporters == ()
    (line,) = queue(OFFICER, Wanted(states=(State.GONE,))).lines
    assert (line.person, line.contact, line.decided) == (token, "", Kind.COVERT)
    assert kept(OFFICER, Period()).figures[0] == before
    assert not verify(AUDITOR).fault
    with pytest.raises(NotFound, match="erased"):
        erase(LEAD, token, "asked again")


def test_nothing_readable_is_left(names: list[str]) -> None:
    """After an erasure no row of any table holds the person's name, address or mark."""
    from django.apps import apps  # noqa: PLC0415  once a store is open

    from lurewatch.store.keys import keys  # noqa: PLC0415

    token = find(LEAD, KIM.address).token
    mark = keys().mark("handle", f"email:{KIM.address}")
    erase(LEAD, token, "asked in writing")
    for table in apps.get_app_config("store").get_models():
        for row in table._default_manager.values():
            texts = [value for value in row.values() if isinstance(value, str)]
            assert not any("kim" in text.casefold() or mark in text for text in texts), table


def test_they_are_written_to_again(names: list[str]) -> None:
    """Who was erased and is written to again is somebody new, and nothing joins the two."""
    token = find(LEAD, KIM.address).token
    erase(LEAD, token, "asked in writing")
    again = reported(mail(day=9))
    assert again[0] not in names
    assert approach(OFFICER, again[0]).line.person not in {"", token}
