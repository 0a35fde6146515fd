"""Meetings: the list by term, one meeting with its agenda, and everything that leads from plan to close."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet, prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghitrinh.desk.kit.access import SIGNED_IN, WORKS, DeskRequest, access, organizations_as, roles_for, verbs
from nghitrinh.desk.kit.links import crumbs_above, crumbs_to, page_of, there
from nghitrinh.desk.kit.listing import BY_NAME, NEWEST, OLDEST, ListColumn, Listing, Order, by_state
from nghitrinh.desk.kit.needs import narrow
from nghitrinh.desk.kit.opening import opened
from nghitrinh.desk.kit.titles import said_number, title_of
from nghitrinh.desk.kit.wording import term_words
from nghitrinh.desk.meetings.agenda_lists import proposals
from nghitrinh.desk.meetings.clashing import clash_words, time_of
from nghitrinh.desk.meetings.part import part_of_meeting
from nghitrinh.desk.meetings.reads import awaited_of, put_off_of
from nghitrinh.record.articles.queries import articles_of
from nghitrinh.record.bodies.queries import is_inside
from nghitrinh.record.course.models import Outcome
from nghitrinh.record.decisions.models import Point
from nghitrinh.record.decisions.queries import undropped_decisions
from nghitrinh.record.decisions.rules import SETTLED
from nghitrinh.record.instruments.queries import instruments_of
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import INSIDE, Role
from nghitrinh.record.meetings.form_words import words_of
from nghitrinh.record.meetings.models import AgendaItem, Convening, ItemState, Meeting, MeetingState
from nghitrinh.record.meetings.queries import (
    at_the_same_time,
    chairs_of,
    items_visible_to,
    meetings_visible_to,
    presence_of,
)
from nghitrinh.record.minutes.queries import minutes_of
from nghitrinh.record.papers.models import PaperState
from nghitrinh.record.presence.quorum import as_seated
from nghitrinh.record.voting.queries import opening_of, votes_visible_to
from nghitrinh.vietnamese import plain_number

_EARLY = timedelta(minutes=30)  # a few minutes before the hour everybody is there, and nobody is asked


def is_ahead(meeting: Meeting) -> bool:
    """Tell whether a meeting that is opened now would begin well before the day or the hour that it is set for."""
    return meeting.day > clock.today() or (meeting.has_time and meeting.starts_at - clock.now() > _EARLY)


def may_conclude(request: DeskRequest, item: AgendaItem) -> bool:
    """Tell whether this user may write the decisions of an item that has none."""
    begun = item.meeting.state in (MeetingState.OPEN, MeetingState.CLOSED)
    return begun and item.state != ItemState.WITHDRAWN and Role.SECRETARY in roles_for(request, item.owner_id)


def head_of(request: DeskRequest, meeting: Meeting, tab: str) -> dict[str, Any]:
    """Return what the head of every tab of a meeting shows: title, chairs, what may be done next."""
    prefetch_related_objects([meeting], "attendances")
    return {
        "meeting": meeting,
        "title": title_of(meeting),
        "can": verbs(request, meeting),
        "crumbs": crumbs_above(meeting) if tab == "agenda" else crumbs_to(meeting),
        "chairs": chairs_of(meeting),
        "presence": presence_of(meeting),
        "ahead": is_ahead(meeting),
        "answers_over": bool(meeting.answers_by and meeting.answers_by < clock.today()),
        "clashes": _clashes(request, meeting),
        "tab": tab,
        "form_words": words_of(meeting),
    }


def _clashes(request: DeskRequest, meeting: Meeting) -> list[tuple[str, str]]:
    """Return the other meetings that want its body or its place within the hour, for those who may change it."""
    if not meeting.has_time or meeting.is_written or "meeting.reschedule" not in verbs(request, meeting):
        return []
    found = at_the_same_time(request.user, time_of(meeting))
    return [(clash_words(each), page_of(each)) for each in found]


@access(WORKS)
def meetings(request: DeskRequest) -> HttpResponse:
    """List the meetings one may see, newest first, under their terms."""
    shown = MEETINGS.show(request, meetings_visible_to(request.user).order_by("-starts_at", "id"))
    if shown.file:
        return shown.file
    context = {"shown": shown, "rows": lambda: _rows_of(request, list(shown.page)), "plans": _plans(request)}
    context["counts_presence"] = bool(organizations_as(request, *INSIDE))
    return render(request, "desk/meetings/list.html", context)


def _shown(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    columns = ("name", "starts_at", "has_time", "place", "form", "state", "level", "owner__name")
    return narrow(meetings, *columns, along=("owner",)).prefetch_related(
        Prefetch("convenings", Convening.objects.select_related("series__term"))
    )


def _rows_of(request: DeskRequest, page: list[Meeting]) -> list[dict[str, Any]]:
    items = _items(request, page)
    return [{"meeting": m, "title": title_of(m), "term": _term(m), "items_count": items.get(m.pk, 0)} for m in page]


def _numbered(word: str) -> Q:
    """Return what finds a meeting by its number: the word "36" finds the 36th."""
    number = plain_number(word)
    return Q(pk__in=Convening.objects.filter(number=number, number__isnull=False).values("meeting"))


MEETINGS = Listing(
    name=gettext_lazy("Hội nghị"),
    columns=(
        ListColumn(gettext_lazy("Tên"), title_of),
        ListColumn(gettext_lazy("Loại"), lambda meeting: meeting.kind),
        ListColumn(gettext_lazy("Bắt đầu"), lambda m: m.starts_at if m.has_time else m.day),
        ListColumn(gettext_lazy("Nơi họp"), lambda meeting: meeting.place),
        ListColumn(gettext_lazy("Cơ quan"), lambda meeting: meeting.owner.name),
        ListColumn(gettext_lazy("Tình trạng"), lambda meeting: meeting.get_state_display()),
        ListColumn(gettext_lazy("Mức phổ biến"), lambda meeting: meeting.get_level_display()),
    ),
    texts=("name", "place", "kind"),
    finds=_numbered,
    day="starts_at",
    body="owner",
    on_page=_shown,
    states=lambda: by_state(MeetingState),
    orders={"": Order(NEWEST), "cu": Order(OLDEST, ("starts_at", "id")), "ten": Order(BY_NAME, ("name", "id"))},
)


def _items(request: DeskRequest, shown: list[Meeting]) -> dict[UUID, int]:
    """Count the items of each meeting that this user may see: a count tells as much as a list."""
    seen = items_visible_to(request.user).filter(meeting__in=shown).order_by()
    return dict(seen.values_list("meeting").annotate(count=Count("pk")))


def _term(meeting: Meeting) -> str:
    terms = [each.series.term for each in meeting.convenings.all() if each.series and each.series.term]
    return term_words(terms[0]) if terms else ""


def _plans(request: DeskRequest) -> bool:
    return any(grant.role == "secretary" for grant in request.grants)


@access(SIGNED_IN)
def meeting_page(request: DeskRequest, meeting: UUID) -> HttpResponse:
    """Show one meeting: agenda, attendance, numbers, and what may be done next."""
    found = opened(request, Meeting, meeting)
    if not is_inside(request.user, found):
        return part_of_meeting(request, found)
    items, outcomes = _agenda(request, found), _outcomes(request, found)
    head = head_of(request, found, "agenda")
    context: dict[str, Any] = {
        "proposals": proposals(request, found) if "item.add" in head["can"] else [],
        "rows": [{"item": item, "outcome": outcomes.get(item.pk, "")} for item in items],
        "total": sum(item.minutes or 0 for item in items),
        "present": as_seated(found, found.attendances.all()),
        "convenings": [{"row": each, "number": said_number(each)} for each in found.convenings.all()],
    }
    context |= _answers(request, found) if found.is_written else {}
    return render(request, "desk/meetings/meeting.html", head | context)


def _answers(request: DeskRequest, meeting: Meeting) -> dict[str, Any]:
    """Return how many of those asked in writing have answered all that this user may see of it, and who has not."""
    votes = votes_visible_to(request.user).filter(item__meeting=meeting).exclude(opening=None)
    asked = {key for vote in votes if (roll := opening_of(vote)) for key in roll.voters}
    awaited = awaited_of(list(votes))
    return {"asked": len(asked), "answered": len(asked) - len(awaited), "awaited": awaited}


def _agenda(request: DeskRequest, meeting: Meeting) -> list[AgendaItem]:
    handed = Q(consultations__paper__state__in=(PaperState.SUBMITTED, PaperState.ACCEPTED))
    columns = ("edit", "owner", "meeting", "position", "title", "minutes", "level", "state", "presenter__name")
    items = narrow(items_visible_to(request.user), *columns, along=("presenter",))
    items = items.filter(meeting=meeting).order_by("position")
    return _of(meeting, items.annotate(papers=Count("consultations", filter=handed, distinct=True)))


def _of(meeting: Meeting, items: QuerySet[AgendaItem]) -> list[AgendaItem]:
    """Return a meeting's items, which ask it for their state without reading it again."""
    found = list(items)
    for item in found:
        item.meeting = meeting
    return found


