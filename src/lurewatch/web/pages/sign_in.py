"""Signing in: the password, then for those who see others' messages a second factor."""

from base64 import b32encode

from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as otp_login
from django_otp import match_token
from django_otp.plugins.otp_totp.models import TOTPDevice

_WRONG = "name or password is wrong; try again"
_WRONG_CODE = "that code is not the one of this half minute, or was used; take the next"
_both = require_http_methods(["GET", "POST"])


@_both
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Takes name and password; the session begins anew."""
    if request.method == "GET":
        return render(request, "sign_in.html", {"wrong": ""})
    name, password = request.POST.get("name", "")[:150], request.POST.get("password", "")[:4096]
    user = authenticate(request, username=name, password=password)
    if user is None:
        return render(request, "sign_in.html", {"wrong": _WRONG}, status=403)
    login(request, user)
    return redirect("home")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    logout(request)
    return redirect("sign-in")


@_both
def second(request: HttpRequest) -> HttpResponse:
    """Takes the code that the person's device shows."""
    user = _user(request)
    if not TOTPDevice.objects.filter(user=user, confirmed=True).exists():
        return redirect("enrol")
    wrong = ""
    if request.method == "POST":
        device = match_token(user, request.POST.get("code", "").replace(" ", "")[:8])
        if device is not None:
            _begin(request, device)
            return redirect("home")
        wrong = _WRONG_CODE
    return render(request, "second.html", {"wrong": wrong, "secret": "", "address": ""}, status=403 if wrong else 200)


@_both
def enrol(request: HttpRequest) -> HttpResponse:
    """Gives a new secret to the person's device, and takes its first code; only where there is none yet."""
    user = _user(request)
    if TOTPDevice.objects.filter(user=user, confirmed=True).exists():
        return redirect("second")
    device, _ = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "device"})
    wrong = ""
    if request.method == "POST":
        if device.verify_token(request.POST.get("code", "").replace(" ", "")[:8]):
            device.confirmed = True
            device.save(update_fields=["confirmed"])
            _begin(request, device)
            return redirect("home")
        wrong = _WRONG_CODE
    shown = {"wrong": wrong, "secret": _in_fours(device), "address": device.config_url}
    return render(request, "second.html", shown, status=403 if wrong else 200)


def _begin(request: HttpRequest, device: TOTPDevice) -> None:
    """The session is of more worth from here on, so it has a new key."""
    otp_login(request, device)
    request.session.cycle_key()


def _user(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User):
        raise TypeError("nobody signed in")  # access lets nobody else come here
    return user


def _in_fours(device: TOTPDevice) -> str:
    text = b32encode(device.bin_key).decode("ascii").rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
