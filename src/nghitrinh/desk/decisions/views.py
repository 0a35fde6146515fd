"""Decisions: the decisions of an item, entered once, reviewed, approved by the chair, corrected with a reason."""

from itertools import pairwise
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nghitrinh.contents.differences import changed_words
from nghitrinh.desk.decisions.forms import CorrectionForm, DecisionForm, recorded
from nghitrinh.desk.kit.access import INSIDER, SIGNED_IN, DeskRequest, access, roles_for
from nghitrinh.desk.kit.forms import ReasonForm
from nghitrinh.desk.kit.links import page_of
from nghitrinh.desk.kit.listing import BY_NAME, NEWEST, OLDEST, ListColumn, Listing, ListRow, Order, by_state
from nghitrinh.desk.kit.opening import begin, opened, opened_above, pressed, show, step
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.unread import note_opened
from nghitrinh.desk.kit.wording import day
from nghitrinh.record.articles.dependents import telling
from nghitrinh.record.articles.models import Article
from nghitrinh.record.articles.queries import articles_of
from nghitrinh.record.bodies.ceilings import ceiling
from nghitrinh.record.course.queries import noted_outcome
from nghitrinh.record.decisions.models import Decision, DecisionRevision, DecisionState
from nghitrinh.record.decisions.queries import (
    decisions_visible_to,
    points_of,
    render_figure,
    revision_differences,
)
from nghitrinh.record.decisions.rules import SETTLED
from nghitrinh.record.findings.models import Finding
from nghitrinh.record.findings.queries import findings_visible_to
from nghitrinh.record.instruments.models import OVER, Instrument
from nghitrinh.record.instruments.queries import instruments_issuing, withdrawn_carrying
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import Role, stricter
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.tasks.queries import tasks_visible_to
from nghitrinh.record.voting.queries import votes_visible_to


@access(Role.SECRETARY)
def draft(request: DeskRequest, item: UUID) -> HttpResponseBase:
    """Enter the decisions of an item."""
    found = opened_above(request, AgendaItem, item, "decision.draft")
    return begin(
        request,
        found,
        "decision.draft",
        DecisionForm,
        title=_("Kết luận nội dung %(number)s") % {"number": found.position},
        note=found.title,
        button=_("Lưu dự thảo kết luận"),
        said=_("Đã lưu dự thảo. Soát lại rồi trình người chủ trì duyệt."),
        initial={"title": found.title} | _noted(found),
        options={"concluding": Decision(item=found, level=stricter(found.level, found.meeting.level))},
        template="desk/decisions/form.html",
    )


def _noted(item: AgendaItem) -> dict[str, Any]:
    """Return what the chair said in the room of what comes of an item: the outcome that the draft is offered."""
    outcome = noted_outcome(item)
    return {"points": [{"outcome": outcome}]} if outcome else {}


DECISIONS = Listing(
    name=gettext_lazy("Kết luận"),
    columns=(
        ListColumn(gettext_lazy("Tên"), lambda decision: decision.title),
        ListColumn(gettext_lazy("Hội nghị"), lambda decision: title_of(decision.item.meeting)),
        ListColumn(gettext_lazy("Ngày họp"), lambda decision: decision.item.meeting.day),
        ListColumn(gettext_lazy("Cơ quan"), lambda decision: decision.owner.name),
        ListColumn(gettext_lazy("Tình trạng"), lambda decision: decision.get_state_display()),
        ListColumn(gettext_lazy("Mức phổ biến"), lambda decision: decision.get_level_display()),
    ),
    texts=("title", "item__meeting__name"),
    day="item__meeting__starts_at",
    body="owner",
    states=lambda: by_state(DecisionState),
    orders={
        "": Order(NEWEST),
        "cu": Order(OLDEST, ("item__meeting__starts_at", "item__position", "id")),
        "ten": Order(BY_NAME, ("title", "id")),
    },
)


