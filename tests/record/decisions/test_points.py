"""Points: what is refused and under which path, which keys stay, and what is inherited."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from tests.record.decided import approved, charge, correct, drafted, entered, kept, open_item, point, reviewed, zone
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.bodies.provenance import spans_of
from nghitrinh.record.decisions import acts
from nghitrinh.record.decisions.models import Decision, DecisionRevision, Point
from nghitrinh.record.decisions.queries import points_of
from nghitrinh.record.decisions.wording import render_range
from nghitrinh.record.kernel.errors import BadInput, NotAllowed, Stale
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.tasks.acts import succession

NOWHERE = uuid4()


def refused(world: World, *points: dict[str, Any]) -> BadInput:
    item, before = open_item(world), Journal.objects.count
    lines = before()
    with pytest.raises(BadInput) as caught:
        drafted(world, item, points=list(points))
    assert Decision.objects.count() == 0
    assert before() == lines
    return caught.value


def end(world: World) -> None:
    succession.succeed(
        by=world.admin,
        old=[world.department.pk],
        new=[world.council.pk],
        happened_on="2022-01-01",
        legal_act="Nghị quyết sáp nhập",
    )


def test_a_reversed_range_is_named_by_its_path(world: World) -> None:
    good = zone(world)
    error = refused(world, point(world, figures=[good, zone(world, low=5000, high=4000)]))
    assert (error.field, error.found, error.expected) == ("points.0.figures.1.low", "5000", "nhiều nhất 4000")


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"figures": [{"quantity": "Diện tích", "low": "nhiều", "high": 2}]}, "points.1.figures.0.low"),
        ({"figures": [{"quantity": "", "low": 1, "high": 2}]}, "points.1.figures.0.quantity"),
        ({"figures": [{"quantity": "Diện tích", "low": "1.23456", "high": 2}]}, "points.1.figures.0.low"),
        ({"figures": [{"quantity": "Diện tích", "low": 1, "high": 2, "unit": "h" * 41}]}, "points.1.figures.0.unit"),
        (
            {"figures": [{"quantity": "Diện tích", "low": 1, "high": 2, "places": [NOWHERE]}]},
            "points.1.figures.0.places.0",
        ),
        ({"figures": [{"quantity": "Diện tích", "low": 1, "high": 2, "source": NOWHERE}]}, "points.1.figures.0.source"),
        ({"charges": [{"text": "Làm"}]}, "points.1.charges.0.responsible"),
        ({"charges": [{"text": " ", "responsible": NOWHERE}]}, "points.1.charges.0.text"),
        ({"charges": [{"text": "Làm", "responsible": NOWHERE}]}, "points.1.charges.0.responsible"),
        ({"submit_to": NOWHERE}, "points.1.submit_to"),
        ({"outcome": "vote"}, "points.1.outcome"),
        ({"text": ""}, "points.1.text"),
        ({"sum": 3}, "points.1.sum"),
        ({"key": NOWHERE}, "points.1.key"),
    ],
)
def test_every_refusal_names_its_field(world: World, given: dict[str, Any], path: str) -> None:
    plain = {"outcome": "agreed", "text": "Thống nhất."}
    error = refused(world, plain, plain | given)
    assert error.field == path


@pytest.mark.parametrize("field", ["through", "report_to"])
def test_every_body_of_a_charge_must_exist(world: World, field: str) -> None:
    error = refused(world, point(world, charges=[charge(world, **{field: NOWHERE})]))
    assert error.field == f"points.0.charges.0.{field}"
    assert refused(world, point(world, charges=[charge(world, with_bodies=[world.council.pk, NOWHERE])])).field == (
        "points.0.charges.0.with_bodies.1"
    )


def test_a_decision_has_a_point(world: World) -> None:
    assert refused(world).field == "points"


def test_a_deadline_before_the_meeting_is_refused(world: World) -> None:
    error = refused(world, point(world, charges=[charge(world, due_on="2021-09-09")]))
    assert error.field == "points.0.charges.0.due_on"


def test_an_ended_organization_is_not_charged(world: World) -> None:
    end(world)
    assert refused(world, point(world)).field == "points.0.charges.0.responsible"


def test_a_body_that_ended_after_the_draft_stops_the_approval(world: World) -> None:
    decision = reviewed(world)
    end(world)
    with refusing(BadInput, "organization_ended") as caught:
        acts.approve(by=world.chair, decision=decision.pk, edit=decision.edit)
    assert caught.value.field == "points.0.charges.0.responsible"


def test_a_past_meeting_charges_a_body_that_existed_then(world: World) -> None:
    end(world)
    assert entered(world).versions.get().points.get().charges.get().responsible == world.department


def test_a_correction_need_not_rewrite_a_body_that_has_ended_since(world: World) -> None:
    decision = approved(world)
    end(world)
    correct(world, decision, kept(decision, figure_high=5500))
    with pytest.raises(BadInput) as caught:
        correct(world, decision, kept(Decision.objects.get(), charge_through=world.department.pk, charge_key=None))
    assert caught.value.field == "points.0.charges.0.responsible"


def test_keys_stay_when_given_and_are_new_otherwise(world: World) -> None:
    decision = drafted(world)
    old = decision.versions.get(number=1).points.get()
    again = acts.revise(
        by=world.secretary,
        decision=decision.pk,
        edit=decision.edit,
        title=decision.title,
        points=[point(world), kept(decision, text="Nhất trí.")],
    )
    added, same = points_of(again)
    assert (same.key, same.figures.get().key, same.charges.get().key) == (
        old.key,
        old.figures.get().key,
        old.charges.get().key,
    )
    assert added.key != old.key
    assert [row.position for row in (added, same)] == [1, 2]


def test_a_key_is_given_once(world: World) -> None:
    decision = drafted(world)
    twice = kept(decision)
    for nested, path in ((twice, "points.1.key"), ({**twice, "key": None}, "points.1.figures.0.key")):
        with pytest.raises(BadInput) as caught:
            acts.revise(
                by=world.secretary,
                decision=decision.pk,
                edit=decision.edit,
                title="Kết luận",
                points=[twice, nested],
            )
        assert caught.value.field == path


def test_a_revision_leaves_the_older_ones_as_they_were(world: World) -> None:
    decision = drafted(world)
    rows = list(Point.objects.values())
    acts.revise(
        by=world.secretary,
        decision=decision.pk,
        edit=decision.edit,
        title="Kết luận mới",
        points=[kept(decision, text="Nhất trí.")],
    )
    assert [row for row in Point.objects.values() if row["id"] == rows[0]["id"]] == rows
    assert list(DecisionRevision.objects.values_list("number", "is_correction")) == [(1, False), (2, False)]


def test_a_stale_revision_carries_both_texts(world: World) -> None:
    decision = drafted(world)
    mine = [kept(decision, text="Câu của tôi.", figure_high=5500)]
    acts.revise(
        by=world.secretary,
        decision=decision.pk,
        edit=1,
        title="Kết luận",
        points=[kept(decision, text="Câu của người khác.")],
    )
    with pytest.raises(Stale) as caught:
        acts.revise(by=world.secretary, decision=decision.pk, edit=1, title="Kết luận", points=mine)
    charged = "Ban cán sự đảng UBND tỉnh: Chỉ đạo hoàn thiện quy hoạch (hạn: 31/10/2021)"
    assert caught.value.theirs == f"Câu của người khác.\nDiện tích: khoảng 4.000–5.000\xa0ha\n{charged}"
    assert caught.value.yours == f"Câu của tôi.\nDiện tích: khoảng 4.000–5.500\xa0ha\n{charged}"


def test_who_may_not_act_learns_no_text_from_a_stale_revision(world: World) -> None:
    decision = drafted(world)
    for user in (world.bob, world.reader, world.officer):
        with refusing(NotAllowed, "not_for_you"):
            acts.revise(by=user, decision=decision.pk, edit=7, title="x", points=[point(world)])


@pytest.mark.parametrize("level", ["public", "internal", "restricted"])
def test_a_decision_inherits_owner_and_level(world: World, level: str) -> None:
    decision = drafted(world, open_item(world, level))
    assert (decision.level, decision.owner) == (level, world.committee)


def test_a_restricted_meeting_restricts_its_decisions(world: World) -> None:
    item = world.item(world.plan_meeting(level="restricted"), level="public")
    assert drafted(world, item).level == "restricted"


def test_spans_of_the_source_are_noted_and_survive_what_did_not_change(world: World) -> None:
    span = {"field": "low", "start": 9, "end": 15}
    decision = entered(
        world,
        points=[point(world, figures=[zone(world, spans=[span, {**span, "field": "high"}])])],
        spans=[{"field": "title", "start": 0, "end": 8}],
    )
    first = decision.versions.get().points.get().figures.get()
    assert [(each.field, each.start, each.end) for each in spans_of(first)] == [("low", 9, 15), ("high", 9, 15)]
    assert [each.field for each in spans_of(decision)] == ["title"]
    version = correct(world, decision, kept(decision, figure_high=5500)).version
    assert [each.field for each in spans_of(version.points.get().figures.get())] == ["low"]


def test_a_span_outside_the_source_is_refused(world: World) -> None:
    with pytest.raises(BadInput) as caught:
        entered(world, points=[point(world, spans=[{"field": "text", "start": 0, "end": 9000}])])
    assert caught.value.field == "spans.text"
    assert Decision.objects.count() == 0


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        ("4000", "5000", "ha", "khoảng 4.000–5.000 ha"),
        ("2021.0000", "2030.0000", "năm", "khoảng 2021–2030 năm"),
        ("1200", "1200", "hộ", "khoảng 1.200 hộ"),
        ("2.5", "2.5", "%", "khoảng 2,5%"),
    ],
)
def test_a_figure_is_written_as_pages_write_it(low: str, high: str, unit: str, words: str) -> None:
    said = render_range(low=Decimal(low), high=Decimal(high), unit=unit, exact=False)
    assert said.replace("\xa0", " ") == words


def test_a_time_in_words_names_no_day_that_no_calendar_has(world: World) -> None:
    charged = charge(world, due_on=None, due_text="trước 31/11/2021")
    wrong = point(world, figures=[zone(world, as_of="32/13/2021")], charges=[charged])
    with pytest.raises(BadInput) as caught:
        drafted(world, points=[wrong])
    found = [(each.code, each.field) for each in caught.value.each()]
    assert found == [
        ("day_of_no_calendar", "points.0.figures.0.as_of"),
        ("day_of_no_calendar", "points.0.charges.0.due_text"),
    ]
