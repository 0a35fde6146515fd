"""A ballot reads its own seat alone: as the whole roll has it, and in as many queries for a body of any size."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.record.presence.room import DAY, appoint
from tests.record.voting.hall import POSTS, hall
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.kernel import clock
from nghitrinh.record.voting.rolls import roll_at, seat_now


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)


@pytest.mark.parametrize("substitute", ["none", "votes"])
def test_a_seat_alone_is_as_the_roll_has_it(world: World, substitute: str) -> None:
    made = hall(world, accounts=False, present=4, substitute=substitute)
    if substitute == "votes":
        held = made.sitting.posts[POSTS[4]]
        made.sitting.step("attendance.record", role="substitute", post="Phó Trưởng ban", stands_for=held.pk)
    made.leave(POSTS[2])
    appoint(world, "Ủy viên không biểu quyết", voting=False)
    meeting = made.sitting.now()
    for moment in (clock.now() - timedelta(hours=1), clock.now() + timedelta(minutes=1)):
        roll = roll_at(meeting, moment)
        assert roll is not None
        for post in Membership.objects.filter(organization=world.committee):
            assert seat_now(meeting, moment, post, ()) == roll.seat_of([post.pk])


def test_who_is_recorded_by_post_alone_is_found_as_before(world: World) -> None:
    made = hall(world, accounts=False, present=3)
    made.sitting.step("attendance.record", role="member", post=POSTS[3])
    meeting, moment = made.sitting.now(), clock.now() + timedelta(minutes=1)
    roll = roll_at(meeting, moment)
    assert roll is not None
    found = {post: seat_now(meeting, moment, made.sitting.posts[post], ()) for post in POSTS}
    assert found == {post: roll.seat_of([made.sitting.posts[post].pk]) for post in POSTS}
    assert [post for post, seat in found.items() if seat and seat.votes] == list(POSTS[:4])


def test_a_ballot_asks_as_much_in_a_body_of_five_and_of_forty(world: World) -> None:
    made = hall(world)
    asked = []
    for more in (0, 35):
        for number in range(more):
            held = appoint(world, f"Ủy viên {number}")
            made.sitting.step("attendance.record", role="member", post=held.post, membership=held.pk)
        vote = made.opened()
        with CaptureQueriesContext(connection) as queries:
            made.cast(vote, POSTS[1])
        asked.append(len(queries))
        ACTS["vote.cancel"](by=world.secretary, vote=vote.pk, edit=1 + vote.edit, reason="Hỏi lại")
    assert asked[0] == asked[1]
