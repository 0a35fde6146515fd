"""Pages of votes: those of a meeting, one with its result, the question, one press, closing, a reserved view."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nghitrinh.desk.course import lines
from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access, roles_for, verbs
from nghitrinh.desk.kit.acting import FormPage, press_without_edit, serve
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.forms import ReasonForm
from nghitrinh.desk.kit.links import crumbs_to, page_of
from nghitrinh.desk.kit.opening import begin, opened, opened_above, pressed, show, step
from nghitrinh.desk.meetings.views import head_of, whole
from nghitrinh.desk.meetings.written_papers import next_sitting, reports_of
from nghitrinh.desk.voting.forms import PrepareForm, QuestionForm, ReservationForm
from nghitrinh.desk.voting.reads import may_prepare, rows_of, tallies_of
from nghitrinh.desk.voting.rereading import slip_links
from nghitrinh.desk.voting.showing import is_followed, now_of, own_seats_of
from nghitrinh.desk.voting.slips import slips_of
from nghitrinh.desk.voting.warning import Warned, unpressed_before, warned
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.precedence import ranked
from nghitrinh.record.bodies.seats import memberships_of
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.grants import lasting
from nghitrinh.record.kernel.levels import CLEARED, Role
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.meetings.queries import items_visible_to
from nghitrinh.record.papers.models import PaperRevision
from nghitrinh.record.papers.queries import papers_under
from nghitrinh.record.procedure.provisions import Key
from nghitrinh.record.procedure.queries import RuleText, rule_text_on
from nghitrinh.record.voting.acts.slips import against_asked_reader
from nghitrinh.record.voting.models import BY_NAME, ROLLS, Count, Option, Vote, VoteForm, options_of
from nghitrinh.record.voting.publicity import public_counts
from nghitrinh.record.voting.queries import closing_of, opening_of, rule_of, voters_of
from nghitrinh.record.voting.wording import majority_words, rule_words, silence_words

LEADS = (Role.SECRETARY, Role.CHAIR)
# The pages of a meeting on which one votes and stays, by what their buttons say of where they stand (`?ve=`).
CAST_FROM = {"dang-hop": "course.follow", "dieu-hanh": "course.board"}


@access(SIGNED_IN)
def votes(request: DeskRequest, meeting: UUID) -> HttpResponse:
    """List the votes of a meeting by item.

    No Listing: they are those of one meeting, read as its course.
    """
    found = whole(request, meeting)
    items = list(items_visible_to(request.user).filter(meeting=found).order_by("position"))
    groups = [(item, rows_of(request.user, item), may_prepare(request, item)) for item in items]
    context: dict[str, Any] = {"groups": groups, "any": any(rows for _item, rows, _may in groups)}
    asked = found.is_written
    context |= {"reports": reports_of(request, found) if asked else []}
    context |= {"coming": next_sitting(request, found) if asked else None}
    return render(request, "desk/voting/votes.html", head_of(request, found, "votes") | context)


@access(SIGNED_IN)
def vote_page(request: DeskRequest, vote: UUID) -> HttpResponse:
    """Show one vote: the question and the rule, who votes, what it came to, and what this user can do."""
    found = opened(request, Vote, vote)
    now, count = now_of(found), getattr(found, "count", None)
    roll, can = now["roll"], _possible(request, found, count)
    rule = rule_of(found) or _rule_so_far(found)
    leads = bool(can & {"vote.open", "vote.close", "vote.cancel"})
    context: dict[str, Any] = now | {
        "can": can,
        "follows": is_followed(found),
        "moment": clock.now().timestamp(),
        "leads": leads,
        "leads_meeting": "item.begin" in verbs(request, found.item.meeting),
        "warned": warned(found, roll, rule, now["ballots"]) if leads else Warned(),
        "rule": rule_words(found) or (majority_words(found, rule) if rule else ""),
        "is_kept": found.rule is not None,
        "tallies": tallies_of(found, len(roll.seats) if roll else 0),
        "count": count,
        "public": public_counts(found),
        "options": [(each.value, each.label) for each in options_of(found.form) if each != Option.OTHER],
        "slips": slips_of(request.user, found),
        "slip_links": slip_links(request, found, can),
        "silence": silence_words(rule) if rule and found.form == VoteForm.WRITTEN else "",
        "own": own_seats_of(request.user, found, roll) if "ballot.cast" in can else [],
        "may_change": rule is not None and rule.get(Key.VOTE_CHANGES),
        "corrections": found.corrections.select_related("recorded_by"),
        "reservations": found.reservations.all(),
        "may_reserve": "reservation.note" in can and bool(_who_may_reserve(request, found)),
    }
    return show(request, found, "desk/voting/vote.html", **context)


def _rule_so_far(vote: Vote) -> RuleText | None:
    """Return the rule of the meeting's day as it is now, for a vote that is not opened."""
    return rule_text_on(vote.owner_id, vote.item.meeting.day)


