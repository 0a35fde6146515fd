"""The files of a document and of its extracts, as whoever may read it gets them."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import path

from nghitrinh.desk.instruments.files import sent
from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access
from nghitrinh.desk.kit.opening import opened
from nghitrinh.documents.content import file_stem
from nghitrinh.documents.from_record import extract_of, notice_of, stamped
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.instruments.queries import extract_seen_by, issued_texts_of, with_text


@access(SIGNED_IN)
def document(request: DeskRequest, instrument: UUID, kind: str) -> HttpResponse:
    """Send the notice as DOCX or tagged PDF."""
    found = opened(request, Instrument, instrument)
    notice = stamped(found, notice_of(found))
    return sent(found, notice, kind, file_stem(found.symbol_number or "du-thao", notice.correction))


@access(SIGNED_IN)
def earlier_text(request: DeskRequest, instrument: UUID, version: int, kind: str) -> HttpResponse:
    """Send a text that a document has had, as it was before a correction: whoever has that paper can hold it to it."""
    found = opened(request, Instrument, instrument)
    # Under its number only what was issued is drawn; a draft has as many versions as it was written anew.
    texts = issued_texts_of([found])[found.pk] if found.number is not None else list(found.versions.all())
    text = next((each for each in texts if each.number == version), None)
    if text is None:
        raise Http404
    notice = notice_of(with_text(found, text))
    return sent(found, notice, kind, file_stem(found.symbol_number or "du-thao", notice.correction))


@access(SIGNED_IN)
def extract(request: DeskRequest, instrument: UUID, body: UUID, kind: str) -> HttpResponse:
    """Send the extract for one charged body: to those inside, and to that body's own officers."""
    found = extract_seen_by(request.user, instrument, body)
    if found is None:
        raise Http404
    notice = stamped(found, extract_of(found, Organization.objects.get(pk=body)))
    return sent(found, notice, kind, f"trich-{file_stem(found.symbol_number, notice.correction)}")


urlpatterns = [
    path("van-ban/<uuid:instrument>/tep/<slug:kind>/", document, name="instruments.document"),
    path("van-ban/<uuid:instrument>/ban/<int:version>/<slug:kind>/", earlier_text, name="instruments.earlier_text"),
    path("van-ban/<uuid:instrument>/trich/<uuid:body>/<slug:kind>/", extract, name="instruments.extract"),
]
