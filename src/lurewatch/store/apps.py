"""The store as Django knows it."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Tables of the case store."""

    name = "lurewatch.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