def _possible(request: DeskRequest, vote: Vote, count: Count | None) -> set[str]:
    """Return which verbs have a button: those that this user may, that belong to the form, and whose turn it is."""
    found = verbs(request, vote)
    of_forms = {
        "vote.open": vote.form != VoteForm.WRITTEN,
        "ballot.cast": vote.form in BY_NAME,
        "slip.enter": vote.form == VoteForm.WRITTEN and not any(against_asked_reader(vote, request.user)),
        "slip.take_back": vote.form == VoteForm.WRITTEN,
        "slip.reread": vote.form == VoteForm.WRITTEN,
        "slip.correct": vote.form == VoteForm.WRITTEN,
        "vote.count_hands": vote.form == VoteForm.HANDS,
        "vote.count_ballots": vote.form == VoteForm.PAPER and (count is None or _counts_again(request, count)),
        "vote.confirm_count": vote.form == VoteForm.PAPER and count is not None and _may_confirm(request, count),
        "vote.note_consent": vote.form == VoteForm.CONSENT,
        "vote.correct": vote.form in (VoteForm.HANDS, VoteForm.PAPER),
        "vote.close": vote.form in BY_NAME or (count is not None and _is_counted(vote, count)),
    }
    return {verb for verb in found if of_forms.get(verb, True)}


def _counts_again(request: DeskRequest, count: Count) -> bool:
    return count.teller_id == request.user.pk and count.second_teller_id is None


def _may_confirm(request: DeskRequest, count: Count) -> bool:
    return count.teller_id != request.user.pk and count.second_teller_id is None


def _is_counted(vote: Vote, count: Count) -> bool:
    return vote.form == VoteForm.HANDS or count.second_teller_id is not None


def _versions(request: DeskRequest, item: AgendaItem) -> QuerySet[PaperRevision]:
    papers = papers_under(request.user, item).order_by().values("pk")
    return PaperRevision.objects.filter(paper__in=papers).select_related("paper").order_by("paper", "-number")


@access(*LEADS)
def prepare(request: DeskRequest, item: UUID) -> HttpResponseBase:
    """Prepare a vote on an item."""
    found = opened_above(request, AgendaItem, item, "vote.prepare")
    held = Membership.objects.filter(lasting(found.meeting.day), organization__body=found.owner.body_id)
    return begin(
        request,
        found,
        "vote.prepare",
        PrepareForm,
        title=_("Ghi câu hỏi lấy ý kiến") if found.meeting.is_written else _("Chuẩn bị biểu quyết"),
        note=found.title,
        button=_("Lưu, chưa mở"),
        said=_("Đã lưu câu hỏi; gửi phiếu ở trang hội nghị.")
        if found.meeting.is_written
        else _("Đã chuẩn bị. Mở biểu quyết khi hội nghị đang họp và đủ số người."),
        options={
            "versions": _versions(request, found),
            "written": found.meeting.is_written,
            "memberships": held.select_related("person", "organization").order_by(
                in_order("organization__name"), in_order("post"), "id"
            ),
        },
        template="desk/voting/prepare.html",
        context={"unpressed": "" if found.meeting.is_written else unpressed_before(found.meeting)},
    )


@access(*LEADS)
def revise(request: DeskRequest, vote: UUID) -> HttpResponseBase:
    """Put a prepared question otherwise."""
    found = opened(request, Vote, vote, "vote.revise")
    return step(
        request,
        found,
        "vote.revise",
        QuestionForm,
        title=_("Sửa biểu quyết"),
        note=_("Loại việc và người được biểu quyết không đổi được: hủy rồi chuẩn bị biểu quyết khác."),
        button=_("Lưu"),
        said=_("Đã lưu."),
        initial={"question": found.question, "form": found.form, "version": found.version_id},
        options={"versions": _versions(request, found.item), "written": found.item.meeting.is_written},
    )


@access(*LEADS)
@require_POST
def open_vote(request: DeskRequest, vote: UUID) -> HttpResponseBase:
    """Open a vote."""
    return pressed(request, Vote, vote, "vote.open", _("Đã mở biểu quyết."))


