"""Letters as a Django application."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The outbox and what belongs to it."""

    name = "nghitrinh.mail"
    label = "mail"
    default_auto_field = "django.db.models.BigAutoField"
