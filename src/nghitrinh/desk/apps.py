"""The desk as a Django application: its check that every view says who may open it."""

from django.apps import AppConfig
from django.core import checks


class DeskConfig(AppConfig):
    """The private web application."""

    name = "nghitrinh.desk"
    label = "desk"

    def ready(self) -> None:
        """Let `check` fail while a view lacks its rule."""
        from nghitrinh.desk.kit.access import check_rules  # noqa: PLC0415 - applications must be loaded first

        checks.register(check_rules)
