"""The check of the twins' shape: it passes ours, and can fail."""

import json
from pathlib import Path
from random import Random

import pytest
from evaluation.twin import Pair, pairs_of
from training.shape.__main__ import TWINS, main
from training.shape.leaks import auc, by_person, leaks
from training.shape.sentences import quotes, sentences, shared
from training.shape.spread import spread


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    """All pairs there are."""
    return [pair for path in sorted(TWINS.glob("*.jsonl")) for pair in pairs_of(path)]


def changed(tmp_path: Path, path: Path, **changes: str) -> list[Pair]:
    """The pairs of one file, where the first conversation's last message has other values."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rows[0]["approach"]["messages"][-1] |= changes
    out = tmp_path / path.name
    out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return pairs_of(out)


def answered(tmp_path: Path, answers: list[tuple[str, str]]) -> list[Pair]:
    """Pairs in which our person gives these answers, to the approach and to its twin."""
    traits = dict.fromkeys(("pretext", "field", "lang", "voice", "english", "length", "subtle"), "x")
    rows = [
        {"pair": f"p{number}", **traits}
        | {
            side: {"channel": "chat", "messages": [{"from": "contact", "text": "Hi"}, {"from": "person", "text": text}]}
            for side, text in zip(("approach", "benign"), both, strict=True)
        }
        for number, both in enumerate(answers)
    ]
    path = tmp_path / "answered.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return pairs_of(path)


def test_our_twins(capsys: pytest.CaptureFixture[str]) -> None:
    """Our own twins pass, and what was found is printed."""
    assert main([]) == 0
    assert "AUC by our person's words alone" in capsys.readouterr().out


def test_sentences_that_count() -> None:
    """Sentences of five words and more count, in lower case and without signs; lines part them as full stops do."""
    assert list(sentences("Dear Ms Varga of Lund,\nThank you. I'd like, Ms Varga, that!")) == [
        "dear ms varga of lund",
        "i'd like ms varga that",
    ]


def test_shared_sentence(tmp_path: Path, pairs: list[Pair]) -> None:
    """A sentence that another conversation has too is a fault, with both conversations and the sentence."""
    sentence = next(sentences(pairs[-1].benign.texts[0]))
    found = shared([*changed(tmp_path, TWINS / "consulting.jsonl", text=f"So. {sentence.upper()}!"), pairs[-1]])
    assert [(pairs[-1].benign.id in one.place, one.value) for one in found] == [(True, repr(sentence))]


def test_shared_sentence_ends_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command exits 1 and says on standard error what to do."""
    text = TWINS.joinpath("inquiry.jsonl").read_text("utf-8")
    tmp_path.joinpath("a.jsonl").write_text(text, encoding="utf-8")
    tmp_path.joinpath("b.jsonl").write_text(text.replace('"pair": "', '"pair": "copy-'), encoding="utf-8")
    assert main(["--twins", str(tmp_path)]) == 1
    assert "write it anew in all but one of them" in capsys.readouterr().err


def test_misquoted(tmp_path: Path) -> None:
    """A label whose quote is not in its message is a fault."""
    [fault] = quotes(changed(tmp_path, TWINS / "consulting.jsonl", text="Nothing of the kind."))
    assert fault.place == "consulting-001/approach, message 0"


def test_too_few(pairs: list[Pair]) -> None:
    """A handful of pairs lacks number, pretexts, fields, lengths and languages."""
    told = {fault.what for fault in spread(pairs[:3])}
    assert {"too few pairs", "too few of pretext", "too few of field", "length 'long' has too few pairs"} <= told


def test_no_twins(tmp_path: Path) -> None:
    """An empty folder is a fault, not a pass."""
    assert main(["--twins", str(tmp_path)]) == 1


def test_auc() -> None:
    """The AUC is a half for a coin, and ties count half."""
    assert auc([1, 2], [1, 2]) == 0.5
    assert auc([3, 1], [1, 0]) == 0.875


def test_our_person_tells(tmp_path: Path) -> None:
    """Where our person answers approaches in other words than benign contacts, that is a fault; length alone, too."""
    told = leaks(
        answered(tmp_path, [("who are you then", f"gladly, number {number} it is")[:2] for number in range(40)])
    )
    assert {"our person's words alone tell the twins apart", "characters alone tell the twins apart"} <= {
        fault.what for fault in told
    }


def test_our_person_tells_nothing(tmp_path: Path) -> None:
    """Words drawn alike for both do not tell them apart."""
    draw, some = Random(3), ["yes", "no", "why", "who", "when", "please", "send", "ask", "me", "later", "today", "soon"]  # noqa: S311
    answers = [(" ".join(draw.sample(some, 5)), " ".join(draw.sample(some, 5))) for _ in range(200)]
    count, value = by_person(answered(tmp_path, answers))
    assert count == 200
    assert 0.4 < value < 0.6
