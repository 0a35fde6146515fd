"""Ninety acts at once: each exactly once, the numbers without gaps, the journal whole."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from tests.world import World, make_world

from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import ActError, Stale
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.meetings.acts import agenda, meeting
from nghitrinh.record.meetings.models import AgendaItem, Convening, Meeting

MANY = 90


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


def at_once(count: int, work: object) -> list[object]:
    def one(number: int) -> object:
        try:
            return work(number)
        except ActError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=count) as pool:
        return list(pool.map(one, range(count)))


def test_ninety_meetings_convened_at_once_get_ninety_numbers(world: World) -> None:
    planned = [world.plan_meeting(f"Hội nghị {number}") for number in range(MANY)]
    before = Journal.objects.count()

    def convene(number: int) -> Meeting:
        return meeting.convene(by=world.secretary, meeting=planned[number].pk, edit=1, series=world.series.pk)

    results = at_once(MANY, convene)
    assert [result for result in results if isinstance(result, ActError)] == []
    assert sorted(Convening.objects.values_list("number", flat=True)) == list(range(1, MANY + 1))
    assert Journal.objects.count() == before + MANY
    assert journal.verify() == []


def test_of_ninety_editors_of_one_item_one_wins_and_the_others_see_both_texts(world: World) -> None:
    item = world.item(title="Lời cũ")

    def revise(number: int) -> AgendaItem:
        return agenda.revise_item(by=world.secretary, item=item.pk, edit=1, title=f"Lời {number}")

    results = at_once(MANY, revise)
    lost = [result for result in results if isinstance(result, Stale)]
    assert len(lost) == MANY - 1
    winner = AgendaItem.objects.get(pk=item.pk).title
    assert {stale.theirs for stale in lost} == {winner}
    assert winner not in {stale.yours for stale in lost}
    assert journal.verify() == []


def test_no_act_locks_a_key() -> None:
    """A locked key stops the check of references, which comes with the turn: two acts would wait for each other."""
    source = Path(__file__).parents[3] / "src" / "nghitrinh"
    asked = {
        f"{path.relative_to(source)}: {found}"
        for path in source.rglob("*.py")
        for found in re.findall(r"select_for_update\([^)]*\)", path.read_text("utf-8"))
    }
    assert len(asked) > 4
    assert [each for each in sorted(asked) if not each.endswith("select_for_update(no_key=True)")] == []
