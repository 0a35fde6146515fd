"""What an act writes is in the record's language, whatever language the user reads."""

import pytest
from django.utils import translation
from tests.record.decided import approved, correct, kept
from tests.world import World, make_world

from nghitrinh.record.course.models import Outcome
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.models import Journal


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def test_the_journal_of_a_correction_holds_values_and_no_words(world: World) -> None:
    decision = approved(world)
    with translation.override("en"):
        correct(world, decision, kept(decision, outcome=Outcome.RETURNED, figure_low=4200))
        assert translation.get_language() == "en"
    content = journal.content_of(Journal.objects.order_by("-seq")[0].seq)
    assert content is not None
    changed = [(change["field"], change["old"], change["new"]) for change in content["changes"]]
    assert changed == [("outcome", "agreed_in_principle", "returned"), ("low", "4000", "4200")]
