"""What waits about papers: to be taken in, to be handed in, to be read before the next meeting."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.needs import Need, Thing, Waiting, narrow, need
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.unread import unread_of
from nghitrinh.desk.meetings.reads import coming
from nghitrinh.desk.meetings.wanted import papers_wanted
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import AgendaItem, Meeting, MeetingState
from nghitrinh.record.papers.models import Paper, PaperState
from nghitrinh.record.papers.queries import papers_visible_to, wanted_of, with_newest

# So many meetings to come are looked at for those that are sitting.
_LOOKED_AT = 10


def _papers(user: User) -> QuerySet[Paper]:
    columns = ("title", "kind", "state", "recorded_at", "submitted_by__name")
    return narrow(papers_visible_to(user), *columns, along=("submitted_by",))


def _paper(paper: Paper) -> Thing:
    meta = f"{paper.get_kind_display()}, {paper.submitted_by.name}"
    address = reverse("papers.paper", args=[paper.pk])
    return Thing(paper.title, address, meta, paper.get_state_display(), is_illustrative=paper.is_illustrative)


def _need(papers: QuerySet[Paper], words: str, **options: Any) -> Need:
    return need(papers, words, _paper, **{"more": reverse("papers"), **options})


def _handed_in(user: User, owners: list[UUID]) -> Iterator[Need]:
    handed = _papers(user).filter(owner__in=owners, state=PaperState.SUBMITTED)
    yield _need(handed, _("Tài liệu vừa nộp, chờ nhận"))


def _to_hand_in(user: User, bodies: list[UUID]) -> Iterator[Need]:
    back = _papers(user).filter(submitted_by__in=bodies, state__in=(PaperState.RETURNED, PaperState.DRAFT))
    shown = back.prefetch_related("consultations__item__meeting")
    yield need(shown, _("Tài liệu của cơ quan cần nộp"), _to_hand_over, more=reverse("papers"))


def _to_hand_over(paper: Paper) -> Thing:
    """Say of a paper that is not handed in for which meeting it is, and by when it is wanted."""
    meetings = [each.item.meeting for each in paper.consultations.all()]
    due = next(
        (papers_wanted(each) for each in meetings if each.state in (MeetingState.CONVENED, MeetingState.OPEN)), ""
    )
    return replace(_paper(paper), meta="; ".join(filter(None, (_paper(paper).meta, due))))


def _sitting_and_next(user: User) -> list[Meeting]:
    """Return the meetings under way, and the first of those to come: what is sitting is read before what comes."""
    ahead = list(coming(user)[:_LOOKED_AT])
    sitting = [each for each in ahead if each.state == MeetingState.OPEN]
    return sitting + [each for each in ahead if each.state != MeetingState.OPEN][:1]


def _wanted(user: User, bodies: list[UUID]) -> Iterator[Need]:
    """Find what bodies have to bring: a paper to each item that they present, and by when."""
    columns = ("title", "position", "presenter__name", "meeting__name", "meeting__starts_at", "meeting__papers_by")
    more = ("meeting__has_time", "meeting__owner")
    items = narrow(wanted_of(user, bodies), *columns, *more, along=("presenter", "meeting"))
    items = items.prefetch_related("meeting__convenings")
    yield need(items, _("Tài liệu cơ quan phải trình"), _to_bring, more=reverse("meetings"))


def _to_bring(item: AgendaItem) -> Thing:
    words = _("Nội dung %(number)d, %(meeting)s; %(body)s")
    meta = words % {"number": item.position, "meeting": title_of(item.meeting), "body": _presenter(item)}
    address = reverse("agenda.item", args=[item.pk])
    return Thing(item.title, address, meta, papers_wanted(item.meeting), "warn", "clock", item.is_illustrative)


def _presenter(item: AgendaItem) -> str:
    return item.presenter.name if item.presenter else ""


def _to_read(user: User, _organizations: list[UUID]) -> Iterator[Need]:
    """Find what this account has not read of the meetings that come first, a list for each; what was read is gone."""
    meetings = _sitting_and_next(user)
    handed_in = _papers(user).filter(state__in=(PaperState.SUBMITTED, PaperState.ACCEPTED))
    asked = with_newest(handed_in).filter(consultations__item__meeting__in=meetings).distinct()
    papers = list(asked.annotate(meeting=F("consultations__item__meeting"))) if meetings else []
    unread = unread_of(user, (each.newest for each in papers))
    for meeting in meetings:
        own = [each for each in papers if each.meeting == meeting.pk and each.newest in unread]
        words = _("%(title)s: tài liệu chưa đọc") % {"title": title_of(meeting)}
        found = need(own, words, _paper, more=reverse("meetings.papers", args=[meeting.pk]), always=True)
        yield replace(found, more_words=_("Mọi tài liệu"))


HANDED_IN = Waiting("papers.handed_in", "paper", (Role.SECRETARY,), _handed_in)
TO_HAND_IN = Waiting("papers.to_hand_in", "paper", (Role.OFFICER,), _to_hand_in)
WANTED = Waiting("papers.wanted", "item", (Role.OFFICER,), _wanted)
TO_READ = Waiting(
    "papers.to_read", "paper", (Role.MEMBER, Role.CHAIR, Role.READER), _to_read, unless=Role.SECRETARY, unread=True
)
