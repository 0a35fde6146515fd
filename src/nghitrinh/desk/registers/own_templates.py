"""An office's own Word templates: handed in, tried, looked at, withdrawn; the list of what may stand in one."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghitrinh.desk.kit.access import PUBLISHER, DeskRequest, access
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.forms import ActForm, ReasonForm
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.kit.template_faults import fault_in_words
from nghitrinh.desk.registers.frame import mine, step
from nghitrinh.documents.sample import sample_notice
from nghitrinh.documents.starting import starting_template
from nghitrinh.documents.templates import MOST_BYTES, PLACEHOLDERS, TemplateFault, docx_by_template, values_of
from nghitrinh.record.instruments.letterheads import heading_of
from nghitrinh.record.instruments.models import DocumentTemplate, PaperForm
from nghitrinh.record.kernel import clock, storage

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class TemplateForm(ActForm):
    """A template that is handed in: it is tried with a sample before anything is kept."""

    file = forms.FileField(
        label=gettext_lazy("Tệp Word (.docx)"),
        help_text=gettext_lazy("Không có macro, đối tượng nhúng hay liên kết ra ngoài; nhiều nhất 5 MB"),
    )

    def __init__(self, *args: Any, sample: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sample = sample

    def clean_file(self) -> Any:
        """Try the template, and say what is wrong with it and where."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(fault_in_words(TemplateFault("too_large", f"{file.size} bytes")))
        content = file.read()
        try:
            docx_by_template(content, self.sample)
        except TemplateFault as fault:
            raise forms.ValidationError(fault_in_words(fault)) from None
        return file.name, content

    def parameters(self) -> dict[str, Any]:
        """Return what the act takes; the bytes are stored before it."""
        name, content = self.cleaned_data["file"]
        return {"digest": storage.put(content), "name": name[-200:]}


@access(PUBLISHER)
def hand_in(request: DeskRequest, organization: UUID) -> HttpResponseBase:
    """Hand in a template of an organization's notices."""
    owner = one(mine(request).select_related("body"), organization)
    sample = sample_notice(heading_of(owner), clock.today())
    return step(
        request,
        "template.hand_in",
        TemplateForm,
        title=_("Nộp mẫu Word"),
        note=_("Mẫu dùng cho bản DOCX của thông báo soạn từ nay; bản PDF vẫn theo thể thức của Nghị trình."),
        said=_("Đã nhận mẫu. Bản DOCX từ nay theo mẫu này."),
        fixed={"organization": owner.pk},
        options={"sample": values_of(sample)},
        template="desk/registers/hand_in.html",
        context={
            "placeholders": PLACEHOLDERS.items(),
            "starting": reverse("registers.starting_template", args=[owner.pk]),
        },
    )


def _template(request: DeskRequest, template: UUID) -> DocumentTemplate:
    found = DocumentTemplate.objects.filter(organization__in=mine(request)).select_related("organization__body")
    return one(found, template)


@access(PUBLISHER)
def withdraw(request: DeskRequest, template: UUID) -> HttpResponseBase:
    """Use our own form again."""
    words = {"title": _("Thôi dùng mẫu Word"), "said": _("Bản DOCX từ nay theo thể thức của Nghị trình.")}
    note = _("Văn bản đã ban hành theo mẫu này vẫn giữ mẫu của nó.")
    return step(request, "template.withdraw", ReasonForm, _template(request, template), note=note, **words)


@access(PUBLISHER)
def preview(request: DeskRequest, template: UUID) -> HttpResponse:
    """Send a sample of a notice, made with a template."""
    found = _template(request, template)
    sample = sample_notice(heading_of(found.organization), clock.today())
    return _sent(docx_by_template(storage.get(found.digest), values_of(sample)), "van-ban-mau.docx")


@access(PUBLISHER)
def starting(request: DeskRequest, organization: UUID) -> HttpResponse:
    """Send a template to begin with, which has every placeholder."""
    owner = one(mine(request).select_related("body"), organization)
    content = starting_template(of_the_party=heading_of(owner).form == PaperForm.PARTY)
    return _sent(content, "mau-thong-bao.docx")


def _sent(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=DOCX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


urlpatterns = [
    path("so-van-ban/<uuid:organization>/mau-word/", hand_in, name="registers.hand_in"),
    path("so-van-ban/<uuid:organization>/mau-de-sua/", starting, name="registers.starting_template"),
    path("so-van-ban/mau/<uuid:template>/xem-thu/", preview, name="registers.preview"),
    path("so-van-ban/mau/<uuid:template>/thoi-dung/", withdraw, name="registers.withdraw_template"),
]
