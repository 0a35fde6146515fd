"""What waits about papers: to be taken in, to be handed in, to be read before the next meeting."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.needs import Need, Thing, Waiting, narrow, need
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.meetings.reads import coming
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.papers.models import Paper, PaperState
from nghitrinh.record.papers.queries import papers_visible_to


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
    yield _need(back, _("Tài liệu của cơ quan cần nộp"))


def _to_read(user: User, _organizations: list[UUID]) -> Iterator[Need]:
    meeting = coming(user).first()
    if meeting is not None:
        papers = _papers(user).filter(consultations__item__meeting=meeting).distinct()
        found = need(
            papers.filter(state__in=(PaperState.SUBMITTED, PaperState.ACCEPTED)),
            _("Tài liệu của %(title)s") % {"title": title_of(meeting)},
            _paper,
            more=reverse("meetings.meeting", args=[meeting.pk]),
            always=True,
        )
        yield replace(found, more_words=_("Mở hội nghị"))


HANDED_IN = Waiting("papers.handed_in", "paper", (Role.SECRETARY,), _handed_in)
TO_HAND_IN = Waiting("papers.to_hand_in", "paper", (Role.OFFICER,), _to_hand_in)
TO_READ = Waiting("papers.to_read", "paper", (Role.MEMBER, Role.CHAIR, Role.READER), _to_read, unless=Role.SECRETARY)
