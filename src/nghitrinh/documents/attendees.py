"""The list to sign at the door: members as the body is listed, then guests apart, with room for a signature.

Guests of a restricted item are not in it: the list lies open for whoever comes in.
"""

from collections.abc import Iterable, Iterator

from nghitrinh.documents.sheets import Column, Sheet, Table, frame_of, when_and_where
from nghitrinh.record.bodies.seats import Seat, seats_on
from nghitrinh.record.instruments.letterheads import heading_of
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.meetings.titles import title_of
from nghitrinh.record.presence.models import Answer, Invitation

HEAD = "DANH SÁCH ĐẠI BIỂU KÝ TÊN"
_COLUMNS = (
    Column("TT", 12, centred=True),
    Column("Họ và tên", 45),
    Column("Chức vụ, cơ quan", 55),
    Column("Ký tên", 30),
    Column("Ghi chú", 23),
)
_ROW = 10.0  # a line on which one can sign
Row = tuple[str, str, str]  # name, post, note


def attendance_sheet(meeting: Meeting, invitations: Iterable[Invitation]) -> Sheet:
    """Return the list to sign of a meeting, from the invitations that a user may see."""
    title, asked = title_of(meeting), [each for each in invitations if not is_to_restricted_item(each)]
    seats = list(_seats(meeting))
    held = {key for seat in seats for key in seat.keys}
    members = [_member(seat, asked) for seat in seats]
    guests = list({_guest(each): None for each in asked if each.membership_id not in held})
    rows: list[tuple[str, ...]] = []
    for head, part in (("THÀNH VIÊN", members), ("KHÁCH MỜI", guests)):
        rows += [(head,)] if part else []
        rows += [(str(number), name, post, "", note) for number, (name, post, note) in enumerate(part, start=1)]
    return Sheet(
        frame=frame_of(meeting, heading_of(meeting.owner), f"{HEAD}: {title}", meeting.day),
        head=HEAD,
        about=(title,),
        lines=tuple(when_and_where(meeting)),
        table=Table(_COLUMNS, tuple(rows), _ROW),
        closing=f"Danh sách có {len(members) + len(guests)} người; có mặt ……… người.",
    )


def is_to_restricted_item(invitation: Invitation) -> bool:
    """Tell whether an invitation is to a restricted item of a meeting that is not: who comes is as restricted."""
    item = invitation.item
    return item is not None and item.level == Level.RESTRICTED and invitation.meeting.level != Level.RESTRICTED


def _seats(meeting: Meeting) -> Iterator[Seat]:
    """Yield the seats of the bodies that convene a meeting, a person once."""
    people = set()
    for body in dict.fromkeys([meeting.owner_id, *meeting.convenings.values_list("organization", flat=True)]):
        for seat in seats_on(body, meeting.day):
            holder = seat.membership.person_id or seat.key
            if holder not in people:
                people.add(holder)
                yield seat


def _member(seat: Seat, invitations: list[Invitation]) -> Row:
    held = seat.membership
    name, post = held.holder_name, held.post
    found = next((each for each in invitations if each.membership_id in seat.keys and each.item_id is None), None)
    if found and found.answer == Answer.EXCUSED:
        return name, post, "Xin vắng"
    if found and found.answer == Answer.SENDS:
        return found.sent_name, found.sent_post, f"Thay {name or post}"
    return name, post, ""


def _guest(invitation: Invitation) -> Row:
    body = invitation.organization.name if invitation.organization else ""
    if invitation.answer == Answer.SENDS:
        post = ", ".join(filter(None, (invitation.sent_post, body)))
        return invitation.sent_name, post, "" if body else f"Thay {invitation.name or invitation.post}"
    note = "Xin vắng" if invitation.answer == Answer.EXCUSED else ""
    return invitation.name, body or invitation.post, note
