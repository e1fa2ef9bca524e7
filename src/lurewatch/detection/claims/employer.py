"""Whether a contact belongs to whom they say, as far as the address that they write from can tell."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from lurewatch.detection.claims.said import How, Said
from lurewatch.detection.claims.sender import Sender
from lurewatch.detection.register import Organisation, Register, has_phone
from lurewatch.model.kind import Check
from lurewatch.text.authentication import Word
from lurewatch.text.domains import (
    as_written,
    is_free_mail,
    look_alike,
    made_of,
    organisation_words,
    registrable,
    spelling,
)
from lurewatch.text.fold import fold

_WORD = re.compile(r"[^\W_]+")
# Words that say nothing of which organisation is meant.
_LEGAL = frozenset("ltd limited gmbh inc llc ag sa plc the of and for group university works".split())  # noqa: SIM905
_SHORTEST = 5  # letters of a name by which it can be imitated
_TELLS = {
    How.EMPLOYED: "register-contradicted",
    How.SHOWN: "register-contradicted",
    How.SIGNED: "register-contradicted",
}


class Finding(NamedTuple):
    """What became of a claim, why, the indicator that it shows (if any), and how much it settles (less: more)."""

    check: Check
    reason: str
    indicator: str = ""
    rank: int = 3


def checked(said: Said, senders: Sequence[Sender], phones: Collection[str], register: Register) -> Finding:
    """What the addresses say of a claim; of several the one that settles most."""
    known = register.named_in(said.name)
    if known and any(has_phone(known[0], phone) for phone in phones):
        reason = f"The number that they write from is one that the register gives for {known[0].name}."
        return Finding(Check.SUPPORTED, reason)
    if not senders:
        return Finding(Check.NOT_CHECKABLE, "No address came with the message to hold the claim against.")
    found = [_known(said, known[0], one) if known else _unknown(said, one, register) for one in senders]
    return min(found, key=lambda finding: finding.rank)


def _known(said: Said, organisation: Organisation, sender: Sender) -> Finding:
    """The register says where the organisation writes from."""
    name, domain = organisation.name, sender.domain
    if not organisation.domains:
        return Finding(Check.NOT_CHECKABLE, f"The register gives no domain for {name}.")
    if registrable(domain) in organisation.domains:
        return _at_home(sender, f"The address is at {domain}, which the register gives for {name}")
    theirs = organisation.domains[0]
    if imitated := next((one for one in organisation.domains if look_alike(domain, one)), ""):
        reason = (
            f"The address is at {domain}, which imitates {imitated}, the domain that the register gives for {name}."
        )
        return Finding(Check.CONTRADICTED, reason, "look-alike-domain", 0)
    reason = f"The register gives {theirs} for {name}; the address is at {domain}"
    if said.how not in _TELLS:
        return Finding(Check.NOT_CHECKABLE, f"{reason}, which by itself says nothing against it.")
    free = " (free mail)" if is_free_mail(domain) else ""
    return Finding(Check.CONTRADICTED, f"{reason}{free}.", _TELLS[said.how], 2)


def _unknown(said: Said, sender: Sender, register: Register) -> Finding:
    """Nobody has said where the organisation writes from, so only the names can be held against each other."""
    domain, words = sender.domain, _telling(said.name)
    if imitated := register.imitated_by(domain):
        reason = f"The address is at {domain}, which imitates {imitated}, a domain of the register."
        return Finding(Check.CONTRADICTED, reason, "look-alike-domain", 0)
    if is_free_mail(domain):
        reason = f"The address is free mail ({domain}), which says nothing of an employer."
        return Finding(Check.NOT_CHECKABLE, reason)
    if _imitates(domain, words):
        reason = f"The address's domain, {domain}, writes the claimed name with signs that only look like its letters."
        return Finding(Check.CONTRADICTED, reason, "look-alike-domain", 0)
    if not _bears(domain, words):
        return Finding(Check.NOT_CHECKABLE, f"The address's domain, {domain}, does not bear the claimed name.")
    if not made_of(domain, tuple(_WORD.findall(fold(said.name).text))):
        reason = f"The address's domain, {domain}, bears the name beside other words; anybody can register such a one."
        return Finding(Check.NOT_CHECKABLE, reason)
    return _at_home(sender, f"The address bears the name ({domain})")


def _at_home(sender: Sender, opening: str) -> Finding:
    """The domain fits; it remains whether it sent the mail."""
    if sender.word is Word.FAILED:
        return Finding(Check.CONTRADICTED, f"{opening}, but a mail failed the checks of that domain.", rank=0)
    if sender.answers:
        return Finding(Check.NOT_CHECKABLE, f"{opening}, but answers would go to {sender.answers}.", rank=2)
    if sender.word is Word.PASSED:
        return Finding(Check.SUPPORTED, f"{opening}, and the mail comes from that domain.", rank=1)
    return Finding(Check.NOT_CHECKABLE, f"{opening}, but nothing shows that the domain sent it.", rank=2)


def _telling(name: str) -> list[str]:
    return [word for word in _WORD.findall(fold(name).text) if word not in _LEGAL]


def _bears(domain: str, words: Sequence[str]) -> bool:
    """Whether a domain shares a telling word with a claim."""
    long = [word for word in words if len(word) > 2]
    return bool(set(long) & set(organisation_words(domain))) or any(word in domain for word in long if len(word) > 4)


def _imitates(domain: str, words: Sequence[str]) -> bool:
    """Whether a domain's name is the claimed one, or one of its longer words, in look-alike signs and not its own."""
    names = {"".join(words), *words}
    if as_written(domain) in names:
        return False
    return any(len(name) >= _SHORTEST and spelling(f"{name}.example") == spelling(domain) for name in names)
