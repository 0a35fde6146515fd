"""The minutes of counting ballots on paper as a file, once the vote is closed."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from nghitrinh.desk.instruments.files import MEDIA_TYPES
from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access
from nghitrinh.desk.kit.attached import attached
from nghitrinh.desk.kit.opening import opened
from nghitrinh.documents.counting import minutes_of
from nghitrinh.documents.counting_files import minutes_docx, minutes_pdf
from nghitrinh.record.voting.models import Vote, VoteForm, VoteState

_MADE = {"docx": minutes_docx, "pdf": minutes_pdf}


@access(SIGNED_IN)
def minutes(request: DeskRequest, vote: UUID, kind: str) -> HttpResponse:
    """Hand out the minutes of a closed count on paper, to whoever may read the vote."""
    found = opened(request, Vote, vote)
    if kind not in _MADE or found.form != VoteForm.PAPER or found.state != VoteState.CLOSED:
        raise Http404
    name = _("Biên bản kiểm phiếu %(question)s") % {"question": found.question[:80].replace("/", "-")}
    return attached(_MADE[kind](minutes_of(found)), MEDIA_TYPES[kind], f"{name}.{kind}")


urlpatterns = [path("bieu-quyet/<uuid:vote>/bien-ban-kiem-phieu.<str:kind>", minutes, name="voting.minutes")]
