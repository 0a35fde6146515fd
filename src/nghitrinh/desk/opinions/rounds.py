"""Rounds: one with its matrix, and asking members and bodies about a paper."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access, organizations_as, roles_for
from nghitrinh.desk.kit.acting import FormPage, serve
from nghitrinh.desk.kit.forms import ReasonForm
from nghitrinh.desk.kit.links import crumbs_to, page_of
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.kit.opening import note_restricted, opened, pressed, show, step
from nghitrinh.desk.kit.wording import day
from nghitrinh.desk.opinions.forms import AskForm, ExtendForm, OpenForm
from nghitrinh.desk.opinions.wording import outcome_words, received_words, shown_words
from nghitrinh.desk.opinions.words import CHOICES, OUTCOMES
from nghitrinh.record.bodies.models import Membership, Organization
from nghitrinh.record.bodies.precedence import ranked
from nghitrinh.record.bodies.unseated import without_account
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.errors import WrongState, not_for_you
from nghitrinh.record.kernel.grants import lasting
from nghitrinh.record.kernel.levels import Level, Role
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.kernel.striking import bare
from nghitrinh.record.opinions.matrix import Matrix, matrix_of
from nghitrinh.record.opinions.models import Opinion, Request, Round, RoundState
from nghitrinh.record.opinions.queries import (
    opinions_visible_to,
    reads_others,
    requests_to,
    rounds_before,
    rounds_visible_to,
    unsigned,
)
from nghitrinh.record.opinions.rules import BRING, may_open
from nghitrinh.record.papers.models import Paper, PaperRevision
from nghitrinh.record.procedure.provisions import Key
from nghitrinh.record.procedure.queries import rule_text_on
from nghitrinh.record.procedure.wording import delay_words


@dataclass(frozen=True)
class AskedRow:
    """One member or body asked: whether it answered, what this user may read of that, and may do about it."""

    request: Request
    opinion: Opinion | None
    is_given: bool
    answers: bool
    notes: bool
    strikes: bool
    is_unreached: bool

    @property
    def waits(self) -> bool:
        """Tell whether the opinion of a body waits for its head, as who belongs to the body sees."""
        return self.opinion is not None and not self.opinion.is_given


@access(SIGNED_IN)
def round_page(request: DeskRequest, round: UUID) -> HttpResponse:
    """Show one round: who is asked, who answered, what was said as far as one may read it, what became of it."""
    found = opened(request, Round, round)
    today = clock.today()
    made = matrix_of(found, opinions_visible_to(request.user, today))
    own = opinions_visible_to(request.user, today).filter(request__round=found)
    context = {
        "paper": found.version.paper,
        "matrix": made,
        "rows": _asked(request, made, {each.request_id: each for each in own.prefetch_related("files")}),
        "reads": reads_others(request.user, found, today),
        "shown_words": shown_words(found),
        "received": received_words(made),
        "answered": outcome_words(made),
        "responds": _responds(request, found),
        "unsigned": [each for each in unsigned(request.user) if each.request.round_id == found.pk],
        "before": [each for each in rounds_before(found) if _sees(request, each)],
        "choices": CHOICES,
        "outcomes": OUTCOMES,
        "today": today,
    }
    return show(request, found, "desk/opinions/round.html", **context)


def _sees(request: DeskRequest, noun: Round) -> bool:
    return rounds_visible_to(request.user).filter(pk=noun.pk).exists()


def _responds(request: DeskRequest, noun: Round) -> bool:
    """Tell whether this user answers what was said: for the body that submitted the paper, or as the secretary."""
    is_closed = noun.state == RoundState.CLOSED
    drafts = Role.OFFICER in roles_for(request, noun.version.paper.submitted_by_id)
    return is_closed and (drafts or Role.SECRETARY in roles_for(request, noun.owner_id))


def _asked(request: DeskRequest, made: Matrix, readable: dict[UUID, Opinion]) -> list[AskedRow]:
    about = made.round
    own = set(requests_to(request.user, clock.today()).filter(round=about).values_list("pk", flat=True))
    secretary = Role.SECRETARY in roles_for(request, about.owner_id)
    is_open = about.state == RoundState.OPEN
    free = bare(made.missing) if secretary and is_open else set()
    missing = {each.pk for each in made.missing}
    unreached = without_account(made.missing, clock.today())
    fixed = {row.comment.opinion_id for row in made.rows if row.response or row.comment.part_of_id}
    return [
        AskedRow(
            each,
            readable.get(each.pk),
            is_given=each.pk not in missing,
            answers=is_open and each.pk in own,
            notes=secretary and about.state != RoundState.CANCELLED and _takes_note(each, fixed),
            strikes=each.pk in free,
            is_unreached=each.pk in unreached,
        )
        for each in made.requests
    ]


def _takes_note(request: Request, fixed: set[UUID]) -> bool:
    """Tell whether a secretary may note an answer: none was given, or one that was noted and is not answered yet."""
    opinion: Opinion | None = getattr(request, "opinion", None)
    return opinion is None or not opinion.is_given or (opinion.is_noted and opinion.pk not in fixed)


@access(*BRING)
def open_round(request: DeskRequest, paper: UUID) -> HttpResponseBase:
    """Ask about the newest version of a paper."""
    found = opened(request, Paper, paper)
    if not may_open(found, lambda body: roles_for(request, body)):
        raise not_for_you("round.open", found=request.user.username)
    newest = found.versions.order_by("-number").first()
    if newest is None:
        raise WrongState(
            _("Tài liệu này chưa có bản nào"),
            code="paper_without_version",
            field="paper",
            found=found.title,
            expected=_("nộp bản đầu tiên trước, rồi lấy ý kiến về bản ấy"),
        )
    page = FormPage(
        form=OpenForm,
        act="round.open",
        title=_("Lấy ý kiến"),
        note=newest.label(),
        button=_("Gửi lấy ý kiến"),
        said=lambda made: _("Đã gửi lấy ý kiến, hạn %(day)s.") % {"day": day(made.due_on)},
        back=page_of(found),
        done=page_of,
        crumbs=crumbs_to(found),
        fixed={"version": newest.pk},
        initial=_asked_before(newest),
        options={**_whom(found, Request.objects.none()), "by_rule": _by_rule(found)},
    )
    return serve(request, page)


def _by_rule(paper: Paper) -> str:
    rule = rule_text_on(paper.owner_id, clock.today())
    delay = rule.get(Key.OPINIONS) if rule else None
    if delay is None:
        return _("Quy chế làm việc không nói thời hạn, nên phải ghi ngày")
    return _("Để trống: %(delay)s theo quy chế làm việc") % {"delay": delay_words(delay)}


def _asked_before(version: PaperRevision) -> dict[str, Any]:
    """Return whom the round about the version before asked: the next one begins with them."""
    before = rounds_before(Round(version=version)).first()
    requests = before.requests.all() if before else ()
    return {
        "members": [each.membership_id for each in requests if each.membership_id],
        "bodies": [each.organization_id for each in requests if each.organization_id],
    }


def _whom(paper: Paper, asked: QuerySet[Request]) -> dict[str, QuerySet[Any]]:
    """Return who can be asked about a paper and is not: of a restricted one nobody outside."""
    members = Membership.objects.filter(lasting(clock.today()), organization=paper.owner_id)
    members = members.exclude(pk__in=asked.filter(membership__isnull=False).order_by().values("membership"))
    bodies = Organization.objects.filter(ended_on__isnull=True)
    bodies = bodies.exclude(pk__in=asked.filter(organization__isnull=False).order_by().values("organization"))
    if paper.level == Level.RESTRICTED:
        bodies = bodies.filter(pk__in=[paper.owner_id, paper.submitted_by_id])
    return {
        "members": ranked(members).select_related("person", "organization"),
        "bodies": bodies.order_by(in_order("name"), "pk"),
    }


@access(Role.SECRETARY)
def ask(request: DeskRequest, round: UUID) -> HttpResponseBase:
    """Ask further members and bodies."""
    found = opened(request, Round, round, "round.ask")
    return step(
        request,
        found,
        "round.ask",
        AskForm,
        title=_("Hỏi thêm"),
        button=_("Gửi lấy ý kiến"),
        said=_("Đã hỏi thêm."),
        options=_whom(found.version.paper, found.requests.all()),
    )


@access(Role.SECRETARY)
def extend(request: DeskRequest, round: UUID) -> HttpResponseBase:
    """Give everybody a later day."""
    found = opened(request, Round, round, "round.extend")
    words = {"title": _("Gia hạn lấy ý kiến"), "said": _("Đã gia hạn.")}
    note = _("Hạn đang là %(day)s.") % {"day": day(found.due_on)}
    return step(request, found, "round.extend", ExtendForm, note=note, **words)


@access(Role.SECRETARY)
def extend_one(request: DeskRequest, asked: UUID) -> HttpResponseBase:
    """Give one member or body a later day."""
    rounds = Round.objects.filter(owner__in=organizations_as(request, Role.SECRETARY), state=RoundState.OPEN)
    found = one(Request.objects.filter(round__in=rounds).select_related("round__version__paper"), asked)
    note_restricted(request, found.round)
    page = FormPage(
        form=ExtendForm,
        act="request.extend",
        title=_("Gia hạn cho %(who)s") % {"who": found.label()},
        note=_("Hạn đang là %(day)s.") % {"day": day(found.last_day)},
        said=_("Đã gia hạn."),
        button=_("Gia hạn"),
        noun=found,
        back=page_of(found.round),
        crumbs=crumbs_to(found.round),
    )
    return serve(request, page)


@access(Role.SECRETARY)
@require_POST
def close(request: DeskRequest, round: UUID) -> HttpResponseBase:
    """End a round."""
    return pressed(request, Round, round, "round.close", _("Đã kết thúc: nay trả lời từng điều góp ý."))


@access(Role.SECRETARY)
def cancel(request: DeskRequest, round: UUID) -> HttpResponseBase:
    """Call a round off."""
    found = opened(request, Round, round, "round.cancel")
    words = {"title": _("Hủy lấy ý kiến"), "said": _("Đã hủy.")}
    return step(request, found, "round.cancel", ReasonForm, **words)


urlpatterns = [
    path("tai-lieu/<uuid:paper>/lay-y-kien/", open_round, name="opinions.open"),
    path("lay-y-kien/<uuid:round>/", round_page, name="opinions.round"),
    path("lay-y-kien/<uuid:round>/hoi-them/", ask, name="opinions.ask"),
    path("lay-y-kien/<uuid:round>/gia-han/", extend, name="opinions.extend"),
    path("lay-y-kien/<uuid:round>/ket-thuc/", close, name="opinions.close"),
    path("lay-y-kien/<uuid:round>/huy/", cancel, name="opinions.cancel"),
    path("y-kien/<uuid:asked>/gia-han/", extend_one, name="opinions.extend_one"),
]
