"""Advice fitted to what was found."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from tests.cli.invented import Thought, Told, approach, conversation, evidence, judged, ordinary, scam

import lurewatch.detection
from lurewatch.model.kind import Kind, What
from lurewatch.telling import advice as advice_module
from lurewatch.telling.advice import STEPS, advice_for

_WRITTEN = tomllib.loads(Path(advice_module.__file__).with_name("advice.toml").read_text(encoding="utf-8"))


def test_every_kind_ask_and_family_has_its_words() -> None:
    """No kind, no ask and no family of indicators is left without advice."""
    indicators = Path(lurewatch.detection.__file__).with_name("indicators.toml").read_text(encoding="utf-8")
    families = {one["family"] for one in tomllib.loads(indicators).values()}
    assert set(_WRITTEN["kind"]) == set(Kind)
    assert set(_WRITTEN["what"]) == set(What)
    assert families <= set(_WRITTEN["family"])


def test_every_line_is_a_line() -> None:
    """Steps hold lists of sentences; answers are text; nothing else is written there."""
    for part in (words for table in _WRITTEN.values() for words in table.values()):
        assert set(part) <= {"now", *STEPS, "answer", "answer_opens", "answer_closes"}
        for key, value in part.items():
            assert isinstance(value, str if key.startswith("answer") else list)
            assert all(line.endswith((".", "?")) for line in ([value] if isinstance(value, str) else value))


@pytest.mark.parametrize("what", What)
def test_each_thing_asked_for(what: What) -> None:
    """What not to send stands at the top, and in the polite answer."""
    one = judged(conversation(Told(("Please send it.",))), (), Thought(asks=((what, "", "send it"),)))
    advice = advice_for(one.assessment)
    assert _WRITTEN["what"][what]["now"][0] in advice.now
    assert _WRITTEN["what"][what]["answer"] in advice.answer


def test_something_to_run() -> None:
    """What may be running already comes before all that can wait."""
    one = conversation(Told(("Please clone and run this.",)))
    seen = (evidence(one, "clone and run this", 4.0, "run-code", "delivery"),)
    asks = tuple((what, "", "run this") for what in What)
    assert "call your IT desk now" in advice_for(judged(one, seen, Thought(asks=asks)).assessment).now[1]


def test_a_scam() -> None:
    """No answer is offered."""
    advice = advice_for(scam().assessment)
    assert advice.answer == ""
    assert advice.now[0].startswith("Do not answer")


def test_less_than_likely() -> None:
    """Whoever is shown a possible approach is told what helps against one."""
    possible = replace(approach().assessment, probability=0.3, kind=Kind.ORDINARY)
    assert advice_for(possible).answer
    assert not advice_for(ordinary().assessment).answer


def test_much_at_once() -> None:
    """Advice stays short enough to be read."""
    one = conversation(Told(("all of it",)))
    seen = tuple(evidence(one, "all", 1.0, family, family) for family in _WRITTEN["family"])
    advice = advice_for(judged(one, seen, Thought(asks=tuple((what, "", "of it") for what in What))).assessment)
    assert len(advice.now) <= 4
    assert all(1 <= len(lines) <= 5 for lines in advice.steps.values())
