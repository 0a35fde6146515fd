"""Reads of engagements."""

from datetime import date, datetime, time, timedelta

from django.db.models import Prefetch, QuerySet

from nghitrinh.record.bodies.queries import remembered, visible_to
from nghitrinh.record.engagements.models import Engagement, EngagementState, Going
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.models import User


@remembered
def engagements_visible_to(user: User | None) -> QuerySet[Engagement]:
    """Return the engagements a user may see, from inside alone, with who goes; of a restricted one no reader knows."""
    going = Going.objects.select_related("membership__person")
    return (
        visible_to(user, Engagement.objects.all())
        .select_related("owner", "source")
        .prefetch_related(Prefetch("going", going))
    )


def engagements_between(user: User | None, first: date, last: date) -> QuerySet[Engagement]:
    """Return the visible engagements from the day `first` to the day `last` that are not called off."""
    begin = datetime.combine(first, time(), tzinfo=ZONE)
    end = datetime.combine(last, time(), tzinfo=ZONE) + timedelta(days=1)
    found = engagements_visible_to(user).filter(starts_at__gte=begin, starts_at__lt=end)
    return found.exclude(state=EngagementState.CANCELLED).order_by("starts_at", "id")