def _outcomes(request: DeskRequest, meeting: Meeting) -> dict[UUID, str]:
    """Return what came of each item: the first point's outcome once it is approved, otherwise how far it is."""
    decisions = list(narrow(undropped_decisions(request.user), "state", "item").filter(item__meeting=meeting))
    first = Point.objects.filter(
        version__decision__in=decisions, version__number=F("version__decision__current"), position=1
    )
    outcomes = {point.version.decision_id: point.get_outcome_display() for point in first.select_related("version")}
    put_off = dict.fromkeys((each.pk for each in put_off_of(request.user, meeting)), Outcome.DEFERRED.label)
    return put_off | {
        each.item_id: outcomes.get(each.pk, "")
        if each.state in SETTLED
        else _("Kết luận: %(state)s") % {"state": each.get_state_display()}
        for each in decisions
    }


def whole(request: DeskRequest, meeting: UUID) -> Meeting:
    """Return a meeting for whoever sees the whole of it; a body that has a part in it sees that on one page."""
    found = opened(request, Meeting, meeting)
    if not is_inside(request.user, found):
        raise Http404
    return found


@dataclass(frozen=True)
class ResultsPart:
    """One list of what came of a meeting; `new` is the address for another, where the user may."""

    words: str
    rows: list[dict[str, Any]]
    empty: str
    new: str = ""
    new_words: str = ""


