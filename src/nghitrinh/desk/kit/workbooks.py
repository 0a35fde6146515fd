"""The field by which a workbook is handed in: every page that takes one has the same bounds and words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nghitrinh.intake.task_list.workbook import MOST_BYTES


class WorkbookField(forms.FileField):
    """A workbook in the columns of a template. What is too large is refused before any of it is read."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            help_text=_("Bảng tính .xlsx theo mẫu, nhiều nhất 5 MB"),
            widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
            allow_empty_file=True,
            **kwargs,
        )

    def validate(self, value: Any) -> None:
        """Refuse what is too large."""
        super().validate(value)
        if value and (value.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("Tệp lớn quá; nhiều nhất là 5 MB"))
