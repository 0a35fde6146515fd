"""Two meetings of one body, or in one place, at one hour: nothing forbids it, and nobody is to find out on the day.

A form that says when a meeting is asks once before it is sent on; the meeting's page warns as long as it is so.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghitrinh.desk.kit.forms import ActForm
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.wording import moment
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.meetings.queries import Time, at_the_same_time


def time_of(meeting: Meeting) -> Time:
    """Return when and where a meeting is, and which bodies it wants."""
    bodies = frozenset({meeting.owner_id, *(each.organization_id for each in meeting.convenings.all())})
    return Time(meeting.starts_at, meeting.place, bodies, meeting.pk)


def clash_words(other: Meeting) -> str:
    """Return which other meeting there is at the time, where, and whose."""
    where = f", {other.place}" if other.place else ""
    said = {"title": title_of(other), "body": other.owner.name, "when": moment(other.starts_at), "where": where}
    return _("%(title)s (%(body)s), %(when)s%(where)s") % said


class ClashingForm(ActForm):
    """A form that says when a meeting is, and asks where another one wants its body or its place within the hour."""

    def __init__(self, *args: Any, user: User, meeting: Meeting | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.meeting = user, meeting
        self.clashes = at_the_same_time(user, asked) if self.is_bound and (asked := self._asked()) else []
        if self.clashes:
            self.fields["clash_seen"] = forms.BooleanField(
                label=gettext_lazy("Vẫn họp vào giờ này"),
                required=False,
                help_text="; ".join(clash_words(each) for each in self.clashes),
            )

    def _asked(self) -> Time | None:
        """Return when and where the meeting would be, as far as what was sent can be read."""
        try:
            starts_at = self.fields["starts_at"].clean(self._sent("starts_at"))
            body = self.meeting.owner_id if self.meeting else UUID(str(self._sent("organization")))
        except (forms.ValidationError, ValueError):
            return None
        if not isinstance(starts_at, datetime):
            return None
        place = str(self._sent("place") or "")
        if self.meeting is None:
            return Time(starts_at, place, frozenset({body}))
        was = time_of(self.meeting)
        is_moved = (starts_at, place) != (was.starts_at, was.place)  # where it is not, its page warned
        return Time(starts_at, place, was.bodies, was.meeting) if is_moved else None

    def _sent(self, name: str) -> Any:
        return self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))

    def clean(self) -> dict[str, Any]:
        """Ask once about a meeting at the same hour."""
        cleaned = super().clean() or self.cleaned_data
        if self.clashes and not cleaned.get("clash_seen"):
            self.add_error("clash_seen", _("Giờ này đã có hội nghị khác; đánh dấu nếu vẫn họp, hoặc đổi giờ, đổi nơi"))
        return cleaned

    def parameters(self) -> dict[str, Any]:
        """Return what the act takes: that it was asked is nothing that the record keeps."""
        return {name: value for name, value in super().parameters().items() if name != "clash_seen"}
