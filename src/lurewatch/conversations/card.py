"""Whether an address stands in its writer's signature, however short: below their own name, among labels alone.

A card of somebody else, pasted into a letter, bears another name, or a word such as "assistant".
"""

import re
from collections.abc import Collection
from functools import lru_cache

from lurewatch.conversations.signature import is_sentence
from lurewatch.model.handle import Handle, Platform
from lurewatch.text.fold import fold

_LONGEST_LINE = 120
_LONGEST_NAME_LINE = 60
_ABOVE = 8  # lines above the address in which the name is looked for
_ENOUGH = 3  # letters of a name that tell it within a longer word

_HANDLES = re.compile(r"(?:https?://)?(?:www\.)?\S+@\S+|@\w+|\+?\d[\d ()./-]{5,}\d|(?:https?://)?\S+\.\S+/\S*")
_WORDS = re.compile(r"[^\W\d_]+")
_LABELS = frozenset(
    """
    e email mail m mob mobile mobil cell t tel telefon telefono telephone phone p ph d direct dir direkt directo
    w web www whatsapp signal telegram threema linkedin in profile profil perfil private privat prive privado
    personal perso handy fon movil portable courriel correo skype http https mailto or and und oder et ou y o
    """.split()  # noqa: SIM905
)
_OTHERS = frozenset(
    """
    assistant assistante assistent assistentin assistenz asistente secretary secretariat sekretariat sekretarin pa
    colleague colleagues kollege kollegin kollegen collegue colega companero companera deputy vertretung
    stellvertretung cc bcc from von de to an para to
    """.split()  # noqa: SIM905
)


@lru_cache(maxsize=4096)
def names_of(author: Handle) -> frozenset[str]:
    """The words of the name that an author is shown with, folded; without one, those of their address before the @."""
    return names_in(author.name or (author.value.partition("@")[0] if author.platform is Platform.EMAIL else ""))


def names_in(shown: str) -> frozenset[str]:
    """The words of a name, folded; initials say nothing."""
    return frozenset(word for word in _WORDS.findall(fold(shown).text) if len(word) > 1)


def stands_in_card(text: str, span: tuple[int, int], names: Collection[str]) -> bool:
    """Whether the address at a span stands in a signature of the one with these names.

    An e-mail address or a profile must bear one of the names besides; a number cannot, so it must stand close below.
    """
    start, end = _line(text, *span)
    if not names or end - start > _LONGEST_LINE:
        return False
    words = set(_WORDS.findall(fold(_HANDLES.sub(" ", text[start:end])).text))
    is_number = text[span[0]] in "+0"
    if words & _OTHERS or not (is_number or _bears(text[slice(*span)], names)):
        return False
    if words & set(names):
        return not is_sentence(text[start:end].strip())
    return words <= _LABELS and _named_above(text, start, names, may_part=not is_number)


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    after = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if after < 0 else after


def _bears(address: str, names: Collection[str]) -> bool:
    """Whether an address bears a name, leaving its domain aside."""
    own = fold(address.partition("@")[0].rpartition("/")[2]).text
    words = set(_WORDS.findall(own))
    return any(name in words or (len(name) >= _ENOUGH and name in own) for name in names)


def _named_above(text: str, start: int, names: Collection[str], *, may_part: bool) -> bool:
    """Whether one of the lines above is the name; none between may be a sentence or announce something else."""
    was_blank = False
    for line in reversed(text[max(0, start - _ABOVE * _LONGEST_LINE) : start].split("\n")[-1 - _ABOVE : -1]):
        shown = line.strip()
        if not shown:
            if was_blank or not may_part:
                return False
            was_blank = True
            continue
        was_blank = False
        words = _WORDS.findall(fold(shown).text)
        if _OTHERS.intersection(words):
            return False
        if len(shown) <= _LONGEST_NAME_LINE and any(name in words for name in names) and len(words) <= 8:
            return True
        if is_sentence(shown) or (shown.endswith(":") and not _LABELS.issuperset(words)):
            return False
    return False