@access(SIGNED_IN)
def results(request: DeskRequest, meeting: UUID) -> HttpResponse:
    """List what came of a meeting: each item with its decision or without, documents, articles."""
    found = whole(request, meeting)
    secretary = Role.SECRETARY in roles_for(request, found.owner_id)
    parts = [
        ResultsPart(
            _("Văn bản"),
            _rows(instruments_of(request.user, found), "instruments.instrument"),
            _("Chưa có văn bản nào."),
            there("instruments.draft", found.pk) if secretary else "",
            _("Soạn thông báo"),
        ),
        ResultsPart(
            _("Bài viết"),
            _rows(articles_of(request.user, found), "articles.article"),
            _("Chưa có bài viết nào."),
            there("articles.draft", found.pk) if secretary else "",
            _("Soạn bài viết"),
        ),
    ]
    minutes = minutes_of(request.user, found)
    context = {
        "decisions": _decisions(request, found),
        "put_off": {each.pk for each in put_off_of(request.user, found)},
        "parts": parts,
        "minutes": minutes,
        "may_write": minutes is None and secretary and found.state in (MeetingState.OPEN, MeetingState.CLOSED),
    }
    return render(request, "desk/meetings/results.html", head_of(request, found, "results") | context)


def _decisions(request: DeskRequest, meeting: Meeting) -> list[dict[str, Any]]:
    decided = {each.item_id: each for each in undropped_decisions(request.user).filter(item__meeting=meeting)}
    columns = ("edit", "owner", "meeting", "position", "title", "minutes", "level", "state", "presenter__name")
    items = narrow(items_visible_to(request.user), *columns, along=("presenter",))
    items = items.filter(meeting=meeting).order_by("position")
    return [
        {
            "item": item,
            "decision": (decision := decided.get(item.pk)),
            "may_conclude": decision is None and may_conclude(request, item),
        }
        for item in _of(meeting, items)
    ]


def _rows(nouns: Iterable[Any], page: str) -> list[dict[str, Any]]:
    return [{"noun": noun, "address": there(page, noun.pk)} for noun in nouns]


urlpatterns = [
    path("hoi-nghi/", meetings, name="meetings"),
    path("hoi-nghi/<uuid:meeting>/", meeting_page, name="meetings.meeting"),
    path("hoi-nghi/<uuid:meeting>/ket-qua/", results, name="meetings.results"),
]
