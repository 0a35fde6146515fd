"""SQL is made once for each shape of query: making it costs a processor more than what the database answers costs.

A page asks some twenty queries, the same ones for everybody but for the identifiers in them. Django makes their SQL
anew each time, at about a millisecond each, which was a third of what a page of the desk cost. So what a compiler made
of a query is kept by the query's shape (`shapes.py`): its SQL, its parameters with holes where identifiers stood, and
what the compiler knows of the columns. Anything but a plain read goes Django's way: what it locks depends on the
transaction.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.query import Query

from nghitrinh.record.kernel.databases.holes import as_stored, filled, with_holes
from nghitrinh.record.kernel.databases.shapes import Shape, Unshaped

# So many are kept, and none that is longer: a list of hundreds of values does not come a second time.
MOST, LONGEST = 2_000, 1_000
# What a compiler of Django knows after it made the SQL, and is asked for when the rows come.
_KNOWN = ("select", "klass_info", "annotation_col_map", "col_count", "has_extra_select", "_meta_ordering")


@dataclass(frozen=True)
class MadeSQL:
    """What was made of one shape: SQL, parameters with holes, and what Django's compiler knows of the columns."""

    sql: str
    params: tuple[Any, ...]
    known: dict[str, Any]


_lock = threading.Lock()
_made: "OrderedDict[Hashable, MadeSQL]" = OrderedDict()


class Shaped(SQLCompiler):
    """A compiler of reads that remembers what it made."""

    elide_empty: bool

    def as_sql(self, with_limits: bool = True, with_col_aliases: bool = False) -> tuple[str, Any]:  # noqa: FBT001, FBT002
        """Return the SQL of a query and its parameters."""
        shape = None if self.query.select_for_update or self.query.explain_info else _shape_of(self.query)
        if shape is None:
            return super().as_sql(with_limits, with_col_aliases)
        if len(shape.parts) > LONGEST:
            return super().as_sql(with_limits, with_col_aliases)
        key = (type(self), self.elide_empty, with_limits, with_col_aliases, *shape.parts)
        identifiers = as_stored(shape.holes, self.connection)
        made = _recall(key)
        if made is not None:
            vars(self).update(made.known)
            return made.sql, filled(made.params, identifiers)
        sql, params = super().as_sql(with_limits, with_col_aliases)
        self._remember(key, sql, params, identifiers)
        return sql, params

    def _remember(self, key: tuple[object, ...], sql: str, params: Any, identifiers: list[object]) -> None:
        """Keep what was made, unless it cannot be told which parameter is which identifier."""
        marked = with_holes(params, identifiers, frozenset(key))
        if marked is None:
            return
        made = MadeSQL(sql, marked, {name: getattr(self, name) for name in _KNOWN})
        with _lock:
            _made[key] = made
            while len(_made) > MOST:
                _made.popitem(last=False)


def _shape_of(query: Query) -> Shape | None:
    try:
        return Shape(query)
    except Unshaped:
        return None


def _recall(key: Hashable) -> MadeSQL | None:
    with _lock:
        made = _made.get(key)
        if made is not None:
            _made.move_to_end(key)
        return made
