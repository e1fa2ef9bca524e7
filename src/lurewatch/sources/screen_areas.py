"""Where a screenshot has bubbles, and the same picture as dark letters on white, whatever colours it had.

The picture is laid out in small cells; the median colour of a cell is that of its ground, since letters cover less than
half of it. Cells of one colour that hang together are an area: the page, a bar, a bubble.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

_CELLS_ACROSS = 135
_SMALLEST_CELL = 3  # pixels
_SAME = 6  # steps of 255 by which the ground of one area may differ: some programs' bubbles differ by ten
_FEWEST_CELLS = 60
_THICKEST = 6  # cells: half the height of large letters
_FULL_WIDTH, _HALF = 0.9, 0.5
_FILLED = 0.55  # of its box: a bubble's corners are round, and it may have a tail
_MOST_BUBBLES = 300  # a picture of more areas is no chat
_CONTRAST = 17  # tenths

Pixels = NDArray[np.uint8]
Labels = NDArray[np.int32]
_Cell = tuple[int, int]


class Box(NamedTuple):
    """A box in pixels; the right and lower edges are beyond it."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x < self.right and self.top <= y < self.bottom


class Areas(NamedTuple):
    """A screen taken apart: its bubbles from top to bottom, where its bar ends, and its letters dark on white."""

    bubbles: tuple[Box, ...]
    bar: int
    letters: Pixels


class _Area(NamedTuple):
    """An area's box in cells, and how much of it it fills."""

    box: Box
    filled: float


def areas_of(pixels: Pixels) -> Areas:
    """The areas of a picture, given as rows of pixels of red, green and blue."""
    size = max(_SMALLEST_CELL, pixels.shape[1] // _CELLS_ACROSS)
    ground = _smooth(_ground(pixels, size))
    labels, areas = _connected(ground)
    rows, columns = labels.shape
    bubbles: list[Box] = []
    bar = 0
    for box, filled in areas:
        is_wide = box.right - box.left >= _FULL_WIDTH * columns
        if is_wide and box.top <= 1 and box.bottom < _HALF * rows:
            bar = max(bar, box.bottom)
        elif not is_wide and filled >= _FILLED and box.right - box.left >= 4 and box.bottom - box.top >= 3:
            bubbles.append(Box(*(edge * size for edge in box)))
    return Areas(_outermost(bubbles), bar * size, _letters(pixels, ground, labels, size))


def _ground(pixels: Pixels, size: int) -> Pixels:
    """The median colour of each cell."""
    rows, columns = pixels.shape[0] // size, pixels.shape[1] // size
    cells = pixels[: rows * size, : columns * size].reshape(rows, size, columns, size, 3)
    flat = cells.transpose(0, 2, 1, 3, 4).reshape(rows, columns, size * size, 3)
    middle = size * size // 2
    return _as_pixels(np.partition(flat, middle, axis=2)[:, :, middle])


def _smooth(ground: Pixels) -> Pixels:
    """Each cell as the median of its neighbourhood, so that thick letters are not taken for ground."""
    return _as_pixels(np.partition(_around(ground), 4, axis=0)[4])


def _as_pixels(values: NDArray[Any]) -> Pixels:
    return values.astype(np.uint8, copy=False)


def _around(cells: NDArray[Any]) -> NDArray[Any]:
    """Each cell and its eight neighbours, as nine layers; beyond the edge the cell at the edge stands again."""
    rows, columns = cells.shape[:2]
    padded = np.pad(cells, ((1, 1), (1, 1), *([(0, 0)] * (cells.ndim - 2))), mode="edge")
    return np.stack([padded[y : y + rows, x : x + columns] for y in range(3) for x in range(3)])


def _connected(ground: Pixels) -> tuple[Labels, list[_Area]]:
    """The number of each cell's area, counted from 1 (0 for the small ones), and the areas in that order."""
    rows, columns, _ = ground.shape
    colours = [[(int(r), int(g), int(b)) for r, g, b in row] for row in ground]
    labels = np.zeros((rows, columns), dtype=np.int32)
    seen = [bytearray(columns) for _ in range(rows)]
    areas: list[_Area] = []
    for y in range(rows):
        for x in range(columns):
            if seen[y][x]:
                continue
            cells = _flood(colours, seen, (y, x))
            if len(cells) >= _FEWEST_CELLS:
                ys, xs = zip(*cells, strict=True)
                box = Box(min(xs), min(ys), max(xs) + 1, max(ys) + 1)
                areas.append(_Area(box, len(cells) / ((box.right - box.left) * (box.bottom - box.top))))
                labels[ys, xs] = len(areas)
    return labels, areas


def _flood(colours: list[list[tuple[int, int, int]]], seen: list[bytearray], start: _Cell) -> list[_Cell]:
    """The cells not seen before that hang together with the first and have its colour."""
    rows, columns = len(colours), len(colours[0])
    red, green, blue = colours[start[0]][start[1]]
    cells = [start]
    seen[start[0]][start[1]] = 1
    for y, x in cells:
        for y2, x2 in ((y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)):
            if not (0 <= y2 < rows and 0 <= x2 < columns) or seen[y2][x2]:
                continue
            r, g, b = colours[y2][x2]
            if abs(r - red) <= _SAME and abs(g - green) <= _SAME and abs(b - blue) <= _SAME:
                seen[y2][x2] = 1
                cells.append((y2, x2))
    return cells


def _outermost(boxes: list[Box]) -> tuple[Box, ...]:
    """The boxes that lie in no other, from top to bottom: what a message quotes lies in its bubble."""
    if len(boxes) > _MOST_BUBBLES:
        return ()
    return tuple(sorted((one for one in boxes if not any(_lies_in(one, other) for other in boxes)), key=_top))


def _top(box: Box) -> int:
    return box.top


def _lies_in(one: Box, other: Box) -> bool:
    beside = one.left < other.left or one.right > other.right
    return not (beside or one.top < other.top or one.bottom > other.bottom or one == other)


def _letters(pixels: Pixels, ground: Pixels, labels: Labels, size: int) -> Pixels:
    """What differs from the ground of its area, dark on white; the edges of areas are wiped, where no letters stand."""
    counts = np.maximum(np.bincount(labels.ravel()), 1)
    means = [np.bincount(labels.ravel(), weights=ground[:, :, channel].ravel()) / counts for channel in range(3)]
    spread = _spread(labels)
    grounds = np.where(spread[:, :, None] > 0, np.stack(means, axis=-1)[spread], ground).astype(np.int16)
    layers = _around(spread)
    is_edge = layers.max(axis=0) != layers.min(axis=0)
    letters = np.empty((labels.shape[0] * size, labels.shape[1] * size), dtype=np.uint8)
    for row in range(labels.shape[0]):
        band = pixels[row * size : (row + 1) * size, : letters.shape[1]].astype(np.int16)
        differs = np.abs(band - np.repeat(grounds[row], size, axis=0)).max(axis=2)
        differs[:, np.repeat(is_edge[row], size)] = 0
        letters[row * size : (row + 1) * size] = 255 - np.minimum(differs * _CONTRAST // 10, 255)
    return letters


def _spread(labels: Labels) -> Labels:
    """The same with cells of no area given to one beside them: they are full of letters that stand on it."""
    for _ in range(_THICKEST):
        if labels.all():
            break
        labels = np.where(labels == 0, _around(labels).max(axis=0), labels)
    return labels
