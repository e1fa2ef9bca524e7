"""What a contact's mails say of where they come from: the address itself, the way they took, the signature below."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lurewatch.detection.claims.sender import Sender
from lurewatch.detection.view import Part, View
from lurewatch.model.assessment import Claim
from lurewatch.model.conversation import RegionKind
from lurewatch.model.kind import Check
from lurewatch.text.authentication import Word
from lurewatch.text.domains import has_known_suffix, is_free_mail, misspells, registrable
from lurewatch.text.fold import fold
from lurewatch.text.received import hops_of, impossible

_ADDRESS = re.compile(r"(?:[\w.+%-]{1,64}@|https?://|www\.)((?:[\w-]{1,63}\.){1,6}[A-Za-z]{2,24})")
_NAME_LINE = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,3}")
_WORD = re.compile(r"[^\W\d_]+")
_MOST = 5  # addresses of one signature, and lines of one in which a name is looked for


class Checked(NamedTuple):
    """A claim with what became of it, and the indicator that it shows, if any, at a span of a message."""

    claim: Claim
    indicator: str = ""
    message: int = 0
    start: int = 0
    end: int = 0


def of_address(sender: Sender, view: View) -> Iterator[Checked]:
    """That the mails come from the domain that they show; nothing where no mail's header was read.

    Nor of mail within a house on which nothing is said: servers do not check their own people's.
    """
    if not sender.mails or (view.conversation.internal and sender.word is Word.NOTHING):
        return
    domain, mails = sender.domain, "the mail" if sender.mails == 1 else f"{sender.passed} of {sender.mails} mails"
    word = sender.word
    check = Check.NOT_CHECKABLE
    if word is Word.PASSED:
        check, reason = Check.SUPPORTED, f"Your mail server found that {domain} sent what came from there."
    elif word is Word.FAILED:
        check, reason = Check.CONTRADICTED, f"A mail failed the checks that {domain} publishes."
    elif word is Word.FORWARDED:
        reason = f"The mail was sent on, which broke the checks of {domain}; before that they had passed."
    elif word is Word.SAID:
        reason = f"It says that {sender.server} passed it, which is not known to be a server of yours (--authserv-id)."
    elif sender.passed:
        reason = f"Your mail server found it of {mails} only."
    else:
        reason = f"No server of yours says whether {domain} sent it.{_aside(sender)}"
    yield Checked(Claim(f"writes from {domain}", check, reason))


def _aside(sender: Sender) -> str:
    """Whether the domain stands on the way that the mail took, which many an honest one does not."""
    way = sender.first.message.headers.get("received", "")
    if not way or registrable(sender.domain) in way.lower():
        return ""
    return " Its name stands nowhere on the way that the mail took; a hosting service's may stand for it."


def of_way(sender: Sender, view: View) -> Iterator[Checked]:
    """What cannot be on an honest way, of the first mail from a domain; mail of lists and mailings is let pass."""
    headers = sender.first.message.headers
    if "received" not in headers or "list-id" in headers or "list-unsubscribe" in headers:
        return
    ours = view.conversation.person.rpartition("@")[2]
    if sender.word is Word.PASSED or view.conversation.internal:
        return
    reasons = list(impossible(hops_of(headers["received"]), sender.first.message.sent_at, ours))
    if reasons:
        claim = Claim("took the way that its header tells", Check.CONTRADICTED, " ".join(reasons))
        yield Checked(claim, "path-inconsistent", sender.first.index)


def of_signature(sender: Sender) -> Iterator[Checked]:
    """What the signature of the first mail from a domain says of another domain, or of another name."""
    part = sender.first
    for region in part.regions:
        if region.kind is RegionKind.SIGNATURE:
            yield from _other_domains(part, region.start, region.end, sender.domain)
            yield from _other_name(part, region.start, region.end)


def _other_domains(part: Part, start: int, end: int, domain: str) -> Iterator[Checked]:
    """A signature with another house's address; that of a house which the sender's domain imitates contradicts it."""
    told: set[str] = set()
    for found in list(_ADDRESS.finditer(part.message.text, start, end))[:_MOST]:
        other = registrable(found[1])
        if other == registrable(domain) or other in told or not has_known_suffix(other):
            continue
        told.add(other)
        if misspells(domain, other):
            reason = f"The mail came from {domain}, which imitates {other}."
            claim = Claim(f"signs with an address of {other}", Check.CONTRADICTED, reason)
            yield Checked(claim, "look-alike-domain", part.index, *found.span())
        elif "@" in found[0] and not is_free_mail(other):
            reason = f"The mail came from {domain}; the signature's address was not used."
            yield Checked(Claim(f"signs with an address of {other}", Check.NOT_CHECKABLE, reason))


def _other_name(part: Part, start: int, end: int) -> Iterator[Checked]:
    """A signature under another name than the address was shown with. It weighs nothing: people have several names."""
    shown = _words(part.message.author.name)
    block = part.message.text[start:end]
    if len(shown) < 2 or shown & _words(block):
        return
    for line in block.split("\n")[:_MOST]:
        if _NAME_LINE.fullmatch(line.strip()) and line.strip().istitle():
            reason = "The address was shown with another name; people go by more than one, and offices share addresses."
            yield Checked(Claim(f"signs as {line.strip()}", Check.NOT_CHECKABLE, reason))
            return


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(fold(text).text) if len(word) > 1}
