"""The files of minutes: PDF and DOCX in our form, DOCX in the office's own template; each for whoever asks."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.instruments.files import MEDIA_TYPES
from nghitrinh.desk.kit.attached import attached
from nghitrinh.desk.kit.template_faults import fault_in_words
from nghitrinh.documents.minutes import minutes_text
from nghitrinh.documents.minutes_files import minutes_docx, minutes_pdf, minutes_values
from nghitrinh.documents.templates import TemplateFault, docx_by_template
from nghitrinh.record.instruments.models import DocumentTemplate, TemplateKind
from nghitrinh.record.instruments.queries import template_of
from nghitrinh.record.kernel import storage
from nghitrinh.record.kernel.errors import Contradiction
from nghitrinh.record.minutes.models import Minutes
from nghitrinh.record.minutes.queries import SeenText


def template_in_use(minutes: Minutes) -> DocumentTemplate | None:
    """Return the template that minutes have kept since they were signed, or before that the one of today."""
    return minutes.template if minutes.is_signed else template_of(minutes.owner, TemplateKind.MINUTES)


def sent(minutes: Minutes, seen: SeenText, kind: str) -> HttpResponse:
    """Send minutes as a file, with what whoever asks may read.

    Raises:
        Http404: there is no such kind of file.
        Contradiction: the office's template cannot be filled with these minutes, `minutes_template_not_filled`.
    """
    if kind not in MEDIA_TYPES:
        raise Http404
    text = minutes_text(minutes, seen)
    content = minutes_pdf(text) if kind == "pdf" else _docx(minutes, seen)
    return attached(content, MEDIA_TYPES[kind], f"bien-ban-{minutes.meeting.day.isoformat()}.{kind}")


def _docx(minutes: Minutes, seen: SeenText) -> bytes:
    template, text = template_in_use(minutes), minutes_text(minutes, seen)
    if template is None:
        return minutes_docx(text)
    try:
        return docx_by_template(storage.get(template.digest), minutes_values(text))
    except TemplateFault as fault:
        raise Contradiction(
            _("Mẫu Word %(name)s không dùng được cho biên bản này: %(found)s"),
            code="minutes_template_not_filled",
            field="template",
            found=fault_in_words(fault),
            name=template.name,
        ) from None
