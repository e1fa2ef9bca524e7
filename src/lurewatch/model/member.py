"""Who asks the desk for something."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to the desk."""

    PERSON = "person"
    OFFICER = "officer"
    LEAD = "lead"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Member:
    """A member of staff as the desk knows them: the number of their account (never their name), and what they are.

    `address` is where mail to them arrives, taken for theirs in what they report; it is written nowhere.
    """

    account: str
    role: Role
    address: str = ""
