"""Forms about a list of tasks: the file handed in, and the list as it was seen, sent back to come in."""

from typing import Any

from django import forms
from django.core import signing
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.forms import ActForm, NounField, offer
from nghitrinh.desk.kit.workbook_page import opened
from nghitrinh.desk.kit.workbooks import WorkbookField
from nghitrinh.intake.task_list.tables import SheetTable
from nghitrinh.record.bodies.models import Organization
from nghitrinh.workbooks import RemarkKind

SALT = "nghitrinh.desk.task_list"


class _OfOrganization(ActForm):
    organization = NounField(label=_("Cơ quan giao việc"), empty_label=None)

    def __init__(self, *args: Any, organizations: QuerySet[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organization", organizations)


class ListForm(_OfOrganization):
    """A list to look at."""

    upload = WorkbookField(label=_("Tệp danh sách"))


class SeenListForm(_OfOrganization):
    """A list that was seen, as it comes back: `table` is cleaned into the table itself, `seen` are its answers."""

    table = forms.CharField(widget=forms.HiddenInput)
    seen = forms.MultipleChoiceField(choices=[(kind.value, kind.value) for kind in RemarkKind], required=False)

    def clean_table(self) -> SheetTable:
        """Return the table, or refuse one that did not come back whole."""
        try:
            return opened(self.cleaned_data["table"], salt=SALT)[0]
        except signing.BadSignature:
            raise forms.ValidationError(_("Danh sách không về trọn vẹn; hãy nộp lại tệp")) from None
