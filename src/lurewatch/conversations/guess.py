"""A guess at who is ours, from who takes part in what was read; always told as one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lurewatch.conversations.identity import Owners, own_domain, parse_owner
from lurewatch.conversations.ledger import Ledger
from lurewatch.text.domains import is_free_mail

_SHOWN = 3  # handles named in the sentence before "and 2 more"


def find_owners(given: Sequence[str], ledger: Ledger) -> Owners:
    """Who is ours: what was given; where nobody given takes part, what an export says of itself, else a guess."""
    written = [parse_owner(one) for one in given if one.strip()]
    named = Owners(
        frozenset(one for one in written if not one.startswith("@")),
        frozenset(one[1:] for one in written if one.startswith("@")),
    )
    keys = [ledger.key(person) for person in ledger.people]
    exports = dict(_guesses_of_exports(named, ledger, keys))
    found = [guess for guess in (_guess_of_mail(named, ledger, keys), *exports.values()) if guess is not None]
    told = _told(named, ledger, keys)
    handles = named.handles | told | {guess.ours for guess in found if not guess.ours.startswith("@")}
    domains = named.domains | {guess.ours[1:] for guess in found if guess.ours.startswith("@")}
    unknown = tuple(ledger.source(group) for group, guess in exports.items() if guess is None)
    ours = Owners(handles, domains, bool(found), _sentence(written, sorted(told), found), unknown)
    return replace(ours, alone=_alone(ours, ledger, keys))


@dataclass(frozen=True, slots=True)
class _Guess:
    """A handle's key or `@domain` held to be ours, and in how many of how many it takes part."""

    ours: str
    share: str


def _guess_of_mail(named: Owners, ledger: Ledger, keys: list[str]) -> _Guess | None:
    """The organisation's own domain, or the free-mail address, to which most mail is delivered."""
    total = sum(1 for _ in ledger.mails())
    is_named = [named.is_ours(key) for key in keys]
    if not total or any(is_named[p] for n in ledger.mails() for p in (ledger.authors[n], *ledger.recipients(n))):
        return None
    candidates = [_candidate(key) for key in keys]
    to, by = Counter[str](), Counter[str]()
    for number in ledger.mails():
        to.update({candidates[person] for person in ledger.recipients(number)})
        by[candidates[ledger.authors[number]]] += 1
    for person, count in ledger.delivered.items():
        to[candidates[person]] += count
    to.pop("", None)
    by.pop("", None)
    if not to and not by:
        return None
    best = min(to | by, key=lambda one: (-to[one] - by[one], -to[one], one))
    share = sum(
        1 for n in ledger.mails() if any(candidates[p] == best for p in (ledger.authors[n], *ledger.recipients(n)))
    )
    return _Guess(best, f"in {share} of {total} mails")


def _candidate(key: str) -> str:
    """What an address would make ours: its organisation's domain, or itself where it is free mail."""
    domain = own_domain(key)
    return key if domain and is_free_mail(domain) else f"@{domain}" if domain else ""


def _told(named: Owners, ledger: Ledger, keys: list[str]) -> set[str]:
    """The handle keys that exports say are their owners', of those in which nobody given takes part."""
    is_named = [named.is_ours(key) for key in keys]
    known = set[int]()
    if ledger.told and any(is_named):
        columns = enumerate(zip(ledger.group, ledger.authors, strict=True))
        known = {g for n, (g, author) in columns if is_named[author] or any(is_named[p] for p in ledger.recipients(n))}
    return {key for group, told in ledger.told.items() if group not in known for key in told}


def _guesses_of_exports(named: Owners, ledger: Ledger, keys: list[str]) -> Iterator[tuple[int, _Guess | None]]:
    """For each export of a network or a chat, the one who takes part in the most of its conversations.

    None where it does not show: three take part in as much of it (a group chat alone), or nobody but its author.
    """
    taking: dict[int, Counter[str]] = {}
    threads: dict[int, set[str]] = {}
    for group, thread, person in ledger.threads:
        taking.setdefault(group, Counter())[keys[person]] += 1
        threads.setdefault(group, set()).add(thread)
    first = ledger.first_of_groups() if taking else {}
    for group, counts in sorted(taking.items()):
        if ledger.told.get(group) or any(named.is_ours(key) for key in counts):
            continue
        began_with = {keys[person] for person in ledger.recipients(first[group])}
        best = min((-count, key not in began_with, key) for key, count in counts.items())[2]
        as_much = sum(count == counts[best] for count in counts.values())
        is_shown = as_much <= 2 <= len(counts)
        yield group, _Guess(best, f"in {counts[best]} of {len(threads[group])} conversations") if is_shown else None


def _alone(ours: Owners, ledger: Ledger, keys: list[str]) -> dict[int, str]:
    """For all mail and for each export, the one of ours who took part in more than half of it, and more than others."""
    is_ours = [ours.is_ours(key) for key in keys]
    messages, taking = Counter[int](), dict[int, Counter[str]]()
    for number, group in enumerate(ledger.group):
        messages[group] += 1
        people = {keys[person] for person in (ledger.authors[number], *ledger.recipients(number)) if is_ours[person]}
        taking.setdefault(group, Counter()).update(people)
    alone = {}
    for group, counts in taking.items():
        (best, count), *others = [*counts.most_common(2), ("", 0)]
        if 2 * count > messages[group] and count > others[0][1]:
            alone[group] = best
    return alone


def _sentence(given: list[str], told: list[str], guesses: list[_Guess]) -> str:
    """How it is known who is ours, for the reader of a report."""
    parts = [f"Ours, as given: {_listed([_in_words(one) for one in given])}."] if given else []
    parts += [f"Ours, as the export says: {_listed([_in_words(one) for one in told])}."] if told else []
    if guesses:
        parts.append(
            f"Ours, by guess: {_listed([f'{_in_words(guess.ours)} ({guess.share})' for guess in guesses])};"
            " name your own with --owner if that is wrong."
        )
    return " ".join(parts) or "Nobody could be told to be ours; name your handles with --owner."


def _listed(items: list[str]) -> str:
    shown = list(dict.fromkeys(items))
    more = f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    return ", ".join(shown[:_SHOWN]) + more


def _in_words(ours: str) -> str:
    return f"every address at {ours[1:]}" if ours.startswith("@") else ours.partition(":")[2]
