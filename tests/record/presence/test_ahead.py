"""Whether enough will come, by what the seats have answered and the rule of the meeting's day."""

import pytest
from tests.record.presence.room import Sitting, adopt_rule, sitting
from tests.world import World

from nghitrinh.record.presence.ahead import QuorumAhead, quorum_ahead
from nghitrinh.record.presence.models import Answer

POSTS = ("Bí thư", "Phó Bí thư", "Trưởng ban", "Ủy viên")


@pytest.fixture
def room(world: World) -> Sitting:
    return sitting(world, *POSTS)


def ahead(room: Sitting) -> QuorumAhead:
    return quorum_ahead(room.now())


def test_without_a_rule_it_counts_and_says_nothing_of_enough(room: Sitting) -> None:
    room.answer("Bí thư", "comes")
    found = ahead(room)
    assert (found.coming, found.needed, found.members, len(found.answers)) == (1, None, None, 4)


def test_who_comes_is_counted_and_who_excused_or_has_not_said_is_not(world: World, room: Sitting) -> None:
    adopt_rule(world, quorum=">= 2/3 in_office")
    assert (ahead(room).coming, ahead(room).needed) == (0, 3)
    room.answer("Bí thư", "comes")
    room.answer("Phó Bí thư", "comes")
    room.answer("Trưởng ban", "excused", reason="Đi công tác")
    found = ahead(room)
    assert (found.coming, found.count(Answer.EXCUSED), found.count(Answer.OPEN)) == (2, 1, 1)
    assert found.in_order() == [Answer.COMES, Answer.COMES, Answer.OPEN, Answer.EXCUSED]


@pytest.mark.parametrize(("substitute", "coming"), [("votes", 1), ("speaks", 0)])
def test_a_substitute_counts_where_the_rule_lets_substitutes_vote(
    world: World, room: Sitting, substitute: str, coming: int
) -> None:
    adopt_rule(world, quorum="> 1/2 in_office", substitute=substitute)
    room.answer("Bí thư", "sends", sent_post="Chánh Văn phòng")
    assert ahead(room).coming == coming


def test_an_answer_to_one_item_is_none_to_the_meeting(world: World, room: Sitting) -> None:
    assert {said for _seat, said in ahead(room).answers} == {Answer.OPEN}
