"""Makes the list of words that may stand in a template of wording: `python -m training.make_template_words [--check]`.

Everyday words of our own invented texts: in lower case in three pairs of twins or more, not mostly written as a name,
and no phrase of the default protected topics.
"""

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from evaluation.case import messages
from evaluation.twin import Pair, pairs_of

from lurewatch.text.fold import fold
from lurewatch.text.topics import load_topics

_HOME = Path(__file__).parents[1]
_TWINS = _HOME / "training" / "twins"
OUT = _HOME / "src" / "lurewatch" / "sharing" / "template_words.txt"
_PAIRS, _AS_NAME = 3, 4  # pairs a word stands in; lower-case uses for each use as a name within a sentence
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PLAIN = re.compile(r"[a-z](?:[a-z']{0,22}[a-z])?")


def words() -> list[str]:
    """The words, folded, in order."""
    within, lower, named = defaultdict[str, set[str]](set), Counter[str](), Counter[str]()
    for pair in (one for path in sorted(_TWINS.glob("*.jsonl")) for one in pairs_of(path)):
        for word, is_name in _of_pair(pair):
            folded = fold(word).text
            (named if is_name else lower)[folded] += 1
            within[folded] |= set() if is_name else {pair.id}
    topics = load_topics().book
    return sorted(
        word
        for word, pairs in within.items()
        if len(pairs) >= _PAIRS
        and lower[word] > _AS_NAME * named[word]
        and _PLAIN.fullmatch(word)
        and not topics.find(word)
    )


def _of_pair(pair: Pair) -> Iterator[tuple[str, bool]]:
    """Its words, and whether each is written as a name; the first of a sentence tells nothing and is left out."""
    for case in (pair.approach, pair.benign):
        for message in messages(case.document):
            for sentence in _SENTENCE_END.split(str(message["text"])):
                for number, word in enumerate(_WORD.findall(sentence)):
                    is_lower = word.islower() or word == "I" or word.startswith(("I'", "I’"))
                    if is_lower or number:
                        yield word, not is_lower


def main(arguments: list[str]) -> int:
    """Writes the list; with --check only tells whether it is in step."""
    parser = argparse.ArgumentParser(prog="python -m training.make_template_words")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the list is out of step")
    text = "\n".join(words()) + "\n"
    if parser.parse_args(arguments).check:
        return int(OUT.read_text("ascii") != text)
    OUT.write_text(text, "ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
