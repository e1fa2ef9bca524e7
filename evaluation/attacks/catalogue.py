"""The attacks by name, in the order of the report."""

from collections.abc import Mapping

from evaluation.attacks import arranging, letters, markup, wording
from evaluation.attacks.text import Attack

ATTACKS: Mapping[str, Attack] = {
    "look-alike letters": letters.homoglyphs,
    "zero-width signs": letters.zero_width,
    "soft hyphens": letters.soft_hyphens,
    "accents put on": letters.accents,
    "small capitals": letters.small_capitals,
    "mathematical letters": letters.mathematical,
    "full-width letters": letters.full_width,
    "circled letters": letters.circled,
    "letters spaced": letters.spaced,
    "letters dotted": letters.dotted,
    "HTML: broken words, hidden text": markup.html_tricks,
    "HTML: entities": markup.entities,
    "slips of the hand": wording.typos,
    "other words": wording.synonyms,
    "cut over several messages": arranging.split,
    "among harmless text": arranging.padding,
    "orders to a machine": arranging.instructions,
}
