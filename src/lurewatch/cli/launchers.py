"""What the shell is handed because only others may reach the network; light, since every start loads it."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from lurewatch.model.conversation import Conversation
from lurewatch.model.opinion import Opinion

Ask: TypeAlias = Callable[[Conversation], Opinion]


class Launchers(NamedTuple):
    """What `__main__` hands to the shell because it may reach the network; `second_opinion` takes a URL and a model."""

    second_opinion: Callable[[str, str], Ask]
