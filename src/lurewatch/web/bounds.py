"""No more of a request is read than a file and a form may have."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from lurewatch.web.setup import FORM, UPLOAD


class Bounds:
    """Refuses a longer body by its own word, before anything of it is read; what lies is stopped where it is read."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or 413."""
        said = request.META.get("CONTENT_LENGTH") or "0"
        if not said.isascii() or not said.isdigit() or int(said) > UPLOAD + FORM:
            return HttpResponse(f"too long: {UPLOAD >> 20} MiB at most\n", status=413, content_type="text/plain")
        return self._answer(request)
