"""The store made ready where no pages are served: for commands and jobs."""

from typing import Any

import django
from django.conf import settings
from django.core.management import call_command

from lurewatch.errors import UsageError
from lurewatch.store.keys import keys
from lurewatch.store.settings import DjangoPart


def ready(part: DjangoPart) -> None:
    """Tells Django of the store, unless somebody told it already; then `checked` opens it."""
    if settings.configured:
        return
    more: dict[str, Any] = dict(part.more)
    settings.configure(
        DATABASES=part.databases,
        INSTALLED_APPS=list(part.apps),
        USE_TZ=True,
        TIME_ZONE="UTC",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        **more,
    )
    django.setup()


def migrated() -> None:
    """Brings the tables to this version."""
    call_command("migrate", verbosity=0, interactive=False)


def checked() -> None:
    """UsageError where the key is not the one that the store was made with; a new store remembers its print."""
    from lurewatch.store.audit import begin  # noqa: PLC0415  tables load once Django is set up
    from lurewatch.store.models import Note  # noqa: PLC0415

    begin()
    note, _ = Note.objects.get_or_create(name="key", defaults={"value": keys().print})
    if note.value != keys().print:
        raise UsageError(
            "the key is not the one that this store was made with; name the file or variable that holds it"
        )
