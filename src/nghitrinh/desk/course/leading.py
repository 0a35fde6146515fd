"""The chair's tablet: what is heard, who speaks, what is voted on, and the press that each of it takes next."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nghitrinh.desk.course import lines
from nghitrinh.desk.course.forms import AskForForm, HearingForm, NoteCorrectionForm, NoteForm
from nghitrinh.desk.course.showing import VoteNow, seen_by
from nghitrinh.desk.kit.access import DeskRequest, access, require, verbs
from nghitrinh.desk.kit.acting import FormPage, press, press_without_edit, serve
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.links import crumbs_to
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.kit.opening import note_restricted, opened
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.meetings.views import whole
from nghitrinh.desk.voting.showing import OwnSeat, ballots_of, own_seats_of, roll_shown
from nghitrinh.desk.voting.warning import Warned, warned
from nghitrinh.record.course.models import Hearing, Note, OfItem, Outcome, Speech
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.meetings.models import AWAY, AgendaItem, Meeting
from nghitrinh.record.meetings.queries import items_visible_to
from nghitrinh.record.presence.quorum import attendances_as_seated
from nghitrinh.record.procedure.queries import rule_text_on
from nghitrinh.record.voting.models import Vote, VoteForm, VoteState, options_of
from nghitrinh.record.voting.queries import rule_of

LEADS = (Role.SECRETARY, Role.CHAIR)
# What whoever leads does with a vote from here in one press.
OF_VOTES = ("vote.open", "vote.note_consent", "vote.close")


@access(*LEADS)
def board(request: DeskRequest, meeting: UUID) -> HttpResponse:
    """Show what is heard, with the presses of whoever leads."""
    found = whole(request, meeting)
    require(request, "item.begin", found)
    now = seen_by(request.user, found)
    context = {
        "title": title_of(found),
        "crumbs": crumbs_to(found),
        "can": verbs(request, found),
        "outcomes": Outcome.choices,
        "line": NoteForm(attendances=_recorded(found), initial=lines.kept_for(request, found.pk)),
        "votes_can": {each.vote.pk: verbs(request, each.vote) for each in now["votes"]},
        "warned": {each.vote.pk: _warned(each.vote) for each in now["votes"]},
        "own_votes": own_votes(request, now["votes"]),
        "options": options_in_the_room(),
    }
    return render(request, "desk/course/board.html", now | context)


def _warned(vote: Vote) -> Warned:
    rule = rule_of(vote) or rule_text_on(vote.owner_id, vote.item.meeting.day)
    return warned(vote, roll_shown(vote), rule, ballots_of(vote))


def own_votes(request: DeskRequest, votes: Iterable[VoteNow]) -> list[tuple[Vote, list[OwnSeat]]]:
    """Return the open votes by name with the seats for which this user votes there, what each has said with it."""
    named = [each.vote for each in votes if each.vote.form == VoteForm.NAMED and each.vote.state == VoteState.OPEN]
    found = [(vote, own_seats_of(request.user, vote, roll_shown(vote))) for vote in named]
    return [(vote, seats) for vote, seats in found if seats]


def options_in_the_room() -> list[tuple[str, Any]]:
    """Return what one can say to a vote by name in the room, as its buttons are named."""
    return [(each.value, each.label) for each in options_of(VoteForm.NAMED)]


def _recorded(meeting: Meeting) -> Any:
    return attendances_as_seated(meeting).exclude(role__in=AWAY)


def _item(request: DeskRequest, item: UUID, verb: str) -> AgendaItem:
    """Return an item that this user sees, at whose meeting a verb is theirs."""
    found = one(items_visible_to(request.user).select_related("meeting__owner"), item)
    note_restricted(request, found)
    require(request, verb, found.meeting)
    return found


def of_item(request: DeskRequest, model: type[OfItem], identifier: UUID, verb: str) -> Any:
    """Return a hearing, a note or a speech at an item that this user sees.

    Raises:
        Http404: there is none, or its item is not for this user.
    """
    rows: Any = model._default_manager.filter(item__in=items_visible_to(request.user).order_by().values("pk"))
    found = one(rows.select_related("meeting__owner", "item"), identifier)
    require(request, verb, found.meeting)
    return found


def _board(request: DeskRequest, meeting: UUID) -> str:
    """Return where the tablet's buttons lead back to; what was half typed in its line waits there."""
    lines.keep(request, meeting)
    return reverse("course.board", args=[meeting])


@access(*LEADS)
@require_POST
def begin(request: DeskRequest, item: UUID) -> HttpResponseBase:
    """Begin to hear an item."""
    found = _item(request, item, "item.begin")
    said = _("Bắt đầu: %(title)s.") % {"title": found.title}
    return press_without_edit(request, "item.begin", back=_board(request, found.meeting_id), said=said, item=found.pk)


@access(*LEADS)
@require_POST
def leave(request: DeskRequest, item: UUID) -> HttpResponseBase:
    """Stop hearing an item."""
    found = _item(request, item, "item.leave")
    said = _("Đã dừng bàn.")
    return press_without_edit(request, "item.leave", back=_board(request, found.meeting_id), said=said, item=found.pk)


@access(*LEADS)
@require_POST
def conclude(request: DeskRequest, item: UUID) -> HttpResponseBase:
    """Note the chair's word of what comes of an item."""
    found = _item(request, item, "note.add")
    outcome = request.POST.get("outcome", "")
    return press_without_edit(
        request,
        "note.add",
        back=_board(request, found.meeting_id),
        said=lambda note: _("Đã ghi mức kết luận: %(outcome)s.") % {"outcome": note.get_outcome_display()},
        item=found.pk,
        outcome=outcome,
    )


