"""Asking in private: what is asked is read and judged in memory, shown, and forgotten."""

from functools import cache
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from lurewatch.desk.asking import Asked, Asking, as_sent
from lurewatch.errors import UsageError
from lurewatch.telling.article import Article, article_of
from lurewatch.telling.findings import group
from lurewatch.web.member import member_of

_one_at_a_time = Lock()


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form, or what to think of what it holds."""
    if request.method == "GET":
        return render(request, "ask.html", {"wrong": ""})
    data, name = _handed_in(request)
    if not data.strip():
        return render(request, "ask.html", {"wrong": "nothing to read; paste a message or choose a file"}, status=400)
    with _one_at_a_time:
        asked = _asking().ask(member_of(request), data, name)
    return render(request, "asked.html", {"asked": asked, "articles": _articles(asked)})


@cache
def _asking() -> Asking:
    return Asking(settings.LUREWATCH.path)


def _handed_in(request: HttpRequest) -> tuple[bytes, str]:
    """The bytes of the file, or else of the text, and what they are called."""
    file = request.FILES.get("file")
    if file is not None and file.size:
        return file.read(), "the file"
    try:
        return request.POST.get("text", "").encode(), "the text"
    except UnicodeEncodeError as error:
        raise UsageError("the text has signs that are none; copy it anew") from error


def _articles(asked: Asked) -> list[tuple[Article, str]]:
    """Each conversation as the page shows it, and as it would be sent."""
    found = []
    for at, one in enumerate(asked.judged, start=1):
        article = article_of(group([one])[0], f"a{at}", at, {})
        found.append((article, as_sent(one.conversation)))
    return found
