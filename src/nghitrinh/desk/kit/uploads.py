"""Files that come with a form: several at once, in base64 for the act that takes them."""

import base64
import hashlib
import mimetypes
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from nghitrinh.contents.kinds import misfit
from nghitrinh.desk.kit.file_contents import text_of
from nghitrinh.desk.kit.forms import ActForm
from nghitrinh.record import search
from nghitrinh.record.kernel import storage
from nghitrinh.record.papers.acts import LARGEST_FILE
from nghitrinh.record.papers.models import File
from nghitrinh.record.tasks.models import TaskFile

_UNOPENED = {
    "file_with_password": _("Tệp %(name)s có mật khẩu; hãy bỏ mật khẩu rồi nộp"),
    "file_damaged": _("Tệp %(name)s bị hỏng, không mở được; hãy lưu lại rồi nộp"),
}


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


class UploadsForm(ActForm):
    """A form whose act takes `files`."""

    aliases: ClassVar[dict[str, str]] = {"files": "uploads"}

    uploads = FilesField(
        label=_("Tệp"),
        required=False,
        help_text=_("Chọn được nhiều tệp, mỗi tệp nhiều nhất 50 MB, tất cả nhiều nhất 60 MB"),
    )

    def clean_uploads(self) -> "list[UploadedFile[Any]]":
        """Refuse what is too large before it is read into memory, and what does not open as what it is."""
        files: list[UploadedFile[Any]] = self.cleaned_data["uploads"]
        for each in files:
            if (each.size or 0) > LARGEST_FILE:
                self.add_error("uploads", _("%(name)s lớn quá; nhiều nhất là 50 MB") % {"name": each.name})
            elif code := _unopened(each):
                self.add_error("uploads", _UNOPENED[code] % {"name": each.name})
        return files

    def parameters(self) -> dict[str, Any]:
        """Return what the act takes, files in base64."""
        given = {name: value for name, value in super().parameters().items() if name != "uploads"}
        return given | {"files": [_given(each) for each in self.cleaned_data["uploads"]]}


def _unopened(upload: "UploadedFile[Any]") -> str:
    """Return why a file does not open, or nothing; what the act refuses by its first bytes is left to the act.

    Search learns what it says: before the act, so that the paper is found by it from then on.
    """
    content = upload.read()
    upload.seek(0)
    if misfit(upload.name or "", content) is not None:
        return ""
    digest = hashlib.sha256(content).hexdigest()
    said = text_of(digest, content)
    if said.code in _UNOPENED:
        return said.code
    if said.code != "too_slow":
        search.learn(digest, said.text)
    return ""


def _given(upload: "UploadedFile[Any]") -> dict[str, str]:
    name = upload.name or "tep"
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    content = base64.b64encode(upload.read()).decode()
    return {"name": name, "media_type": guessed, "content_base64": content}


def handed_out(file: File | TaskFile) -> HttpResponse:
    """Return a file's bytes, always as a download, never to be run in the page."""
    answer = HttpResponse(storage.get(file.digest), content_type="application/octet-stream")
    attached = content_disposition_header(as_attachment=True, filename=file.name)
    answer.headers["Content-Disposition"] = attached or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
