"""What needs a hand today, for whoever is looking: each list is one need with the things themselves.

A secretary sees what waits for the secretariat, a chair what waits for approval, a member the papers of the next
meeting, an officer the tasks and papers of their own body. Somebody with several roles sees them all.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nghitrinh.desk.kit.access import DeskRequest, organizations_as
from nghitrinh.desk.kit.links import address_of, there
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.wording import day, days_late, due_sign, weekday
from nghitrinh.desk.nouns import row_at
from nghitrinh.desk.publication.words import waiting as waiting_lines
from nghitrinh.record.articles.models import ArticleState
from nghitrinh.record.articles.queries import articles_visible_to
from nghitrinh.record.bodies.queries import journal_visible_to
from nghitrinh.record.decisions.models import DecisionState
from nghitrinh.record.decisions.queries import decisions_visible_to
from nghitrinh.record.instruments.models import InstrumentState
from nghitrinh.record.instruments.queries import in_documents, instruments_visible_to
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import Level, Role
from nghitrinh.record.kernel.models import Publication
from nghitrinh.record.meetings.models import AgendaItem, ItemState, Meeting, MeetingState
from nghitrinh.record.meetings.queries import items_visible_to, meetings_between, meetings_visible_to
from nghitrinh.record.papers.models import PaperState
from nghitrinh.record.papers.queries import papers_visible_to
from nghitrinh.record.tasks.models import Task, TaskState
from nghitrinh.record.tasks.queries import WAITING, overdue, tasks_visible_to

SHOWN = 6
DAYS_AHEAD = 14


@dataclass(frozen=True)
class Thing:
    """One thing that needs a hand."""

    words: str
    address: str
    meta: str = ""
    badge: str = ""
    kind: str = ""
    icon: str = "info"
    noun: Any = None


@dataclass(frozen=True)
class Need:
    """One list: how many, what for, the first of them, and where the rest are."""

    count: int
    words: str
    things: list[Thing]
    more: str = ""
    more_words: str = ""
    style: str = ""


@dataclass
class Today:
    """Everything on the page."""

    needs: list[Need] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Return how many things need a hand."""
        return sum(need.count for need in self.needs)

    def add(self, need: Need) -> None:
        """Add a list unless nothing is in it."""
        if need.count:
            self.needs.append(need)


def today_for(request: DeskRequest) -> Today:
    """Return what needs this user today."""
    found = Today()
    keeps, leads = organizations_as(request, Role.SECRETARY), organizations_as(request, Role.CHAIR)
    serves = organizations_as(request, Role.OFFICER)
    if leads:
        _approvals(found, request, leads)
    if keeps:
        _secretariat(found, request, keeps)
    if serves:
        _charged(found, request, serves)
    if organizations_as(request, Role.MEMBER, Role.CHAIR, Role.READER) and not keeps:
        _next_papers(found, request)
    return found


def _approvals(found: Today, request: DeskRequest, leads: list[Any]) -> None:
    decisions = decisions_visible_to(request.user).filter(owner__in=leads, state=DecisionState.REVIEWED)
    found.add(_need(_numbered(decisions, "item__meeting"), _("Kết luận chờ anh chị duyệt"), "decision", _decided))
    signing = instruments_visible_to(request.user).filter(owner__in=leads, state=InstrumentState.CHECKED)
    found.add(_need(signing, _("Văn bản chờ anh chị ký"), "instrument", _plain))
    titles = items_visible_to(request.user).filter(owner__in=leads, level=Level.RESTRICTED, public_title_approved=False)
    named = titles.exclude(public_title="").exclude(state=ItemState.WITHDRAWN)
    found.add(_need(named, _("Tên công khai chờ duyệt"), "agendaitem", _plain))


