"""An office's own Word templates: handed in, tried, looked at, withdrawn; the list of what may stand in one."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghitrinh.contents.pictures import page_picture
from nghitrinh.contents.texts import Unreadable
from nghitrinh.desk.kit.access import PUBLISHER, DeskRequest, access
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.attached import attached
from nghitrinh.desk.kit.file_contents import SECONDS, SHARE
from nghitrinh.desk.kit.forms import ActForm, ReasonForm
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.kit.template_faults import fault_in_words
from nghitrinh.desk.registers.frame import mine, step
from nghitrinh.documents import office
from nghitrinh.documents.minutes_files import PLACEHOLDERS as OF_MINUTES
from nghitrinh.documents.minutes_files import minutes_values
from nghitrinh.documents.sample import sample_minutes, sample_notice
from nghitrinh.documents.sheet_templates import PLACEHOLDERS as OF_LETTERS
from nghitrinh.documents.sheet_templates import letter_values, sample_letter
from nghitrinh.documents.starting import starting_letter, starting_minutes, starting_template
from nghitrinh.documents.templates import MOST_BYTES, PLACEHOLDERS, TemplateFault, docx_by_template, values_of
from nghitrinh.publication.kept import cache, keep, kept
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.instruments.letterheads import Heading, heading_of
from nghitrinh.record.instruments.models import DocumentTemplate, PaperForm, TemplateKind
from nghitrinh.record.kernel import clock, deadline, storage
from nghitrinh.sandbox import Ended, Sandbox

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Templated:
    """What is known of the templates of one kind of documents.

    What stands in for each placeholder of a sample, all placeholders, the document to begin with, and its name.
    """

    sample: Callable[[Heading], dict[str, Any]]
    placeholders: dict[str, tuple[str, str]]
    starting: Callable[..., bytes]
    file: str


_OF_KINDS = {
    TemplateKind.NOTICE: Templated(
        lambda heading: values_of(sample_notice(heading, clock.today())),
        PLACEHOLDERS,
        starting_template,
        "mau-thong-bao.docx",
    ),
    TemplateKind.MINUTES: Templated(
        lambda heading: minutes_values(sample_minutes(heading, clock.today())),
        OF_MINUTES,
        starting_minutes,
        "mau-bien-ban.docx",
    ),
    TemplateKind.INVITATION: Templated(
        lambda heading: letter_values(sample_letter(heading, clock.today())),
        OF_LETTERS,
        starting_letter,
        "mau-giay-moi.docx",
    ),
}


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
    note = _("Mẫu dùng cho bản DOCX của thông báo soạn từ nay; bản PDF vẫn theo thể thức của Nghị trình.")
    starting = reverse("registers.starting_template", args=[organization])
    return _hand_in(request, _owner(request, organization), TemplateKind.NOTICE, note, starting)


@access(PUBLISHER)
def hand_in_minutes(request: DeskRequest, organization: UUID) -> HttpResponseBase:
    """Hand in a template of an organization's minutes."""
    note = _("Mẫu dùng cho bản DOCX của biên bản chưa đủ chữ ký và biên bản từ nay; PDF theo thể thức của Nghị trình.")
    starting = reverse("registers.starting_minutes", args=[organization])
    return _hand_in(request, _owner(request, organization), TemplateKind.MINUTES, note, starting)


@access(PUBLISHER)
def hand_in_letter(request: DeskRequest, organization: UUID) -> HttpResponseBase:
    """Hand in a template of an organization's letters of invitation."""
    note = _("Mẫu dùng cho bản DOCX của giấy mời in từ nay; PDF theo thể thức của Nghị trình.")
    starting = reverse("registers.starting_letter", args=[organization])
    return _hand_in(request, _owner(request, organization), TemplateKind.INVITATION, note, starting)


def _owner(request: DeskRequest, organization: UUID) -> Organization:
    return one(mine(request).select_related("body"), organization)


