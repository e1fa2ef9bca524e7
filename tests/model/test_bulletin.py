"""The type that leaves: what it refuses, and that its bytes are one for one."""

from contextlib import suppress
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import get_type_hints
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.bulletins import BULLETINS, a_bulletin

from lurewatch.errors import BulletinFault
from lurewatch.model.bulletin import Alleged, Band, Bulletin, Issue, Pretext, Shown, band, is_template
from lurewatch.model.decode_bulletin import bulletin_of_json
from lurewatch.model.encode_bulletin import bulletin_as_json, bulletin_id, canonical, series_id
from lurewatch.model.handle import Platform


@given(BULLETINS)
def test_there_and_back(one: Bulletin) -> None:
    """A bulletin read back from its JSON is the same bulletin, in the same bytes, under the same id."""
    again = bulletin_of_json(bulletin_as_json(one))
    assert again == one
    assert canonical(again) == canonical(one)
    assert bulletin_id(again) == bulletin_id(one)


@pytest.mark.parametrize(
    "changes",
    [
        {"handles": (Alleged(Platform.NAME, "Tobias, who wrote to Mara on Tuesday at nine"),)},
        {"handles": (Alleged(Platform.NAME, "a b c d e f g"),)},
        {"handles": (Alleged(Platform.EMAIL, "not an address"),)},
        {"handles": (Alleged(Platform.PHONE, "call me"),)},
        {"domains": ("larkmere.example/about us",)},
        {"domains": ("Larkmere.example",)},
        {"links": ("https://larkmere.example/brief?for=mara.quinn",)},
        {"links": ("https://mara@larkmere.example/",)},
        {"links": ("javascript:alert(1)",)},
        {"templates": (("Dear", "Mara", "we", "pay"),)},
        {"templates": (("we", "pay", "for"),)},
        {"templates": (("we", "pay", "for", "short", "*", "*", "notes", "on", "your", "field"),)},
        {"templates": (("we pay for short", "notes", "on", "it"),)},
        {"templates": (("we", "pay", "for", "2026"),)},
        {"domains": ("b.example", "a.example")},
        {"domains": ("a.example", "a.example")},
        {"domains": tuple(f"{n:03}.example" for n in range(201))},
        {"first": date(2026, 1, 17)},
        {"shown": Shown((Pretext.CONSULTING, Pretext.RECRUITMENT))},
    ],
)
def test_what_could_hold_more_than_it_should(changes: dict[str, object]) -> None:
    """A value that is not of its grammar, its order or its number makes no bulletin, and is not quoted."""
    with pytest.raises(BulletinFault) as caught:
        a_bulletin(**changes)
    assert "Mara" not in str(caught.value)
    assert "mara" not in str(caught.value)


def test_no_field_is_text() -> None:
    """No field of the type is plain text, but the domains and links, which have grammars."""
    hints = get_type_hints(Bulletin)
    texts = {one.name for one in fields(Bulletin) if hints[one.name] in (str, tuple[str, ...])}
    assert texts == {"domains", "links"}


def test_a_correction_keeps_its_series() -> None:
    """A later revision has another id of its own, and the series of the first."""
    first = a_bulletin()
    later = datetime(2026, 4, 1, tzinfo=UTC)
    issue = first.issue._replace(revised=later, revision=2, series=series_id(first))
    second = replace(first, issue=issue, domains=())
    assert bulletin_id(second) != bulletin_id(first)
    assert series_id(second) == series_id(first) == bulletin_id(first)


def test_a_recall_that_still_says_something() -> None:
    """A recall which repeats what it takes back is refused."""
    first = a_bulletin()
    issue = first.issue._replace(revised=datetime(2026, 4, 1, tzinfo=UTC), revision=2, series=series_id(first))
    with pytest.raises(BulletinFault, match="recall"):
        replace(first, issue=issue._replace(recalled=True))


@pytest.mark.parametrize(
    "changes",
    [
        {"revision": 2},
        {"revision": 0},
        {"series": UUID(int=3)},
        {"recalled": True},
        {"revised": datetime(2026, 4, 1, tzinfo=UTC)},
        {"begun": datetime(2026, 3, 1)},
    ],
)
def test_an_issue_that_contradicts_itself(changes: dict[str, object]) -> None:
    """Revision, series and times have to go together."""
    issue: Issue = a_bulletin().issue._replace(**changes)  # type: ignore[arg-type]
    with pytest.raises(BulletinFault):
        a_bulletin(issue=issue)


@pytest.mark.parametrize("key", ["person", "victim", "note", "description"])
def test_a_key_that_rides_along(key: str) -> None:
    """An object with a key of its own is refused as a whole."""
    with pytest.raises(BulletinFault, match="ride along"):
        bulletin_of_json(bulletin_as_json(a_bulletin()) | {key: "Mara Quinn"})


@given(
    key=st.sampled_from(sorted(bulletin_as_json(a_bulletin()))),
    value=st.one_of(st.none(), st.integers(), st.text(), st.lists(st.text(max_size=3), max_size=3), st.floats()),
)
def test_a_value_of_another_kind(key: str, value: object) -> None:
    """Whatever stands under a key, the answer is a bulletin or a refusal, never another error."""
    with suppress(BulletinFault):
        assert isinstance(bulletin_of_json(bulletin_as_json(a_bulletin()) | {key: value}), Bulletin)


def test_bands() -> None:
    """Counts fall into bands whose edges are where they say."""
    assert [band(n) for n in (1, 4, 5, 9, 10, 24, 25, 99, 100)] == [
        Band.FEW, Band.FEW, Band.SOME, Band.SOME, Band.MANY, Band.MANY, Band.SCORES, Band.SCORES, Band.HUNDREDS,
    ]  # fmt: skip


def test_templates_of_runs() -> None:
    """A template is runs of four words and more, with single slots between."""
    run = ("we", "pay", "for", "notes")
    assert is_template((*run, "*", *run))
    assert not is_template(("*", *run))
    assert not is_template((*run, "*", "*", *run))
    assert not is_template(())
