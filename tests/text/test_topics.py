"""Protected topics: the default file, and an organisation's own."""

from pathlib import Path

import pytest

from lurewatch.errors import DefinitionError, UsageError
from lurewatch.text.topics import load_topics


def test_default_topics() -> None:
    """The seventeen areas ship, each with its phrases."""
    topics = load_topics()
    assert len(topics.book.names) == 17
    assert topics.nearest("we build qubits and rockets", 0) == "quantum technologies"


def test_nearest_topic_wins() -> None:
    """Of two topics in a text, the one nearest to the place is given."""
    text = "graphene first, and much later some satellites"
    assert load_topics().nearest(text, 0) == "advanced materials"
    assert load_topics().nearest(text, len(text)) == "satellite and space technologies"


def test_own_topics(tmp_path: Path) -> None:
    """An organisation's own file replaces the default one."""
    path = tmp_path / "topics.toml"
    path.write_text('[decoder]\nname = "our decoder"\nphrases = ["lattice decoder*"]\n', encoding="utf-8")
    assert load_topics(path).nearest("the lattice decoders", 0) == "our decoder"


def test_wrong_topics(tmp_path: Path) -> None:
    """A topic without phrases, or a file that is not there, is told with its place."""
    path = tmp_path / "topics.toml"
    path.write_text("[decoder]\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"topic 'decoder'"):
        load_topics(path)
    with pytest.raises(UsageError, match="cannot read"):
        load_topics(tmp_path / "none.toml")
