"""SQL that was made before is what Django would make now, for every read there is and for reads that differ little."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Manager, Q, QuerySet, Value
from django.db.models.functions import Lower
from django.test import Client
from tests.desk.places import address_of, everything
from tests.record.kernel.databases.reads import READS, M, Read
from tests.world import World, make_world

from nghitrinh.desk.kit import keeping
from nghitrinh.desk.kit.access import walk
from nghitrinh.record.kernel.databases import compiling, shapes
from nghitrinh.record.kernel.databases.holes import Hole, as_stored, with_holes
from nghitrinh.record.meetings.models import AgendaItem, Meeting

_PLACE = re.compile(r" at 0x[0-9a-f]+")  # where a question within a question lies is not what it asks


@pytest.fixture(autouse=True)
def _nothing_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "_made", type(compiling._made)())


def _by_django(queryset: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    """Return the SQL as Django makes it, with nothing remembered."""
    made, compiling._made = compiling._made, type(compiling._made)()
    try:
        return _ours(queryset)
    finally:
        compiling._made = made


def _ours(queryset: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    sql, params = queryset.query.clone().get_compiler(connection=connection).as_sql()
    return sql, tuple(params)


def _identifiers() -> tuple[UUID, UUID]:
    return uuid4(), uuid4()


@pytest.mark.parametrize("read", READS)
def test_what_was_made_for_others_is_what_django_makes(read: Read) -> None:
    _ours(read(*_identifiers()))
    made = len(compiling._made)
    mine = _identifiers()
    assert _ours(read(*mine)) == _by_django(read(*mine))
    assert made
    assert len(compiling._made) == made  # the second time it was remembered


def test_no_two_reads_have_one_shape() -> None:
    one, two = _identifiers()
    keys = [tuple(shapes.Shape(read(one, two).query).parts) for read in READS]
    assert len(set(keys)) == len(READS)


def test_rows_come_as_django_brings_them(db: None) -> None:
    world = make_world()
    first, second = (world.item(world.plan_meeting(f"Hội nghị {day}", day=day)) for day in (12, 13))
    for item in (first, second):
        again = AgendaItem.objects.select_related("meeting", "presenter").filter(pk=item.pk).annotate(n=Value(7))
        (row,) = again
        assert (row.pk, row.meeting.name, row.presenter, row.n) == (item.pk, item.meeting.name, None, 7)
        assert AgendaItem.objects.filter(meeting=item.meeting_id).count() == 1
        assert Meeting.objects.filter(pk=item.meeting_id).values_list("name", flat=True)[0] == item.meeting.name
    assert compiling._made


def test_a_value_that_looks_like_the_identifier_is_not_taken_for_it() -> None:
    one = uuid4()
    _ours(M.filter(owner=one, name=one.hex))
    other = uuid4()
    assert _ours(M.filter(owner=other, name=one.hex)) == _by_django(M.filter(owner=other, name=one.hex))


def test_one_identifier_twice_is_another_shape_than_two() -> None:
    one, two = _identifiers()
    _ours(M.filter(Q(owner=one) | Q(pk=one)))
    assert _ours(M.filter(Q(owner=one) | Q(pk=two))) == _by_django(M.filter(Q(owner=one) | Q(pk=two)))


def test_what_is_not_known_is_not_remembered() -> None:
    class Odd(Lower):
        pass

    odd = Odd("name")
    odd.made_of = object()  # type: ignore[attr-defined]
    _ours(M.annotate(n=odd))
    assert not compiling._made


def test_what_lets_nothing_through_is_asked_of_nobody() -> None:
    for _ in range(2):
        with pytest.raises(EmptyResultSet):
            _ours(M.filter(pk__in=[]))


def test_what_locks_is_made_each_time(db: None) -> None:
    _ours(M.filter(pk=uuid4()).select_for_update(no_key=True))
    assert not compiling._made


def test_no_more_is_kept_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "MOST", 3)
    for number in range(9):
        _ours(M.filter(name=str(number)))
    assert len(compiling._made) == 3


def test_a_long_list_of_values_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "_recall", lambda key: pytest.fail(f"a key of {len(key)} was put together"))
    _ours(M.filter(name__in=[str(number) for number in range(600)]))
    assert not compiling._made


def test_a_parameter_without_a_hash_is_passed_over() -> None:
    one = uuid4()
    (stored,) = as_stored([one], connection)
    assert with_holes([["Bí thư"], stored], [stored], frozenset()) == (["Bí thư"], Hole(0))


def test_an_identifier_that_nobody_gave_is_kept_for_nobody() -> None:
    given, other = as_stored([uuid4(), uuid4()], connection)
    assert with_holes([given, other], [given], frozenset()) is None
    assert with_holes([given, other], [given], frozenset({other})) is not None


# -- every page there is -----------------------------------------------------------------------------------------------


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Hold everything that is remembered against what Django makes, with reads put together at once; return the SQL."""
    monkeypatch.setattr(Manager, "_queryset_class", QuerySet)
    seen: list[str] = []
    ours = compiling.Shaped.as_sql

    def as_sql(self: Any, with_limits: bool = True, with_col_aliases: bool = False) -> Any:  # noqa: FBT001, FBT002
        known = len(compiling._made)
        copy = self.query.clone()
        sql, params = ours(self, with_limits, with_col_aliases)
        if len(compiling._made) == known:
            fresh = type(self)(copy, self.connection, self.using, self.elide_empty)
            plain = super(compiling.Shaped, fresh).as_sql(with_limits, with_col_aliases)
            assert (sql, tuple(params)) == (plain[0], tuple(plain[1]))
            assert _PLACE.sub("", repr(self.select)) == _PLACE.sub("", repr(fresh.select))
            seen.append(sql)
        return sql, params

    monkeypatch.setattr(compiling.Shaped, "as_sql", as_sql)
    return seen


@pytest.mark.parametrize("username", ["secretary", "chair", "reader", "officer"])
def test_every_page_reads_what_django_would_read(db: None, compared: list[str], username: str) -> None:
    world: World = make_world()
    places = everything(world)
    client = Client()
    client.force_login(world.users[username])
    for name in [pattern.name for _, pattern in walk() if pattern.name and pattern.name != "signing.out"] * 2:
        keeping._parts.clear()
        client.get(address_of(name, places))
    assert len(compared) > 100
