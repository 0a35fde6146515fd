"""What is printed of a meeting in writing: slips for who answers on paper, the report and its way to the next one."""

import base64
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nghitrinh.desk.instruments.files import MEDIA_TYPES
from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access, roles_for
from nghitrinh.desk.kit.acting import press_without_edit
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.attached import attached
from nghitrinh.desk.kit.opening import note_restricted
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.meetings.views import whole
from nghitrinh.documents.in_writing import answer_slips, result_report
from nghitrinh.documents.sheet_files import sheet_docx, sheets_docx, sheets_pdf
from nghitrinh.record.kernel.levels import Level, Role
from nghitrinh.record.meetings.models import Meeting, MeetingForm, MeetingState
from nghitrinh.record.meetings.queries import meetings_visible_to
from nghitrinh.record.voting.models import Vote, VoteForm, VoteState
from nghitrinh.record.voting.queries import to_be_reported, votes_visible_to


@access(SIGNED_IN)
def slips(request: DeskRequest, meeting: UUID, kind: str) -> HttpResponse:
    """Hand out a slip for each member, with the questions that the user may see."""
    found = whole(request, meeting)
    votes = list(votes_visible_to(request.user).filter(item__meeting=found, form=VoteForm.WRITTEN))
    asked = [each for each in votes if each.state in (VoteState.PREPARED, VoteState.OPEN)]
    made = answer_slips(found, asked) if asked else []
    if kind not in ("pdf", "docx") or not made:
        raise Http404
    _note(request, asked)
    name = _("Phiếu lấy ý kiến, %(title)s") % {"title": title_of(found)[:80].replace("/", "-")}
    return attached(sheets_pdf(made) if kind == "pdf" else sheets_docx(made), MEDIA_TYPES[kind], f"{name}.{kind}")


def _note(request: DeskRequest, votes: list[Vote]) -> None:
    for each in votes:
        note_restricted(request, each)


def reports_of(request: DeskRequest, meeting: Meeting) -> list[dict[str, Any]]:
    """Return the reports that a closed meeting in writing has: of restricted questions apart, for who sees them."""
    if not meeting.is_written or meeting.state != MeetingState.CLOSED:
        return []
    seen = set(votes_visible_to(request.user).filter(item__meeting=meeting).values_list("pk", flat=True))
    found = []
    for restricted in (False, True):
        votes = list(to_be_reported(meeting, restricted=restricted))
        if votes and {each.pk for each in votes} <= seen:
            item = _reported_at(meeting, restricted=restricted)
            found.append({"restricted": restricted, "part": int(restricted), "item": item})
    return found


def _reported_at(meeting: Meeting, *, restricted: bool) -> Any:
    items = meeting.reported_at.exclude(state="withdrawn").exclude(meeting__state=MeetingState.CANCELLED)
    same = items.filter(level=Level.RESTRICTED) if restricted else items.exclude(level=Level.RESTRICTED)
    return same.select_related("meeting").first()


def next_sitting(request: DeskRequest, meeting: Meeting) -> Meeting | None:
    """Return the next meeting of the same body that can be told, where the user may put it on the agenda."""
    if Role.SECRETARY not in roles_for(request, meeting.owner_id):
        return None
    ahead = meetings_visible_to(request.user).filter(owner=meeting.owner_id, form=MeetingForm.ROOM)
    coming = ahead.filter(state__in=(MeetingState.PLANNED, MeetingState.CONVENED))
    return coming.order_by("starts_at", "id").first()


def _votes(request: DeskRequest, meeting: Meeting, part: int) -> list[Vote]:
    """Return the questions of one report, where it is one of this user's."""
    if not any(each["part"] == part for each in reports_of(request, meeting)):
        raise Http404
    return list(to_be_reported(meeting, restricted=bool(part)))


@access(SIGNED_IN)
def result(request: DeskRequest, meeting: UUID, position: int, kind: str) -> HttpResponse:
    """Hand out the report on the result."""
    found = whole(request, meeting)
    if kind not in ("pdf", "docx"):
        raise Http404
    votes = _votes(request, found, position)
    _note(request, votes)
    name = _("Kết quả, %(title)s") % {"title": title_of(found)[:80].replace("/", "-")}
    return attached(_made(found, votes)[kind], MEDIA_TYPES[kind], f"{name}.{kind}")


def _made(meeting: Meeting, votes: list[Vote]) -> dict[str, bytes]:
    sheet = result_report(meeting, votes)
    return {"pdf": sheets_pdf([sheet]), "docx": sheet_docx(sheet)}


@access(Role.SECRETARY)
@require_POST
def report(request: DeskRequest, meeting: UUID, position: int) -> HttpResponseBase:
    """Lay the report before the next meeting in one press."""
    found = whole(request, meeting)
    coming, votes = next_sitting(request, found), _votes(request, found, position)
    if coming is None:
        raise Http404
    files = [
        {
            "name": f"Báo cáo kết quả lấy ý kiến.{kind}",
            "media_type": MEDIA_TYPES[kind],
            "content_base64": base64.b64encode(content).decode(),
        }
        for kind, content in _made(found, votes).items()
    ]
    return press_without_edit(
        request,
        "paper.report_written",
        back=reverse("voting.votes", args=[found.pk]),
        said=_("Đã đưa báo cáo vào chương trình %(title)s.") % {"title": title_of(coming)},
        meeting=found.pk,
        to=coming.pk,
        restricted=bool(position),
        files=files,
    )


urlpatterns = [
    path("hoi-nghi/<uuid:meeting>/phieu-lay-y-kien.<str:kind>", slips, name="written.slips"),
    path("hoi-nghi/<uuid:meeting>/ket-qua-lay-y-kien-<int:position>.<str:kind>", result, name="written.result"),
    path("hoi-nghi/<uuid:meeting>/bao-cao-ket-qua-<int:position>/", report, name="written.report"),
]
