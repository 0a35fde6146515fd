"""The desk as a Django application: its check that every view says who may open it."""

from django.apps import AppConfig
from django.core import checks
from django.db.backends.signals import connection_created


class DeskConfig(AppConfig):
    """The private web application."""

    name = "nghitrinh.desk"
    label = "desk"

    def ready(self) -> None:
        """Let `check` fail while a view lacks its rule."""
        from nghitrinh.desk.kit import folding  # noqa: PLC0415 - as below
        from nghitrinh.desk.kit.access import check_rules  # noqa: PLC0415 - applications must be loaded first

        checks.register(check_rules)
        connection_created.connect(folding.install, dispatch_uid="desk-folding")
