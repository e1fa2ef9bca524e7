"""What mypy must know of Django's settings to type the tables; nothing runs with it."""

from pathlib import Path

from lurewatch.desk.serving import Served
from lurewatch.store.settings import DjangoPart

INSTALLED_APPS = [
    "lurewatch.store",
    "lurewatch.web",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "axes",
]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
USE_TZ = True
SECRET_KEY = "none; nothing runs with it"  # noqa: S105
LUREWATCH = Served(None, (), SECRET_KEY, DjangoPart({}), Path())
