"""What waits about meetings and their items: papers that are lacking, decisions that are owed, public titles."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.needs import SHOWN, Need, Thing, Waiting, narrow, need
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.wording import day, weekday
from nghitrinh.desk.meetings.reads import coming
from nghitrinh.record.decisions.queries import owing_decision
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import Level, Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import AgendaItem, ItemState, MeetingState
from nghitrinh.record.meetings.queries import items_visible_to
from nghitrinh.record.papers.models import Consultation, PaperState

DAYS_AHEAD = 14
MEETINGS_AHEAD = 3


def _item(item: AgendaItem, meta: str, badge: str = "") -> Thing:
    address = reverse("agenda.item", args=[item.pk])
    return Thing(item.title, address, meta, badge, is_illustrative=item.is_illustrative)


def _lacking(user: User, owners: list[UUID]) -> Iterator[Need]:
    """Find the items of the next meetings that have no paper that was handed in, a list for each meeting."""
    # To the end of the last day: the page is the same all day long, so that a browser need not be sent it again.
    after = datetime.combine(clock.today() + timedelta(days=DAYS_AHEAD + 1), time(), tzinfo=clock.ZONE)
    meetings = list(coming(user).filter(owner__in=owners, starts_at__lt=after)[:MEETINGS_AHEAD])
    columns = ("title", "meeting", "position", "presenter__name")
    items = narrow(items_visible_to(user), *columns, along=("presenter",))
    handed_in = Consultation.objects.filter(paper__state__in=(PaperState.SUBMITTED, PaperState.ACCEPTED))
    open_items = items.filter(meeting__in=meetings, state=ItemState.OPEN).exclude(pk__in=handed_in.values("item"))
    lacking: dict[UUID, list[Thing]] = defaultdict(list)
    for item in open_items.order_by("position", "id") if meetings else ():
        lacking[item.meeting_id].append(_item(item, item.presenter.name if item.presenter else ""))
    for meeting in meetings:
        when = f"{weekday(meeting.starts_at)} {day(meeting.starts_at)}"
        words = _("%(title)s, %(when)s: nội dung thiếu tài liệu") % {"title": title_of(meeting), "when": when}
        things, address = lacking[meeting.pk], reverse("meetings.meeting", args=[meeting.pk])
        yield Need(len(things), words, tuple(things[:SHOWN]), address, _("Mở"))


def _owed(user: User, owners: list[UUID]) -> Iterator[Need]:
    open_items = items_visible_to(user).filter(owner__in=owners, state=ItemState.OPEN)
    # Of a past meeting, the source may say of an item that it was met on and nothing more: nobody owes a decision.
    owed = owing_decision(open_items).filter(meeting__state=MeetingState.CLOSED, meeting__entered_past=False)
    columns = ("title", "position", "meeting__name", "meeting__owner")
    items = narrow(owed, *columns, along=("meeting",)).prefetch_related("meeting__convenings")
    words = _("Đã kết thúc, nội dung chưa có kết luận")
    yield need(items, words, lambda item: _item(item, title_of(item.meeting)), more=reverse("meetings"))


def _titles(user: User, owners: list[UUID]) -> Iterator[Need]:
    items = items_visible_to(user).filter(owner__in=owners, level=Level.RESTRICTED, public_title_approved=False)
    named = items.exclude(Q(public_title="") | Q(state=ItemState.WITHDRAWN))
    shown = narrow(named, "title", "public_title", "state", "position", "meeting__state", along=("meeting",))
    words = _("Tên công khai chờ duyệt")
    yield need(shown, words, _to_be_named, more=reverse("meetings"))


def _to_be_named(item: AgendaItem) -> Thing:
    """Return a restricted item with the words that the public is to read of it: they are what the chair approves."""
    address = reverse("agenda.approve_title", args=[item.pk])
    meta = _("Công chúng sẽ đọc: “%(title)s”") % {"title": item.public_title}
    return Thing(item.title, address, meta, item.get_state_display(), is_illustrative=item.is_illustrative)


LACKING = Waiting("meetings.lacking", "meeting", (Role.SECRETARY,), _lacking)
OWED = Waiting("agenda.owed", "item", (Role.SECRETARY,), _owed)
TITLES = Waiting("agenda.titles", "item", (Role.CHAIR,), _titles)