@access(*LEADS)
@require_POST
def consent(request: DeskRequest, vote: UUID) -> HttpResponseBase:
    """Note that nobody had another view."""
    return pressed(request, Vote, vote, "vote.note_consent", _("Đã ghi: không ai có ý kiến khác."))


@access(*LEADS)
@require_POST
def close(request: DeskRequest, vote: UUID) -> HttpResponseBase:
    """Close a vote with its result."""
    return pressed(request, Vote, vote, "vote.close", _("Đã đóng biểu quyết, kết quả ở dưới."))


@access(*LEADS)
def cancel(request: DeskRequest, vote: UUID) -> HttpResponseBase:
    """Cancel a vote."""
    found = opened(request, Vote, vote, "vote.cancel")
    note = _("Biểu quyết không có kết quả; điều đã ghi vẫn ở trong hồ sơ.")
    return step(request, found, "vote.cancel", ReasonForm, title=_("Hủy biểu quyết"), note=note, said=_("Đã hủy."))


@access(*CLEARED)
@require_POST
def cast(request: DeskRequest, vote: UUID, membership: UUID) -> HttpResponseBase:
    """Vote for a seat of one's own in one press."""
    found = opened(request, Vote, vote, "ballot.cast", unread=ROLLS)
    given: dict[str, Any] = {"vote": found.pk, "membership": membership, "option": request.POST.get("option", "")}

    def said(ballot: Any) -> str:
        return _("Đã ghi: %(option)s.") % {"option": str(ballot.get_option_display()).lower()}

    came_from = CAST_FROM.get(request.GET.get("ve", ""))
    back = reverse(came_from, args=[found.item.meeting_id]) if came_from else page_of(found)
    lines.keep(request, found.item.meeting_id)  # of the tablet, whose buttons send along what is half typed
    return press_without_edit(request, "ballot.cast", back=back, said=said, **given)


def _who_may_reserve(request: DeskRequest, vote: Vote) -> list[UUID]:
    """Return the seats whose view this user may note: their own, or for a secretary those of all who took part."""
    rule = rule_of(vote)
    if rule is None or not rule.get(Key.RESERVATION):
        return []
    noted = set(vote.reservations.values_list("membership", flat=True))
    voters = voters_of(vote, opening_of(vote), closing_of(vote)).values()
    own = memberships_of(request.user, clock.today())
    notes_all = Role.SECRETARY in roles_for(request, vote.owner_id)
    return [each.membership for each in voters if each.membership not in noted and (notes_all or own & set(each.posts))]


@access(*CLEARED)
def reserve(request: DeskRequest, vote: UUID) -> HttpResponseBase:
    """Note a view that is kept against the result."""
    found = opened(request, Vote, vote, "reservation.note")
    seats = Membership.objects.filter(pk__in=_who_may_reserve(request, found))
    page = FormPage(  # what it adds changes nothing of the vote, and so takes no edit
        act="reservation.note",
        form=ReservationForm,
        title=_("Bảo lưu ý kiến"),
        note=_("Người bảo lưu vẫn chấp hành kết quả, và được báo cáo ý kiến của mình lên cấp trên."),
        button=_("Ghi ý kiến bảo lưu"),
        back=page_of(found),
        said=_("Đã ghi ý kiến bảo lưu."),
        fixed={"vote": found.pk},
        options={"memberships": ranked(seats).select_related("person", "organization")},
        crumbs=crumbs_to(found),
    )
    return serve(request, page)


urlpatterns = [
    path("hoi-nghi/<uuid:meeting>/bieu-quyet/", votes, name="voting.votes"),
    path("noi-dung/<uuid:item>/bieu-quyet/", prepare, name="voting.prepare"),
    path("bieu-quyet/<uuid:vote>/", vote_page, name="voting.vote"),
    path("bieu-quyet/<uuid:vote>/sua/", revise, name="voting.revise"),
    path("bieu-quyet/<uuid:vote>/mo/", open_vote, name="voting.open"),
    path("bieu-quyet/<uuid:vote>/khong-co-y-kien-khac/", consent, name="voting.consent"),
    path("bieu-quyet/<uuid:vote>/dong/", close, name="voting.close"),
    path("bieu-quyet/<uuid:vote>/huy/", cancel, name="voting.cancel"),
    path("bieu-quyet/<uuid:vote>/bao-luu/", reserve, name="voting.reserve"),
    path("bieu-quyet/<uuid:vote>/y-kien/<uuid:membership>/", cast, name="voting.cast"),
]
