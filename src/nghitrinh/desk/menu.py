"""The side menu: one entry an area, each with its count as one query."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nghitrinh.desk.kit.access import (
    ADMINISTRATOR,
    INSIDER,
    PUBLISHER,
    READS_JOURNAL,
    SIGNED_IN,
    WORKS,
    AccessRule,
)
from nghitrinh.record.articles.models import OVER, ArticleState
from nghitrinh.record.articles.queries import articles_visible_to
from nghitrinh.record.intakes.models import IntakeState
from nghitrinh.record.intakes.queries import intakes_visible_to
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import MeetingState
from nghitrinh.record.meetings.queries import meetings_visible_to
from nghitrinh.record.papers.models import PaperState
from nghitrinh.record.papers.queries import papers_visible_to
from nghitrinh.record.tasks.queries import overdue, tasks_visible_to


@dataclass(frozen=True)
class MenuEntry:
    """One line of the menu. `areas` begin its pages' names; `late` draws the count as overdue.

    `keeps` puts it below the rule: it is not the day's work, but what stands around it.
    `rule` says who sees it: whoever may open its list, which nobody may for whom it would always be empty.
    """

    name: str
    icon: str
    words: Promise
    areas: tuple[str, ...]
    count: Callable[[User], int] | None = None
    late: bool = False
    keeps: bool = False
    rule: AccessRule = SIGNED_IN


def meetings_ahead(user: User) -> int:
    """Count the meetings that are planned, convened or under way."""
    ahead = (MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.OPEN)
    return meetings_visible_to(user).filter(state__in=ahead).count()


def papers_to_check(user: User) -> int:
    """Count the papers that were handed in and wait for the secretariat."""
    return papers_visible_to(user).filter(state=PaperState.SUBMITTED).count()


def tasks_overdue(user: User) -> int:
    """Count the tasks whose body has not reported by the deadline."""
    return tasks_visible_to(user).filter(overdue(clock.today())).count()


def intakes_open(user: User) -> int:
    """Count the pages that came in and wait for a person."""
    return intakes_visible_to(user).filter(state=IntakeState.OPEN).count()


def articles_waiting(user: User) -> int:
    """Count the articles that wait to be released or rest on what was corrected."""
    waiting = Q(state=ArticleState.SUBMITTED) | ~Q(stale_reason="")
    return articles_visible_to(user).filter(waiting).exclude(state__in=OVER).count()


KEEPERS = AccessRule("keeper", roles=frozenset({Role.SECRETARY}), administrators=True)
SECRETARY = AccessRule("secretary", roles=frozenset({Role.SECRETARY}))

# First what one works on, in the order in which it passes from paper to portal; then what is kept around it.
ENTRIES = (
    MenuEntry("today", "home", _("Hôm nay"), ("today",)),
    MenuEntry("calendar", "cal", _("Lịch công tác"), ("calendar", "engagements"), rule=WORKS),
    MenuEntry(
        "meetings",
        "people",
        _("Hội nghị"),
        ("meetings", "written", "agenda", "presence", "course", "voting", "slips", "printing", "minutes"),
        meetings_ahead,
        rule=WORKS,
    ),
    MenuEntry("papers", "doc", _("Tài liệu"), ("papers", "opinions", "findings"), papers_to_check, rule=WORKS),
    MenuEntry("decisions", "seal", pgettext_lazy("menu", "Kết luận"), ("decisions",), rule=INSIDER),
    MenuEntry("instruments", "pen", pgettext_lazy("menu", "Văn bản"), ("instruments",), rule=INSIDER),
    MenuEntry("tasks", "task", _("Việc giao"), ("tasks",), tasks_overdue, late=True, rule=WORKS),
    MenuEntry("articles", "globe", _("Bài viết"), ("articles",), articles_waiting, rule=INSIDER),
    MenuEntry("personal.notes", "lock", _("Của riêng tôi"), ("personal",)),
    MenuEntry("releases", "feed", _("Phát hành ra cổng"), ("releases",), rule=PUBLISHER),
    MenuEntry("intake", "get", _("Nhập trang cũ"), ("intake",), intakes_open, rule=SECRETARY),
    MenuEntry("people", "inner", _("Cơ quan và người"), ("people",), keeps=True, rule=KEEPERS),
    MenuEntry("users", "key", pgettext_lazy("list", "Người dùng"), ("users",), keeps=True, rule=PUBLISHER),
    MenuEntry("mail", "mail", _("Thư"), ("mail",), keeps=True, rule=ADMINISTRATOR),
    MenuEntry("procedure", "book", _("Quy chế làm việc"), ("procedure",), keeps=True, rule=INSIDER),
    MenuEntry("registers", "print", _("Sổ và thể thức"), ("registers",), keeps=True, rule=PUBLISHER),
    MenuEntry("livery.change", "part", _("Diện mạo"), ("livery",), keeps=True, rule=ADMINISTRATOR),
    MenuEntry("portal.describe", "gate", _("Cổng công khai"), ("portal",), keeps=True, rule=ADMINISTRATOR),
    MenuEntry("journal", "clock", _("Nhật ký"), ("journal",), keeps=True, rule=READS_JOURNAL),
    MenuEntry("help", "info", _("Hướng dẫn"), ("help",), keeps=True),
)
