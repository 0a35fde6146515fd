"""Forms about papers and their versions."""

import base64
import mimetypes
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.forms import ActForm, NounField, offer
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.texts import LONGEST_DOCUMENT
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.papers.acts import LARGEST_FILE
from nghitrinh.record.papers.models import PaperKind


class FilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Several uploaded files, or none."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Check each file by itself."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(each, initial) for each in given]


class RegisterForm(ActForm):
    """A paper for a body that meets."""

    submitted_by = NounField(label=_("Cơ quan trình"))
    kind = forms.ChoiceField(label=_("Loại"), choices=PaperKind.choices)
    title = forms.CharField(
        label=_("Tên tài liệu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "class": "textarea--record"})
    )
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=60, required=False, help_text=_("Ví dụ 120-TTr/BCSĐ"))
    level = forms.ChoiceField(
        label=_("Mức phổ biến"),
        choices=Level.choices,
        widget=forms.RadioSelect,
        initial=Level.INTERNAL,
        help_text=_("Tài liệu theo mức chặt hơn của nội dung mà nó được đưa vào"),
    )

    def __init__(self, *args: Any, submitters: QuerySet[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "submitted_by", submitters)


class BringForm(RegisterForm):
    """A paper that a submitting body brings by itself: it says before whom."""

    organization = NounField(label=_("Trình lên"))

    def __init__(self, *args: Any, organizations: QuerySet[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organization", organizations)
        self.order_fields(["organization"])


class SubmitForm(ActForm):
    """A version: text, files or both."""

    aliases: ClassVar[dict[str, str]] = {"files": "uploads"}

    body = forms.CharField(
        label=_("Nội dung bản này"),
        max_length=LONGEST_DOCUMENT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "class": "textarea--record"}),
        help_text=_("Nội dung ghi ở đây so sánh được giữa các bản; có thể chỉ nộp tệp"),
    )
    reason = forms.CharField(
        label=_("Vì sao có bản này"), max_length=500, required=False, help_text=_("Ví dụ: tiếp thu ý kiến ngày 27/8")
    )
    uploads = FilesField(
        label=_("Tệp"),
        required=False,
        help_text=_("Chọn được nhiều tệp, mỗi tệp nhiều nhất 50 MB, tất cả nhiều nhất 60 MB"),
    )

    def clean_uploads(self) -> "list[UploadedFile[Any]]":
        """Refuse what is too large before it is read into memory."""
        files: list[UploadedFile[Any]] = self.cleaned_data["uploads"]
        for each in files:
            if (each.size or 0) > LARGEST_FILE:
                self.add_error("uploads", _("%(name)s lớn quá; nhiều nhất là 50 MB") % {"name": each.name})
        return files

    def parameters(self) -> dict[str, Any]:
        """Return what `paper.submit` takes, files in base64."""
        text = {"body": self.cleaned_data["body"], "reason": self.cleaned_data["reason"]}
        return {"edit": self.cleaned_data["edit"], **text, "files": [_given(each) for each in self._sent()]}

    def _sent(self) -> "list[UploadedFile[Any]]":
        return list(self.cleaned_data["uploads"])


def _given(upload: "UploadedFile[Any]") -> dict[str, str]:
    name = upload.name or "tep"
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    content = base64.b64encode(upload.read()).decode()
    return {"name": name, "media_type": guessed, "content_base64": content}


def _place(item: AgendaItem) -> str:
    return f"{item.position}. {item.title} ({item.meeting.name})"


class LayForm(ActForm):
    """The item to which a paper is submitted."""

    item = NounField(label=_("Nội dung"), described=_place)

    def __init__(self, *args: Any, items: QuerySet[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "item", items)