def _secretariat(found: Today, request: DeskRequest, keeps: list[Any]) -> None:
    user = request.user
    late = tasks_visible_to(user).filter(overdue(clock.today()), owner__in=keeps)
    found.add(_need(late, _("Việc giao đã quá hạn"), "task", _charge, more=reverse("tasks"), style="late"))
    reported = tasks_visible_to(user).filter(state=TaskState.REPORTED, owner__in=keeps)
    found.add(_need(reported, _("Báo cáo chờ xác nhận"), "task", _charge))
    _lacking(found, request, _ahead(request, keeps))
    handed = papers_visible_to(user).filter(owner__in=keeps, state=PaperState.SUBMITTED)
    found.add(_need(handed, _("Tài liệu vừa nộp, chờ nhận"), "paper", _brought))
    _decisions_due(found, request, keeps)
    drafts = instruments_visible_to(user).filter(owner__in=keeps)
    open_drafts = drafts.exclude(state__in=(InstrumentState.ISSUED, InstrumentState.WITHDRAWN))
    found.add(_need(open_drafts, _("Văn bản chờ ban hành"), "instrument", _plain))
    issued = drafts.filter(state=InstrumentState.ISSUED, level=Level.PUBLIC)
    silent = issued.exclude(pk__in=Publication.objects.filter(subject_kind="instrument").values("subject_id"))
    found.add(_need(silent, _("Văn bản đã ban hành, chưa công bố"), "instrument", _plain))
    stale = drafts.exclude(stale_reason="").exclude(state=InstrumentState.WITHDRAWN)
    found.add(_need(stale, _("Văn bản dựa trên kết luận đã đính chính"), "instrument", _stale, style="clash-text"))
    articles = articles_visible_to(user).filter(owner__in=keeps)
    corrected = Q(state=ArticleState.RELEASED) & ~Q(released=F("current"))
    waiting = articles.filter(Q(state__in=(ArticleState.DRAFT, ArticleState.SUBMITTED)) | corrected)
    found.add(_need(waiting, _("Bài viết chờ đăng"), "article", _plain, more=reverse("articles")))
    old = articles.exclude(stale_reason="").exclude(state=ArticleState.WITHDRAWN)
    found.add(_need(old, _("Bài viết dựa trên điều đã đính chính"), "article", _stale, style="clash-text"))
    _unpublished(found, request, keeps)


def _unpublished(found: Today, request: DeskRequest, keeps: list[Any]) -> None:
    """Add one line when what the public may read has changed since the last release: one press publishes it all."""
    lines = journal_visible_to(request.user).filter(owner__in=[str(key) for key in keeps])
    count = len(waiting_lines(lines))
    if count:
        words = ngettext("%(count)d chỗ đã đổi sau bản trước", "%(count)d chỗ đã đổi sau bản trước", count) % {
            "count": count
        }
        found.add(Need(1, _("Chờ phát hành ra cổng"), [Thing(words, reverse("releases"))]))


def _charged(found: Today, request: DeskRequest, serves: list[Any]) -> None:
    mine = Q(responsible__in=serves) | Q(through__in=serves) | Q(with_bodies__in=serves)
    tasks = tasks_visible_to(request.user).filter(mine, state__in=WAITING).distinct()
    late = tasks.filter(due_on__lt=clock.today())
    found.add(_need(late, _("Việc đã quá hạn"), "task", _charge, more=reverse("tasks"), style="late"))
    open_tasks = tasks.exclude(pk__in=late.values("pk"))
    found.add(_need(open_tasks, _("Việc đang phải làm"), "task", _charge, more=reverse("tasks")))
    back = papers_visible_to(request.user).filter(
        submitted_by__in=serves, state__in=(PaperState.RETURNED, PaperState.DRAFT)
    )
    found.add(_need(back, _("Tài liệu của cơ quan cần nộp"), "paper", _brought))


def _next_papers(found: Today, request: DeskRequest) -> None:
    meeting = _coming(request).first()
    if meeting is None:
        return
    papers = papers_visible_to(request.user).filter(consultations__item__meeting=meeting).distinct()
    live = papers.filter(state__in=(PaperState.SUBMITTED, PaperState.ACCEPTED))
    words = _("Tài liệu của %(title)s") % {"title": title_of(meeting)}
    found.add(_need(live, words, "paper", _brought, more=address_of("meeting", meeting.pk), said=_("Mở hội nghị")))


def _coming(request: DeskRequest) -> QuerySet[Meeting]:
    ahead = (MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.OPEN)
    return meetings_visible_to(request.user).filter(state__in=ahead).order_by("starts_at")


def _ahead(request: DeskRequest, keeps: list[Any]) -> list[Meeting]:
    # To the end of the last day: the page is the same all day long, so that a browser need not be sent it again.
    after = datetime.combine(clock.today() + timedelta(days=DAYS_AHEAD + 1), time(), tzinfo=clock.ZONE)
    return list(_coming(request).filter(owner__in=keeps, starts_at__lt=after)[:3])


def _lacking(found: Today, request: DeskRequest, meetings: list[Meeting]) -> None:
    """Add the items of the meetings to come that have no paper that was handed in, a list for each meeting."""
    handed = Q(consultations__paper__state__in=(PaperState.SUBMITTED, PaperState.ACCEPTED))
    open_items = items_visible_to(request.user).filter(meeting__in=meetings, state=ItemState.OPEN)
    lacking = list(open_items.exclude(pk__in=open_items.filter(handed).values("pk")))
    for meeting in meetings:
        when = f"{weekday(meeting.starts_at)} {day(meeting.starts_at)}"
        words = _("%(title)s, %(when)s: nội dung thiếu tài liệu") % {"title": title_of(meeting), "when": when}
        things = [_item(item) for item in lacking if item.meeting_id == meeting.pk]
        found.add(Need(len(things), words, things[:SHOWN], address_of("meeting", meeting.pk), _("Mở hội nghị")))


