"""Whether two conversations have a picture in common: the same file, or one made of the same."""

from collections.abc import Callable, Collection, Iterator
from itertools import product
from typing import NamedTuple

from lurewatch.linking.pictures import NEAR, apart, bands
from lurewatch.linking.rarity import COMMON
from lurewatch.linking.tokens import Token, TokenKind


class SamePicture(NamedTuple):
    """The kind of what is shared, how many conversations have it, how many of 256 bits differ, and which file it is."""

    kind: TokenKind
    common: int
    differ: int
    file: str = ""

    def said(self) -> str:
        """What is in common, in words."""
        if self.kind is TokenKind.PICTURE:
            return f"the same picture, which {self.common} conversations have: file {self.file[:12]}"
        return f"nearly the same picture, which {self.common} conversations have: {self.differ} of 256 bits differ"


def same_picture(a: Collection[Token], b: Collection[Token], frequency: Callable[[Token], int]) -> SamePicture | None:
    """The rarest picture that both have; none where many have it, as a firm's logo or an icon that all may use.

    `a` and `b` are all values of each. A file counts for as many as have one that looks like it.
    """
    alike = sorted(_alike(_of(TokenKind.LOOKS, a), _of(TokenKind.LOOKS, b), frequency), key=lambda one: one[1:3])
    files = [(frequency(Token(TokenKind.PICTURE, file)), file) for file in sorted(_files(a) & _files(b))]
    best = alike[0] if alike else None
    if files:
        common, file = min(files)
        looking = next((one.common for one in alike if not one.differ), 0)
        best = SamePicture(TokenKind.PICTURE, max(common, looking), 0, file)
    return best if best and best.common <= COMMON else None


def _alike(looks: list[str], others: list[str], frequency: Callable[[Token], int]) -> Iterator[SamePicture]:
    for one, other in product(looks, others):
        differ = apart(one, other)
        if differ <= NEAR and (shared := bands(one) & bands(other)):
            common = max(frequency(Token(TokenKind.BAND, band)) for band in shared)
            yield SamePicture(TokenKind.LOOKS, common, differ)


def _of(kind: TokenKind, values: Collection[Token]) -> list[str]:
    return sorted(one.value for one in values if one.kind is kind)


def _files(values: Collection[Token]) -> set[str]:
    return set(_of(TokenKind.PICTURE, values))
