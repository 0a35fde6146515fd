"""Sessions in the database (setting SESSION_ENGINE), read by one plain query: every request asks for one.

A session ends when nothing was asked in it for a while (`SESSION_COOKIE_AGE`), and when it is too old whatever is asked
(`SESSION_LONGEST`). That it goes on is written down now and then, not with every request.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.db import OperationalError, connection
from django.utils import timezone

# When somebody signed in, in the session: seconds since 1970.
BEGAN = "began"
# A session is prolonged when this part of its idle time has gone by.
_PART = 10


class SessionStore(db.SessionStore):
    """Django's own, but for how a session is read: making the query costs more than asking it."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing when there is none any more."""
        now, idle = timezone.now(), timedelta(seconds=settings.SESSION_COOKIE_AGE)
        fresh = connection.ops.adapt_datetimefield_value(now + idle - idle / _PART)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT session_data, expire_date < %s FROM django_session WHERE session_key = %s AND expire_date > %s",
                [fresh, self.session_key, connection.ops.adapt_datetimefield_value(now)],
            )
            row = cursor.fetchone()
        held = self.decode(row[0]) if row else {}
        if row is None or _too_old(held, now.timestamp()):
            self._session_key = None
            return {}
        if row[1]:
            self._prolong(now + idle)
        return held

    def _prolong(self, until: Any) -> None:
        """Let the session end later. Where the database is busy, the next request does it."""
        try:
            with connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE django_session SET expire_date = %s WHERE session_key = %s",
                    [connection.ops.adapt_datetimefield_value(until), self.session_key],
                )
        except OperationalError:
            return


def _too_old(held: dict[str, Any], now: float) -> bool:
    began = held.get(BEGAN)
    return began is not None and now - began > settings.SESSION_LONGEST
