"""Forms about folders and documents of one's own."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.forms import ActForm, NounField, offer
from nghitrinh.desk.kit.uploads import FilesField
from nghitrinh.desk.models import OwnFolder
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.vietnamese import fold


class FolderForm(ActForm):
    """The name of a folder."""

    name = forms.CharField(label=_("Tên thư mục"), max_length=200)

    def __init__(self, *args: Any, others: QuerySet[OwnFolder], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = others

    def clean_name(self) -> str:
        """Return the name; two folders of one name could not be told apart."""
        name: str = self.cleaned_data["name"]
        if any(fold(each.name) == fold(name) for each in self.others):
            raise forms.ValidationError(_now("Đã có thư mục tên “%(name)s”") % {"name": name})
        return name


class PlacedForm(ActForm):
    """Where a document stands: in which folder, beside which meeting or item."""

    folder = NounField(label=_("Thư mục"), required=False, empty_label=_("Không ở thư mục nào"))
    about = forms.ChoiceField(
        label=_("Đứng cạnh"),
        required=False,
        help_text=_("Hội nghị hoặc nội dung mà anh chị sẽ thấy tài liệu này ở đó; người khác không thấy"),
    )

    def __init__(self, *args: Any, folders: QuerySet[OwnFolder], places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "folder", folders.order_by(in_order("name")))
        about = self.fields["about"]
        if isinstance(about, forms.ChoiceField):
            about.choices = [("", _("Không hội nghị nào")), *places]

    def where(self) -> dict[str, Any]:
        """Return the columns that say where the document stands."""
        kind, _colon, key = self.cleaned_data["about"].partition(":")
        tied = {name: UUID(key) if name == kind else None for name in ("meeting", "item")}
        return {"folder": self.cleaned_data["folder"], **tied}


class BringForm(PlacedForm):
    """Files to be brought in."""

    field_order = ["uploads", "folder", "about"]

    uploads = FilesField(
        label=_("Tệp"),
        is_own=True,
        help_text=_("Chọn được nhiều tệp, mỗi tệp nhiều nhất 50 MB, tất cả nhiều nhất 60 MB"),
    )


class DocumentForm(PlacedForm):
    """The name of a document, and where it stands."""

    field_order = ["name", "folder", "about"]

    name = forms.CharField(label=_("Tên"), max_length=200)
