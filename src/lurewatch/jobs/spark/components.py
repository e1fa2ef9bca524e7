"""What hangs together by pairs: the one step that needs all of them in one place, and they are few."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from lurewatch.linking.candidates import Numbers


def components(a: Numbers, b: Numbers) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The marks that stand in pairs, ascending, and for each a label that those have which hang together with it."""
    marks, ends = np.unique(np.concatenate((a, b)), return_inverse=True)
    left, right = ends[: len(a)], ends[len(a) :]
    graph = coo_array((np.ones(len(a), np.int8), (left, right)), shape=(len(marks), len(marks)))
    _, labels = connected_components(graph, directed=False)
    return marks, labels.astype(np.int64)
