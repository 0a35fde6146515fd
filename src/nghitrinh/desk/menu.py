"""The side menu: one entry an area, each with its count as one query."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import MeetingState
from nghitrinh.record.meetings.queries import meetings_visible_to
from nghitrinh.record.papers.models import PaperState
from nghitrinh.record.papers.queries import papers_visible_to


@dataclass(frozen=True)
class Entry:
    """One line of the menu. `areas` begin the names of its pages; `late` draws the count as overdue."""

    name: str
    icon: str
    words: Promise
    areas: tuple[str, ...]
    count: Callable[[User], int] | None = None
    late: bool = False


def meetings_ahead(user: User) -> int:
    """Count the meetings that are planned, convened or under way."""
    ahead = (MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.OPEN)
    return meetings_visible_to(user).filter(state__in=ahead).count()


def papers_to_check(user: User) -> int:
    """Count the papers that were handed in and wait for the secretariat."""
    return papers_visible_to(user).filter(state=PaperState.SUBMITTED).count()


ENTRIES = (Entry("today", "home", _("Hôm nay"), ("today",)),)
