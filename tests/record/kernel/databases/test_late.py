"""Reads that are put together late ask what Django would ask and bring what Django would bring, step for step."""

import copy
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import FieldError
from django.db import connection, transaction
from django.db.models import Count, Model, Prefetch, Q, QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import remembered
from tests.desk.places import address_of, everything
from tests.record.kernel.databases.reads import READS, M, Read
from tests.world import World, make_world

from nghitrinh.desk.kit import keeping
from nghitrinh.desk.kit.access import walk
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.kernel.databases import recipes
from nghitrinh.record.kernel.databases.compiling import Shaped
from nghitrinh.record.kernel.databases.holes import as_stored, filled, padded
from nghitrinh.record.kernel.databases.late import LateQuerySet
from nghitrinh.record.kernel.databases.recipes import Statement
from nghitrinh.record.kernel.models import Journal, User
from nghitrinh.record.meetings.models import AgendaItem, Meeting
from nghitrinh.record.nouns import NOUNS
from nghitrinh.record.tasks.models import Task


@pytest.fixture(autouse=True)
def _nothing_known() -> None:
    recipes.tree.forget()


def _by_django(read: Any) -> tuple[str, tuple[Any, ...]]:
    """Return the SQL that Django makes of a read, with nothing remembered at any step."""
    compiler = read._clone().query.get_compiler("default")
    sql, params = super(Shaped, compiler).as_sql()
    return sql, tuple(params)


def _statement(read: Any) -> Statement | None:
    found: Statement | None = read._statement("rows", read._of_rows)
    return found


def _ours(read: Any) -> tuple[str, tuple[Any, ...]]:
    statement = _statement(read)
    assert statement is not None
    return statement.sql, filled(statement.params, as_stored(read._holes, connection))


def _is_noted(read: Any) -> bool:
    return getattr(read, "_recipe", None) is not None


def _two() -> tuple[UUID, UUID]:
    return uuid4(), uuid4()


NOTED = [read for read in READS if _is_noted(read(*_two()))]


def test_nearly_every_read_is_noted() -> None:
    assert len(READS) - len(NOTED) <= 8  # unions, reads within expressions: Django puts these together at once


@pytest.mark.parametrize("read", NOTED)
def test_what_was_asked_for_others_is_what_django_would_ask(read: Read) -> None:
    _statement(read(*_two()))
    mine = read(*_two())
    assert "_query" not in vars(mine)
    if _statement(mine) is not None:
        assert _ours(mine) == _by_django(mine)
        again: Any = read(*_two())
        _statement(again)
        assert "_query" not in vars(again)  # it was known


def test_no_two_reads_have_one_recipe() -> None:
    found = [id(vars(read(*two))["_recipe"]) for two in [_two()] for read in NOTED]
    assert len(set(found)) == len(NOTED)


def test_one_identifier_twice_is_another_recipe_than_two() -> None:
    one, two = _two()
    _statement(M.filter(owner=one).filter(pk=one))
    mine = M.filter(owner=one).filter(pk=two)
    assert _ours(mine) == _by_django(mine)


def test_a_list_that_was_changed_after_the_step_is_asked_for_nobody_else() -> None:
    one, two = _two()
    keys = [one]
    read = M.filter(pk__in=keys)
    keys.append(two)
    assert _statement(read) is None


def test_who_looks_at_the_query_may_change_it() -> None:
    base = M.filter(owner=uuid4())
    list(base.all()[:0])
    looked = base.all()
    looked.query.add_q(Q(name="36"))
    assert not _is_noted(looked)
    assert "36" in _by_django(looked)[1]
    assert "36" not in _by_django(base)[1]
    locked: Any = base.select_for_update()
    assert locked.query.select_for_update
    assert not base.all().query.select_for_update


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_within_a_transaction_alone_also_by_a_read_that_is_known() -> None:
    locked: Any = M.filter(pk=uuid4()).select_for_update(no_key=True)
    assert _is_noted(locked)
    with transaction.atomic():
        assert locked.first() is None
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        assert M.filter(pk=uuid4()).select_for_update(no_key=True).first() is None
    locks = any("FOR NO KEY UPDATE" in each["sql"] for each in asked.captured_queries)
    assert locks == (connection.vendor == "postgresql")
    if locks:
        with pytest.raises(transaction.TransactionManagementError):
            M.filter(pk=uuid4()).select_for_update(no_key=True).first()


