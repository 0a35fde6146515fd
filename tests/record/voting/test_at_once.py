"""A member who presses at many places at once has one ballot, and a vote that closes meanwhile counts all or none."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from tests.record.voting.hall import POSTS, hall
from tests.world import World, make_world

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.voting.models import Ballot, Tally, Vote

TIMES = 8


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


def _at_once(works: list[Any]) -> list[Any]:
    def one(work: Any) -> Any:
        try:
            return work()
        except ActError as error:
            return error.code
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(works)) as pool:
        return list(pool.map(one, works))


def test_each_member_pressing_often_at_once_has_one_ballot(world: World) -> None:
    made = hall(world)
    vote = made.opened()
    pressed = [
        (lambda post=post, option=option: made.cast(vote, post, option))
        for option in ("agrees", "opposes") * (TIMES // 2)
        for post in POSTS
    ]
    found = _at_once(pressed)
    assert sorted(Ballot.objects.values_list("post", flat=True)) == sorted(POSTS)
    assert [each for each in found if isinstance(each, str)] == ["voted_already"] * (len(pressed) - len(POSTS))
    first = {each.post: each.option for each in found if isinstance(each, Ballot)}
    assert first == dict(Ballot.objects.values_list("post", "option"))
    assert journal.verify() == []


def test_a_ballot_beside_the_closing_is_counted_or_refused(world: World) -> None:
    made = hall(world)
    vote = made.opened()
    edit = Vote.objects.get().edit

    def closes() -> Any:
        return ACTS["vote.close"](by=world.chair, vote=vote.pk, edit=edit)

    found = _at_once([*((lambda post=post: made.cast(vote, post)) for post in POSTS), closes])
    counted = Tally.objects.get(count__vote=vote).agreeing
    assert counted == Ballot.objects.count() == sum(isinstance(each, Ballot) for each in found)
    assert [each for each in found if isinstance(each, str)] == ["not_now"] * (len(POSTS) - counted)
    assert journal.verify() == []
