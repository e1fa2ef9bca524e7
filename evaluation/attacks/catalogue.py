"""All attacks by name, in the order of the report; a new one is one function and one line."""

from collections.abc import Mapping

from evaluation.attacks import (
    instructions,
    letters,
    markup,
    padding,
    spacing,
    splitting,
    synonyms,
    typos,
    unseen_signs,
)
from evaluation.attacks.rewriting import Attack

ATTACKS: Mapping[str, Attack] = {
    "look-alike letters": letters.homoglyphs,
    "some look-alike letters": letters.one_homoglyph,
    "small capitals": letters.small_capitals,
    "circled letters": letters.circled,
    "boxed letters": letters.boxed,
    "letters in brackets": letters.in_brackets,
    "full-width letters": letters.full_width,
    "mathematical letters": letters.mathematical,
    "underlined letters": letters.underlined,
    "zero-width signs": unseen_signs.zero_width,
    "word joiners": unseen_signs.joiners,
    "soft hyphens": unseen_signs.soft_hyphens,
    "marks of direction": unseen_signs.marks_of_direction,
    "words turned round": unseen_signs.turned_round,
    "tag characters": unseen_signs.tags,
    "l e t t e r s apart": spacing.letters_apart,
    "d.o.t.t.e.d words": spacing.dotted,
    "s*t*a*r*r*e*d words": spacing.starred,
    "every letter apart": spacing.all_apart,
    "wide gaps": spacing.wide_gaps,
    "typos": typos.typos,
    "synonyms": synonyms.synonyms,
    "split by sentence": splitting.by_sentence,
    "split in halves": splitting.in_halves,
    "padded before": padding.padded_before,
    "padded after": padding.padded_after,
    "padded on both sides": padding.padded_both,
    "buried under 30,000 characters": padding.buried,
    "instructions to a model": instructions.to_a_model,
}
AS_MAIL: Mapping[str, Attack] = {
    "HTML, nothing hidden": markup.as_html,
    "HTML: words parted by empty tags": markup.empty_tags,
    "HTML: words parted by comments": markup.comments,
    "HTML: hidden letters in words": markup.hidden_letters,
    "HTML: letters of no size in words": markup.tiny_letters,
    "HTML: unseen entities in words": markup.unseen_entities,
    "HTML: hidden instruction to a model": markup.hidden_instruction,
}
