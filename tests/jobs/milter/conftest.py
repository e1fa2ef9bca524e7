"""A Postfix and a place to deliver to, for the files that test with them."""

import shutil
from collections.abc import Iterator

import pytest
from tests.jobs.milter.postfix import Postfix, serving
from tests.jobs.milter.sink import Sink, receiving


@pytest.fixture(scope="package")
def sink() -> Iterator[Sink]:
    """Where everything is delivered to."""
    with receiving() as found:
        yield found


@pytest.fixture(scope="package")
def postfix(sink: Sink) -> Iterator[Postfix]:
    """The mail server."""
    assert shutil.which("postfix"), "make test HEAVY=1 installs Debian's postfix"
    with serving(sink.port) as found:
        yield found
