"""Correspondents whose mail is never read: works council and union, lawyers, doctors, journalists' sources."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lurewatch.config.table import Table
from lurewatch.text.addresses import normal_address, normal_domain

_ADVICE = "give an address (name@union.example) or a domain (union.example; what is below it is meant too)"
_DOMAIN = re.compile(r"[^\s@<>,;:*/\\]+\.[^\s@<>,;:*/\\]+")


class Skip(StrEnum):
    """For what reason a mail is not read; a mail that is on two lists counts for the first."""

    UNION = "union"
    LEGAL = "legal"
    MEDICAL = "medical"
    JOURNALISTS = "journalists"


@dataclass(frozen=True, slots=True)
class SkipLists:
    """Addresses and domains in normal form, each with its reason."""

    addresses: Mapping[str, Skip] = field(default_factory=dict)
    domains: Mapping[str, Skip] = field(default_factory=dict)

    def reason(self, correspondents: Iterable[str]) -> Skip | None:
        """Why mail with these correspondents (addresses or domains, in normal form) is not read; None if it may be."""
        if not self.addresses and not self.domains:
            return None
        found = {reason for one in correspondents for reason in self._reasons(one)}
        return next((reason for reason in Skip if reason in found), None)

    def _reasons(self, correspondent: str) -> Iterator[Skip]:
        local, at, domain = correspondent.rpartition("@")
        if at:
            plain = local.partition("+")[0]  # name+tag@ is delivered to name@
            for address in {f"{local}@{domain}", f"{plain}@{domain}"}:
                if address in self.addresses:
                    yield self.addresses[address]
        while domain:
            if domain in self.domains:
                yield self.domains[domain]
            domain = domain.partition(".")[2]

    def counted(self) -> Mapping[Skip, int]:
        """How many entries there are for each reason."""
        entries = [*self.addresses.values(), *self.domains.values()]
        return {reason: entries.count(reason) for reason in Skip}


def skip_of(table: Table) -> SkipLists:
    """The lists of the table `[skip]`, one for each reason."""
    addresses: dict[str, Skip] = {}
    domains: dict[str, Skip] = {}
    for reason in Skip:
        for written in table.texts(reason, _ADVICE):
            local, at, _ = written.rpartition("@")
            domain = normal_domain(written.rpartition("@")[2])
            if not _DOMAIN.fullmatch(domain):
                table.fault(reason, f"{written[:60]!a} is neither address nor domain; {_ADVICE}")
            elif at and local:
                addresses.setdefault(normal_address(written), reason)
            else:
                domains.setdefault(domain, reason)
    table.end(tuple(Skip))
    return SkipLists(addresses, domains)
