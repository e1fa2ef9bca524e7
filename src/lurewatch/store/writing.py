"""What is true together or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def together() -> Iterator[None]:
    """Everything that is written within it is kept at its end, or nothing of it."""
    with transaction.atomic():
        yield
