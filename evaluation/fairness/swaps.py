"""Puts other names, places and institutions' countries into a conversation, or some where it has none."""

import re
from collections.abc import Sequence
from dataclasses import replace

from evaluation.fairness.conversations import Talk
from evaluation.fairness.words import ADJECTIVES, ALSO, CITIES, COUNTRIES, FAMILY, GIVEN

Pair = tuple[Talk, Talk]
_TITLES = r"(?:Dr|Mr|Ms|Mrs|Prof|Professor|Doctor|Sir|Madam|Dame|Frau|Herr|Monsieur|Madame|Señora?|Doctora?|Docteur)"
_GREETED = re.compile(
    rf"^(?:[ \t]*)(?:Hi|Hello|Hey|Dear|Lieber?|Guten Tag|Hallo|Bonjour|Cher|Chère|Hola|Estimad[oa]),? (?:{_TITLES}\.? )*"
    r"([^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)?)(?=[,!.\n])",
    re.MULTILINE,
)
_WORD = re.compile(r"\b[^\W\d_a-z][\w'’-]+")
_NO_PERSON = re.compile(  # what writes under a name that is no person's
    r"\b(?:Care|Team|Desk|Helpdesk|Office|Secretariat|Support|Service|Services|News|Newsletter|Department|Accounts?"
    r"|Conference|Group|Committee|Press|Editor|Library|Payroll|Sales|Billing|Jobs|Editorial|Competition|Travel|Academic|of|for)\b"
)
_NOBODY = frozenset(
    [
        "All",
        "Team",
        "Everyone",
        "Colleague",
        "Colleagues",
        "Customer",
        "Sir",
        "Madam",
        "Sirs",
        "Friends",
        "Author",
        "Doctor",
        "There",
        "You",
        "Students",
        "Kollege",
        "Project",
        "Lead",
    ]
)
_CITY = re.compile(rf"\b(?:{'|'.join((*CITIES, *ALSO[:-10]))})\b")
_COUNTRY = re.compile(rf"\b(?:{'|'.join((*COUNTRIES, *ALSO[-10:]))})\b")
_ADJECTIVE = re.compile(rf"\b(?:{'|'.join(ADJECTIVES)})\b")
_INSTITUTION = re.compile(
    r"\b(?=(?:University|Institute|Centre|Center|College|Academy|Foundation|Forum|Trust|Laboratory|Ministry|Council"
    r"|Bank|Fund|Society|Agency|Embassy|Bureau|Committee|Network|Group)\b)"
)
_SIGNED = ("{0}", "My name is {0}.", "this is {0}", "Best wishes\n{0}", "I am {0}, we met last year.", "{0} here.")
_FROM = (
    *("I live in {0}, {1}.", "Greetings from {0}.", "We are based in {0}.", "i write from {0} in {1}", "{0}, {1}"),
    *("Our head office is in {0} and the laboratory in {1}.", "You could visit us in {0}.", "The client is in {1}."),
)
_AT = (
    *("I work at the {1} Institute of Materials in {0}.", "The National University of {2} is our partner."),
    *("Our {1} foundation pays for the study.", "the ministry of science of {2} supports us", "We are a {1} company."),
    *("The {0} Academy of Sciences sent me your paper.", "I was at the {1} embassy before.", "{1} Academy, {0}, {2}"),
)


def names(talk: Talk, number: int) -> Pair:
    """The conversation, and the same between others; a name is put in where it has none. Every fifth in lower case."""
    own = "" if _NO_PERSON.search(talk.name) else talk.name
    known = sorted({word for name in (own, *_greeted(talk)) for word in _WORD.findall(name)} - _NOBODY)
    one, other = (f"{GIVEN[(number * by) % 40]} {FAMILY[(number * by + by) % 40]}" for by in (7, 11))
    talk, swapped = (talk, talk) if known else _with(talk, _SIGNED[number % len(_SIGNED)], ((one,), (other,)))
    table = {word: (GIVEN, FAMILY)[at % 2][(number + 13 * at) % 40] for at, word in enumerate(known)}
    return _lowered((talk, _renamed(swapped, table)), [*known, one], [*table.values(), other], number)


def places(talk: Talk, number: int) -> Pair:
    """The conversation, and the same from elsewhere; a place is put in where it has none."""
    swapped = talk.rewritten(lambda text: _elsewhere(text, number), ours=True)
    if swapped.turns != talk.turns:
        return talk, swapped
    said = [(CITIES[at % len(CITIES)], COUNTRIES[at % len(COUNTRIES)]) for at in (number, number * 5 + 11)]
    talk, swapped = _with(talk, _FROM[number % len(_FROM)], said)
    return _lowered((talk, swapped), [*said[0]], [*said[1]], number)


def institutions(talk: Talk, number: int) -> Pair:
    """The conversation with institutions of one country, and of another; addresses name their city."""
    at = (number, number * 7 + 3)
    said = [(CITIES[n % len(CITIES)], ADJECTIVES[n % len(ADJECTIVES)], COUNTRIES[n % len(COUNTRIES)]) for n in at]
    both = (_housed(talk, said[0]), _housed(talk, said[1]))
    if both[0].turns == both[1].turns:
        both = _with(talk, _AT[number % len(_AT)], said)
    one, other = (
        replace(talk, handles=(*talk.handles, f"office@{city.replace(' ', '-').lower()}-institute.example"))
        for talk, (city, _, _) in zip(both, said, strict=True)
    )
    return one, other


def _greeted(talk: Talk) -> list[str]:
    return [found for _, text in talk.turns for found in _GREETED.findall(text)]


def _with(talk: Talk, line: str, said: Sequence[Sequence[str]]) -> Pair:
    one, other = (talk.with_line(line.format(*words)) for words in said)
    return one, other


def _renamed(talk: Talk, table: dict[str, str]) -> Talk:
    if not table:
        return talk
    where = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(table, key=len, reverse=True)))})\b")
    lower = {old.lower(): new.lower() for old, new in table.items()}
    handles = tuple("@".join((_local(handle, lower), *handle.split("@")[1:])) for handle in talk.handles)
    swapped = talk.rewritten(lambda text: where.sub(lambda found: table[found.group()], text), ours=True)
    name = where.sub(lambda found: table[found.group()], talk.name)
    return replace(swapped, name=name, handles=handles)


def _local(handle: str, lower: dict[str, str]) -> str:
    return re.sub(r"[a-z]+", lambda found: lower.get(found.group(), found.group()), handle.split("@", maxsplit=1)[0])


def _lowered(pair: Pair, old: Sequence[str], new: Sequence[str], number: int) -> Pair:
    """The pair, in every fifth place with its names in lower case, as they are in quick chat."""
    if number % 5:
        return pair
    one, other = (_lower(talk, said) for talk, said in zip(pair, (old, new), strict=True))
    return one, other


def _lower(talk: Talk, said: Sequence[str]) -> Talk:
    where = re.compile(rf"\b(?:{'|'.join(map(re.escape, said))})\b")
    return talk.rewritten(lambda text: where.sub(lambda found: found.group().lower(), text))


def _elsewhere(text: str, number: int) -> str:
    for where, there in ((_CITY, CITIES), (_COUNTRY, COUNTRIES), (_ADJECTIVE, ADJECTIVES)):
        text = where.sub(there[(number * 3 + 5) % len(there)], text)
    return text


def _housed(talk: Talk, said: tuple[str, str, str]) -> Talk:
    """The conversation in which each institution is said to be of a country."""
    return talk.rewritten(lambda text: _INSTITUTION.sub(f"{said[1]} ", text))
