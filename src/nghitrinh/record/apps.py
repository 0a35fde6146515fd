"""The record as Django's one application: it installs guard, deadline and seal."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class RecordConfig(AppConfig):
    """One label, one line of migrations, rooms inside."""

    name = "nghitrinh.record"
    label = "record"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect guard and seal, and let every room declare its acts."""
        from nghitrinh.record import acts, search  # noqa: F401, PLC0415 - importing declares the acts
        from nghitrinh.record.kernel import deadline, guard, seal  # noqa: PLC0415 - models must be loaded first
        from nghitrinh.record.kernel.databases import late  # noqa: PLC0415

        late.install()
        connection_created.connect(guard.install, dispatch_uid="guard")
        connection_created.connect(deadline.install, dispatch_uid="deadline")
        pre_migrate.connect(guard.lift, sender=self, dispatch_uid="guard-lift")
        post_migrate.connect(guard.lower, sender=self, dispatch_uid="guard-lower")
        post_migrate.connect(seal.seal, sender=self, dispatch_uid="seal")
        post_migrate.connect(search.after_migrating, sender=self, dispatch_uid="search")
