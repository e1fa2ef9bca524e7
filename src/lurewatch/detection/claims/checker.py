"""All claims of one conversation, each checked once."""

from collections.abc import Iterator
from typing import NamedTuple

from lurewatch.detection.claims.address import Checked, of_address, of_signature, of_way
from lurewatch.detection.claims.employer import checked
from lurewatch.detection.claims.said import said_in
from lurewatch.detection.claims.sender import Sender, phones_of, senders_of
from lurewatch.detection.register import Register
from lurewatch.detection.view import View
from lurewatch.model.assessment import Claim
from lurewatch.model.evidence import Sighting
from lurewatch.model.kind import Check
from lurewatch.text.authentication import Word
from lurewatch.text.phrases import PhraseBook


class Checks(NamedTuple):
    """The claims of a conversation, and the indicators that checking them showed."""

    claims: tuple[Claim, ...] = ()
    sightings: tuple[Sighting, ...] = ()


class ClaimChecker:
    """Checks offline what contacts say of themselves, with a register of organisations where there is one."""

    name = "claims"

    def __init__(self, book: PhraseBook, register: Register | None = None) -> None:
        self._opening = book.names.index("claim-opening") if "claim-opening" in book.names else -1
        self._register = register or Register()

    def check(self, view: View) -> Checks:
        """Each claim once, what they say of themselves before what their mails show; spans as in sightings."""
        senders = senders_of(view)
        found = [*self._employers(view, senders), *self._register_says(senders)]
        for sender in senders:
            found += [*of_address(sender, view), *of_way(sender, view), *of_signature(sender)]
        claims = dict.fromkeys(one.claim for one in found)
        sightings = (
            Sighting(one.indicator, f"claims-{one.indicator}", one.message, one.start, one.end)
            for one in found
            if one.indicator
        )
        return Checks(tuple(claims), tuple(dict.fromkeys(sightings)))

    def _employers(self, view: View, senders: list[Sender]) -> Iterator[Checked]:
        phones = list(phones_of(view))
        for said in said_in(view, self._opening, self._register):
            finding = checked(said, senders, phones, self._register)
            claim = Claim(said.claim, finding.check, finding.reason)
            yield Checked(claim, finding.indicator, said.message, said.start, said.end)

    def _register_says(self, senders: list[Sender]) -> Iterator[Checked]:
        """Whose domains these are, or whose they imitate, whatever the contact says of themselves.

        That they are an organisation's counts where all the contact's mails are, and answers stay there.
        """
        if not self._register:
            return
        for sender in senders:
            if imitated := self._register.imitated_by(sender.domain):
                reason = f"It imitates {imitated}, a domain of the register."
                claim = Claim(f"has an address at {sender.domain}", Check.CONTRADICTED, reason)
                yield Checked(claim, "look-alike-domain", sender.first.index)
        owners = {self._register.of_domain(sender.domain) for sender in senders}
        owner = owners.pop() if len(owners) == 1 else None
        if owner and all(sender.word is Word.PASSED and not sender.answers for sender in senders):
            reason = f"The register gives {senders[0].domain} for it, and the mail comes from that domain."
            claim = Claim(f"writes for {owner.name}", Check.SUPPORTED, reason)
            yield Checked(claim, "register-confirmed", senders[0].first.index)
