"""Which grants are in force: not taken back, and on a day of the delegation when they are one."""

from datetime import date

from django.db.models import Q


def in_force(day: date, prefix: str = "") -> Q:
    """Return the condition of grants that hold on a day; `prefix` is the path to them, such as "grants__".

    Every check of rights asks it, and nothing else decides whether a role holds.
    """
    return Q(**{f"{prefix}ended_at__isnull": True}) & lasting(day, prefix)


def lasting(day: date, prefix: str = "") -> Q:
    """Return the condition of what lasts on a day, by its first and last days; without one it is open on that side."""
    begun = Q(**{f"{prefix}starts_on__isnull": True}) | Q(**{f"{prefix}starts_on__lte": day})
    return begun & (Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": day}))


def to_come(day: date) -> Q:
    """Return the condition of delegations that begin after a day: they give no right yet, and are shown."""
    return Q(ended_at__isnull=True, starts_on__gt=day)
