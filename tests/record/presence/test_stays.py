"""Who is there from when to when: arrivals, departures, the code on the screen, and what is refused."""

from datetime import datetime
from typing import Any

import pytest
from tests.record.presence.room import DAY, Sitting, adopt_rule, appoint, sitting, tie
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction, NotAllowed, WrongState
from nghitrinh.record.meetings.models import Attendance
from nghitrinh.record.presence.codes import LASTS, code_at, is_code
from nghitrinh.record.presence.models import Stay


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the clock to the evening of the day, so that times of the meeting have come."""
    evening = clock.now().replace(hour=18, minute=0)
    monkeypatch.setattr(clock, "now", lambda: evening)


@pytest.fixture
def room(world: World, late: None) -> Sitting:
    found = sitting(world, "Bí thư", "Ủy viên")
    found.step("meeting.open")
    return found


def spans(attendance: Attendance) -> list[tuple[str, str]]:
    """Return the stays of somebody in order, as hours."""
    ends = attendance.stays.values_list("arrived_at", "left_at")
    return sorted((_hour(arrived), _hour(left)) for arrived, left in ends)


def _hour(at: datetime | None) -> str:
    return f"{at.astimezone(ZONE):%H:%M}" if at else ""


def test_a_code_lasts_a_minute_and_the_one_before_still_holds(world: World) -> None:
    meeting, now = world.plan_meeting(), clock.now()
    code = code_at(meeting, now)
    assert len(code) == 6
    assert code.isdecimal()
    assert is_code(meeting, f" {code[:3]} {code[3:]} ", now)
    assert is_code(meeting, code, now + LASTS)
    assert not is_code(meeting, code, now + 3 * LASTS)
    assert not is_code(meeting, "mã số", now)
    assert code_at(world.plan_meeting("Khác"), now) != code


def check_in(room: Sitting, by: Any, post: str, code: str | None = None) -> Attendance:
    given = {"meeting": room.meeting.pk, "membership": room.posts[post].pk}
    typed = code_at(room.meeting, clock.now()) if code is None else code
    return ACTS["attendance.check_in"](by=by, code=typed, **given)  # type: ignore[no-any-return]


def test_a_member_checks_in_before_the_opening_and_was_there_from_it(world: World) -> None:
    room = sitting(world, "Bí thư", "Ủy viên")
    found = check_in(room, world.member, "Bí thư")
    assert (found.role, found.membership, list(found.stays.all())) == ("member", room.posts["Bí thư"], [])
    with refusing(Contradiction, "present_already"):
        check_in(room, world.member, "Bí thư")


def test_checking_in_after_the_opening_is_an_arrival_and_ends_being_away(room: Sitting) -> None:
    room.step("attendance.record", role="excused", post="Bí thư", absence="Đi công tác")
    found = check_in(room, room.world.member, "Bí thư")
    assert (found.role, found.absence) == ("member", "")
    assert spans(found) == [("18:00", "")]


def test_nobody_checks_in_for_another_with_another_code_or_on_another_day(
    room: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    with refusing(BadInput, "wrong_code"):
        check_in(room, room.world.member, "Bí thư", "")
    with refusing(BadInput, "not_your_seat"):
        check_in(room, room.world.member, "Ủy viên")
    with pytest.raises(NotAllowed):
        check_in(room, room.world.bob, "Bí thư")
    other = sitting(room.world, "Chánh án")
    other.step("meeting.reschedule", starts_at="2021-10-09T08:00", place="")
    with refusing(BadInput, "not_the_day"):
        check_in(other, room.world.member, "Chánh án")


def test_a_person_of_two_posts_is_there_once(world: World, late: None) -> None:
    person = ACTS["person.register"](by=world.secretary, name="Trần Thị Bình", organization=world.committee.pk).pk
    first, second = appoint(world, "Phó Bí thư", person=person), appoint(world, "Trưởng ban", person=person)
    room = sitting(world, "Bí thư")
    room.posts |= {"Phó Bí thư": first, "Trưởng ban": second}
    room.step("meeting.open")
    room.came("Phó Bí thư", "08:10")
    with refusing(Contradiction, "present_already"):
        room.came("Trưởng ban", "08:20")
    tie(world, world.chair, second)
    with refusing(Contradiction, "present_already"):
        check_in(room, world.chair, "Trưởng ban")


def test_who_leaves_and_comes_back_has_two_stays(room: Sitting) -> None:
    found = room.came("Bí thư")
    room.left(found, "09:00")
    room.came("Bí thư", "09:30")
    room.left(found, "10:00")
    assert spans(found) == [("", "09:00"), ("09:30", "10:00")]


@pytest.mark.parametrize(
    ("verb", "at", "code"),
    [
        ("arrive", "07:50", "before_opening"),
        ("arrive", "19:00", "time_ahead"),
        ("leave", "07:50", "before_opening"),
        ("leave", "19:00", "time_ahead"),
        ("leave", "08:30", "left_before_arriving"),
    ],
)
def test_times_outside_the_meeting_are_refused_with_what_was_expected(
    room: Sitting, verb: str, at: str, code: str
) -> None:
    def do() -> None:
        if verb == "arrive":
            room.came("Bí thư", at)
        else:
            room.left(room.came("Bí thư", "08:30"), at)

    with pytest.raises(ActError) as refused:
        do()
    assert code in {each.code for each in refused.value.each()}
    assert all(each.expected for each in refused.value.each())
    assert not Stay.objects.filter(left_at__isnull=False).exists()


def test_arriving_wants_somebody_an_open_meeting_and_a_row_of_it(room: Sitting) -> None:
    given = {"by": room.world.secretary, "meeting": room.meeting.pk}
    with refusing(BadInput, "nobody_came"):
        ACTS["attendance.arrive"](**given)
    other = sitting(room.world, "Chánh án")
    with refusing(WrongState, "not_now"):
        other.came("Chánh án", "08:30")
    other.step("meeting.open")
    guest = other.came("Chánh án")
    with refusing(BadInput, "unknown"):
        ACTS["attendance.arrive"](**given, attendance=guest.pk)


def test_leaving_wants_somebody_who_is_there(room: Sitting) -> None:
    found = room.came("Bí thư")
    room.left(found, "09:00")
    with refusing(Contradiction, "not_there"):
        room.left(found, "10:00")
    away = room.step("attendance.record", role="absent", post="Ủy viên")
    with refusing(Contradiction, "not_there"):
        room.left(away, "10:00")


def correct(attendance: Attendance, by: Any, **given: Any) -> Attendance:
    found = Attendance.objects.get(pk=attendance.pk)
    given = {name: f"{DAY}T{value}" if name.endswith("_at") else value for name, value in given.items()}
    kept: Attendance = ACTS["attendance.correct_stay"](
        by=by, attendance=found.pk, edit=found.edit, reason="Ghi nhầm", **given
    )
    return kept


def test_times_are_corrected_with_a_reason_after_closing_too(room: Sitting) -> None:
    found, by = room.came("Bí thư", "08:30"), room.world.secretary
    room.left(found, "09:00")
    (stay,) = found.stays.all()
    room.step("meeting.close")
    with refusing(BadInput, "nothing_corrected"):
        correct(found, by, stay=stay.pk, arrived_at="08:30", left_at="09:00")
    correct(found, by, stay=stay.pk, arrived_at="08:15", left_at="09:00")
    with refusing(Contradiction, "stays_overlap") as refused:
        correct(found, by, arrived_at="08:45", left_at="10:00")
    assert refused.value.found == "08:15–09:00"
    correct(found, by, arrived_at="09:00", left_at="10:00")
    assert spans(found) == [("08:15", "09:00"), ("09:00", "10:00")]
    correct(found, by, stay=stay.pk, removed=True)
    assert spans(found) == [("09:00", "10:00")]


def test_who_is_away_has_no_times_and_who_has_times_is_not_away(room: Sitting) -> None:
    away = room.step("attendance.record", role="absent", post="Ủy viên")
    with refusing(Contradiction, "recorded_away"):
        correct(away, room.world.secretary, arrived_at="08:30")
    came = room.came("Bí thư", "08:30")
    with refusing(Contradiction, "away_but_stayed"):
        room.step("attendance.record", role="absent", post=came.post)


def test_a_substitute_stands_for_one_absent_member_by_the_rule(world: World) -> None:
    room = sitting(world, "Bí thư", "Ủy viên")
    sub = {"role": "substitute", "post": "Phó", "name": "Trần Văn Nam", "stands_for": room.posts["Bí thư"].pk}
    with refusing(WrongState, "no_rule"):
        room.step("attendance.record", **sub)
    adopt_rule(world, substitute="votes")
    for wrong in ({"stands_for": None}, {"role": "invited"}):
        with refusing(BadInput, "stands_for_whom"):
            room.step("attendance.record", **sub | wrong)
    with refusing(Contradiction, "substitute_has_seat"):
        room.step("attendance.record", **sub | {"post": "Ủy viên", "membership": room.posts["Ủy viên"].pk})
    room.step("attendance.record", **sub)
    with refusing(Contradiction, "stood_for_already"):
        room.step("attendance.record", **sub | {"name": "Trần Văn Hai"})
    room.came("Ủy viên")
    with refusing(Contradiction, "stands_for_present"):
        room.step("attendance.record", **sub | {"name": "Lê Thị Ba", "stands_for": room.posts["Ủy viên"].pk})
    deputy = ACTS["membership.appoint"](by=world.admin, organization=world.department.pk, post="Phó Giám đốc")
    third = appoint(world, "Trưởng ban")
    room.step("attendance.record", role="substitute", post="Phó Giám đốc", membership=deputy.pk, stands_for=third.pk)
    with refusing(Contradiction, "substitute_of_substitute"):
        room.step("attendance.record", **sub | {"name": "Lê Thị Ba", "stands_for": deputy.pk})
