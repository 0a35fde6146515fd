"""What the whole desk reads of meetings and items: what a release takes with it, how the way to a page names them."""

from typing import Any

from django.utils.translation import gettext as _

from nghitrinh.record.meetings.models import AgendaItem, Meeting
from nghitrinh.record.releases.contents import new_with


def released_with(meeting: Meeting) -> list[Any]:
    """Return what a release of a meeting would let become public now: also when only something under it is new."""
    return new_with(meeting)


def step_of_item(item: AgendaItem) -> str:
    """Return an item as the way to a page below it names it."""
    return _("Nội dung %(number)d") % {"number": item.position}
