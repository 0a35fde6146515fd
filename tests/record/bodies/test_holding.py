"""A post of one person's gets no second holder without a word; one person holds one post once."""

from datetime import date
from typing import Any

import pytest
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.holding import is_for_one
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.kernel.errors import Contradiction


def appoint(world: World, post: str, name: str = "", **more: Any) -> Membership:
    person = ACTS["person.register"](by=world.admin, name=name).pk if name else None
    given = {"organization": world.department.pk, "post": post, "person": person}
    made: Membership = ACTS["membership.appoint"](by=world.admin, **given | more)
    return made


@pytest.mark.parametrize(
    ("post", "alone"),
    [
        ("Chủ tịch", True),
        ("Bí thư Đảng ủy", True),
        ("Quyền Chủ tịch UBND xã", True),
        ("Q. Giám đốc", True),
        ("Chánh Văn phòng", True),
        ("Trưởng ban Pháp chế", True),
        ("Phó Bí thư Thường trực", True),
        ("Phó Chủ tịch", False),
        ("Ủy viên", False),
        ("Uỷ viên Ban Thường vụ", False),
        ("Chuyên viên", False),
        ("Thành viên Hội đồng quản trị", False),
    ],
)
def test_how_a_post_is_called_tells_whether_one_person_holds_it(post: str, *, alone: bool) -> None:
    assert is_for_one(post) is alone


@pytest.mark.parametrize(
    "second", ["Giám đốc", "giám  đốc", "Quyền Giám đốc", "Giám đốc {name}", "Giám đốc {short_name}"]
)
def test_a_second_holder_is_asked_about_in_whatever_spelling(world: World, second: str) -> None:
    appoint(world, "Giám đốc", "Trần Thị Bình", starts_on="2020-01-01")
    spelled = second.format(name=world.department.name, short_name=world.department.short_name)
    with refusing(Contradiction, "post_held") as caught:
        appoint(world, spelled, "Lê Văn Cường", starts_on="2021-01-01")
    assert caught.value.found == "Trần Thị Bình, từ 1/1/2020"
    both = appoint(world, spelled, "Lê Văn Cường", starts_on="2021-01-01", beside="Bàn giao hai tháng")
    assert both.beside == "Bàn giao hai tháng"


@pytest.mark.parametrize(
    ("first", "second", "asked"),
    [
        ({}, {}, True),
        ({"ends_on": "2020-12-31"}, {}, False),
        ({"ends_on": "2020-12-31"}, {"starts_on": "2021-01-01"}, False),
        ({"ends_on": "2021-01-01"}, {"starts_on": "2021-01-01"}, True),
        ({"starts_on": "2021-01-01"}, {"ends_on": "2020-12-31"}, False),
        ({"starts_on": "2021-01-01"}, {"starts_on": "2019-01-01", "ends_on": "2021-02-01"}, True),
    ],
)
def test_only_days_that_both_hold_it_are_asked_about(
    world: World, first: dict[str, str], second: dict[str, str], *, asked: bool
) -> None:
    appoint(world, "Giám đốc", "Trần Thị Bình", **first)
    if asked:
        with refusing(Contradiction, "post_held"):
            appoint(world, "Giám đốc", "Lê Văn Cường", **second)
    else:
        appoint(world, "Giám đốc", "Lê Văn Cường", **second)


def test_several_members_and_deputies_are_no_question_but_one_person_twice_is(world: World) -> None:
    for post in ("Phó Giám đốc", "Ủy viên", "Chuyên viên"):
        appoint(world, post, "Trần Thị Bình")
        held = appoint(world, post, "Lê Văn Cường")
        appoint(world, post)
        appoint(world, post)
        with refusing(Contradiction, "post_held_already"):
            appoint(world, post, person=held.person_id)


def test_a_correction_and_a_later_end_ask_alike_and_what_was_so_before_is_no_question(world: World) -> None:
    first = appoint(world, "Giám đốc", "Trần Thị Bình", starts_on="2020-01-01", ends_on="2020-12-31")
    second = appoint(world, "Giám đốc", "Lê Văn Cường", starts_on="2021-01-01")
    with refusing(Contradiction, "post_held"):
        ACTS["membership.end"](by=world.admin, membership=first.pk, edit=1, ends_on="2021-02-01")
    back = {"membership": second.pk, "edit": 1, "starts_on": date(2020, 6, 1), "reason": "Ghi nhầm ngày"}
    with refusing(Contradiction, "post_held"):
        ACTS["membership.correct"](by=world.admin, **back)
    Membership.objects.get(pk=second.pk)
    both = ACTS["membership.correct"](by=world.admin, **back, beside="Bàn giao")
    assert (both.starts_on, both.beside) == (date(2020, 6, 1), "Bàn giao")
    ended = ACTS["membership.end"](by=world.admin, membership=first.pk, edit=1, ends_on="2020-11-30")
    assert ended.ends_on == date(2020, 11, 30)
    again = {"membership": second.pk, "edit": 2, "post": "Giám đốc Sở", "reason": "Tên đầy đủ"}
    assert ACTS["membership.correct"](by=world.admin, **again).post == "Giám đốc Sở"


def test_a_role_is_given_once(world: World) -> None:
    with refusing(Contradiction, "role_held"):
        ACTS["grant.give"](by=world.admin, user=world.secretary.pk, organization=world.committee.pk, role="secretary")
