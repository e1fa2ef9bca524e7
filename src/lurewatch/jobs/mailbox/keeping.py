"""Secrets, from where they are kept: the environment or the keyring; never the settings, a flag or a log."""

import os
from enum import StrEnum

from lurewatch.desk.asked import Keeper, Mailbox
from lurewatch.errors import ServiceRefused, UsageError

_PREFIX = "LUREWATCH_MAILBOX_"


class Secret(StrEnum):
    """What is kept secret."""

    PASSWORD = "password"  # noqa: S105  # the name of a secret, as are the next
    ACCESS = "access-token"
    REFRESH = "refresh-token"
    CLIENT = "client-secret"


def kept(secret: Secret, mailbox: Mailbox) -> str:
    """The secret, or an empty text where there is none; what could not have been meant is refused, not sent."""
    if mailbox.secrets is Keeper.KEYRING:
        value = _from_keyring(secret, mailbox.user)
    else:
        value = os.environ.get(variable(secret), "")
    if value and not value.isprintable():
        raise UsageError(f"{_place(secret, mailbox)}: holds signs that no {secret} has; set it anew")
    return value


def needed(secret: Secret, mailbox: Mailbox) -> str:
    """The secret; UsageError where there is none."""
    if value := kept(secret, mailbox):
        return value
    raise UsageError(f"{_place(secret, mailbox)}: not set, so nobody can sign in; set it (docs/how-to/watch.md)")


def keep(secret: Secret, value: str, mailbox: Mailbox) -> bool:
    """Puts a new value into the keyring; tells whether it could be kept."""
    if mailbox.secrets is not Keeper.KEYRING:
        return False
    import keyring  # noqa: PLC0415  loads only where it is used
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        keyring.set_password(_service(secret), mailbox.user, value)
    except KeyringError:
        return False
    return True


def variable(secret: Secret) -> str:
    """The environment's variable that holds a secret."""
    return _PREFIX + secret.upper().replace("-", "_")


def _service(secret: Secret) -> str:
    return f"lurewatch {secret}"


def _place(secret: Secret, mailbox: Mailbox) -> str:
    if mailbox.secrets is Keeper.KEYRING:
        return f"keyring, service {_service(secret)!r}, user {mailbox.user!r}"
    return variable(secret)


def _from_keyring(secret: Secret, user: str) -> str:
    import keyring  # noqa: PLC0415
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        return keyring.get_password(_service(secret), user) or ""
    except KeyringError as error:
        raise ServiceRefused(
            f"keyring: cannot be asked ({type(error).__name__}); unlock it, or set secrets to environment"
        ) from None
