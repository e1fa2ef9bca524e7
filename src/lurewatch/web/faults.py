"""What goes wrong, told on a page: what it is and what to do."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lurewatch.errors import LurewatchError, NotAllowed, NotFound


class Faults:
    """Makes a page of the house's own errors; of any other, Django makes its own, without a word of content."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer as it comes."""
        return self._answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of an error of ours."""
        if not isinstance(error, LurewatchError):
            return None
        status = {NotAllowed: 403, NotFound: 404}.get(type(error), 400)
        return told(request, str(error), status)


def told(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """A page that says what is wrong."""
    return render(request, "fault.html", {"sentence": sentence}, status=status)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page of a form that did not come from here, or from a session that has ended."""
    return told(
        request, "this form is not from a page of this session; go back, load the page anew and send again", 403
    )


def locked_out(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """The page of somebody who guessed too often."""
    return told(request, "too many attempts; wait a quarter of an hour, or ask the administrator", 429)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of an address that is none."""
    return told(request, "there is no such page; check the address", 404)


def failed(request: HttpRequest) -> HttpResponse:
    """The page of a fault of ours; its place is in the server's log, without content."""
    return HttpResponse(
        "Lurewatch: something failed here; its place is in the server's log.\n", status=500, content_type="text/plain"
    )
