"""What mypy must know of Django's settings to type the tables; nothing runs with it."""

INSTALLED_APPS = ["lurewatch.store"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
USE_TZ = True
SECRET_KEY = "none; nothing runs with it"  # noqa: S105
