"""Whether enough are there at a moment: equal to a plain recount, by the body's own rule, and never invented."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.record.presence.room import DAY, Sitting, adopt_rule, sitting
from tests.world import World

from nghitrinh.record.kernel import guard
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.meetings.models import Attendance
from nghitrinh.record.presence.models import Stay
from nghitrinh.record.presence.quorum import Room, Span, quorum_at

OPENED = datetime.fromisoformat(f"{DAY}T08:00").replace(tzinfo=ZONE)
POSTS = tuple(f"Ủy viên {number}" for number in range(1, 8))
ROLES = ("chair", "member", "excused", "absent", "")

# One member: a role, and the minutes at which they come and go, in turn; an odd one begins with being there.
MINUTES = st.lists(st.integers(1, 240), max_size=4, unique=True).map(sorted)
MEMBERS = st.lists(st.tuples(st.sampled_from(ROLES), st.booleans(), MINUTES), min_size=len(POSTS), max_size=len(POSTS))
SHARES = st.sampled_from(["> 1/2 in_office", ">= 2/3 in_office", ">= 3/4 statute", ">= 1/1 in_office"])


def at(hour: str) -> datetime:
    return datetime.fromisoformat(f"{DAY}T{hour}").replace(tzinfo=ZONE)


def _write(room: Sitting, members: list[Any]) -> None:
    """Write random stays as acts would have left them."""
    now = datetime.now(UTC)
    with guard.opened("test"):
        for (post, held), (role, begins_there, minutes) in zip(room.posts.items(), members, strict=True):
            if not role:
                continue
            row = {"meeting": room.meeting, "role": role, "membership": held, "post": post, "recorded_at": now}
            attendance = Attendance.objects.create(**row)
            moments = [OPENED + timedelta(minutes=each) for each in minutes]
            edges = [None, *moments] if begins_there else moments
            pairs = zip(edges[::2], [*edges[1::2], None], strict=False)
            for arrived, left in pairs if role not in ("excused", "absent") and minutes else ():
                Stay.objects.create(attendance=attendance, arrived_at=arrived, left_at=left, recorded_at=now)


def _recount(members: list[Any], minute: int) -> int:
    """Count who is there in the plainest way: walk through each one's comings and goings up to the minute."""
    count = 0
    for role, begins_there, minutes in members:
        there = role in ("chair", "member") and (begins_there or not minutes)
        for each in minutes if role in ("chair", "member") else ():
            there = there if each > minute else not there
        count += there
    return count


def test_over_random_stays_quorum_equals_a_plain_recount(world: World) -> None:
    room = sitting(world, *POSTS)

    @settings(max_examples=80, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(members=MEMBERS, minute=st.integers(0, 250), share=SHARES)
    def holds(members: list[Any], minute: int, share: str) -> None:
        point = transaction.savepoint()
        try:
            adopt_rule(world, quorum=share, statute_seats="9")
            _write(room, members)
            found = quorum_at(room.now(), OPENED + timedelta(minutes=minute))
            assert found.present == _recount(members, minute)
            sign, fraction, base = share.split()
            least = Fraction(fraction) * (9 if base == "statute" else len(POSTS))
            enough = found.present > least if sign == ">" else found.present >= least
            assert found.is_met == (enough if any(role for role, *_ in members) else None)
            spans = Room(room.now()).course()
            current = [each for each in spans if each.quorum.moment <= found.moment][-1]
            assert current.quorum.present == found.present
        finally:
            transaction.savepoint_rollback(point)

    holds()


def test_without_a_rule_nothing_is_said_of_enough(world: World) -> None:
    room = sitting(world, *POSTS)
    room.came(POSTS[0])
    found = quorum_at(room.now(), OPENED)
    assert (found.present, found.needed, found.members, found.is_met) == (1, None, None, None)


def test_unknown_is_not_none_there(world: World) -> None:
    adopt_rule(world)
    room = sitting(world, *POSTS)
    found = quorum_at(room.now(), OPENED)
    assert (found.present, found.needed, found.is_known, found.is_met) == (0, 4, False, None)


def test_a_substitute_counts_where_the_rule_lets_them_vote(world: World) -> None:
    for value, counted in (("speaks", 0), ("votes", 1)):
        point = transaction.savepoint()
        adopt_rule(world, substitute=value)
        room = sitting(world, *POSTS)
        room.step("attendance.record", role="excused", post=POSTS[0], membership=room.posts[POSTS[0]].pk)
        sub = {"role": "substitute", "post": "Phó", "name": "Trần Văn Nam", "stands_for": room.posts[POSTS[0]].pk}
        room.step("attendance.record", **sub)
        found = quorum_at(room.now(), OPENED)
        assert found.present == counted
        assert found.seats[0].substitute is not None
        transaction.savepoint_rollback(point)


def test_rows_of_older_records_that_name_no_post_of_the_record_fill_seats_by_their_words(world: World) -> None:
    room = sitting(world, "Bí thư", "Ủy viên")
    room.step("attendance.record", role="chair", post="BÍ THƯ")
    room.step("attendance.record", role="invited", post="Giám đốc sở")
    found = Room(room.now())
    assert found.at(OPENED).present == 1
    assert [each.post for each in found.others()] == ["Giám đốc sở"]


def test_the_course_says_when_quorum_is_lost_and_comes_back(world: World, monkeypatch: Any) -> None:
    evening = at("18:00")
    monkeypatch.setattr("nghitrinh.record.kernel.clock.now", lambda: evening)
    adopt_rule(world)
    room = sitting(world, "Bí thư", "Ủy viên", "Trưởng ban")
    room.step("meeting.open")
    first, _ = room.came("Bí thư"), room.came("Ủy viên")
    room.left(first, "09:00")
    room.came("Trưởng ban", "09:30")
    spans = [(each.quorum.moment, each.quorum.present, each.was_met, each.quorum.is_met) for each in _course(room)]
    assert spans == [(OPENED, 2, None, True), (at("09:00"), 1, True, False), (at("09:30"), 2, False, True)]
    assert quorum_at(room.now(), at("08:59")).is_met
    assert not quorum_at(room.now(), at("09:00")).is_met


def _course(room: Sitting) -> list[Span]:
    return Room(room.now()).course()
