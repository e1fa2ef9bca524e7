"""Whether the words round an address say that it is the writer's own, in English, German, French and Spanish.

Strict on purpose, since joining two people is worse than missing a join: between "my" or "reach me" and the address
only words may stand that name no third party ("my personal address is", not "my colleague's address is").
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from lurewatch.text.fold import fold

BEFORE, AFTER = 160, 60  # code points that are looked at before an address and after it

_SENTENCE = re.compile(r"[.!?]\s+|\n\s*\n")
_HANDLES = re.compile(r"\S+@\S+|@\w+|\+?\d[\d ()./-]{5,}\d|\S+\.\S+/\S*")
_WORDS = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_NEGATED = re.compile(
    r"\b(?:not|never|no longer|cannot|\w+n't|instead of|nicht|nie|kein\w*|pas|ne \w+ plus|n'\w+ plus|jamais|nunca"
    r"|ya no)\b"
)
_MY = re.compile(r"\b(?:my|mein(?:e|er|en|em)?|mon|ma|mes|mi|mis)\b")
_CONTACT = (
    "reach|contact|e-?mail|mail|writ|text|messag|call|ping|phon|ring|find|add|get|drop|connect|reply|respond|answer"
    "|send"
)
_KONTAKT = r"\b(?:erreich|schreib|kontaktier|meld|mail|ruf|anruf|find|antwort|schick|send)\w*"
_ME = (
    rf"\b(?:{_CONTACT})\w*\W+(?:(?!or\b|and\b)\w+\W+){{0,3}}?me\b"
    r"|\bi(?:'m| am| can be)\W+(?:also\W+|always\W+|best\W+)?(?:reach|contact|found|on\b)\w*"
    rf"|{_KONTAKT}\W+(?:(?!oder\b|und\b)\w+\W+){{0,4}}?(?:mich|mir)\b"
    r"|\b(?:contact|ecri|joign|appel|retrouv|envoy|repond|ajout)\w*-moi\b"
    r"|\bm(?:e\W+|')(?:contact|ecri|joind|appel|retrouv|envoy|repond|trouv)\w*"
    r"|\bje suis (?:aussi |egalement )?(?:joignable|sur)\b"
    r"|\b(?:escrib|contact|llam|localic|localiz|encuentr|encontr|mand|envi|agreg|respond)\w*me\b"
    r"|\bme\W+(?:puede|pod[re])\w*\W+(?:tambien\W+)?(?:escribir|contactar|llamar|localizar|encontrar|enviar)"
    r"|\b(?:tambien )?estoy en\b"
)
_MICH = re.compile(r"\b(?:mich|mir)\b|\bbin ich\b|\bich bin\b")
_THEN_REACHED = re.compile(
    r"\W{0,3}(?:\w+\W+){0,2}?(?:erreich|zu erreichen|schreib|kontaktier|meld|anruf|find|antwort)\w*"
)
_IS_MINE = re.compile(r"[\s>)\]\"',:-]{0,6}(?:is|ist|est|es)\s+(?:my|meine?|mon|ma|mi)\b([^.!?;\n]{0,60})")


@cache  # takes some milliseconds, so only where an address is asked about
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What may stand between "my" and the address: what such a thing is called, of what kind it is, and where it lives.
_OF_MINE = _set(
    "own personal private work business new other direct secure main best alternative second preferred usual current"
    " normal home office email e-mail mailbox address account number phone telephone mobile cell line handle username"
    " mail user name id profile page contact details is are it's here below also still always and or the"
    " messaging chat messenger instead directly signal telegram whatsapp threema wechat viber skype linkedin xing gmail"
    " proton protonmail gmx outlook hotmail yahoo icloud slack teams"
    " eigene eigenen private privaten personliche personlichen neue neuen andere anderen direkte direkten geschaftliche"
    " geschaftlichen dienstliche berufliche adresse mailadresse emailadresse e-mail-adresse mail-adresse nummer"
    " handynummer mobilnummer telefonnummer handy telefon mobil konto profil kontakt lautet ist sind hier auch noch"
    " immer und oder die der das"
    " propre personnel personnelle perso prive privee professionnel professionnelle pro nouveau nouvelle autre directe"
    " courriel electronique numero portable compte est sont ici aussi toujours et ou le la messagerie de"
    " propio personal privado privada nuevo nueva otro otra directo directa direccion correo electronico movil celular"
    " telefono cuenta perfil es son aqui tambien siempre y el trabajo usuario"
)
# What may stand between "reach me" and the address beside these: how, and how well.
_OF_REACHING = _OF_MINE | _set(
    "at on via by through under over using in any time anytime whenever quickly quicker faster better easier easily"
    " more most please there outside my an a unter auf per uber ueber via am besten bitte gern gerne direkt jederzeit"
    " besser schneller meiner meinem meine mein erreichbar zu erreichen au sur par en plutot directement mon ma"
    " joignable al por favor directamente mejor mi reachable reached contacted found"
)
_KIND = _set(
    "address email e-mail mail number phone mobile cell account profile handle username id signal telegram whatsapp"
    " adresse mailadresse nummer handynummer handy konto profil courriel numero portable compte direccion correo"
    " movil celular telefono cuenta perfil linkedin telefon"
)


_WAYS = _set("at on via by through under using in to unter an auf per uber ueber au sur par a al en por")
_GIVING = ("send", "get", "find", "drop", "answer", "schick", "envoy", "mand", "envi", "antwort")


class _Mark(NamedTuple):
    """Where an own-mark ends, the words that may follow it up to the address, and whether one must say by which way.

    "Send me a@b.example" asks for something; "send it to me at a@b.example" does not.
    """

    end: int
    allowed: frozenset[str]
    needs_way: bool = False


def is_own(before: str, after: str) -> bool:
    """Whether the text before an address or after it says that it belongs to the writer; both are exact text.

    Reported speech and denials do not count.
    """
    lead, trail = fold(before[-BEFORE:]).text, fold(after[:AFTER]).text
    if _is_called_mine(trail):
        return not _is_quoting(lead)
    sentence = _SENTENCE.split(lead)[-1]
    if not any(_leads_up(sentence, mark) for mark in _marks(sentence, trail)):
        return False
    return not _NEGATED.search(sentence) and not _is_quoting(lead)


def _marks(sentence: str, trail: str) -> Iterator[_Mark]:
    for found in _MY.finditer(sentence):
        yield _Mark(found.end(), _OF_MINE)
    for found in _compiled(_ME).finditer(sentence):
        yield _Mark(found.end(), _OF_REACHING, found[0].startswith(_GIVING))
    if _THEN_REACHED.match(trail):
        for found in _MICH.finditer(sentence):
            yield _Mark(found.end(), _OF_REACHING)


def _leads_up(sentence: str, mark: _Mark) -> bool:
    """Whether nothing stands between a mark and the address but words that may."""
    words = set(_WORDS.findall(_HANDLES.sub(" ", sentence[mark.end :])))
    return words <= mark.allowed and not (mark.needs_way and words.isdisjoint(_WAYS))


def _is_called_mine(trail: str) -> bool:
    """`... is my private address`."""
    found = _IS_MINE.match(trail)
    if not found:
        return False
    words = _WORDS.findall(found[1])
    return bool(words) and any(word in _KIND for word in words[:4]) and words[0] in _OF_MINE


def _is_quoting(lead: str) -> bool:
    """Whether a quotation has been opened and not closed."""
    return lead.count('"') % 2 == 1
