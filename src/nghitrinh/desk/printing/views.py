"""What can be printed of a meeting, on one page; each paper as PDF and as DOCX."""

import io
import zipfile
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from nghitrinh.desk.instruments.files import MEDIA_TYPES
from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access
from nghitrinh.desk.kit.attached import attached
from nghitrinh.desk.kit.opening import note_restricted, opened
from nghitrinh.desk.kit.template_faults import fault_in_words
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.meetings.views import head_of, whole
from nghitrinh.desk.printing.papers import PAPERS, WHOLE, Named, restricted_in
from nghitrinh.documents.sheet_files import sheet_docx, sheets_pdf
from nghitrinh.documents.sheet_templates import letter_values
from nghitrinh.documents.sheets import Sheet
from nghitrinh.documents.slips import slips_docx, slips_of, slips_pdf
from nghitrinh.documents.templates import TemplateFault, several_by_template
from nghitrinh.record.bodies.seats import seats_on
from nghitrinh.record.instruments.models import TemplateKind
from nghitrinh.record.instruments.queries import template_of
from nghitrinh.record.kernel import storage
from nghitrinh.record.kernel.errors import Contradiction
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.voting.models import Vote, VoteForm, VoteState
from nghitrinh.record.voting.queries import votes_visible_to

_TYPES = {**MEDIA_TYPES, "zip": "application/zip"}
_SLIPS = {"pdf": slips_pdf, "docx": slips_docx}
_ON = (2000, 1, 1, 0, 0, 0)  # one day in every file, so that the same papers are the same bytes


@access(SIGNED_IN)
def papers(request: DeskRequest, meeting: UUID) -> HttpResponse:
    """List what can be printed of a meeting, or why something cannot yet.

    No Listing: they are the few papers that a meeting has.
    """
    found = whole(request, meeting)
    rows = [(each, *each.said(request, found)) for each in PAPERS.values()]
    shown = [row for row in rows if row[0].slug != WHOLE or row[2]]
    seats = len(seats_on(found.owner_id, found.day))
    context = {"rows": shown, "votes": _slips(request, found) if seats else [], "seats": seats}
    return render(request, "desk/printing/papers.html", head_of(request, found, "printing") | context)


@access(SIGNED_IN)
def sheet(request: DeskRequest, meeting: UUID, sheet: str, kind: str) -> HttpResponse:
    """Hand out a paper of a meeting: as PDF, as DOCX, a set of letters as a ZIP of DOCX."""
    found, paper = whole(request, meeting), PAPERS.get(sheet)
    if paper is None or kind not in ("pdf", "zip" if paper.is_set else "docx") or not paper.said(request, found)[1]:
        raise Http404
    if paper.slug == WHOLE:
        for item in restricted_in(request, found):
            note_restricted(request, item)
    name = f"{paper.words}, {title_of(found)}"[:120].replace("/", "-")
    return attached(_file(found, paper.sheets(request, found), kind), _TYPES[kind], f"{name}.{kind}")


def _file(meeting: Meeting, sheets: Named, kind: str) -> bytes:
    if kind == "pdf":
        return sheets_pdf([each for _name, each in sheets])
    if kind == "docx":
        return sheet_docx(sheets[0][1])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for (name, _sheet), content in zip(sheets, _letters(meeting, [each for _name, each in sheets]), strict=True):
            archive.writestr(zipfile.ZipInfo(f"{name}.docx", _ON), content)
    return stream.getvalue()


def _letters(meeting: Meeting, sheets: list[Sheet]) -> list[bytes]:
    """Return letters as DOCX, in the office's own template where it has one.

    Raises:
        Contradiction: the template cannot be filled with them, `letters_not_filled`.
    """
    template = template_of(meeting.owner, TemplateKind.INVITATION)
    if template is None:
        return [sheet_docx(each) for each in sheets]
    try:
        return several_by_template(storage.get(template.digest), [letter_values(each) for each in sheets])
    except TemplateFault as fault:
        raise Contradiction(
            _("Mẫu Word %(name)s không dùng được cho giấy mời: %(found)s"),
            code="letters_not_filled",
            field="template",
            found=fault_in_words(fault),
            name=template.name,
        ) from None


def _slips(request: DeskRequest, meeting: Meeting) -> list[Vote]:
    """Return the votes on paper of a meeting that are still to be held or under way."""
    on_paper = votes_visible_to(request.user).filter(item__meeting=meeting, form=VoteForm.PAPER)
    return list(on_paper.filter(state__in=(VoteState.PREPARED, VoteState.OPEN)))


@access(SIGNED_IN)
def slips(request: DeskRequest, vote: UUID, kind: str) -> HttpResponse:
    """Hand out the slips of a vote on paper, one for each seat."""
    found = opened(request, Vote, vote)
    if kind not in _SLIPS or found not in _slips(request, found.item.meeting):
        raise Http404
    made = slips_of(found)
    if not made.count:
        raise Http404
    name = _("Phiếu biểu quyết, %(question)s") % {"question": found.question[:80].replace("/", "-")}
    return attached(_SLIPS[kind](made), _TYPES[kind], f"{name}.{kind}")


urlpatterns = [
    path("bieu-quyet/<uuid:vote>/phieu.<str:kind>", slips, name="printing.slips"),
    path("hoi-nghi/<uuid:meeting>/ban-in/", papers, name="printing.papers"),
    path("hoi-nghi/<uuid:meeting>/ban-in/<str:sheet>.<str:kind>", sheet, name="printing.sheet"),
]
