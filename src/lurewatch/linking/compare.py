"""Two conversations compared, trait by trait, each in decibans with a sentence: the Fellegi-Sunter model."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import log10, sqrt

from lurewatch.linking.looked import Looked
from lurewatch.linking.rarity import COMMON
from lurewatch.linking.same_picture import same_picture
from lurewatch.linking.tokens import Token, TokenKind
from lurewatch.linking.weights import LinkWeights, at_level
from lurewatch.model.campaign import TraitShared

IMPLIED = {TokenKind.HANDLE: {TokenKind.DOMAIN, TokenKind.LIKENESS}, TokenKind.DOMAIN: {TokenKind.LIKENESS},
            TokenKind.LINK: {TokenKind.SITE}}  # fmt: skip
_PICTURED = {TokenKind.PICTURE, TokenKind.LOOKS, TokenKind.BAND}
_ADDRESS = {TokenKind.HANDLE, TokenKind.DOMAIN, TokenKind.LIKENESS}
_MOST = 50.0  # decibans of one identifying value: what is more would say that nobody ever forwards or borrows
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class InCommon:
    """What the counting found of two conversations: bits of wording, passages, their share, whether copies."""

    bits: int = 0
    passages: int = 0
    share: float = 0.0
    is_copy: bool = False


@dataclass(frozen=True, slots=True)
class Comparer:
    """Compares; `frequency` tells in how many of `population` conversations a value stands.

    A value that more than `common` have says nothing.
    """

    weights: LinkWeights
    population: int
    frequency: Callable[[Token], int]
    common: int = COMMON

    @property
    def prior(self) -> float:
        """The log-odds in decibans that two conversations taken at random belong to one campaign."""
        return self.weights.prior - 10 * log10(self.population)

    def traits(self, a: Looked, b: Looked, common: InCommon) -> tuple[TraitShared, ...]:
        """All traits that say something, those that weigh most first."""
        found = [*self._identity(a, b), self._wording(a, b, common), self._approach(a, b)]
        found += [one for one in (self._tempo(a, b), self._pretext(a, b), self._name(a, b)) if one]
        return tuple(sorted((one for one in found if one.decibans), key=lambda one: (-one.decibans, one.trait)))

    def is_one_message(self, a: Looked, b: Looked) -> bool:
        """Whether two copies are one message that went to both of our people, which is no template."""
        return a.first is not None and a.first == b.first and a.outline.handles == b.outline.handles

    def are_apart(self, a: Looked, b: Looked) -> bool:
        """Whether the two contacts appear as different parties."""
        return bool(a.party and b.party) and a.party != b.party

    def _identity(self, a: Looked, b: Looked) -> list[TraitShared]:
        """What identifies both contacts.

        Of one party's values only the strongest counts: their telephone says nothing that their address does not.
        """
        apart = self.are_apart(a, b)
        chance = self.weights.chance_apart if apart else self.weights.chance
        found = [*self._values(a, b, chance), *self._picture(a, b, chance)]
        return found if apart else sorted(found, key=lambda one: -one.decibans)[:1]

    def _picture(self, a: Looked, b: Looked, chance: Mapping[TokenKind, float]) -> Iterator[TraitShared]:
        shared = same_picture(a.values, b.values, self.frequency)
        weight = self._weight(shared.kind, shared.common, chance) if shared else 0.0
        if shared and weight > 0:
            yield TraitShared(shared.kind, weight, shared.said())

    def _values(self, a: Looked, b: Looked, chance: Mapping[TokenKind, float]) -> Iterator[TraitShared]:
        """Each value in common, those that weigh most first, but for those that another implies."""
        both = [one for one in a.values & b.values if one.kind not in _PICTURED]
        shared = sorted(both, key=lambda one: (-self._value(one, chance), one))
        implied = {kind for one in shared for kind in IMPLIED.get(one.kind, ())}
        counted: set[TokenKind] = set()
        for token in shared:
            group = TokenKind.HANDLE if token.kind in _ADDRESS else token.kind
            if token.kind in implied or token.kind is TokenKind.NAME or group in counted:
                continue
            counted.add(group)
            weight = self._value(token, chance)
            if weight > 0:
                yield TraitShared(token.kind, weight, self._said(token))

    def _value(self, token: Token, chance: Mapping[TokenKind, float]) -> float:
        if token.kind is TokenKind.NAME:
            return 0.0
        return self._weight(token.kind, self.frequency(token), chance)

    def _weight(self, kind: TokenKind, common: int, chance: Mapping[TokenKind, float]) -> float:
        others = max(1, common - 1)
        if others >= self.common:
            return 0.0
        # The root, because whoever shares an identifying value is mostly of one house or one hand, not there by chance;
        # beyond the number that one hand writes to, it is a switchboard, a portal or a footer.
        spread = sqrt(others) * max(1.0, others / self.weights.mailing_from)
        ratio = self.weights.m[kind] * self.population / (chance[kind] * spread)
        return round(min(_MOST + self._above, 10 * log10(ratio)), 1)

    @property
    def _above(self) -> float:
        """What the size of what is linked adds to every threshold, and so to what a value may weigh."""
        return 10 * log10(self.population / 4096)

    def _said(self, token: Token) -> str:
        count = self.frequency(token)
        return f"the same {token.kind}, which {count} conversations have: {token.value}"

    def _wording(self, a: Looked, b: Looked, common: InCommon) -> TraitShared:
        weights = self.weights
        if common.is_copy and self.is_one_message(a, b):
            return TraitShared("wording", 0.0, "one message to both")
        if common.is_copy:
            return TraitShared("wording", weights.wording_copy, f"one text: {common.share:.0%} of the rare wording")
        if common.share < weights.least_share or common.bits < weights.wording[0][0]:
            return TraitShared("wording", weights.wording_none, "no rare wording in common")
        passages = "a passage" if common.passages == 1 else f"{common.passages} passages"
        detail = f"{passages} in common, {common.share:.0%} of the rare wording of the shorter"
        return TraitShared("wording", at_level(weights.wording, common.bits), detail)

    def _approach(self, a: Looked, b: Looked) -> TraitShared:
        least, most = self.weights.approach
        own = [min(max(one.evidence, least), most) for one in (a, b)]
        return TraitShared("approach", round(sum(own), 1), "what each says by itself for or against an approach")

    def _tempo(self, a: Looked, b: Looked) -> TraitShared | None:
        if a.first is None or b.first is None:
            return None
        days = abs((a.first - b.first).total_seconds()) / _DAY
        apart = "a day" if round(days) == 1 else f"{days:.0f} days"
        return TraitShared("tempo", at_level(self.weights.tempo, days), f"begun {apart} apart")

    def _pretext(self, a: Looked, b: Looked) -> TraitShared | None:
        if not (a.pretext and b.pretext):
            return None
        shared = a.pretext & b.pretext
        named = ", ".join(sorted(shared)[:4]) or "nothing"
        return TraitShared("pretext and ask", at_level(self.weights.pretext, len(shared)), f"in common: {named}")

    def _name(self, a: Looked, b: Looked) -> TraitShared | None:
        names = {one for one in a.values & b.values if one.kind is TokenKind.NAME}
        if not names:
            return None
        return TraitShared("name", self.weights.name, "the same name, which is never enough")
