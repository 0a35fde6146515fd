"""The desk's one table: which forms were sent and carried out, so that a second press does nothing twice."""

from django.db import models


class SentForm(models.Model):
    """A form whose act was carried out: its key, the digest of what was typed, and the page that the act led to."""

    key = models.UUIDField(primary_key=True)
    digest = models.CharField(max_length=64)
    address = models.TextField()
    sent_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        """Return the key."""
        return str(self.key)