def _hand_in(
    request: DeskRequest, owner: Organization, kind: TemplateKind, note: str, starting: str
) -> HttpResponseBase:
    of_kind = _OF_KINDS[kind]
    return step(
        request,
        "template.hand_in",
        TemplateForm,
        title=_("Nộp mẫu Word: %(kind)s") % {"kind": str(kind.label).lower()},
        note=note,
        button=_("Nộp mẫu Word"),
        said=_("Đã nhận mẫu. Bản DOCX từ nay theo mẫu này."),
        fixed={"organization": owner.pk, "kind": kind},
        done=lambda found: reverse("registers.template", args=[found.pk]),
        options={"sample": of_kind.sample(heading_of(owner))},
        template="desk/registers/hand_in.html",
        context={"placeholders": of_kind.placeholders.items(), "starting": starting},
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
def template_page(request: DeskRequest, template: UUID) -> HttpResponse:
    """Show what a template gives: the first page of a sample as a picture, where LibreOffice can draw it."""
    found = _template(request, template)
    context = {"template": found, "is_drawn": office.is_there()}
    return render(request, "desk/registers/template.html", context)


@access(PUBLISHER)
def preview(request: DeskRequest, template: UUID) -> HttpResponse:
    """Send a sample of a document, made with a template."""
    return attached(_sample(_template(request, template)), DOCX, "van-ban-mau.docx")


@access(PUBLISHER)
def picture(request: DeskRequest, template: UUID) -> HttpResponseBase:
    """Hand out the first page of a sample that a template gives.

    Where LibreOffice is not there, or drew nothing in the time that a request has, it leads to the page that says so.
    """
    sample = _sample(_template(request, template))
    path = cache("templates") / f"{hashlib.sha256(sample).hexdigest()}.webp"
    drawn = kept(path)
    if drawn is None:
        try:
            made = office.pdf_of(sample, SHARE * deadline.remaining(office.SECONDS))
            with Sandbox(page_picture) as draw:
                drawn = draw(SHARE * deadline.remaining(SECONDS), made, 0)
        except (office.NoPdfError, IndexError, Unreadable, Ended):
            return HttpResponseRedirect(reverse("registers.template", args=[template]))
        keep(path, drawn)
    return HttpResponse(drawn, content_type="image/webp", headers={"X-Content-Type-Options": "nosniff"})


def _sample(template: DocumentTemplate) -> bytes:
    values = _OF_KINDS[TemplateKind(template.kind)].sample(heading_of(template.organization))
    return docx_by_template(storage.get(template.digest), values)


@access(PUBLISHER)
def starting(request: DeskRequest, organization: UUID) -> HttpResponse:
    """Send a template of notices to begin with, which has every placeholder."""
    return _starting(_owner(request, organization), TemplateKind.NOTICE)


@access(PUBLISHER)
def starting_of_minutes(request: DeskRequest, organization: UUID) -> HttpResponse:
    """Send a template of minutes to begin with."""
    return _starting(_owner(request, organization), TemplateKind.MINUTES)


@access(PUBLISHER)
def starting_of_letters(request: DeskRequest, organization: UUID) -> HttpResponse:
    """Send a template of letters of invitation to begin with."""
    return _starting(_owner(request, organization), TemplateKind.INVITATION)


def _starting(owner: Organization, kind: TemplateKind) -> HttpResponse:
    of_kind = _OF_KINDS[kind]
    content = of_kind.starting(of_the_party=heading_of(owner).form == PaperForm.PARTY)
    return attached(content, DOCX, of_kind.file)


urlpatterns = [
    path("so-van-ban/<uuid:organization>/mau-word/", hand_in, name="registers.hand_in"),
    path("so-van-ban/<uuid:organization>/mau-word/bien-ban/", hand_in_minutes, name="registers.hand_in_minutes"),
    path("so-van-ban/<uuid:organization>/mau-de-sua/", starting, name="registers.starting_template"),
    path("so-van-ban/<uuid:organization>/mau-de-sua/bien-ban/", starting_of_minutes, name="registers.starting_minutes"),
    path("so-van-ban/<uuid:organization>/mau-word/giay-moi/", hand_in_letter, name="registers.hand_in_letter"),
    path("so-van-ban/<uuid:organization>/mau-de-sua/giay-moi/", starting_of_letters, name="registers.starting_letter"),
    path("so-van-ban/mau/<uuid:template>/", template_page, name="registers.template"),
    path("so-van-ban/mau/<uuid:template>/trang-dau/", picture, name="registers.template_picture"),
    path("so-van-ban/mau/<uuid:template>/xem-thu/", preview, name="registers.preview"),
    path("so-van-ban/mau/<uuid:template>/thoi-dung/", withdraw, name="registers.withdraw_template"),
]
