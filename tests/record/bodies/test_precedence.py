"""In which order the people of a body are listed: by post, among equals as they were recorded; not by alphabet."""

import pytest
from tests.record.presence.room import sitting
from tests.world import World

from nghitrinh.record.bodies.precedence import in_rank, ranked, ranks
from nghitrinh.record.bodies.seats import seats_on
from nghitrinh.record.minutes.facts import sitting_of
from nghitrinh.record.presence.quorum import Room, attendances_as_seated

ENTERED = ("Trưởng ban", "Giám đốc", "Phó Bí thư", "Bí thư", "Ủy viên", "Phó Bí thư Thường trực", "Chủ tịch")
LISTED = ["Bí thư", "Phó Bí thư Thường trực", "Phó Bí thư", "Trưởng ban", "Giám đốc", "Chủ tịch", "Ủy viên"]


@pytest.mark.parametrize(
    "listed",
    [
        ["Chủ tịch UBND tỉnh", "Phó Chủ tịch Thường trực", "Phó Chủ tịch", "Giám đốc Sở Tài chính", "Chuyên viên"],
        ["Q. Trưởng ban", "Phó Trưởng ban Thường trực", "Phó Trưởng ban", "Chuyên viên"],
        ["Chánh Văn phòng", "Phó Chánh Văn phòng", "Trưởng phòng", "Phó Trưởng phòng", "Chuyên viên"],
        ["Bí thư Tỉnh ủy", "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh", "Bí thư Thành ủy", "Tỉnh ủy viên"],
        ["Bí thư Tỉnh ủy", "Phó Bí thư Thường trực Tỉnh ủy", "Phó Bí thư", "Phó Bí thư Thành ủy", "Ủy viên"],
        ["Trưởng ban", "Phó Trưởng ban", "Chánh Văn phòng", "Ủy viên"],
        ["Bí thư", "Ủy viên Ban Thường vụ", "Ủy viên", "Nhân viên"],
    ],
)
def test_a_body_is_led_deputies_follow_and_members_come_behind(listed: list[str]) -> None:
    entered = listed[::-1]
    found = dict(zip(entered, ranks(entered), strict=True))
    assert [found[each] for each in listed] == sorted(found.values())
    assert list(found.values()).count(0) <= 1


def test_every_list_of_a_body_has_one_order(world: World) -> None:
    made = sitting(world, *ENTERED)
    for post in sorted(ENTERED):  # recorded in another order, by alphabet
        made.step("attendance.record", role="member", post=post, membership=made.posts[post].pk)
    made.step("attendance.record", role="chair", post="Phó Bí thư", membership=made.posts["Phó Bí thư"].pk)
    made.step("attendance.record", role="invited", post="A khách")
    meeting = made.now()
    assert [each.membership.post for each in seats_on(meeting.owner_id, meeting.day)] == LISTED
    held = meeting.owner.memberships.filter(pk__in=[each.pk for each in made.posts.values()])
    assert [each.post for each in in_rank(held)] == LISTED == [each.post for each in ranked(held)]
    chaired = ["Phó Bí thư", *(each for each in LISTED if each != "Phó Bí thư"), "A khách"]
    assert [each.post for each in Room(meeting).attendances] == chaired
    assert [each.post for each in attendances_as_seated(meeting)] == chaired
    assert [each.post for each in sitting_of(meeting).attendees] == chaired
