"""Which handles of ours are one person's, so that what they got on several platforms can be told to be theirs."""

from collections import Counter
from collections.abc import Iterable, Sequence

from lurewatch.conversations.kin import Kin
from lurewatch.conversations.ledger import Ledger
from lurewatch.model.handle import Platform

_NEARLY_ALL = 0.9
_MYSELF = f"{Platform.NAME}:me"


def find_selves(ledger: Ledger, ours: Sequence[int], keys: Sequence[str], told: Iterable[tuple[int, int]]) -> Kin[int]:
    """Groups of numbers of ours: of equal keys, of what was told, and all of them where only one person's was read.

    `told` are pairs of ours that a list, or the person's own words, give as one person.
    """
    kin: Kin[int] = Kin()
    first: dict[str, int] = {}
    for number, key in enumerate(keys):
        if ours[number]:
            kin.join(first.setdefault(key, number), number)
    for one, other in told:
        kin.join(one, other)
    keepers = [first[key] for key in _keepers(ledger, ours, keys)]
    for keeper in keepers[1:]:
        kin.join(keepers[0], keeper)
    return kin


def _keepers(ledger: Ledger, ours: Sequence[int], keys: Sequence[str]) -> list[str]:
    """The one of ours in nearly all messages of each group, if each has one and no two of one platform differ."""
    total, taking = Counter[int](), dict[int, Counter[str]]()
    for number, group in enumerate(ledger.group):
        people = {keys[one] for one in (ledger.authors[number], *ledger.recipients(number)) if ours[one]}
        if people:
            total[group] += 1
            taking.setdefault(group, Counter()).update(people)
    keepers: dict[str, str] = {}
    for group, counts in taking.items():
        best, count = min(counts.items(), key=lambda one: (-one[1], one[0]))
        if count < _NEARLY_ALL * total[group] or keepers.setdefault(_place(best), best) != best:
            return []
    return list(keepers.values())


def _place(key: str) -> str:
    """Where a handle lives: its platform, and of a chat's accounts the service; whoever exported a chat may be "Me"."""
    if key == _MYSELF:
        return key
    platform, _, value = key.partition(":")
    service, slash, _ = value.partition("/")
    return f"{platform}:{service}" if slash else platform
