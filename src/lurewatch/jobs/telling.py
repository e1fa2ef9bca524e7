"""How a job tells whoever started it what it does."""

from collections.abc import Callable
from typing import TypeAlias

Tell: TypeAlias = Callable[[str], None]  # shows one sentence, which never quotes a message
