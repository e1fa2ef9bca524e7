"""What the shell is handed because only others may reach the network; light, since every start loads it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from lurewatch.model.conversation import Conversation
from lurewatch.model.opinion import Opinion

if TYPE_CHECKING:
    from lurewatch.desk.figures import Told
    from lurewatch.flow import Options
    from lurewatch.model.figures import Period

Ask: TypeAlias = Callable[[Conversation], Opinion]
Tell: TypeAlias = Callable[[str], None]  # shows a sentence to whoever runs the command
Watch: TypeAlias = Callable[[Path, bool, Tell], None]  # the settings file, whether to stop when all is read
Milter: TypeAlias = Callable[[Path, Tell], None]  # the settings file; runs until it is told to end
# Conversations in Parquet, the folder to write, Spark's master and the memory of its JVM here.
HubLink: TypeAlias = Callable[[Path, Path, tuple[str, str], "Options", Tell], None]
# The settings file, address and port, processes; runs until it is told to end.
Serve: TypeAlias = Callable[[Path | None, tuple[str, int], int, Tell], None]
AddAccount: TypeAlias = Callable[[Path | None, str, str, str, str], None]  # settings; name, role, address, password
ChangeAccount: TypeAlias = Callable[[Path | None, str, str], str]  # settings; name, what; a token where one was made
# The same and what is counted (period, ways of seeing, options): the figures, having written the folder.
HubFigures: TypeAlias = Callable[[Path, Path, tuple[str, str], tuple["Period", Sequence[str], "Options"]], "Told"]


class Launchers(NamedTuple):
    """What `__main__` hands to the shell because it may reach the network; None is not to be had.

    `second_opinion` takes a URL and a model.
    """

    second_opinion: Callable[[str, str], Ask] | None = None
    watch: Watch | None = None
    milter: Milter | None = None
    hub_link: HubLink | None = None
    serve: Serve | None = None
    add_account: AddAccount | None = None
    change_account: ChangeAccount | None = None
    hub_figures: HubFigures | None = None
