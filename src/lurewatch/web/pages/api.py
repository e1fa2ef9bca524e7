"""The small JSON API: programs hand in reports, and take decisions out for training."""

import json
from collections.abc import Callable, Iterator
from functools import cache, wraps
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from lurewatch.desk.deciding import training
from lurewatch.desk.reporting import Reporting
from lurewatch.errors import LurewatchError, NotAllowed
from lurewatch.model.encode import gaps_as_json
from lurewatch.model.member import Member
from lurewatch.web.openapi import DESCRIPTION
from lurewatch.web.tokens import program_of

_one_at_a_time = Lock()
_MAIL = 8 << 20  # bytes
_Answer = Callable[[HttpRequest, Member], HttpResponseBase]


def _for_programs(method: str) -> Callable[[_Answer], Callable[[HttpRequest], HttpResponseBase]]:
    """Lets in whoever sends a known token, in place of a session and its forms; every fault is JSON."""

    def made(answer: _Answer) -> Callable[[HttpRequest], HttpResponseBase]:
        @csrf_exempt
        @wraps(answer)
        def view(request: HttpRequest) -> HttpResponseBase:
            if request.method != method:
                return _fault(f"{method} alone is answered here", 405, Allow=method)
            try:
                by = program_of(request)
            except NotAllowed as error:
                return _fault(str(error), 401, **{"WWW-Authenticate": "Bearer"})
            try:
                return answer(request, by)
            except NotAllowed as error:
                return _fault(str(error), 403)
            except LurewatchError as error:
                return _fault(str(error), 400)

        return view

    return made


@_for_programs("POST")
def reports(request: HttpRequest, by: Member) -> HttpResponse:
    """Takes one mail as it was received; the same mail again changes nothing."""
    if request.content_type != "message/rfc822":
        return _fault("a mail is handed in as message/rfc822", 415)
    data = request.read(_MAIL + 1)
    if len(data) > _MAIL:
        return _fault(f"a mail has {_MAIL >> 20} MiB at most", 413)
    if not data.strip():
        return _fault("nothing was handed in", 400)
    with _one_at_a_time:
        receipt = _reporting().mail(by, data)
    said = {"approaches": list(receipt.approaches), "again": receipt.again, "skipped": dict(receipt.skipped)}
    return JsonResponse(said | {"gaps": gaps_as_json(receipt.gaps)}, status=200 if receipt.again else 201)


@_for_programs("GET")
def decisions(request: HttpRequest, by: Member) -> HttpResponseBase:
    """Every decided conversation with its label, a line of JSON each."""
    found = training(by)
    return StreamingHttpResponse(_lines(found), content_type="application/jsonl")


def description(request: HttpRequest) -> HttpResponse:
    """This API in the words of OpenAPI."""
    if request.method != "GET":
        return _fault("GET alone is answered here", 405, Allow="GET")
    return JsonResponse(DESCRIPTION)


def _lines(found: Iterator[dict[str, object]]) -> Iterator[bytes]:
    for one in found:
        yield json.dumps(one, ensure_ascii=True).encode("ascii") + b"\n"


@cache
def _reporting() -> Reporting:
    return Reporting(settings.LUREWATCH.path)


def _fault(sentence: str, status: int, **headers: str) -> JsonResponse:
    return JsonResponse({"fault": sentence}, status=status, headers=headers)