def _item(item: AgendaItem) -> Thing:
    presenter = item.presenter.name if item.presenter else ""
    return Thing(item.title, address_of("agendaitem", item.pk), presenter, noun=item)


def _decisions_due(found: Today, request: DeskRequest, keeps: list[Any]) -> None:
    """Add the items that were met on and have no decision, the decisions under way, those without a notice."""
    open_items = items_visible_to(request.user).filter(owner__in=keeps, state=ItemState.OPEN, decisions__isnull=True)
    # Of a past meeting, the source may say of an item that it was met on and nothing more: nobody owes a decision.
    owed = open_items.filter(meeting__state=MeetingState.CLOSED, meeting__entered_past=False)
    found.add(
        _need(_numbered(owed, "meeting"), _("Hội nghị đã kết thúc, nội dung chưa có kết luận"), "agendaitem", _met)
    )
    decisions = _numbered(decisions_visible_to(request.user).filter(owner__in=keeps), "item__meeting")
    begun = decisions.filter(state__in=(DecisionState.DRAFT, DecisionState.REVIEWED))
    found.add(_need(begun, _("Kết luận chưa xong"), "decision", _decided))
    unissued = decisions.filter(state=DecisionState.APPROVED).exclude(pk__in=in_documents())
    found.add(_need(unissued, _("Kết luận đã duyệt, chưa soạn thông báo"), "decision", _to_issue))


def _numbered(nouns: QuerySet[Any], path: str) -> QuerySet[Any]:
    """Let the meetings come along with their numbers: most of a body's meetings have one name."""
    return nouns.prefetch_related(f"{path}__convenings")


def _need(
    nouns: QuerySet[Any], words: str, kind: str, thing: Any, *, more: str = "", said: str = "", style: str = ""
) -> Need:
    """Return a list of objects of one kind: the first few, and how many there are."""
    rows = list(nouns[: SHOWN + 1])
    count = nouns.count() if len(rows) > SHOWN else len(rows)
    things = [thing(row, address_of(kind, row.pk)) for row in rows[:SHOWN]]
    if not more and count > SHOWN:
        row = row_at(kind)
        more = there(row.listing if row and row.listing else "meetings")
    return Need(count, words, things, more, said or (_("Xem tất cả") if more else ""), style)


def _plain(noun: Any, address: str) -> Thing:
    return Thing(noun.label(), address, badge=noun.get_state_display(), noun=noun)


def _stale(noun: Any, address: str) -> Thing:
    return Thing(noun.label(), address, noun.stale_reason, _("Phải xem lại"), "clash", "clash", noun)


def _decided(noun: Any, address: str) -> Thing:
    return Thing(noun.label(), address, title_of(noun.item.meeting), noun.get_state_display(), "info", "hand", noun)


def _to_issue(noun: Any, _address: str) -> Thing:
    decided = _decided(noun, there("instruments.draft", noun.item.meeting_id))
    return replace(decided, kind="son", icon="seal")


def _met(noun: Any, address: str) -> Thing:
    return Thing(noun.title, address, title_of(noun.meeting), noun=noun)


def _brought(noun: Any, address: str) -> Thing:
    meta = f"{noun.get_kind_display()}, {noun.submitted_by.name}"
    return Thing(noun.title, address, meta, noun.get_state_display(), noun=noun)


def _charge(task: Task, address: str) -> Thing:
    meta = task.responsible.name
    if task.due_on is None or task.state not in WAITING:
        return Thing(task.text, address, meta, task.get_state_display(), "info", "hand", task)
    kind, icon = due_sign(task.due_on, clock.today())
    return Thing(task.text, address, meta, days_late(task.due_on, clock.today()), kind, icon, task)


def heading(count: int) -> str:
    """Return the page's heading."""
    if not count:
        return _("Hôm nay không có việc nào chờ")
    return ngettext("Hôm nay có %(count)d việc cần tay người", "Hôm nay có %(count)d việc cần tay người", count) % {
        "count": count
    }


@dataclass(frozen=True)
class Ahead:
    """One day's entry of the coming days."""

    when: date
    words: str
    address: str
    meeting: bool
    noun: Any


def coming_days(request: DeskRequest) -> list[Ahead]:
    """Return the meetings and deadlines of the coming fortnight, earliest first."""
    first = clock.today()
    last = first + timedelta(days=DAYS_AHEAD)
    meetings = meetings_between(request.user, first, last)
    rows = [
        Ahead(each.day, title_of(each), address_of("meeting", each.pk), meeting=True, noun=each)
        for each in meetings.exclude(state=MeetingState.CANCELLED)
    ]
    due = tasks_visible_to(request.user).filter(state__in=WAITING, due_on__range=(first, last)).prefetch_related(None)
    deadlines = [
        Ahead(each.due_on, each.label(), address_of("task", each.pk), meeting=False, noun=each)
        for each in due
        if each.due_on
    ]
    return sorted([*rows, *deadlines], key=lambda row: row.when)[:8]
