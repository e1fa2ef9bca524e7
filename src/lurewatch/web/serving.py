"""The pages served: tables brought up to date, files gathered, then gunicorn until it is told to end."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.handlers.wsgi import WSGIHandler

from lurewatch.desk.opening import prepared as store_prepared
from lurewatch.desk.serving import Served, served
from lurewatch.web.setup import ready

_MEMORY = Path("/dev/shm")  # noqa: S108  files there are memory, and belong to this process alone


def prepared(path: Path | None) -> Served:
    """Django set up on the settings, and the tables brought to this version."""
    told = served(path)
    ready(told)
    store_prepared()
    return told


def serve(path: Path | None, where: tuple[str, int], workers: int, tell: Callable[[str], None]) -> None:
    """Serves the pages at an address of this machine until SIGTERM or Ctrl-C; requests under way are answered first."""
    in_memory()
    told = prepared(path)
    gathered()
    tell(f"the desk is at http://{where[0]}:{where[1]}/; Ctrl-C ends it")
    if not _has_account():
        tell("nobody can sign in yet: run `lurewatch account add NAME --role officer`")
    if told.hosts:
        tell(f"behind TLS it answers to {', '.join(told.hosts)}")
    _run(where, workers)


def in_memory() -> None:
    """Puts what is asked in private into memory alone, where some reader or tesseract needs a file for a moment."""
    if os.access(_MEMORY, os.W_OK):
        tempfile.tempdir = str(_MEMORY)
        os.environ["TMPDIR"] = str(_MEMORY)


def gathered() -> None:
    """Copies style sheets and scripts, named by their content, to where they are served from."""
    from django.core.management import call_command  # noqa: PLC0415

    call_command("collectstatic", verbosity=0, interactive=False, clear=True)


def application() -> WSGIHandler:
    """The pages as WSGI."""
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    return get_wsgi_application()


def _has_account() -> bool:
    from django.contrib.auth.models import User  # noqa: PLC0415

    return User.objects.filter(is_active=True).exists()


def _run(where: tuple[str, int], workers: int) -> None:
    from django.db import connections  # noqa: PLC0415
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # noqa: PLC0415

    pages = application()
    connections.close_all()  # a connection is for one process

    class Pages(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in _told_gunicorn(where, workers).items():
                self.cfg.set(name, value)

        def load(self) -> WSGIHandler:
            return pages

    Pages().run()


def _told_gunicorn(where: tuple[str, int], workers: int) -> dict[str, Any]:
    host = f"[{where[0]}]" if ":" in where[0] else where[0]
    return {
        "bind": f"{host}:{where[1]}",
        "workers": workers,
        "worker_class": "gthread",
        "threads": 4,
        "timeout": 120,
        "graceful_timeout": 30,
        "loglevel": "warning",
        "accesslog": None,
        "limit_request_line": 4096,
        "worker_tmp_dir": str(_MEMORY) if os.access(_MEMORY, os.W_OK) else None,
        "proc_name": "lurewatch",
        "control_socket_disable": True,
    }
