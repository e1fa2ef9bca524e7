"""Components by scipy, beside those of embedded linking; and what is told when Spark gives up."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lurewatch.linking import cluster

pytestmark = pytest.mark.service
EDGES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=40)


@settings(deadline=None)
@given(EDGES)
def test_the_same_as_embedded(edges: list[tuple[int, int]]) -> None:
    """The same marks hang together, however large they are; none hang together where there are no pairs."""
    from lurewatch.jobs.spark.components import components  # noqa: PLC0415  scipy is there in the tests marked alone

    a, b = (np.array([one[side] for one in edges], np.int64) for side in (0, 1))
    marks, labels = components(a << 50, b << 50)
    expected = cluster.components(31, a, b)[marks >> 50]
    by_label = np.lexsort((expected, labels))
    same = [labels[i] == labels[j] for i, j in pairwise(by_label)]
    assert same == [expected[i] == expected[j] for i, j in pairwise(by_label)]
    assert set(marks >> 50) == {end for edge in edges for end in edge}


def test_a_fault_that_quotes_a_message() -> None:
    """Of a fault its name and place are told, and no word of its text."""
    from lurewatch.jobs.spark.cause import cause  # noqa: PLC0415

    told = cause(
        ValueError(
            "An error occurred while calling o1.getResult.\n"
            ": org.apache.spark.SparkException: [FAILED_READ_FILE.NO_HINT] Encountered a file. Dear Noor, [SECRET] at\n"
            '  File "/opt/lib/lurewatch/jobs/spark/tables.py", line 61, in mapped\n'
        )
    )
    assert told == "FAILED_READ_FILE.NO_HINT at lurewatch/jobs/spark/tables.py, line 61"
    assert cause(ValueError("Dear Noor, [SECRET]")) == "ValueError"
