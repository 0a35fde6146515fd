"""Forms that change what was announced: they ask why, since the portal tells it beside old and new."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.forms import ActForm


class AnnouncedForm(ActForm):
    """A form with a field for the reason, last, where the public reads what it changes.

    The act decides when there must be one: not for what nobody outside has noted.
    """

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        required=False,
        help_text=_("Cần khi đổi điều đã công bố: cổng ghi điều cũ, điều mới và lý do này cạnh nhau"),
    )

    def __init__(self, *args: Any, announced: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields.pop("reason")
        if announced:
            self.fields["reason"] = reason
