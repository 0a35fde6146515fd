"""Reads of decisions: who sees them, how many queries they take, how figures and differences read."""

from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.record.decided import approved, charge, correct, drafted, entered, kept, open_item, point, reviewed, zone
from tests.world import World

from nghitrinh.record.decisions.models import Decision, Figure
from nghitrinh.record.decisions.queries import (
    Difference,
    can_see_decision,
    decision_differences,
    decisions_visible_to,
    points_of,
    render_figure,
)


def test_query_and_predicate_agree_for_every_role(world: World) -> None:
    made = {level: drafted(world, open_item(world, level)) for level in ("public", "internal", "restricted")}
    made["reviewed"], made["approved"], made["issued"] = reviewed(world), approved(world), entered(world)
    everything = set(made.values())
    expected: dict[str, set[Decision]] = {
        "secretary": everything,
        "chair": everything,
        "member": everything,
        "reader": everything - {made["restricted"]},
        "officer": set(),
        "bob": set(),
    }
    for name, user in [*world.users.items(), ("admin", world.admin), ("nobody", None)]:
        seen = set(decisions_visible_to(user))
        assert seen == expected.get(name, set()), name
        assert {each for each in everything if can_see_decision(user, each)} == seen


@pytest.mark.parametrize("count", [1, 3])
def test_points_take_the_same_queries_however_many(
    world: World, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    many = [
        point(world, figures=[zone(world)] * count, charges=[charge(world, with_bodies=[world.council.pk])] * count)
    ]
    decision = approved(world, points=many * count)
    with django_assert_num_queries(5):
        for each in points_of(decision):
            assert each.submit_to is None
            assert [[place.name for place in figure.places.all()] for figure in each.figures.all()] == [
                ["Thanh Miện"]
            ] * count
            for task in each.charges.all():
                assert (task.responsible.name, [body.name for body in task.with_bodies.all()]) == (
                    world.department.name,
                    [world.council.name],
                )


def test_points_figures_and_charges_keep_their_order(world: World) -> None:
    names = [f"Số {number}" for number in range(9, 0, -1)]
    given = [
        point(
            world,
            text=f"Điểm {number}",
            figures=[zone(world, quantity=name) for name in names],
            charges=[charge(world, text=name, with_bodies=[world.ministry.pk, world.council.pk]) for name in names],
        )
        for number in range(3)
    ]
    found = list(points_of(drafted(world, points=given)))
    assert [each.text for each in found] == ["Điểm 0", "Điểm 1", "Điểm 2"]
    assert [figure.quantity for figure in found[0].figures.all()] == names
    assert [task.text for task in found[0].charges.all()] == names
    assert list(found[0].charges.all()[0].with_bodies.all()) == [world.ministry, world.council]


def test_an_older_revision_is_read_by_its_number(world: World) -> None:
    decision = approved(world)
    correct(world, decision, kept(decision, text="Nhất trí."))
    now = Decision.objects.get()
    assert [each.text for each in points_of(now)] == ["Nhất trí."]
    assert [each.text for each in points_of(now, 1)] == ["Cơ bản nhất trí chủ trương."]


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"low": 4000, "high": 5000, "unit": "ha", "exact": False}, "khoảng 4.000–5.000\xa0ha"),
        ({"low": 4000, "high": 5000, "unit": "ha", "exact": True}, "4.000–5.000\xa0ha"),
        ({"low": 5000, "high": 5000, "unit": "ha", "exact": True}, "5.000\xa0ha"),
        ({"low": 5000, "high": 5000, "unit": "ha", "exact": False}, "khoảng 5.000\xa0ha"),
        ({"low": Decimal("12.50"), "high": Decimal("12.5"), "unit": "%", "exact": True}, "12,5%"),
        ({"low": 7, "high": 7, "unit": "", "exact": True}, "7"),
        ({"low": 0, "high": 0, "unit": "tỷ đồng", "exact": True}, "0\xa0tỷ đồng"),
    ],
)
def test_a_figure_is_written_as_pages_write_it(world: World, given: dict[str, Any], text: str) -> None:
    assert render_figure(Figure(**given)) == text


def test_differences_are_readable_and_follow_the_keys(world: World) -> None:
    decision = approved(world)
    again = kept(
        decision,
        outcome="agreed",
        text="Nhất trí.",
        figure_as_of="2025",
        figure_places=[],
        charge_responsible=world.council.pk,
        charge_through=world.department.pk,
        charge_due_on="2021-12-31",
    )
    added = {"outcome": "noted", "text": "Ghi nhận."}
    correct(world, decision, added, again)
    old, new = decision.versions.order_by("number")
    assert set(decision_differences(old, new)) == {
        Difference("điểm 1, mức kết luận", "", "Ghi nhận"),
        Difference("điểm 1, nội dung", "", "Ghi nhận."),
        Difference("điểm 2, thứ tự", "1", "2"),
        Difference("điểm 2, mức kết luận", "Cơ bản nhất trí", "Thống nhất"),
        Difference("điểm 2, nội dung", "Cơ bản nhất trí chủ trương.", "Nhất trí."),
        Difference("điểm 2, số liệu 1, thời điểm", "", "2025"),
        Difference("điểm 2, số liệu 1, địa điểm", "Thanh Miện", ""),
        Difference("điểm 2, việc 1, chủ trì", "Ban cán sự đảng UBND tỉnh", "Hội đồng nhân dân tỉnh"),
        Difference("điểm 2, việc 1, thông qua", "", "Ban cán sự đảng UBND tỉnh"),
        Difference("điểm 2, việc 1, ngày hạn", "31/10/2021", "31/12/2021"),
    }


def test_a_revision_does_not_differ_from_itself(world: World) -> None:
    version = drafted(world).versions.get()
    assert decision_differences(version, version) == []
