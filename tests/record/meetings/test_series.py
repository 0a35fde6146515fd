"""Series of meetings: which number comes next can be said, what meetings have stays, and a closed one gives none."""

import pytest
from tests.world import World, make_world

from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.meetings.acts import meeting, past, series
from nghitrinh.record.meetings.models import Meeting, Series


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def convened(world: World) -> int | None:
    planned = world.plan_meeting()
    meeting.convene(by=world.secretary, meeting=planned.pk, edit=1, series=world.series.pk)
    number: int | None = planned.convenings.get().number
    return number


def corrected(world: World, **given: object) -> Series:
    now = Series.objects.get(pk=world.series.pk)
    return series.correct_series(by=world.secretary, series=now.pk, edit=now.edit, reason="Ghi nhầm", **given)


def code(act: object, **given: object) -> str:
    with pytest.raises(ActError) as refused:
        act(**given)  # type: ignore[operator]
    return refused.value.code


def test_the_next_number_is_said_and_those_that_meetings_have_stay(world: World) -> None:
    assert convened(world) == 1
    corrected(world, name="Hội nghị BTV", next_number=37)
    assert (convened(world), convened(world)) == (37, 38)
    assert code(corrected, world=world, next_number=38) == "number_already_given"
    assert code(corrected, world=world) == "nothing_corrected"
    other = series.start_series(by=world.secretary, organization=world.committee.pk, name="Khác", term=world.term.pk)
    assert code(corrected, world=world, name=other.name) == "series_taken"


def test_a_meeting_from_before_the_first_number_is_entered_from_its_source(world: World) -> None:
    """A body that begins with its 37th meeting enters the 12th later."""
    corrected(world, next_number=37)
    past.enter_past(
        by=world.secretary,
        organization=world.committee.pk,
        name="Hội nghị cũ",
        held_on="2021-01-05",
        source=world.source.pk,
        series=world.series.pk,
        number=12,
        number_reason="Theo thông báo đã đăng",
    )
    assert Meeting.objects.get(name="Hội nghị cũ").convenings.get().number == 12
    assert convened(world) == 37


def test_a_closed_series_gives_no_number(world: World) -> None:
    series.close_series(by=world.secretary, series=world.series.pk, edit=1, reason="Hết khóa")
    assert code(convened, world=world) == "series_closed"
    assert code(corrected, world=world, name="Tên khác") == "series_closed"
