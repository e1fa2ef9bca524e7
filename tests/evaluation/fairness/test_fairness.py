"""The fairness gate can fail, and rewrites alike in each run."""

import pytest
from evaluation.fairness.conversations import Talk
from evaluation.fairness.measure import Limits, measured
from evaluation.fairness.swaps import institutions, names, places

from evaluation.fairness import __main__ as gate

TALK = Talk(
    "t/approach", "en", "native", "email", (("contact", "Dear Ms Varga, the client is interested in the report."),)
)


def test_rule_on_a_given_name() -> None:
    """A judge that hears one given name breaches the limit for names, and no other."""
    talks = [Talk(f"t{number}", "en", "native", "chat", (("contact", "Could we talk?"),)) for number in range(80)]

    def judge(talk: Talk) -> float:
        return 0.6 if any("Wei" in text for _, text in talk.turns) else 0.5

    rows = {moves.question: moves for moves in gate.asked(talks, judge)}
    assert rows["names"].breaches(gate.SWAPPED) == ["largest 0.1000, limit 0.005"]
    assert rows["places"].breaches(gate.SWAPPED) == []


def test_gate_ends_the_check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Too few pairs and a judge that hears articles end the check with 1 and say why."""
    monkeypatch.setattr(gate, "talks", lambda: [TALK] * 20)
    monkeypatch.setattr(gate, "judge_by", lambda assessor: lambda talk: min(1.0, talk.turns[0][1].count("the") / 4))
    assert gate.main() == 1
    assert "500 wanted" in capsys.readouterr().err


def test_who_differs() -> None:
    """Each swap gives two conversations that differ in who writes or where, and nothing else is lost."""
    for swap in (names, places, institutions):
        one, other = swap(TALK, 3)
        assert one.line != other.line
        assert "interested in the report" in other.turns[0][1]


def test_style_drawn_alike() -> None:
    """The same conversation is rewritten alike each time, and not left as it was."""
    assert gate.restyled(TALK) == gate.restyled(TALK) != TALK


def test_moves() -> None:
    """Pairs whose texts are the same do not count; mean keeps its sign, and the worst pair is named."""
    other = TALK.with_line("x")
    moves = measured("q", [("same", (TALK, TALK)), ("moved", (TALK, other))], lambda talk: float(talk == TALK))
    assert (moves.shifts, moves.mean, moves.most, moves.worst) == ((-1.0,), -1.0, 1.0, "moved")
    assert moves.breaches(Limits(mean=0.5)) == ["mean -1.0000, limit 0.5"]
