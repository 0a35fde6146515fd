"""The response matrix as a file, once the round is closed."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from nghitrinh.desk.instruments.files import MEDIA_TYPES
from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access
from nghitrinh.desk.kit.attached import attached
from nghitrinh.desk.kit.exports import XLSX
from nghitrinh.desk.kit.opening import opened
from nghitrinh.documents.matrix import matrix_document
from nghitrinh.documents.matrix_files import matrix_docx, matrix_pdf, matrix_xlsx
from nghitrinh.record.kernel import clock
from nghitrinh.record.opinions.matrix import matrix_of
from nghitrinh.record.opinions.models import Round, RoundState
from nghitrinh.record.opinions.queries import opinions_visible_to

_MADE = {"docx": matrix_docx, "pdf": matrix_pdf, "xlsx": matrix_xlsx}
_TYPES = {**MEDIA_TYPES, "xlsx": XLSX}


@access(SIGNED_IN)
def matrix(request: DeskRequest, round: UUID, kind: str) -> HttpResponse:
    """Hand out the matrix of a closed round, of the opinions that the user may read."""
    found = opened(request, Round, round)
    if kind not in _MADE or found.state != RoundState.CLOSED:
        raise Http404
    made = matrix_document(matrix_of(found, opinions_visible_to(request.user, clock.today())))
    version = found.version
    name = _("Tổng hợp ý kiến %(title)s, bản %(number)d")
    said = name % {"title": version.paper.title[:80].replace("/", "-"), "number": version.number}
    return attached(_MADE[kind](made), _TYPES[kind], f"{said}.{kind}")


urlpatterns = [path("lay-y-kien/<uuid:round>/bang-tong-hop.<str:kind>", matrix, name="opinions.matrix")]
