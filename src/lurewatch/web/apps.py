"""The pages as Django knows them."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The table of tokens by which programs are let in."""

    name = "lurewatch.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
