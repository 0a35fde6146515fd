"""Sessions in the database (setting SESSION_ENGINE), read by one plain query: every request asks for one."""

from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone


class SessionStore(db.SessionStore):
    """Django's own, but for how a session is read: making the query costs more than asking it."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing when there is none any more."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s",
                [self.session_key, now],
            )
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])
