"""What an organisation's settings ask of the jobs, as values: jobs may not read the settings themselves."""

from lurewatch.config.mailbox import Grant, Keeper, Kind, Mailbox, SignIn, TokenSource
from lurewatch.config.milter import Listen, Milter, Recipients

__all__ = ["Grant", "Keeper", "Kind", "Listen", "Mailbox", "Milter", "Recipients", "SignIn", "TokenSource"]
