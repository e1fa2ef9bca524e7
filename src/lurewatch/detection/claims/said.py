"""Whom the contact says they belong to: in words, on the network, in the name they are shown with, in signatures."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from lurewatch.detection.register import Register
from lurewatch.detection.view import Part, View
from lurewatch.model.conversation import RegionKind, Side

# "I am a partner at Northgate Insight", "I work for ...", "on behalf of ...": the name that follows, in capitals.
_CAPITAL = r"[A-ZÄÖÜÉ][\w&.\-']*"
_NAME = rf"({_CAPITAL}(?: (?:(?:of|for|and|&|de|für|und) )?{_CAPITAL}){{0,4}})"
_SAYS = re.compile(
    r"(?:(?P<employed>I (?:work|am working) (?:for|at)"
    r"|I(?:'m| am|’m) (?:an? |the )?[\w\- ]{2,40}? (?:at|from)"
    r"|Ich arbeite (?:für|bei)|je travaille (?:pour|chez)|trabajo (?:para|en))"
    r"|I (?:work|am working) with|I consult (?:for|at|with)"
    r"|I(?:'m| am|’m) (?:an? |the )?[\w\- ]{2,40}? (?:of|with|for)"
    r"|I represent|on behalf of|im Auftrag (?:von|der)|en nombre de|au nom de)"
    r"\s+(?:the |der |la |le |el )?" + _NAME
)
_MANY = 20  # claims looked at in one message
_LINES = 12  # of a signature


class How(Enum):
    """In which way a contact is tied to an organisation, which decides what can contradict it."""

    EMPLOYED = "employed"  # in their own words: whoever is may be expected to write from there
    ACTING = "acting"  # for it, with it, of it: need not write from there
    LISTED = "listed"  # as a network shows it, or as was handed over: nothing is said of where they write from
    SHOWN = "shown"  # the name beside the address is the organisation's
    SIGNED = "signed"  # the signature names it


class Said(NamedTuple):
    """A claim in words, what it says of the organisation, in which way, and where (an empty span: not in a text)."""

    claim: str
    name: str
    how: How
    message: int = 0
    start: int = 0
    end: int = 0


def said_in(view: View, opening: int, register: Register) -> list[Said]:
    """Each claim once, those that came along first; `opening` is the number of the concept `claim-opening`.

    Names beside addresses and in signatures are known for organisations by the register alone.
    """
    found = [Said(claim, claim, How.LISTED) for claim in view.conversation.contact.claims]
    found += _in_texts(view, opening)
    if register:
        found += [one for part in view.of(Side.CONTACT) for one in _shown(part, register)]
        found += [one for part in view.of(Side.CONTACT) for one in _signed(part, register)]
    return list({one.claim: one for one in reversed(found)}.values())[::-1]


def _in_texts(view: View, opening: int) -> Iterator[Said]:
    for part in view.of(Side.CONTACT):
        for span in part.places.get(opening, ())[:_MANY]:
            if found := _SAYS.match(part.message.text, part.folded.span(*span)[0]):
                name = found[2].rstrip(".")
                how = How.EMPLOYED if found["employed"] else How.ACTING
                yield Said(f"works for {name}", name, how, part.index, *found.span())


def _shown(part: Part, register: Register) -> Iterator[Said]:
    """The name beside the address, where it is an organisation's: a person may be called as one, so not by one word."""
    named = register.named_in(part.message.author.name)
    if named and (len(named[1]) > 1 or _is_all(part.message.author.name, named[1])):
        yield Said(f"is shown as {named[0].name}", named[0].name, How.SHOWN, part.index)


def _signed(part: Part, register: Register) -> Iterator[Said]:
    text = part.message.text
    for region in part.regions:
        if region.kind is not RegionKind.SIGNATURE:
            continue
        start = region.start
        for line in text[region.start : region.end].split("\n")[:_LINES]:
            named = register.named_in(line)
            if named and (len(named[1]) > 1 or _is_all(line, named[1])):
                yield Said(
                    f"signs for {named[0].name}", named[0].name, How.SIGNED, part.index, start, start + len(line)
                )
            start += len(line) + 1


def _is_all(text: str, words: tuple[str, ...]) -> bool:
    return len(re.findall(r"[^\W_]+", text)) == len(words)
