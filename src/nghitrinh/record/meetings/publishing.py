"""How a meeting is published, with the items of its agenda."""

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import WrongState
from nghitrinh.record.kernel.messages import label_of
from nghitrinh.record.meetings.models import AgendaItem, ItemState, Meeting, MeetingState
from nghitrinh.record.publications import publishing
from nghitrinh.record.publications.queries import withdrawn_among


def publish_meeting(act: Act, meeting: Meeting) -> None:
    """Publish a meeting with its agenda: public items, and restricted ones under their approved public titles."""
    if meeting.state in (MeetingState.PLANNED, MeetingState.CANCELLED):
        raise WrongState(
            _("Hội nghị chưa triệu tập hoặc đã hủy thì không công bố"),
            code="meeting_not_to_show",
            field="meeting",
            found=label_of(meeting),
            expected=_("đã triệu tập"),
        )
    publishing.publish(act, meeting)
    for item in items_to_publish(meeting):
        publishing.write_publication(act, item)


def items_to_publish(meeting: Meeting) -> list[AgendaItem]:
    """Return the items that are published with their meeting: none that was taken back is published by itself."""
    items = [item for item in meeting.items.exclude(state=ItemState.WITHDRAWN) if item.public_name]
    gone = withdrawn_among(items)
    return [item for item in items if item.pk not in gone]
