"""What needs a hand today, for whoever is looking: each list is one need with the things themselves.

A secretary sees what waits for the secretariat, a chair what waits for approval, a member the papers of the next
meeting, an officer the tasks and papers of their own body. Somebody with several roles sees them all. Each area says
in its `needs.py` what waits there; here stands in which order it is read.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nghitrinh.desk.articles import needs as articles
from nghitrinh.desk.decisions import needs as decisions
from nghitrinh.desk.findings import needs as findings
from nghitrinh.desk.instruments import needs as instruments
from nghitrinh.desk.intake import needs as intake
from nghitrinh.desk.kit.access import DeskRequest
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.keeping import keep
from nghitrinh.desk.kit.needs import Need, Waiting, narrow
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.waiting import lists_of
from nghitrinh.desk.mail import needs as mail
from nghitrinh.desk.meetings import needs as meetings
from nghitrinh.desk.meetings.needs import DAYS_AHEAD
from nghitrinh.desk.meetings.reads import titled
from nghitrinh.desk.minutes import needs as minutes
from nghitrinh.desk.opinions import needs as opinions
from nghitrinh.desk.papers import needs as papers
from nghitrinh.desk.presence import needs as presence
from nghitrinh.desk.procedure import needs as procedure
from nghitrinh.desk.publication import needs as publication
from nghitrinh.desk.tasks import needs as tasks
from nghitrinh.desk.users import needs as users
from nghitrinh.desk.voting import needs as voting
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import MeetingState
from nghitrinh.record.meetings.queries import meetings_between
from nghitrinh.record.tasks.queries import WAITING, tasks_visible_to

ENTRIES_AHEAD = 8

NEEDS: tuple[Waiting, ...] = (
    users.UNTIED,
    users.UNSEATED,
    voting.OWN,
    voting.DIFFERING,
    presence.OWN,
    opinions.OWN,
    opinions.TO_SIGN,
    decisions.TO_APPROVE,
    instruments.OWN,
    instruments.TO_BE_SIGNED,
    minutes.OWN,
    meetings.TITLES,
    meetings.LACKING,
    presence.UNANSWERED,
    papers.HANDED_IN,
    findings.ASKING,
    voting.OVER,
    opinions.RUNNING,
    tasks.TO_ASK,
    tasks.REPORTED,
    meetings.OWED,
    decisions.BEGUN,
    decisions.UNISSUED,
    decisions.RECALLED,
    instruments.TO_ISSUE,
    instruments.TO_RELEASE,
    instruments.STALE,
    minutes.UNDER_WAY,
    articles.TO_RELEASE,
    articles.STALE,
    intake.OPEN,
    procedure.DRAFTED,
    publication.UNPUBLISHED,
    tasks.ASKED,
    tasks.RECALLED,
    tasks.CHARGED,
    opinions.TO_ANSWER,
    papers.WANTED,
    papers.TO_HAND_IN,
    papers.TO_READ,
    instruments.SINCE,
    decisions.SINCE,
)


def needs_of(request: DeskRequest) -> list[Need]:
    """Return what needs this user today; empty lists are left out."""
    return [*mail.given_up(request.user), *(each for row in NEEDS for each in lists_of(request, row))]


def heading(count: int) -> str:
    """Return the page's heading."""
    if not count:
        return _("Hôm nay không có việc nào chờ")
    return ngettext("Hôm nay có %(count)d việc chờ anh chị", "Hôm nay có %(count)d việc chờ anh chị", count) % {
        "count": count
    }


@dataclass(frozen=True)
class Ahead:
    """One day's entry of the coming days."""

    when: date
    words: str
    address: str
    meeting: bool
    is_illustrative: bool


def coming_days(request: DeskRequest, needs: list[Need], meeting: str) -> list[Ahead]:
    """Return the first meetings and deadlines of the coming fortnight, earliest first, without what a need names.

    `meeting` is the address of the one that stands above the needs, and is not said once more.
    """
    named = {thing.address for need in needs for thing in need.things}
    days = clock.today(), clock.today() + timedelta(days=DAYS_AHEAD)
    parts = (
        *keep(request, "ahead.meetings", lambda: _meetings(request.user, *days)),
        *keep(request, "ahead.deadlines", lambda: _deadlines(request.user, *days)),
    )
    once = (each for each in parts if each.address != meeting and (each.meeting or each.address not in named))
    return sorted(once, key=lambda entry: entry.when)[:ENTRIES_AHEAD]


def _meetings(user: User, first: date, last: date) -> list[Ahead]:
    meetings = titled(meetings_between(user, first, last)).exclude(state=MeetingState.CANCELLED)
    return [
        Ahead(
            each.day,
            title_of(each),
            reverse("meetings.meeting", args=[each.pk]),
            meeting=True,
            is_illustrative=each.is_illustrative,
        )
        for each in meetings[:ENTRIES_AHEAD]
    ]


def _deadlines(user: User, first: date, last: date) -> list[Ahead]:
    due = narrow(tasks_visible_to(user), "text", "due_on").filter(state__in=WAITING, due_on__range=(first, last))
    return [
        Ahead(
            each.due_on,
            each.label(),
            reverse("tasks.task", args=[each.pk]),
            meeting=False,
            is_illustrative=each.is_illustrative,
        )
        for each in due[:ENTRIES_AHEAD]
        if each.due_on
    ]
