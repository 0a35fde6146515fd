"""The steps of a meeting in writing: planning it, sending the slips, more time, ending it with its results."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.access import DeskRequest, access
from nghitrinh.desk.kit.acting import FormPage, serve
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.forms import ActForm, ConfirmForm
from nghitrinh.desk.kit.links import crumbs_of_list, page_of
from nghitrinh.desk.kit.opening import opened, step
from nghitrinh.desk.meetings.reads import awaited_of
from nghitrinh.desk.meetings.steps import organizations_of, series_for
from nghitrinh.desk.meetings.written_forms import AskForm, ExtendForm, PlanWrittenForm
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.precedence import ranked
from nghitrinh.record.bodies.seats import seats_on
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.acts import ACTS, one_transaction
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.meetings.models import Meeting, MeetingForm
from nghitrinh.record.meetings.queries import chairs_of
from nghitrinh.record.procedure.queries import rule_text_on
from nghitrinh.record.publications.queries import is_live
from nghitrinh.record.voting.asked import last_day
from nghitrinh.record.voting.models import Vote, VoteState
from nghitrinh.record.voting.queries import votes_visible_to
from nghitrinh.record.voting.wording import silence_words


@access(Role.SECRETARY)
def plan(request: DeskRequest) -> HttpResponseBase:
    """Plan to ask in writing."""
    page = FormPage(
        form=PlanWrittenForm,
        act="meeting.plan",
        title=_("Lấy ý kiến bằng văn bản"),
        note=_("Thành viên trả lời từng câu hỏi trong thời hạn, không họp."),
        back=reverse("meetings"),
        said=_("Đã lưu. Nay thêm nội dung, mỗi nội dung một câu hỏi, rồi gửi phiếu."),
        initial={"starts_at": clock.today()},
        fixed={"form": MeetingForm.WRITTEN.value},
        options={"organizations": organizations_of(request)},
        crumbs=crumbs_of_list("meeting"),
        done=page_of,
    )
    return serve(request, page)


def _members(meeting: Meeting) -> QuerySet[Membership]:
    """Return who is asked: everybody in office today."""
    seats = seats_on(meeting.owner_id, clock.today())
    held = Membership.objects.filter(pk__in=[each.key for each in seats])
    return ranked(held).select_related("person", "organization")


@access(Role.SECRETARY)
def ask(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Send the slips."""
    found = opened(request, Meeting, meeting, "meeting.ask")
    rule, members = rule_text_on(found.owner_id, clock.today()), _members(found)
    by_rule = last_day(rule, found.owner.body_id, clock.today()) if rule else None
    questions = votes_visible_to(request.user).filter(item__meeting=found, state=VoteState.PREPARED)
    return step(
        request,
        found,
        "meeting.ask",
        AskForm,
        title=_("Gửi phiếu lấy ý kiến"),
        note=_("Gửi rồi thì không thêm, không sửa câu hỏi được nữa."),
        button=_("Gửi phiếu"),
        said=_("Đã gửi phiếu. Thành viên trả lời ở Hôm nay; ai trả lời trên giấy thì in phiếu."),
        template="desk/meetings/ask.html",
        context={
            "meeting": found,
            "questions": questions,
            "members": members,
            "silence": silence_words(rule) if rule else "",
        },
        initial={"answers_by": found.answers_by or by_rule},  # and no number of those who meet
        options={
            "members": members,
            "series": series_for(found.owner_id),
            "numbered": found.convenings.filter(organization=found.owner_id).exists(),
            "announced": is_live(found) and found.day != clock.today(),
        },
    )


@access(Role.SECRETARY)
def extend(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Give everybody more time."""
    found = opened(request, Meeting, meeting, "meeting.extend")
    return step(
        request,
        found,
        "meeting.extend",
        ExtendForm,
        title=_("Gia hạn trả lời"),
        note=_("Ai đã trả lời thì không phải trả lời lại."),
        button=_("Gia hạn"),
        said=_("Đã gia hạn."),
        initial={"answers_by": found.answers_by},
    )


@access(Role.SECRETARY, Role.CHAIR)
def close(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Close every question with its result, and the meeting with them."""
    found = opened(request, Meeting, meeting, "meeting.close")
    if not found.is_written:
        return redirect(reverse("meetings.close", args=[found.pk]))
    votes = list(votes_visible_to(request.user).filter(item__meeting=found, state=VoteState.OPEN))
    return step(
        request,
        found,
        "meeting.close",
        ConfirmForm,
        title=_("Kết thúc lấy ý kiến?"),
        note=_("Kết quả được tính ngay theo quy chế lúc gửi phiếu, không mở lại. Kết luận soạn tiếp được."),
        button=_("Kết thúc lấy ý kiến"),
        said=_("Đã kết thúc, kết quả ở thẻ Phiếu lấy ý kiến."),
        seal=True,
        template="desk/meetings/close_written.html",
        context={"meeting": found, "awaited": awaited_of(votes), "chairs": chairs_of(found), "votes": votes},
        run=_close_all(found.pk, votes),
    )


def _close_all(meeting: UUID, votes: list[Vote]) -> Any:
    def run(request: DeskRequest, form: ActForm) -> Meeting:
        with one_transaction():
            for vote in votes:
                ACTS["vote.close"](by=request.user, vote=vote.pk, edit=vote.edit)
            closed: Meeting = ACTS["meeting.close"](by=request.user, meeting=meeting, **form.parameters())
        return closed

    return run


urlpatterns = [
    path("hoi-nghi/lay-y-kien/", plan, name="written.plan"),
    path("hoi-nghi/<uuid:meeting>/gui-phieu/", ask, name="written.ask"),
    path("hoi-nghi/<uuid:meeting>/gia-han-phieu/", extend, name="written.extend"),
    path("hoi-nghi/<uuid:meeting>/ket-thuc-lay-y-kien/", close, name="written.close"),
]
