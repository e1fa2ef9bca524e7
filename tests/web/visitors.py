"""Who visits the pages in tests, signed in as their role; all are invented."""

from django.contrib.auth.models import User
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from lurewatch.model.member import Role
from lurewatch.web import accounts

PASSWORD = "five grey herons at dusk"  # noqa: S105  of an invented account


def account(name: str, role: Role, address: str = "") -> User:
    """Makes an account."""
    accounts.add(name, role, address or f"{name}@quietlab.example", PASSWORD)
    return User.objects.get(username=name)


def signed_in(role: Role, *, second: bool = True, csrf: bool = False) -> Client:
    """A browser in which somebody of a role has signed in, with the second factor."""
    name = f"rosa-{role}"
    user = User.objects.filter(username=name).first() or account(name, role)
    client = Client(enforce_csrf_checks=csrf)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    if second:
        device, _ = TOTPDevice.objects.get_or_create(user=user, confirmed=True)
        session = client.session
        session["otp_device_id"] = device.persistent_id
        session.save()
    return client