def test_what_has_no_shape_goes_the_way_of_django() -> None:
    assert not _is_noted(M.filter(pk__in=(each for each in _two())))
    assert not _is_noted(M.filter(pk__in=M.filter(name="36") | M.filter(name="37")))
    assert not _is_noted(M.using("default").union(M.all()))


def test_a_step_that_cannot_be_is_refused_as_by_django() -> None:
    with pytest.raises(TypeError, match="slice"):
        M.all()[:3].filter(name="36")
    with pytest.raises(TypeError, match="slice"):
        M.all()[:3].order_by("name")
    with pytest.raises(FieldError):
        list(M.filter(no_such_field=1))  # type: ignore[misc]
    with pytest.raises(ValueError, match="Negative"):
        M.all()[-1]


def test_no_more_is_kept_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recipes, "MOST", 10)
    base = M.filter(owner=uuid4())
    for number in range(35):
        base.filter(name=str(number))
        assert recipes.tree.count <= 10
        assert len(vars(base)["_recipe"].further) <= 10


def test_what_lets_nothing_through_is_asked_of_nobody(db: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        for _ in range(2):
            assert list(M.filter(pk__in=[])) == []
            assert not M.filter(pk__in=[]).exists()
            assert M.filter(pk__in=[]).count() == 0
            assert M.in_bulk([]) == {}


def test_rows_come_as_django_brings_them(db: None, django_assert_num_queries: Any) -> None:
    world = make_world()
    for day in (12, 13):
        meeting = world.plan_meeting(f"Hội nghị {day}", day=day)
        item = world.item(meeting)
        with django_assert_num_queries(1):
            again = AgendaItem.objects.select_related("meeting", "presenter").get(pk=item.pk)
            assert (again.meeting.name, again.presenter) == (meeting.name, None)
        with django_assert_num_queries(1):
            (counted,) = Meeting.objects.filter(pk=meeting.pk).annotate(n=Count("items"))
            assert counted.n == 1
        with django_assert_num_queries(1):
            (own,) = meeting.items.all()
            assert own.meeting is meeting  # it hangs on what it was asked from
        with django_assert_num_queries(2):
            (along,) = Meeting.objects.filter(pk=meeting.pk).prefetch_related("items")
            assert [each.meeting for each in along.items.all()] == [along]
        with django_assert_num_queries(2):
            wanted = Prefetch("items", AgendaItem.objects.only("title", "meeting"), to_attr="shown")
            (along,) = Meeting.objects.filter(pk=meeting.pk).prefetch_related(wanted)
            assert [each.title for each in along.shown] == [item.title]
        with django_assert_num_queries(3):
            rows = Meeting.objects.filter(pk=meeting.pk)
            assert rows.values_list("name", flat=True)[0] == meeting.name
            assert list(rows.values_list("pk", "name")) == [(meeting.pk, meeting.name)]
            assert list(rows.values("pk", "starts_at")) == [{"pk": meeting.pk, "starts_at": meeting.starts_at}]
        deferred = AgendaItem.objects.only("title").get(pk=item.pk)
        with django_assert_num_queries(1):
            assert deferred.level == item.level
        with django_assert_num_queries(1):
            assert AgendaItem.objects.in_bulk([item.pk]) == {item.pk: item}


def test_single_answers_are_those_of_django(db: None, django_assert_num_queries: Any) -> None:
    world = make_world()
    for day in (12, 13):
        with pytest.raises(Meeting.DoesNotExist):
            Meeting.objects.get(name=f"Hội nghị {day}")
        meeting = world.plan_meeting(f"Hội nghị {day}", day=day)
        named = Meeting.objects.filter(name=meeting.name)
        with django_assert_num_queries(5):
            assert (named.count(), named.exists(), named.first(), named.get()) == (1, True, meeting, meeting)
            assert M.filter(name="none").first() is None
        assert len(list(named)) == named.count()
    with pytest.raises(Meeting.MultipleObjectsReturned):
        Meeting.objects.get(owner=meeting.owner)
    assert Meeting.objects.values("owner").annotate(n=Count("pk")).order_by("owner").first() is not None
    with pytest.raises(TypeError, match="unordered"):
        Meeting.objects.order_by().values("name").annotate(n=Count("pk")).first()
    assert Journal.objects.all().ordered
    assert not Meeting.objects.order_by().ordered


def test_what_was_asked_holds_its_rows_and_a_copy_asks_again(db: None, django_assert_num_queries: Any) -> None:
    make_world()
    users = User.objects.all()
    first = users[0]
    with django_assert_num_queries(1):
        assert list(users) == list(users)
        assert users[0] is users[0]
        assert first in users
        assert (len(users), bool(users), users.count(), users.exists()) == (len(users), True, len(users), True)
    with django_assert_num_queries(2):
        assert len(copy.deepcopy(users)) == len(users.all())


def test_lists_of_about_one_length_are_one_statement(db: None) -> None:
    world = make_world()
    meetings = [world.plan_meeting(f"Hội nghị {day}", day=day) for day in range(10, 17)]
    items = [world.item(meeting) for meeting in meetings]
    for few in (5, 6, 7):
        along = Meeting.objects.filter(pk__in=[each.pk for each in meetings[:few]]).prefetch_related("items")
        assert {item for meeting in along for item in meeting.items.all()} == set(items[:few])
    asked = [recipe for recipe in recipes.tree.root(AgendaItem).further.values() if recipe.step[0] == "along"]
    assert len(asked) == 1
    assert padded([]) == []
    assert [len(padded(uuid4() for _ in range(few))) for few in (1, 2, 3, 5, 9)] == [1, 2, 4, 8, 16]


def test_a_row_becomes_the_object_that_django_makes_of_it(db: None) -> None:
    everything(make_world())
    for row in NOUNS.values():
        noun = row.model._default_manager.first()
        fields = [field.attname for field in row.model._meta.concrete_fields]
        for names in (fields, fields[:3]):
            values = [getattr(noun, name) for name in names]
            ours = row.model.from_db("default", names, values)
            theirs = Model.from_db.__func__(row.model, "default", names, values)  # type: ignore[attr-defined]
            assert ours._state.fields_cache == theirs._state.fields_cache == {}
            assert {**vars(ours), "_state": vars(ours._state)} == {**vars(theirs), "_state": vars(theirs._state)}


def test_relations_to_many_are_asked_as_by_django(db: None) -> None:
    world = make_world()
    task = Task.objects.filter(pk=everything(world)["task"]).get()
    narrowed = task.with_bodies.filter(name="36")
    assert _by_django(narrowed)[1][-1] == "36"
    assert list(task.with_bodies.all()) == list(Organization.objects.filter(tasks_with=task))


# -- every page there is -----------------------------------------------------------------------------------------------


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Hold whatever is asked by a recipe, and what comes of it, against what Django asks and brings."""
    seen: list[str] = []
    ours = LateQuerySet._answered

    def answered(self: Any, statement: Statement) -> Any:
        connection_, rows = ours(self, statement)
        params = filled(statement.params, as_stored(self._holes, connection))
        if statement.rows is None:
            (what,) = [name for name, each in self._recipe.statements.items() if each is statement]
            with CaptureQueriesContext(connection) as asked:
                getattr(QuerySet, what)(self._clone())
            assert len(asked) == 1
        else:
            assert (statement.sql, params) == _by_django(self)
            mine = statement.rows.brought(list(rows), connection_, self._known_related_objects)
            assert [_looks(each) for each in mine] == [
                _looks(each) for each in self._clone()._iterable_class(self._clone())
            ]
        seen.append(statement.sql)
        return connection_, rows

    monkeypatch.setattr(LateQuerySet, "_answered", answered)
    return seen


def _looks(row: Any) -> Any:
    """Return an object with all that it was given and all that hangs on it."""
    if not hasattr(row, "_meta"):
        return row
    fields = {name: value for name, value in vars(row).items() if name != "_state"}
    return fields, {name: _looks(each) for name, each in row._state.fields_cache.items() if not _points_back(row, each)}


def _points_back(row: Any, other: Any) -> bool:
    return any(each is row for each in getattr(getattr(other, "_state", None), "fields_cache", {}).values())


@pytest.mark.parametrize("username", ["secretary", "chair", "reader", "officer"])
def test_every_page_reads_what_django_would_read(db: None, compared: list[str], username: str) -> None:
    world: World = make_world()
    places = everything(world)
    client = Client()
    client.force_login(world.users[username])
    for name in [pattern.name for _, pattern in walk() if pattern.name and pattern.name != "signing.out"] * 2:
        keeping._parts.clear()
        client.get(address_of(name, places))
    assert len(compared) > 300


def test_acts_read_what_django_would_read(db: None, compared: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_made", {})
    everything(make_world())  # by acts, one of each kind at least
    assert len(compared) > 100
