"""What an organisation's settings ask of the jobs, as values: jobs may not read the settings themselves."""

from lurewatch.config.mailbox import Grant, Keeper, Kind, Mailbox, SignIn, TokenSource

__all__ = ["Grant", "Keeper", "Kind", "Mailbox", "SignIn", "TokenSource"]
