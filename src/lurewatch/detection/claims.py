"""What the contact says of themselves, checked offline against what came with the message."""

import re
from collections.abc import Iterator

from lurewatch.detection.view import View
from lurewatch.model.assessment import Claim
from lurewatch.model.conversation import Side
from lurewatch.model.kind import Check
from lurewatch.text.domains import is_free_mail, organisation_words

# "I am a partner at Northgate Insight", "I work for …", "on behalf of …": the name that follows, in capitals.
_SAYS = re.compile(
    r"(?:I (?:work|am working|consult) (?:for|at|with)"
    r"|I(?:'m| am|’m) (?:an? |the )?[\w\- ]{2,40}? (?:at|of|from|with|for)"
    r"|I represent|on behalf of|Ich arbeite (?:für|bei)|im Auftrag (?:von|der)"
    r"|je travaille (?:pour|chez)|trabajo (?:para|en)|en nombre de|au nom de)"
    r"\s+(?:the |der |la |le |el )?"
    r"((?:[A-ZÄÖÜÉ][\w&.\-']*)(?: (?:of|for|and|&|de|für|und|[A-ZÄÖÜÉ][\w&.\-']*)){0,4})"
)
_MANY = 20  # claims looked at in one message
# Words that say nothing of which organisation is meant.
_LEGAL = frozenset("ltd limited gmbh inc llc ag sa plc the of and for group university works".split())  # noqa: SIM905


def claims(view: View, opening: int) -> tuple[Claim, ...]:
    """Each claim once, those that came along first; `opening` is the number of the concept `claim-opening`."""
    said = dict.fromkeys((*view.conversation.contact.claims, *_in_texts(view, opening)))
    domain, passed = _sender(view)
    return tuple(_checked(claim, domain, passed) for claim in said)


def _in_texts(view: View, opening: int) -> Iterator[str]:
    for part in view.of(Side.CONTACT):
        for span in part.places.get(opening, ())[:_MANY]:
            found = _SAYS.match(part.message.text, part.folded.span(*span)[0])
            if found:
                yield f"works for {found.group(1).rstrip('.')}"


def _sender(view: View) -> tuple[str, bool]:
    """The domain that the contact writes from, and whether it vouched for the mail."""
    for part in view.of(Side.CONTACT):
        if "@" in part.message.author.value:
            passed = "dmarc=pass" in part.message.headers.get("authentication-results", "").lower()
            return part.message.author.value.rpartition("@")[2], passed
    handles = (one.value for one in view.conversation.contact.handles if "@" in one.value)
    return next(handles, "").rpartition("@")[2], False


def _checked(claim: str, domain: str, passed: bool) -> Claim:
    if not domain:
        return Claim(claim, Check.NOT_CHECKABLE, "No address came with the message to hold the claim against.")
    if is_free_mail(domain):
        reason = f"The address is free mail ({domain}), which says nothing of an employer."
    elif not _bears(domain, claim):
        reason = f"The address's domain, {domain}, does not bear the claimed name."
    elif passed:
        reason = f"The mail comes from {domain}, which bears the name and vouched for the mail."
        return Claim(claim, Check.SUPPORTED, reason)
    else:
        reason = f"The address bears the name ({domain}), but nothing shows that the domain sent it."
    return Claim(claim, Check.NOT_CHECKABLE, reason)


def _bears(domain: str, claim: str) -> bool:
    """Whether a domain shares a telling word with a claim."""
    words = {word for word in re.findall(r"[a-z0-9]{3,}", claim.lower()) if word not in _LEGAL}
    return bool(words & set(organisation_words(domain))) or any(word in domain for word in words if len(word) > 4)