@access(INSIDER)
def decisions(request: DeskRequest) -> HttpResponse:
    """List the decisions one may see, those of the newest meeting first."""
    visible = decisions_visible_to(request.user).prefetch_related("item__meeting__convenings")
    shown = DECISIONS.show(request, visible.order_by("-item__meeting__starts_at", "item__position", "id"))
    if shown.file:
        return shown.file
    context = {
        "shown": shown,
        "rows": lambda: [ListRow(each, each.title, page_of(each), _where(each)) for each in shown.page],
    }
    return render(request, "desk/decisions/list.html", context)


def _where(decision: Decision) -> str:
    meeting = decision.item.meeting
    return f"{title_of(meeting)}, {day(meeting.day)}; {decision.owner.name}"


@access(SIGNED_IN)
def decision_page(request: DeskRequest, decision: UUID) -> HttpResponse:
    """Show what was concluded, what it charged, where it was issued, and every version."""
    found = opened(request, Decision, decision)
    versions = list(found.versions.order_by("number"))
    if found.state in SETTLED:  # a draft is written anew in its place: to have seen it is not to have read what came
        note_opened(request, *(each.pk for each in versions))
    context: dict[str, Any] = {
        "item": found.item,
        "points": _points_shown(request, found),
        "tasks": tasks_visible_to(request.user).filter(decision=found),
        "instruments": instruments_issuing(request.user, found),
        "withdrawn": withdrawn_carrying(found) if found.state == DecisionState.RECALLED else [],
        "may_issue": Role.SECRETARY in roles_for(request, found.owner_id),
        "articles": articles_of(request.user, found.item.meeting),
        "versions": _versions(versions, request.GET.get("khac", "")),
        "today": clock.today(),
    }
    return show(request, found, "desk/decisions/decision.html", **context)


def _differences(old: DecisionRevision, new: DecisionRevision) -> list[dict[str, Any]]:
    found = revision_differences(old, new)
    return [{"where": each.where, "words": changed_words(each.old, each.new)} for each in found]


def _versions(versions: list[DecisionRevision], asked: str) -> list[dict[str, Any]]:
    """Return the versions that followed another, newest first; only the one asked for, or the newest, is compared."""
    followed = list(pairwise(versions))[::-1]
    numbers = [str(new.number) for _old, new in followed]
    shown = asked if asked in numbers else next(iter(numbers), "")
    return [
        {"version": new, "differences": _differences(old, new) if str(new.number) == shown else None}
        for old, new in followed
    ]


def _points_shown(request: DeskRequest, decision: Decision) -> list[dict[str, Any]]:
    """Return the points with their figures and what they rest on, as far as this user sees it."""
    points = list(points_of(decision))
    resting = {each.vote_id for each in points if each.vote_id}
    seen = {vote.pk: vote for vote in votes_visible_to(request.user).filter(pk__in=resting)} if resting else {}
    quoted = {figure.finding_id for each in points for figure in each.figures.all() if figure.finding_id}
    readable = findings_visible_to(request.user).filter(pk__in=quoted) if quoted else Finding.objects.none()
    read = set(readable.values_list("pk", flat=True))
    return [
        {"point": each, "figures": _figures(each, read), "vote": seen.get(each.vote_id or each.pk)} for each in points
    ]


def _figures(point: Any, read: set[UUID]) -> list[dict[str, Any]]:
    """Return the figures of a point; those that a finding computed lead to it, where this user may `read` it."""
    return [
        {"figure": each, "value": render_figure(each), "finding": each.finding if each.finding_id in read else None}
        for each in point.figures.all()
    ]


def _points(found: Decision) -> dict[str, Any]:
    initial = recorded(found.title, points_of(found))
    return {"initial": initial, "template": "desk/decisions/form.html", "options": {"concluding": found}}


@access(Role.SECRETARY)
def revise(request: DeskRequest, decision: UUID) -> HttpResponseBase:
    """Change a draft."""
    found = opened(request, Decision, decision, "decision.revise")
    words = {"title": _("Sửa dự thảo kết luận"), "button": _("Lưu dự thảo"), "said": _("Đã lưu dự thảo.")}
    return step(request, found, "decision.revise", DecisionForm, **words, **_points(found))


