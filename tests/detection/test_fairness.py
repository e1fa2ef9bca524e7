"""Who somebody is must not move the score."""

import json
import re
from pathlib import Path

import pytest

from lurewatch.detection.assessor import Assessor
from lurewatch.sources.readers.jsonl import conversation_of_line

ROOT = Path(__file__).parent.parent.parent
DATA = ROOT / "src" / "lurewatch" / "detection"
ASSESSOR = Assessor(prior=0.5)
NAMES = ("Aoife Brennan", "Wei Zhang", "Priya Raman", "Olga Petrova", "Kwame Mensah", "Jürgen Müller", "Fatima Haddad")
PLACES = ("Leeds", "Shenzhen", "Pune", "Kazan", "Accra", "Graz", "Amman", "Tehran", "Boston", "Lyon")
PLACE_WORDS = re.compile(r"\b(?:London|Berlin|Paris|Zurich|Madrid|Vienna|Boston|Geneva|Oslo|Lisbon|Munich|Lyon)\b")
# Words that would make a rule speak of who somebody is. `any` spelling inside a longer word counts too.
FORBIDDEN = re.compile(
    r"\b(?:chinese|russian|iranian|korean|israeli|indian|pakistani|american|british|german speaker|asian|african|arab"
    r"|muslim|jewish|christian|foreigner|foreign-born|native speaker|accent|broken english|ethnic\w*|nationalit\w+"
    r"|beijing|shanghai|moscow|tehran|pyongyang|foreign client|overseas client)\b",
    re.IGNORECASE,
)


def twins() -> list[dict[str, object]]:
    """Every third conversation of the twins, either side."""
    lines = [
        line
        for path in sorted((ROOT / "training" / "twins").glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    return [json.loads(line)[side] for line in lines[::3] for side in ("approach", "benign")]


def probability(conversation: dict[str, object]) -> float:
    """The probability at even prior, where a difference bites most."""
    line = json.dumps(conversation | {"id": "t"}).encode()
    return ASSESSOR.assess(conversation_of_line(line, 1)).probability


def renamed(conversation: dict[str, object], name: str, place: str) -> dict[str, object]:
    """The same conversation from somebody of another name, in another place."""
    contact = conversation.get("contact")
    assert contact is None or isinstance(contact, dict)
    text = PLACE_WORDS.sub(place, json.dumps(conversation, ensure_ascii=False))
    for old, new in zip(str((contact or {}).get("name", "")).split(), name.split(), strict=False):
        text = re.sub(rf"\b{re.escape(old)}\b", new, text)
    swapped: dict[str, object] = json.loads(text)
    return swapped


def test_names_and_places_swapped() -> None:
    """Another name and another place move no probability by more than 0.005, over more than 250 conversations."""
    conversations = twins()
    assert len(conversations) > 250
    for number, one in enumerate(conversations):
        other = renamed(one, NAMES[number % len(NAMES)], PLACES[number % len(PLACES)])
        assert probability(other) == pytest.approx(probability(one), abs=0.005)


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.toml")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_words_of_rules(path: Path) -> None:
    """No rule, concept, indicator or weight speaks of nationality, ethnicity, religion, origin or accent."""
    assert FORBIDDEN.findall(path.read_text(encoding="utf-8")) == []
