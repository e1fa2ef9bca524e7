"""Which mail servers' results on a sender are ours to believe, guessed where nobody says.

A mail may carry results that its sender wrote. The last server on the way writes above them, so those at the top of
most mail that came in, from senders who have nothing to do with each other, are of our own server: nobody outside could
make most of the mail carry their name.
"""

from collections import Counter
from collections.abc import Sequence

from lurewatch.conversations.identity import own_domain
from lurewatch.conversations.ledger import Ledger

_FEWEST = 5  # mails that carry the name
_SENDERS = 3  # domains that they come from


def find_servers(
    given: Sequence[str], ledger: Ledger, ours: Sequence[int], keys: Sequence[str]
) -> frozenset[str] | None:
    """The servers named; without any, the one at the top of more than half of the mail that came in, or None."""
    if given:
        return frozenset(one.strip().lower().removeprefix("@") for one in given if one.strip())
    counts, senders = Counter[int](), dict[int, set[str]]()
    total = 0
    for number in ledger.mails():
        author = ledger.authors[number]
        if ours[author]:
            continue
        total += 1
        server = ledger.servers[number]
        if server >= 0:
            counts[server] += 1
            seen = senders.setdefault(server, set())
            if len(seen) < _SENDERS:
                seen.add(own_domain(keys[author]))
    best, count = next(iter(counts.most_common(1)), (-1, 0))
    if count < _FEWEST or 2 * count <= total or len(senders[best]) < _SENDERS:
        return None
    return frozenset((ledger.server_names[best],))
