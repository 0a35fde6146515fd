"""Files that come with a form: several at once, in base64 for the act that takes them."""

import base64
import hashlib
import mimetypes
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from nghitrinh.contents.kinds import misfit
from nghitrinh.desk.kit.attached import attached
from nghitrinh.desk.kit.file_contents import text_of, why_not
from nghitrinh.desk.kit.forms import ActForm
from nghitrinh.desk.kit.kept_files import refuse
from nghitrinh.desk.refusals import in_words
from nghitrinh.record import search
from nghitrinh.record.kernel import storage
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.opinions.models import OpinionFile
from nghitrinh.record.papers.acts import LARGEST_FILE, refusal_of
from nghitrinh.record.papers.models import File
from nghitrinh.record.tasks.models import TaskFile
from nghitrinh.vietnamese import plain_number

_UNOPENED = {
    "file_with_password": _("Tệp %(name)s có mật khẩu; hãy bỏ mật khẩu rồi nộp"),
    "file_damaged": _("Tệp %(name)s bị hỏng, không mở được; hãy lưu lại rồi nộp"),
}


class FilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Several uploaded files, or none; what is wrong is said of each by its name, and each is looked at.

    Files that are one's own (`is_own`) are for no act, which would refuse what they are not, and for no search.
    """

    widget = FilesInput

    def __init__(self, *, is_own: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.is_own = is_own

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Check each file by itself: its size before it is read, then whether it opens as what it is."""
        given: list[UploadedFile[Any]] = list(data) if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not given:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        wrong: list[str] = []
        for each in given:
            said = self._wrong_with(each, initial)
            if said:
                refuse(each)
                wrong += said
        if wrong:
            raise forms.ValidationError(wrong)
        return given

    def _wrong_with(self, each: "UploadedFile[Any]", initial: Any) -> list[str]:
        try:
            super().clean(each, initial)
        except forms.ValidationError as error:
            return [f"{each.name}: {words}" for words in error.messages]
        if (each.size or 0) > LARGEST_FILE:
            return [_("%(name)s lớn quá; nhiều nhất là 50 MB") % {"name": each.name}]
        code = _own_unopened(each) if self.is_own else _unopened(each)
        if isinstance(code, ActError):
            return [in_words(code)]
        return [str(_UNOPENED[code] % {"name": each.name})] if code else []


class UploadsForm(ActForm):
    """A form whose act takes `files`."""

    aliases: ClassVar[dict[str, str]] = {"files": "uploads"}

    uploads = FilesField(
        label=_("Tệp"),
        required=False,
        help_text=_("Chọn được nhiều tệp, mỗi tệp nhiều nhất 50 MB, tất cả nhiều nhất 60 MB"),
    )

    def parameters(self) -> dict[str, Any]:
        """Return what the act takes, files in base64."""
        given = {name: value for name, value in super().parameters().items() if name != "uploads"}
        self.sent: list[UploadedFile[Any]] = self.cleaned_data["uploads"]
        return given | {"files": [_given(each) for each in self.sent]}

    def refuse(self, path: str, words: str) -> None:
        """Show a refusal at its field; the file that an act named is the one that is wrong, and no other."""
        name, _dot, rest = path.partition(".")
        index = plain_number(rest.partition(".")[0])
        if name == "files" and index is not None and index < len(self.sent):
            refuse(self.sent[index])
        super().refuse(path, words)


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


def _own_unopened(upload: "UploadedFile[Any]") -> str | ActError:
    """Return why a file of one's own is not taken, or nothing: what it says is kept nowhere."""
    content = upload.read()
    upload.seek(0)
    wrong = misfit(upload.name or "", content)
    return why_not(content) if wrong is None else refusal_of(wrong, upload.name or "", "uploads")


def _given(upload: "UploadedFile[Any]") -> dict[str, str]:
    name = upload.name or "tep"
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    content = base64.b64encode(upload.read()).decode()
    return {"name": name, "media_type": guessed, "content_base64": content}


def handed_out(file: File | TaskFile | OpinionFile) -> HttpResponse:
    """Return a file's bytes, always as a download, never to be run in the page."""
    return attached(storage.get(file.digest), "application/octet-stream", file.name)
