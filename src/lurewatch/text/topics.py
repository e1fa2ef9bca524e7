"""Protected topics: what an organisation wants kept in the house."""

from functools import lru_cache
from pathlib import Path

import tomli

from lurewatch.errors import DefinitionError, UsageError
from lurewatch.text.phrases import PhraseBook

DEFAULT = Path(__file__).with_name("topics.toml")


class Topics:
    """Named topics and the phrases that point to them, ready to look for."""

    def __init__(self, phrases: dict[str, list[str]]) -> None:
        self.book = PhraseBook(phrases)
        self.phrases = tuple(phrase for some in phrases.values() for phrase in some)

    def nearest(self, folded: str, position: int) -> str:
        """The topic whose phrase stands nearest to a position of a folded text, or an empty string."""
        distances = [
            (abs(start - position), concept) for concept, spans in self.book.find(folded).items() for start, _ in spans
        ]
        return self.book.names[min(distances)[1]] if distances else ""


@lru_cache(maxsize=4)
def load_topics(path: Path = DEFAULT) -> Topics:
    """The topics of a file of tables with `name` and `phrases`; UsageError if unreadable, DefinitionError if wrong."""
    try:
        document = tomli.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: cannot read the protected topics ({error.strerror}); name another") from error
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError([f"{path}: not TOML: {error}"]) from error
    wrong = [key for key, value in document.items() if not _is_topic(value)]
    faults = [f"{path}: topic {key!r}: needs a non-empty `phrases` list" for key in wrong]
    if faults:
        raise DefinitionError(faults)
    return Topics({str(value.get("name", key)): list(value["phrases"]) for key, value in document.items()})


def _is_topic(value: object) -> bool:
    phrases = value.get("phrases") if isinstance(value, dict) else None
    return isinstance(phrases, list) and bool(phrases) and all(isinstance(p, str) and p.strip("* ") for p in phrases)
