"""Accounts of the desk: made, given another role, shut out, let in again."""

from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from lurewatch.errors import UsageError
from lurewatch.model.member import Role
from lurewatch.web.tokens import made_for


def add(name: str, role: Role, address: str, password: str) -> None:
    """Makes an account; UsageError where there is one of this name, or the password is too easily guessed."""
    user = User(username=name, email=address)
    try:
        user.full_clean(exclude=["password"])
        validate_password(password, user)
    except ValidationError as error:
        raise UsageError(f"account {name}: {' '.join(error.messages)}") from error
    user.set_password(password)
    with transaction.atomic():
        user.save()
        user.groups.set([Group.objects.get_or_create(name=str(role))[0]])


def change(name: str, role: Role) -> None:
    """Gives an account another role."""
    _named(name).groups.set([Group.objects.get_or_create(name=str(role))[0]])


def shut(name: str) -> None:
    """Shuts an account out, at once; what it did stays in the log under its number."""
    user = _named(name)
    user.is_active = False
    user.save(update_fields=["is_active"])


def forget_device(name: str) -> None:
    """Lets an account enrol a new device for its second factor, after the old one was lost."""
    TOTPDevice.objects.filter(user=_named(name)).delete()


def token(name: str, program: str) -> str:
    """A new token for a program that acts for an account; it is shown this once."""
    return made_for(_named(name), program)


def _named(name: str) -> User:
    user = User.objects.filter(username=name).first()
    if user is None:
        raise UsageError(f"no account {name}; see the name under which it was made")
    return user
