"""Words drawn apart, which a person still reads."""

import re

from evaluation.attacks.rewriting import on_texts, on_words

_LONG = 6
letters_apart = on_words(" ".join, _LONG)
dotted = on_words(".".join, _LONG)
starred = on_words("*".join, _LONG)
all_apart = on_texts(lambda text: re.sub(r"\S+", lambda found: " ".join(found[0]), re.sub(r" ", "   ", text)))
wide_gaps = on_texts(lambda text: text.replace(" ", "  "))
