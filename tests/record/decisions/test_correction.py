"""A correction: a new version with reason and authority, what differs, and what rests on it."""

import pytest
from tests.record.decided import approved, charge, correct, entered, kept, point, zone
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.decisions import acts, dependents
from nghitrinh.record.decisions.models import Decision, Point
from nghitrinh.record.decisions.queries import Difference
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.models import Journal


def test_a_correction_is_a_new_revision_with_reason_and_authority(world: World) -> None:
    decision = approved(world)
    correction = correct(world, decision, kept(decision, figure_high=5500))
    version = correction.version
    assert (version.number, version.is_correction, version.reason, version.authority, version.written_by) == (
        2,
        True,
        "gõ nhầm số",
        "Chánh Văn phòng",
        "chair",
    )
    assert Decision.objects.get().current == 2
    assert correction.differences == [
        Difference("điểm 1, số liệu 1, Diện tích", "khoảng 4.000–5.000\xa0ha", "khoảng 4.000–5.500\xa0ha")
    ]


def test_the_journal_says_old_and_new(world: World) -> None:
    decision = approved(world)
    correct(world, decision, kept(decision, text="Nhất trí."), by=world.chair)
    line = Journal.objects.last()
    assert line is not None
    content = journal.content_of(line.seq)
    assert content is not None
    assert (line.act, line.actor, content["reason"]) == ("decision.correct", "chair", "gõ nhầm số")
    point = Point.objects.get(version__decision=decision, version__number=2)
    change = {"of": f"point:{point.pk}", "field": "text", "old": "Cơ bản nhất trí chủ trương.", "new": "Nhất trí."}
    assert content["changes"] == [change]


def test_what_corrects_nothing_is_refused(world: World) -> None:
    decision = entered(world)
    with pytest.raises(BadInput) as caught:
        correct(world, decision, kept(decision))
    assert caught.value.field == "points"
    assert Decision.objects.get().current == 1


def test_places_and_helpers_named_in_another_order_are_no_correction(world: World) -> None:
    other = bodies.name_location(by=world.admin, body=world.body.pk, name="Bình Giang", kind="huyện")
    places, organizations = [world.place.pk, other.pk], [world.committee.pk, world.council.pk]
    decision = entered(
        world,
        points=[point(world, figures=[zone(world, places=places)], charges=[charge(world, with_bodies=organizations)])],
    )
    with refusing(BadInput, "nothing_corrected"):
        correct(world, decision, kept(decision, figure_places=places[::-1], charge_with_bodies=organizations[::-1]))


@pytest.mark.parametrize("missing", ["reason", "authority"])
def test_reason_and_authority_are_required(world: World, missing: str) -> None:
    decision = entered(world)
    given = {"reason": "nhầm", "authority": "Chánh Văn phòng", "points": [kept(decision, text="x")]} | {missing: "  "}
    with pytest.raises(BadInput) as caught:
        acts.correct(by=world.secretary, decision=decision.pk, edit=decision.edit, **given)
    assert caught.value.field == missing


def test_rooms_above_are_told_and_name_what_rests_on_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[str, int, str]] = []

    def room(act: Act, decision: Decision, reason: str) -> list[str]:
        calls.append((act.name, decision.current, reason))
        return ["article:1"]

    monkeypatch.setattr(dependents, "DEPENDENTS", [room, room])
    decision = approved(world)
    assert correct(world, decision, kept(decision, text="Nhất trí.")).dependents == ["article:1", "article:1"]
    assert calls == [("decision.correct", 2, "gõ nhầm số")] * 2


def test_a_room_that_fails_undoes_the_correction(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(act: Act, decision: Decision, reason: str) -> list[str]:
        raise BadInput("không được", code="broken", field="article")

    monkeypatch.setattr(dependents, "DEPENDENTS", [broken])
    decision = approved(world)
    with pytest.raises(BadInput):
        correct(world, decision, kept(decision, text="Nhất trí."))
    assert decision.versions.count() == 1
