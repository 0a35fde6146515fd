"""The files of a document: PDF in our form, DOCX in our form or in the office's own template."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.attached import attached
from nghitrinh.desk.kit.template_faults import fault_in_words
from nghitrinh.documents.content import Notice
from nghitrinh.documents.docx import notice_docx
from nghitrinh.documents.pdf import notice_pdf
from nghitrinh.documents.templates import TemplateFault, docx_by_template, values_of
from nghitrinh.record.instruments.models import DocumentTemplate, Instrument
from nghitrinh.record.instruments.queries import template_of
from nghitrinh.record.kernel import storage
from nghitrinh.record.kernel.errors import Contradiction

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def template_in_use(instrument: Instrument) -> DocumentTemplate | None:
    """Return the template that a document has kept since it was issued, or of a draft the one of today."""
    return instrument.template if instrument.number else template_of(instrument.owner, instrument.kind)


def sent(instrument: Instrument, notice: Notice, kind: str, name: str) -> HttpResponse:
    """Send a document, or an extract of it, as a file.

    Raises:
        Http404: there is no such kind of file.
        Contradiction: the office's template cannot be filled with this document, `template_not_filled`.
    """
    if kind not in MEDIA_TYPES:
        raise Http404
    content = notice_pdf(notice) if kind == "pdf" else _docx(instrument, notice)
    return attached(content, MEDIA_TYPES[kind], f"{name.replace('/', '-')}.{kind}")


def _docx(instrument: Instrument, notice: Notice) -> bytes:
    template = template_in_use(instrument)
    if template is None:
        return notice_docx(notice)
    try:
        return docx_by_template(storage.get(template.digest), values_of(notice))
    except TemplateFault as fault:
        raise Contradiction(
            _("Mẫu Word %(name)s không dùng được cho văn bản này: %(found)s"),
            code="template_not_filled",
            field="template",
            found=fault_in_words(fault),
            name=template.name,
        ) from None
