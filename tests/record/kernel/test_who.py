"""Who may: a row of a transition table says it, or the act's declaration; never neither, never both."""

import uuid

import pytest
from tests.refused import refusing
from tests.world import World, make_world

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel.errors import BadInput, Contradiction, NotAllowed
from nghitrinh.record.kernel.levels import ADMINISTRATOR
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.kernel.transitions import TABLES

IN_TABLES = {row.verb for table in TABLES.values() for row in table.transitions}


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def test_every_act_stands_in_a_table_or_declares_who() -> None:
    assert {name for name, verb in ACTS.items() if not verb.who} == IN_TABLES


def test_a_verb_of_several_nouns_is_for_the_same_roles() -> None:
    rows = [(row.verb, row.roles) for table in TABLES.values() for row in table.transitions]
    assert len(set(rows)) == len(IN_TABLES)


def test_an_act_for_administrators_is_refused_before_it_reads_anything(world: World) -> None:
    before = Journal.objects.count()
    assert ACTS["grant.give"].who == (ADMINISTRATOR,)
    for user in (world.secretary, world.chair, None):
        with pytest.raises(NotAllowed):
            ACTS["grant.give"](by=user, user=uuid.uuid4(), organization=uuid.uuid4(), role="secretary")
    assert Journal.objects.count() == before


def test_a_declared_role_is_the_one_asked_for(world: World) -> None:
    assert ACTS["series.start"].who == ("secretary", ADMINISTRATOR)
    with refusing(NotAllowed, "not_for_you"):
        ACTS["series.start"](by=world.chair, organization=world.committee.pk, name="Hội nghị")
    assert ACTS["series.start"](by=world.secretary, organization=world.committee.pk, name="Hội nghị").pk


def test_the_first_user_administers_or_nobody_ever_could(db: None) -> None:
    given = {"username": "thuky", "post": "Thư ký", "password": "một câu đủ dài"}
    with pytest.raises(BadInput) as refused:
        ACTS["user.create"](by=None, **given)
    assert (refused.value.field, refused.value.expected) == ("is_administrator", "true")
    assert not Journal.objects.exists()
    first = ACTS["user.create"](by=None, **given, is_administrator=True)
    assert not ACTS["user.create"](by=first, **given | {"username": "khac"}).is_administrator


def test_the_last_administrator_stays(world: World) -> None:
    gone = {"user": world.admin.pk, "edit": world.admin.edit, "reason": "Nghỉ"}
    with refusing(Contradiction, "last_administrator"):
        ACTS["user.disable"](by=world.admin, **gone)
    made = {"username": "quantri2", "post": "Quản trị", "password": "một câu đủ dài", "is_administrator": True}
    ACTS["user.create"](by=world.admin, **made)
    assert not ACTS["user.disable"](by=world.admin, **gone).is_active
