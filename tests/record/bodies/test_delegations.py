"""A role for a time holds on its days and on no other, wherever rights are asked."""

import ast
from pathlib import Path

import pytest
from tests.refused import refusing
from tests.world import World

import nghitrinh
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import Grant
from nghitrinh.record.bodies.queries import live_grants, organizations_of
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import ActError, NotAllowed
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.queries import meetings_visible_to

DAYS = {"starts_on": "2021-10-08", "ends_on": "2021-10-10"}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-05")


def delegate(world: World, role: str = "secretary", **days: str) -> Grant:
    given = {"user": world.bob.pk, "organization": world.committee.pk, "role": role, "reason": "Đi công tác"}
    grant: Grant = ACTS["grant.delegate"](by=world.admin, **given, **(days or DAYS))
    return grant


@pytest.mark.parametrize(("day", "holds"), [("07", False), ("08", True), ("10", True), ("11", False)])
def test_a_delegation_holds_from_its_first_day_to_its_last(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    day: str,
    *,
    holds: bool,
) -> None:
    delegate(world)
    meeting = world.plan_meeting()
    monkeypatch.setenv("NGHITRINH_TODAY", f"2021-10-{day}")
    bob = User.objects.get(pk=world.bob.pk)
    assert (world.committee.pk in organizations_of(bob, [Role.SECRETARY])) is holds
    assert meetings_visible_to(bob).filter(pk=meeting.pk).exists() is holds
    assert any(grant.organization_id == world.committee.pk for grant in live_grants(bob)) is holds
    given = {"meeting": meeting.pk, "edit": meeting.edit, "title": "Nội dung"}
    if holds:
        ACTS["item.add"](by=bob, **given)
    else:
        with pytest.raises(NotAllowed):
            ACTS["item.add"](by=bob, **given)


def test_one_that_was_taken_back_holds_no_more(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    grant = delegate(world)
    ACTS["grant.revoke"](by=world.admin, grant=grant.pk, reason="Về sớm")
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-09")
    assert world.committee.pk not in organizations_of(User.objects.get(pk=world.bob.pk), [Role.SECRETARY])
    assert journal.verify() == []


def test_what_a_delegation_refuses(world: World) -> None:
    with refusing(ActError, "delegation_over"):
        delegate(world, starts_on="2021-10-01", ends_on="2021-10-04")
    with refusing(ActError, "ends_before_start"):
        delegate(world, starts_on="2021-10-09", ends_on="2021-10-08")
    delegate(world)
    with refusing(ActError, "role_held"):
        delegate(world, starts_on="2021-10-10", ends_on="2021-10-20")
    delegate(world, starts_on="2021-10-11", ends_on="2021-10-20")
    with refusing(ActError, "for_administrators"):
        ACTS["grant.delegate"](
            by=world.chair, user=world.bob.pk, organization=world.committee.pk, role="chair", reason="Nghỉ", **DAYS
        )


def test_nobody_asks_grants_but_by_the_one_condition() -> None:
    package = Path(nghitrinh.__file__).parent
    found = set()
    for path in package.rglob("*.py"):
        names = {each.arg for each in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(each, ast.keyword)}
        if {"ended_at__isnull", "grants__ended_at__isnull"} & names and "migrations" not in path.parts:
            found.add(str(path.relative_to(package)))
    # The constraint, and links of accounts and sessions, which end as well.
    ending = {"record/bodies/models.py", "record/bodies/accounts.py", "desk/signing/sessions.py"}
    assert found == ending | {"record/kernel/grants.py"}, "ask `record.kernel.grants`"
