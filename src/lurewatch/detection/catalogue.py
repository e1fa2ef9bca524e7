"""The detectors in code, one line each; rules come before them."""

from collections.abc import Callable

from lurewatch.detection.indicators import bulk_marks, disguise, headers, history, moves, pacing, probing
from lurewatch.detection.interface import Detector
from lurewatch.text.phrases import PhraseBook

DETECTORS: tuple[Callable[[PhraseBook], Detector], ...] = (
    headers.HeaderDetector,
    bulk_marks.BulkMarks,
    disguise.Disguise,
    history.History,
    moves.Moves,
    pacing.Pacing,
    probing.Probing,
)
