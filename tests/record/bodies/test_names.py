"""What a body is called: corrected where it was recorded wrongly, another since a day where the world changed."""

from datetime import date
from typing import Any

import pytest
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import FormerName, Location, Organization
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.models import Journal


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-08")


def on(noun: Any, verb: str, by: Any, **given: Any) -> Any:
    """Do a verb to an organization in the edit that it has now."""
    now = type(noun).objects.get(pk=noun.pk)
    return ACTS[verb](by=by, edit=now.edit, **{verb.split(".", maxsplit=1)[0]: now.pk}, **given)


def test_a_typo_is_corrected_and_the_journal_keeps_both(world: World) -> None:
    on(world.department, "organization.correct", world.admin, name="Sở Xây dựng mới", reason="Gõ nhầm")
    line = Journal.objects.order_by("-seq")[0]
    content = journal.contents_of([line.seq])[line.seq]
    assert content is not None
    (change,) = journal.changes_of(line, content)
    assert (change.field, change.old, change.new) == ("name", world.department.name, "Sở Xây dựng mới")
    assert content["reason"] == "Gõ nhầm"
    assert not FormerName.objects.exists()


def test_what_is_left_out_stays_and_null_takes_a_day_away(world: World) -> None:
    on(world.department, "organization.correct", world.admin, started_on=date(2020, 1, 1), reason="Ghi thêm")
    on(world.department, "organization.correct", world.admin, short_name="SXD", reason="Ghi thêm")
    assert Organization.objects.get(pk=world.department.pk).started_on == date(2020, 1, 1)
    on(world.department, "organization.correct", world.admin, started_on=None, reason="Không rõ ngày")
    found = Organization.objects.get(pk=world.department.pk)
    assert (found.started_on, found.short_name) == (None, "SXD")


def rename(world: World, name: str, day: str, **more: Any) -> Any:
    return on(world.department, "organization.rename", world.admin, name=name, renamed_on=day, **more)


def test_a_body_is_renamed_on_a_day_and_no_earlier_than_it_got_its_name(world: World) -> None:
    old = world.department.name
    rename(world, "Sở Kinh tế", "2021-09-01", short_name="SKT", legal_act="Nghị quyết 5")
    (former,) = FormerName.objects.all()
    assert (former.name, former.renamed_on, former.legal_act) == (old, date(2021, 9, 1), "Nghị quyết 5")
    with refusing(ActError, "renamed_too_early"):
        rename(world, "Sở Tài chính", "2021-09-01")
    with refusing(ActError, "day_ahead"):
        rename(world, "Sở Tài chính", "2021-10-09")
    with refusing(ActError, "same_name"):
        rename(world, "Sở Kinh tế", "2021-10-01", short_name="SKT")
    with refusing(ActError, "organization_named"):
        rename(world, world.council.name.upper(), "2021-10-01")
    correct = {"former": former.pk, "reason": "Sai ngày"}
    on(world.department, "organization.correct_former", world.admin, renamed_on="2021-08-01", **correct)
    assert FormerName.objects.get().renamed_on == date(2021, 8, 1)
    assert journal.verify() == []


def test_another_bodys_former_name_is_not_corrected_under_this_one(world: World) -> None:
    rename(world, "Sở Kinh tế", "2021-09-01")
    given = {"former": FormerName.objects.get().pk, "name": "Tên khác", "reason": "Gõ nhầm"}
    with refusing(ActError, "not_its_name"):
        on(world.council, "organization.correct_former", world.admin, **given)


def test_a_secretary_corrects_the_own_body_and_none_that_another_keeps(world: World) -> None:
    on(world.committee, "organization.correct", world.secretary, short_name="BTV Tỉnh ủy mới", reason="Thiếu tên tắt")
    with refusing(ActError, "not_for_you"):
        on(world.council, "organization.correct", world.secretary, short_name="X", reason="Thiếu tên tắt")
    person = ACTS["person.register"](by=world.secretary, name="Trần Bình", organization=world.committee.pk)
    appointed = {"post": "Ủy viên", "person": person.pk}
    ACTS["membership.appoint"](by=world.admin, organization=world.council.pk, **appointed)
    with refusing(ActError, "not_for_you"):  # has a post, and none in an organization of theirs
        on(person, "person.correct", world.secretary, name="Trần Thị Bình", reason="Thiếu chữ đệm")
    ACTS["membership.appoint"](by=world.secretary, organization=world.committee.pk, **appointed)
    assert on(person, "person.correct", world.secretary, name="Trần Thị Bình", reason="Thiếu chữ đệm").edit == 2


def test_a_body_ends_when_nothing_of_it_is_open(world: World) -> None:
    end = {"ended_on": "2021-10-01", "reason": "Giải thể"}
    meeting = world.plan_meeting()
    with refusing(ActError, "meeting_not_over"):
        on(world.committee, "organization.end", world.admin, **end)
    on(meeting, "meeting.cancel", world.secretary, reason="Thôi")
    on(world.committee, "organization.end", world.admin, **end)
    with refusing(ActError, "organization_ended"):
        on(world.committee, "organization.end", world.admin, **end)
    with refusing(ActError, "end_is_no_correction"):
        on(world.council, "organization.correct", world.admin, ended_on="2021-10-01", reason="Nhầm")
    on(world.committee, "organization.correct", world.admin, ended_on=None, reason="Ghi nhầm cơ quan")
    assert Organization.objects.get(pk=world.committee.pk).ended_on is None


def test_a_day_that_a_succession_set_is_not_corrected_away(world: World) -> None:
    given = {"old": [world.department.pk], "new": [world.council.pk], "happened_on": "2021-10-01"}
    ACTS["organization.succeed"](by=world.admin, legal_act="Nghị quyết", **given)
    with refusing(ActError, "ended_by_succession"):
        on(world.department, "organization.correct", world.admin, ended_on=None, reason="Nhầm")


def test_a_place_ends_and_terms_close(world: World) -> None:
    on(world.place, "location.end", world.admin, ends_on="2021-07-01")
    assert Location.objects.get(pk=world.place.pk).ends_on == date(2021, 7, 1)
    ACTS["term.close"](by=world.admin, term=world.term.pk, edit=world.term.edit, ends_on="2025-12-31")
    other = ACTS["term.open"](by=world.admin, body=world.body.pk, number="XVIII", starts_on="2026-01-01")
    given = {"term": other.pk, "edit": other.edit, "reason": "Nhầm"}
    with refusing(ActError, "term_taken"):
        ACTS["term.correct"](by=world.admin, number=world.term.number, **given)
    with refusing(ActError, "ends_before_start"):
        ACTS["term.correct"](by=world.admin, ends_on="2025-01-01", **given)
