"""Who asks: the user of a session with their live grants, kept in this process until an act writes one of them.

Every request begins by asking the journal what has come since, so an act is seen by the next request in every process:
who was disabled, given a new password, or lost a grant, is never answered as before.
"""

import copy
from typing import Any
from uuid import UUID

from django.contrib.auth.backends import ModelBackend

from nghitrinh.desk.kit.keeping import kept
from nghitrinh.record.bodies.queries import live_grants
from nghitrinh.record.kernel.heads import aside
from nghitrinh.record.kernel.models import User


class Backend(ModelBackend):
    """Users as the record has them (setting AUTHENTICATION_BACKENDS)."""

    def get_user(self, user_id: Any) -> User | None:
        """Return a session's user, each time an object of its own: what a request remembers of it is not shared."""
        with aside():  # pages compare user and grants themselves, see conditional.py
            found = kept(("user", str(user_id)), lambda: _user(user_id))
        if found is None:
            return None
        user = copy.copy(found)
        user.remembered_grants = list(found.remembered_grants or ())
        user.remembered_seats = {}
        return user  # with the reads that follow from the grants: one dictionary for all requests of this user


def _user(user_id: UUID) -> User | None:
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is not None:
        live_grants(user)
        user.remembered_reads = {}
    return user