@access(Role.SECRETARY, Role.CHAIR)
def correct(request: DeskRequest, decision: UUID) -> HttpResponseBase:
    """Correct what was approved: a new version with reason and authority; what rests on the old is marked."""
    found = opened(request, Decision, decision, "decision.correct")
    is_chair = Role.CHAIR in roles_for(request, found.owner_id)
    resting = _resting_on(found)
    marked = _("%(what)s dựa trên bản cũ sẽ được đánh dấu, không tự đổi lời.") % {"what": resting} if resting else ""
    return step(
        request,
        found,
        "decision.correct",
        CorrectionForm,
        title=_("Đính chính kết luận"),
        note=" ".join(filter(None, (_("Bản cũ vẫn còn."), marked))),
        button=_("Đính chính"),
        said=_("Đã đính chính. Xem phần “Dựa trên kết luận này” để soát lại.") if resting else _("Đã đính chính."),
        seal=True,
        **_points(found)
        | {"options": {"concluding": found, "asks_agreement": bool(found.approved_on) and not is_chair}},
    )


def _resting_on(decision: Decision) -> str:
    """Return what a correction of a decision marks, in words; "" for nothing."""
    documents = Instrument.objects.filter(versions__decisions__decision=decision).exclude(state__in=OVER).exists()
    articles = bool(telling(Article.objects.all(), decision.item.meeting, ceiling(decision)))
    if documents and articles:
        return _("Văn bản và bài viết")
    return _("Văn bản") if documents else _("Bài viết") if articles else ""


@access(Role.SECRETARY, Role.CHAIR)
def send_back(request: DeskRequest, decision: UUID) -> HttpResponseBase:
    """Send a reviewed draft back with a reason."""
    found = opened(request, Decision, decision, "decision.send_back")
    words = {"title": _("Trả lại dự thảo kết luận"), "button": _("Trả lại"), "said": _("Đã trả lại dự thảo.")}
    return step(request, found, "decision.send_back", ReasonForm, **words)


@access(Role.SECRETARY)
def drop(request: DeskRequest, decision: UUID) -> HttpResponseBase:
    """Drop a draft: the item waits for a decision again."""
    found = opened(request, Decision, decision, "decision.drop")
    words = {"title": _("Bỏ dự thảo"), "note": found.title, "said": _("Đã bỏ dự thảo.")}
    return step(request, found, "decision.drop", ReasonForm, **words)


@access(Role.SECRETARY)
@require_POST
def review(request: DeskRequest, decision: UUID) -> HttpResponseBase:
    """Say that a draft was reviewed: it waits for the chair."""
    return pressed(request, Decision, decision, "decision.review", _("Đã soát. Kết luận chờ người chủ trì duyệt."))


@access(Role.CHAIR)
@require_POST
def approve(request: DeskRequest, decision: UUID) -> HttpResponseBase:
    """Approve a reviewed decision; from here on it changes only by correction."""
    return pressed(request, Decision, decision, "decision.approve", _("Đã duyệt kết luận."))


urlpatterns = [
    path("ket-luan/", decisions, name="decisions"),
    path("noi-dung/<uuid:item>/ket-luan/", draft, name="decisions.draft"),
    path("ket-luan/<uuid:decision>/", decision_page, name="decisions.decision"),
    path("ket-luan/<uuid:decision>/sua/", revise, name="decisions.revise"),
    path("ket-luan/<uuid:decision>/dinh-chinh/", correct, name="decisions.correct"),
    path("ket-luan/<uuid:decision>/tra-lai/", send_back, name="decisions.send_back"),
    path("ket-luan/<uuid:decision>/bo/", drop, name="decisions.drop"),
    path("ket-luan/<uuid:decision>/soat/", review, name="decisions.review"),
    path("ket-luan/<uuid:decision>/duyet/", approve, name="decisions.approve"),
]