@access(*LEADS)
def note(request: DeskRequest, item: UUID) -> HttpResponseBase:
    """Note a line of who said what."""
    found = _item(request, item, "note.add")
    page = FormPage(
        act="note.add",
        form=NoteForm,
        title=_("Ghi một dòng"),
        note=found.title,
        back=reverse("course.board", args=[found.meeting_id]),
        said=_("Đã ghi."),
        fixed={"item": found.pk},
        done=lambda note: lines.written(request, note.meeting_id),
        options={"attendances": _recorded(found.meeting)},
        crumbs=crumbs_to(found.meeting),
    )
    return serve(request, page)


@access(*LEADS)
def ask_for(request: DeskRequest, item: UUID) -> HttpResponseBase:
    """Put somebody in the room on the speaking list."""
    found = _item(request, item, "speech.ask_for")
    page = FormPage(
        act="speech.ask_for",
        form=AskForForm,
        title=_("Đăng ký phát biểu hộ"),
        note=found.title,
        button=_("Đăng ký"),
        back=_board(request, found.meeting_id),
        said=lambda speech: _("Đã đăng ký: %(who)s.") % {"who": speech.label()},
        fixed={"item": found.pk},
        options={"attendances": _recorded(found.meeting)},
        crumbs=crumbs_to(found.meeting),
    )
    return serve(request, page)


@access(*LEADS)
@require_POST
def call(request: DeskRequest, speech: UUID) -> HttpResponseBase:
    """Call somebody who waits."""
    return _of_speech(request, speech, "speech.call", _("Mời %(who)s."))


@access(*LEADS)
@require_POST
def end(request: DeskRequest, speech: UUID) -> HttpResponseBase:
    """End a speech."""
    return _of_speech(request, speech, "speech.end", _("%(who)s đã phát biểu xong."))


@access(*LEADS)
@require_POST
def strike(request: DeskRequest, speech: UUID) -> HttpResponseBase:
    """Take somebody who waits off the list, who asks no more."""
    return _of_speech(request, speech, "speech.withdraw", _("%(who)s thôi phát biểu."))


def _of_speech(request: DeskRequest, speech: UUID, verb: str, said: str) -> HttpResponseBase:
    found = of_item(request, Speech, speech, verb)
    words = said % {"who": found.label()}
    return press_without_edit(request, verb, back=_board(request, found.meeting_id), said=words, speech=found.pk)


@access(*LEADS)
@require_POST
def vote(request: DeskRequest, vote: UUID) -> HttpResponseBase:
    """Open or close a vote from the tablet, which stays open."""
    verb = request.POST.get("act", "")
    if verb not in OF_VOTES:
        raise Http404
    found = opened(request, Vote, vote, verb)
    words = {
        "vote.open": _("Đã mở biểu quyết."),
        "vote.note_consent": _("Đã ghi: không ai có ý kiến khác."),
        "vote.close": _("Đã đóng biểu quyết."),
    }
    return press(request, verb, back=_board(request, found.item.meeting_id), said=words[verb], vote=found.pk)


def _corrects(request: DeskRequest, found: Any, **given: Any) -> HttpResponseBase:
    back = reverse("course.follow", args=[found.meeting_id])
    page = FormPage(noun=found, back=back, crumbs=crumbs_to(found.meeting), said=_("Đã đính chính."), **given)
    return serve(request, page)


@access(Role.SECRETARY)
def correct_note(request: DeskRequest, note: UUID) -> HttpResponseBase:
    """Correct a line."""
    found = of_item(request, Note, note, "note.correct")
    return _corrects(
        request,
        found,
        act="note.correct",
        form=NoteCorrectionForm,
        title=_("Đính chính dòng đã ghi"),
        note=found.item.title,
        button=_("Đính chính"),
        initial={"attendance": found.attendance_id, "text": found.text, "outcome": found.outcome},
        options={"attendances": attendances_as_seated(found.meeting)},
    )


@access(Role.SECRETARY)
def correct_hearing(request: DeskRequest, hearing: UUID) -> HttpResponseBase:
    """Correct from when to when an item was heard."""
    found = of_item(request, Hearing, hearing, "hearing.correct")
    return _corrects(
        request,
        found,
        act="hearing.correct",
        form=HearingForm,
        title=_("Đính chính giờ bàn"),
        note=found.item.title,
        button=_("Đính chính"),
        initial={"began_at": found.began_at, "ended_at": found.ended_at},
    )


urlpatterns = [
    path("hoi-nghi/<uuid:meeting>/dieu-hanh/", board, name="course.board"),
    path("noi-dung/<uuid:item>/ban/", begin, name="course.begin"),
    path("noi-dung/<uuid:item>/dung/", leave, name="course.leave"),
    path("noi-dung/<uuid:item>/muc-ket-luan/", conclude, name="course.conclude"),
    path("noi-dung/<uuid:item>/ghi/", note, name="course.note"),
    path("noi-dung/<uuid:item>/phat-bieu-ho/", ask_for, name="course.ask_for"),
    path("phat-bieu/<uuid:speech>/moi/", call, name="course.call"),
    path("phat-bieu/<uuid:speech>/xong/", end, name="course.end"),
    path("phat-bieu/<uuid:speech>/bo/", strike, name="course.strike"),
    path("bieu-quyet/<uuid:vote>/tai-phong/", vote, name="course.vote"),
    path("ghi-nhanh/<uuid:note>/sua/", correct_note, name="course.correct_note"),
    path("gio-ban/<uuid:hearing>/sua/", correct_hearing, name="course.correct_hearing"),
]
