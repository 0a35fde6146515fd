"""How often each member came: whole, late, in part, by a substitute, away with and without reason."""

from typing import Any

import pytest
from tests.record.presence.room import Sitting, adopt_rule, appoint, sitting
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import clock
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.presence.statistics import Came, statistics_of


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    evening = clock.now().replace(hour=18, minute=0)
    monkeypatch.setattr(clock, "now", lambda: evening)


def counted(world: World, *meetings: Meeting) -> dict[str, list[str]]:
    found = statistics_of(world.committee.pk, meetings or Meeting.objects.all())
    return {each.membership.post: [kind.value for _meeting, kind in each.came] for each in found.courses}


def away(room: Sitting, post: str, role: str) -> None:
    given = {"role": role, "post": post, "membership": room.posts[post].pk}
    room.step("attendance.record", **given, **({"absence": "Đi công tác"} if role == "excused" else {}))


def test_each_way_of_coming_is_told_from_the_others(world: World, late: None) -> None:
    adopt_rule(world, substitute="speaks")
    posts = ("Bí thư", "Cả buổi", "Đến muộn", "Về sớm", "Có lý do", "Không lý do", "Cử người", "Chưa ghi")
    room = sitting(world, *posts)
    room.step("meeting.open")
    room.came("Bí thư")
    room.came("Cả buổi")
    room.came("Đến muộn", "09:10")
    room.left(room.came("Về sớm"), "10:00")
    away(room, "Có lý do", "excused")
    away(room, "Không lý do", "absent")
    sent: Any = {"role": "substitute", "post": "Phó ban", "stands_for": room.posts["Cử người"].pk}
    room.step("attendance.record", **sent)
    room.step("meeting.close")
    assert counted(world) == {
        "Bí thư": ["whole"],
        "Cả buổi": ["whole"],
        "Đến muộn": ["late"],
        "Về sớm": ["part"],
        "Có lý do": ["excused"],
        "Không lý do": ["absent"],
        "Cử người": ["sent"],
        "Chưa ghi": ["unknown"],
    }


def test_only_meetings_at_which_one_had_a_seat_count_and_a_meeting_without_attendance_counts_for_nobody(
    world: World, late: None
) -> None:
    room = sitting(world, "Bí thư", "Ủy viên")
    appoint(world, "Người mới", starts_on="2021-10-09")
    room.came("Bí thư")
    other = world.plan_meeting(day=9)
    found = statistics_of(world.committee.pk, [room.now(), other])
    assert counted(world, room.now(), other) == {"Bí thư": ["whole"], "Ủy viên": ["unknown"]}
    assert (found.counted, found.unrecorded) == (1, 1)
    (course,) = (each for each in found.courses if each.membership.post == "Bí thư")
    assert (course.due, course.count(Came.WHOLE, Came.LATE), course.count(Came.ABSENT)) == (1, 1, 0)


def test_a_person_of_two_posts_is_one_row_under_the_later_post(world: World) -> None:
    person = ACTS["person.register"](by=world.secretary, name="Trần Thị Bình", organization=world.committee.pk).pk
    appoint(world, "Trưởng ban", person=person, ends_on="2021-09-30")
    appoint(world, "Phó Bí thư", person=person, starts_on="2021-10-01")
    room = sitting(world, "Bí thư")
    earlier = world.plan_meeting(day=10)
    for meeting in (earlier, room.meeting):
        now = Meeting.objects.get(pk=meeting.pk)
        given = {"meeting": now.pk, "edit": now.edit, "role": "member", "post": "Bí thư"}
        ACTS["attendance.record"](by=world.secretary, **given, membership=room.posts["Bí thư"].pk)
    assert counted(world, earlier, room.now()) == {"Phó Bí thư": ["unknown"] * 2, "Bí thư": ["whole"] * 2}


def test_it_asks_as_often_for_one_meeting_as_for_three(world: World, django_assert_num_queries: Any) -> None:
    room = sitting(world, "Bí thư", "Ủy viên")
    room.came("Bí thư")
    meetings = [room.now(), world.plan_meeting(day=9), world.plan_meeting(day=10)]
    for some in (meetings[:1], meetings):
        with django_assert_num_queries(3):
            statistics_of(world.committee.pk, some)
