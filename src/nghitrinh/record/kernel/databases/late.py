"""A read is put together only where its SQL is not known yet: putting it together costs more than asking it.

`Meeting.objects.filter(owner=one).order_by("name")[:3]` is three steps. Django carries each out at once, on a query
that it copies every time: a quarter of what a page of the desk cost. Here a queryset notes its steps, and what it notes
is a place in a tree of all the reads that were ever asked (`Recipe`), found by each step's name and the shape of what
was given to it (`shapes.py`), with a hole for each identifier. A recipe that was asked before has its SQL, and how its
rows become objects. Only one that was not is put together, by Django, step by step.

Whoever looks at the query of such a queryset (`.query`) may change it, so it is Django's own from then on. So is one
with a step that is not in `_STEPS`, or that was given what has no shape: slower, never wrong.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Manager, Model, QuerySet
from django.db.models.fields import related_descriptors
from django.db.models.query import MAX_GET_RESULTS, ModelIterable
from django.db.models.sql import Query
from django.db.transaction import TransactionManagementError

from nghitrinh.record.kernel.databases.holes import as_stored, filled, padded, with_holes
from nghitrinh.record.kernel.databases.recipes import LONGEST, NOTHING, SLICED, Given, Recipe, Statement, tree
from nghitrinh.record.kernel.databases.rows import Known, Rows, rows_of
from nghitrinh.record.kernel.databases.shapes import Unshaped

T = TypeVar("T", bound=Model)
# Django's, of which its types do not tell.
_along: Callable[..., Any] = vars(related_descriptors)["_filter_prefetch_queryset"]
# What Django's queryset keeps of its query, the query first.
_OF_A_QUERY = ("_query", "_sticky_filter", "_iterable_class", "_fields", "_defer_next_filter", "_deferred_filter")
_STEPS = (
    "filter",
    "exclude",
    "order_by",
    "reverse",
    "distinct",
    "select_related",
    "annotate",
    "alias",
    "only",
    "defer",
    "values",
    "values_list",
    "select_for_update",
)
_OF_OBJECTS: dict[str, Any] = {"_iterable_class": ModelIterable, "_fields": None}
# Not of some of the rows alone: Django says why.
_OF_ALL_ROWS = frozenset({"filter", "exclude", "order_by", "reverse", "distinct"})


class LateQuerySet(QuerySet[T]):
    """A queryset that notes its steps. What Django's own keeps of a query is here only once it was put together."""

    _recipe: Recipe | None
    _holes: dict[UUID, int]
    _before: tuple["LateQuerySet[T]", Callable[..., Any], tuple[Any, ...], dict[str, Any]] | None
    _query: Query

    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        self._recipe, self._holes, self._before = None, {}, None
        if query is not None or model is None or using not in (None, DEFAULT_DB_ALIAS):
            super().__init__(model, query, using, hints)
            return
        self.model, self._db, self._hints = model, using, hints or {}
        self._recipe, self._prefetch_related_lookups = tree.root(model), ()
        self._known_related_objects: Known = {}
        self._result_cache, self._for_write, self._prefetch_done = None, False, False

    def __getattr__(self, name: str) -> Any:
        """Return what only a query that was put together knows, and of one that brings objects everybody."""
        recipe = self.__dict__.get("_recipe")
        if recipe is None or name not in _OF_A_QUERY or "_query" in self.__dict__:
            raise AttributeError(name)
        if recipe.brings_objects and name in _OF_OBJECTS:
            return _OF_OBJECTS[name]
        self._carry_out()
        return self.__dict__[name]

    def __deepcopy__(self, memo: Any) -> Any:
        """Return a copy that was not asked yet."""
        return super().__deepcopy__(memo) if self._recipe is None else self.all()

    # -- steps ---------------------------------------------------------------------------------------------------------

    def _noted(self, name: str, step: Callable[..., Any], args: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Return this read with one step more, noted if it can be."""
        if self._recipe is None:
            return step(self, *args, **named)
        try:
            given = None if self._recipe.is_sliced and name in _OF_ALL_ROWS else Given(self._holes, args, named)
        except Unshaped:
            given = None
        if given is None:
            return step(self._clone(), *args, **named)
        made = self._copied()
        made._recipe, made._holes = self._recipe.then((name, *given.parts)), given.holes
        made._before = self, step, args, named
        return made

    def _copied(self) -> Self:
        """Return the same read, not asked yet and not put together."""
        made = type(self).__new__(type(self))
        had = self.__dict__
        made.__dict__.update(
            model=self.model,
            _db=self._db,
            _hints=self._hints,
            _recipe=self._recipe,
            _holes=self._holes,
            _before=self._before,
            _known_related_objects=self._known_related_objects,
            _prefetch_related_lookups=self._prefetch_related_lookups,
            _result_cache=None,
            _for_write=had["_for_write"],
            _prefetch_done=False,
        )
        return made

    def all(self) -> Self:
        """Return the same read, not asked yet."""
        return super().all() if self._recipe is None else self._copied()

    def _chain(self) -> Self:
        """Return the same read for a step of Django's own: it asks for its query next."""
        return super()._chain() if self._recipe is None else self._copied()  # type: ignore[misc]

    def prefetch_related(self, *lookups: Any) -> Self:
        """Return this read with what is to be brought along: it is asked afterwards and no part of the SQL."""
        if self._recipe is None:
            return super().prefetch_related(*lookups)
        made = self._copied()
        made._prefetch_related_lookups = () if lookups == (None,) else (*self._prefetch_related_lookups, *lookups)
        return made

    def using(self, alias: str | None) -> Self:
        """Return this read of a database."""
        if self._recipe is None or alias not in (None, DEFAULT_DB_ALIAS):
            return super().using(alias)
        made = self._copied()
        made._db = alias
        return made

    def __getitem__(self, key: Any) -> Any:
        """Return one row, or the read of some."""
        if self._recipe is None or self._result_cache is not None:
            return super().__getitem__(key)
        if isinstance(key, int) and key >= 0:
            return list(self[key : key + 1])[0]  # noqa: RUF015 - IndexError where there is none
        if isinstance(key, slice) and key.step is None:
            return self._noted(SLICED, _sliced, (), {"start": key.start, "stop": key.stop})
        return self._clone()[key]

    # -- putting together ----------------------------------------------------------------------------------------------

    @property
    def query(self) -> Query:
        """Return the query for others to look at and to change: from here on this is Django's own queryset."""
        if self._recipe is not None:
            self._carry_out()
            self._recipe = None
        return super().query

    @query.setter
    def query(self, value: Query) -> None:
        self._carry_out()
        self._recipe = None
        QuerySet.query.fset(self, value)  # type: ignore[attr-defined]

    def _carry_out(self) -> None:
        """Let Django carry out the steps, unless it has."""
        if "_query" in self.__dict__:
            return
        if self._before is None:
            made: Any = QuerySet(self.model)
        else:
            parent, step, args, named = self._before
            made = step(parent._clone(), *args, **named)
        _ = made.query  # carries out what Django put off
        for name in _OF_A_QUERY:
            self.__dict__[name] = getattr(made, name)

    def _clone(self) -> Self:
        """Return a copy that is put together, for a step of Django's own."""
        if self._recipe is None:
            return super()._clone()  # type: ignore[misc,no-any-return]
        self._carry_out()
        made = type(self)(self.model, self._query.chain(), self._db, self._hints)
        for name in _OF_A_QUERY[1:]:
            setattr(made, name, self.__dict__[name])
        made._for_write, made._known_related_objects = self._for_write, self._known_related_objects
        made._prefetch_related_lookups = self._prefetch_related_lookups
        return made

    def _next_is_sticky(self) -> Self:
        if self._recipe is not None:
            return self._clone()._next_is_sticky()
        return super()._next_is_sticky()  # type: ignore[misc,no-any-return]

    # -- asking --------------------------------------------------------------------------------------------------------

    def _fetch_all(self) -> None:
        if self._recipe is not None and self._result_cache is None:
            statement = self._statement("rows", self._of_rows)
            if statement is NOTHING:
                self._result_cache = []
            elif statement is not None and statement.rows is not None:
                connection, rows = self._answered(statement)
                self._result_cache = statement.rows.brought(rows, connection, self._known_related_objects)
        super()._fetch_all()

    def _statement(self, what: str, made: Callable[[], Statement | None]) -> Statement | None:
        """Return the statement by which something is asked, made unless it is known; None where Django has to ask."""
        recipe = cast("Recipe", self._recipe)
        try:
            return recipe.statements[what]
        except KeyError:
            return recipe.statements.setdefault(what, made())

    def _of_rows(self) -> Statement | None:
        plain: Any = self._clone()
        compiler = plain.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return NOTHING
        rows = rows_of(plain._iterable_class, compiler)
        return None if rows is None else self._kept(sql, params, rows)

    def _kept(self, sql: str, params: Any, rows: Rows | None = None) -> Statement | None:
        recipe = cast("Recipe", self._recipe)
        identifiers = as_stored(self._holes, connections[DEFAULT_DB_ALIAS])
        marked = with_holes(params, identifiers, frozenset(recipe.given()))
        return None if marked is None else Statement(sql, marked, rows, locks=sql.endswith(" UPDATE"))

    def _answered(self, statement: Statement) -> tuple[Any, list[Any]]:
        """Ask the database; return the connection and its rows."""
        connection = connections[DEFAULT_DB_ALIAS]
        if statement.locks and connection.get_autocommit():
            raise TransactionManagementError("rows are locked within a transaction alone")
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, filled(statement.params, as_stored(self._holes, connection)))
            return connection, cursor.fetchall()

    def _single(self, what: str, by_django: Callable[[Any], Any], found: Callable[[list[Any]], Any]) -> Any:
        """Return the one answer to a question about this read; the first time Django asks it, overheard."""
        recipe = cast("Recipe", self._recipe)
        if what in recipe.statements:
            statement = recipe.statements[what]
            return by_django(self._clone()) if statement is None else found(self._answered(statement)[1])
        heard: list[tuple[str, Any]] = []

        def hear(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
            heard.append((sql, params))
            return execute(sql, params, many, context)

        with connections[DEFAULT_DB_ALIAS].execute_wrapper(hear):
            answer = by_django(self._clone())
        recipe.statements[what] = self._kept(*heard[0]) if len(heard) == 1 else None
        return answer

    def count(self) -> int:
        """Return how many rows there are."""
        if self._recipe is None or self._result_cache is not None:
            return super().count()
        return int(self._single("count", QuerySet.count, lambda rows: rows[0][0]))

    def exists(self) -> bool:
        """Tell whether there is a row."""
        if self._recipe is None or self._result_cache is not None:
            return super().exists()
        return bool(self._single("exists", QuerySet.exists, bool))

    def get(self, *args: Any, **named: Any) -> T:
        """Return the one row that there is.

        Raises:
            DoesNotExist, MultipleObjectsReturned: there is none, or several.
        """
        if self._recipe is None or self._recipe.is_sliced:
            return super().get(*args, **named)
        found = self.filter(*args, **named).order_by()[:MAX_GET_RESULTS]
        if len(found) == 1:
            return cast("T", found[0])
        model: Any = self.model
        name = model._meta.object_name
        if not found:
            raise model.DoesNotExist(f"{name} matching query does not exist.")
        raise model.MultipleObjectsReturned(f"get() returned more than one {name} -- it returned {len(found)}!")

    def in_bulk(self, id_list: Any = None, *, field_name: str = "pk") -> dict[Any, T]:
        """Return the rows of some identifiers by them."""
        if self._recipe is None or self._recipe.is_sliced or id_list is None or field_name != "pk":
            return super().in_bulk(id_list, field_name=field_name)
        wanted = tuple(id_list)
        if not self._recipe.brings_objects or len(wanted) > LONGEST // 2:
            return self._clone().in_bulk(wanted)
        return {each.pk: each for each in self.filter(pk__in=wanted)} if wanted else {}

    @property
    def ordered(self) -> bool:
        """Tell whether the rows have an order."""
        return super().ordered if self._recipe is None else self._look()[0]

    def _look(self) -> tuple[bool, bool]:
        """Return whether this read has an order, and whether it groups rows."""
        recipe = cast("Recipe", self._recipe)
        if recipe.looks is None:
            plain = self._clone()
            recipe.looks = plain.ordered, plain.query.group_by is not None
        return recipe.looks

    def first(self) -> T | None:
        """Return the first row, by identifier where there is no order."""
        if self._recipe is None:
            return super().first()
        is_ordered, is_grouped = self._look()
        if is_grouped and not is_ordered:
            return self._clone().first()
        rows = self if is_ordered else self.order_by("pk")
        return next(iter(rows[:1]), None)


def _brought_along(rows: Any, name: str, instances: Any) -> Any:
    """Return the rows that hang on some objects, as Django's `prefetch_related` asks for them."""
    if not isinstance(rows, LateQuerySet) or rows._recipe is None or rows._recipe.is_sliced:
        return _along(rows, name, instances)
    target = getattr(rows.model._meta.get_field(name), "target_field", None)
    keys = [each.pk for each in instances]
    by_key = target is not None and target.primary_key and all(type(each) is UUID for each in keys)
    return rows._noted("along", _along, (name, padded(keys) if by_key else instances), {})


def _sliced(rows: Any, *, start: int | None, stop: int | None) -> Any:
    return rows[start:stop]


def _noting(name: str) -> Callable[..., Any]:
    """Return a step of Django's that is noted."""
    step: Callable[..., Any] = getattr(QuerySet, name)

    @wraps(step)
    def noted(self: LateQuerySet[Any], *args: Any, **named: Any) -> Any:
        return self._noted(name, step, args, named)

    return noted


for _step in _STEPS:
    setattr(LateQuerySet, _step, _noting(_step))


def install() -> None:
    """Let every manager begin with querysets that note their steps: related ones and those of Django's models too."""
    Manager._queryset_class = LateQuerySet  # type: ignore[attr-defined]
    vars(related_descriptors)["_filter_prefetch_queryset"] = _brought_along
