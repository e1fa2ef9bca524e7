"""Django told of the pages before their tests are read, since tables load as they are imported."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.opened import STATE, Kept

from lurewatch.desk.serving import Served
from lurewatch.store.settings import on_sqlite
from lurewatch.web.setup import ready

ready(Served(None, (), "s" * 64, on_sqlite(Path("nowhere.sqlite3")), STATE))


@pytest.fixture
def pages(store: Kept, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """The pages over an empty store, whose files keep their names."""
    from django.test import override_settings  # noqa: PLC0415

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    root = tmp_path_factory.mktemp("static")
    files = {"default": plain, "staticfiles": plain}
    with override_settings(STORAGES=files, STATIC_ROOT=str(root), ALLOWED_HOSTS=["testserver"]):
        yield store
