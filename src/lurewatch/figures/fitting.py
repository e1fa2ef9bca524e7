"""Log-linear models of a complete table, by iterative proportional fitting.

Source: W. E. Deming and F. F. Stephan, Annals of Mathematical Statistics 11 (1940); Y. Bishop, S. Fienberg and P.
Holland, "Discrete Multivariate Analysis" (1975), chapter 3. It never diverges, and bears empty cells.
"""

from collections.abc import Sequence

import numpy as np

from lurewatch.figures.histories import Table

_ROUNDS, _CLOSE = 500, 1e-9

Together = tuple[int, int]  # two ways, by number, that see the same ones more, or less, often than chance would


def fitted(table: Table, together: Sequence[Together]) -> Table:
    """What a model expects in each cell, where only the pairs of ways in `together` depend on each other."""
    margins = _margins(table.ndim, together)
    expected = np.full(table.shape, table.sum() / table.size)
    for _ in range(_ROUNDS):
        before = expected
        for axes in margins:
            now = expected.sum(axes, keepdims=True)
            expected = expected * np.divide(table.sum(axes, keepdims=True), now, out=np.zeros_like(now), where=now > 0)
        if np.abs(expected - before).max() < _CLOSE * max(1.0, table.sum()):
            break
    return expected


def _margins(ways: int, together: Sequence[Together]) -> list[tuple[int, ...]]:
    """The axes to be summed over for each margin that the model keeps."""
    kept: list[set[int]] = [set(pair) for pair in together]
    kept += [{way} for way in range(ways) if not any(way in pair for pair in together)]
    return [tuple(axis for axis in range(ways) if axis not in one) for one in kept]
