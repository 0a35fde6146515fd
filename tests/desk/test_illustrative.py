"""What was invented for a demonstration says so wherever it stands: what hangs under it was invented with it."""

from typing import Any

import pytest
from tests.desk.places import everything, paper_under
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import Source
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.nouns import NOUNS
from nghitrinh.record.papers.models import Paper


@pytest.fixture
def illustrative(world: World) -> Source:
    """Return the source of what is invented."""
    made: Source = ACTS["source.register"](
        by=world.secretary, organization=world.committee.pk, kind="illustrative", title="Minh họa"
    )
    return made


@pytest.fixture
def places(world: World, illustrative: Source, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return one object of every noun, all of them under a meeting that is illustrative."""
    plan = ACTS["meeting.plan"].function
    assert "organization" in ACTS["meeting.plan"].parameters.model_fields  # made of the act's own function, once

    def planned(act: Any, **given: Any) -> Meeting:
        return plan(act, **given | {"source": illustrative.pk})  # type: ignore[no-any-return]

    with monkeypatch.context() as patched:
        patched.setattr(ACTS["meeting.plan"], "function", planned)
        patched.setattr("tests.desk.places.remembered", lambda make, world, *given, **_about: make(world, *given))
        return everything(world)


UNDER_NO_MEETING = {"engagement", "intake", "rule"}


def test_what_hangs_under_something_illustrative_is_illustrative(places: dict[str, Any]) -> None:
    nouns = [row.model._default_manager.get(pk=places[row.kind]) for row in NOUNS.values()]
    assert {str(noun._meta.model_name) for noun in nouns if not noun.is_illustrative} == UNDER_NO_MEETING


def test_a_source_of_its_own_is_kept(world: World, places: dict[str, Any]) -> None:
    meeting = Meeting.objects.get(pk=places["meeting"])
    given: dict[str, Any] = {"meeting": meeting.pk, "edit": meeting.edit, "title": "Có thật", "source": world.source.pk}
    assert ACTS["item.add"](by=world.secretary, **given).source == world.source


def test_a_paper_that_is_laid_under_something_illustrative_is_illustrative(
    world: World, places: dict[str, Any]
) -> None:
    real = world.item()
    paper = paper_under(world, real)
    assert not paper.is_illustrative
    ACTS["paper.lay"](by=world.secretary, paper=paper.pk, edit=paper.edit, item=places["item"])
    assert Paper.objects.get(pk=paper.pk).is_illustrative
