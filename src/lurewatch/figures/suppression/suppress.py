"""A chain of tables with all hidden that has to be."""

from collections.abc import Collection, Iterable, Sequence

from lurewatch.figures.suppression.audit import given_away, narrow
from lurewatch.figures.suppression.chain import Laid, laid
from lurewatch.figures.suppression.network import Move, Network
from lurewatch.figures.suppression.rule import behind, is_safe
from lurewatch.model.published import Chain, Part, Rule


def published(parts: Iterable[Part], dimensions: Sequence[str], rule: Rule) -> Chain:
    """What may be shown of some approaches, whose `of` has a class for each of the dimensions.

    The same for any order of `parts`. Refused where the total may not be shown, or where a number would stay too nearly
    known whatever else is hidden.
    """
    names, every = tuple(dimensions), list(parts)
    if not is_safe(behind(every, rule), rule):
        return Chain(names, refused=f"too few: {_needed(rule)}")
    found = laid(every, len(names), rule)
    hidden = _hidden(found, rule)
    if next(narrow(found, hidden, rule), None) or next(given_away(found, hidden, rule), None):
        return Chain(names, len(every), refused="a number would stay too nearly known, whatever else is hidden")
    return _shown(names, len(every), found, hidden)


def _needed(rule: Rule) -> str:
    people = f"at least {rule.people} people, of whom none carries most"
    if rule.organisations > 1:
        return f"at least {rule.organisations} organisations, of which none carries most, and {rule.people} people"
    return people


def _hidden(found: Laid, rule: Rule) -> set[int]:
    """What may not be shown by itself, and what the auditor asks to have hidden for its sake."""
    hidden, before = {arc for arc, one in enumerate(found.numbers.values()) if not is_safe(one, rule)}, -1
    while len(hidden) > before:
        before = len(hidden)
        _keep_sums(found, hidden, rule)
        for move in sorted(narrow(found, hidden, rule), key=lambda move: -move.wanted):
            _open(found.network, hidden, move)
    return hidden


def _keep_sums(found: Laid, hidden: set[int], rule: Rule) -> None:
    """Hides the least of those shown beside a sum that would be given away, until none is."""
    arcs = found.network.arcs
    while groups := list(given_away(found, hidden, rule)):
        for group in groups:
            shown = [arc for arc in group.arcs if arc not in hidden]
            further = min(shown, key=lambda arc: arcs[arc].number) if shown else group.of
            hidden.update(() if further is None else (further,))


def _open(network: Network, hidden: set[int], move: Move) -> None:
    """Hides the ring with the least shown in it until a number can move as far as it needs to."""
    by = move.wanted
    while by and (moved := network.flow(move, hidden)).by < move.wanted:
        by = min(by, move.wanted - moved.by)
        if ring := network.ring(move, hidden, moved, by):
            hidden.update(ring)
        else:
            by //= 2  # no ring bears it all; several may


def _shown(names: tuple[str, ...], total: int, found: Laid, hidden: Collection[int]) -> Chain:
    margins: list[dict[str, int | None]] = [{} for _ in names]
    pairs: list[dict[tuple[str, str], int | None]] = [{} for _ in names[1:]]
    for arc, ((place, classes), one) in enumerate(found.numbers.items()):
        number = None if arc in hidden else one.count
        if len(classes) == 1:
            margins[place][classes[0]] = number
        else:
            pairs[place][classes[0], classes[1]] = number
    return Chain(names, total, tuple(margins), tuple(pairs))
