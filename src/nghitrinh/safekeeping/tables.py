"""The tables that a backup keeps, and their rows as JSON lines: the same lines from either database.

A table is kept unless it is named in `LEFT_OUT`, so what a later version adds is kept without being told.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

from nghitrinh.record.kernel import canonical
from nghitrinh.record.kernel.models import INDEX

Row = dict[str, Any]

_DERIVED = "made anew from the record after bringing it back"
LEFT_OUT = {
    **{model._meta.db_table: _DERIVED for model in INDEX},
    "django_session": "who is signed in at this moment: a copy could be used to take a session over",
    "desk_keptfile": "files of forms that were not carried out, for some hours: their bytes are not of the record",
    "desk_signin": "who is signed in: as above",
    "desk_guesses": "who has to wait at this moment",
    "account_emailaddress": "not used: of the library that signs in",
    "account_emailconfirmation": "not used: of the library that signs in",
    "socialaccount_socialaccount": "not used: identities are the record's own",
    "socialaccount_socialapp": "not used: the provider comes from the settings",
    "socialaccount_socialtoken": "not used: no token is kept",
    "django_content_type": "made by Django's own migrations",
    "auth_permission": "made by Django's own migrations",
    "auth_group": "not used: what users may do is said by grants",
    "auth_group_permissions": "not used: what users may do is said by grants",
}
# Columns by which somebody signs in: a backup has them (what is no digest is encrypted under a key of the home), an
# export does not.
SECRET = {
    "record_user": ("password",),
    "record_accountlink": ("digest",),
    "mail_calendarlink": ("digest",),
    "mfa_authenticator": ("data",),
}
# Tables that a backup has and an export has not: what somebody read, noted and keeps, and what they typed without
# sending it, is for nobody's eyes but their own.
PRIVATE = frozenset(
    {"desk_openedversion", "desk_ownmark", "desk_ownnote", "desk_owndocument", "desk_ownfolder", "desk_keptform"}
)
_BATCH = 500


def kept_tables(registry: Any = apps) -> list[type[models.Model]]:
    """Return the models whose rows are kept, by their tables' names; `registry` may be that of older migrations."""
    found = {model._meta.db_table: model for model in registry.get_models(include_auto_created=True)}
    return [found[table] for table in sorted(found) if table not in LEFT_OUT and found[table]._meta.managed]


def exported_tables() -> list[type[models.Model]]:
    """Return the models whose rows an export has: what is kept, but for what is nobody else's."""
    return [model for model in kept_tables() if model._meta.db_table not in PRIVATE]


def rows_of(model: type[models.Model]) -> Iterator[Row]:
    """Yield the rows of a table by their keys, each with the names of its columns and values as JSON knows them."""
    names = [field.attname for field in model._meta.concrete_fields]
    for values in model._default_manager.order_by("pk").values_list(*names).iterator(chunk_size=_BATCH):
        yield dict(zip(names, map(canonical.plain, values), strict=True))


def as_line(row: Row) -> bytes:
    """Return a row as its line."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def insert(model: type[models.Model], lines: Iterable[bytes]) -> int:
    """Write the rows of a table as their lines say, and return how many there were.

    Below the models: what Django sets by itself when a row is made, such as the time, was set when it was made.
    """
    fields = model._meta.concrete_fields
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608 - names of our models
    total, left = 0, iter(lines)
    with connection.cursor() as cursor:
        while batch := [json.loads(line) for line in islice(left, _BATCH)]:
            cursor.executemany(sql, [[_stored(field, row[field.attname]) for field in fields] for row in batch])
            total += len(batch)
    return total


def _stored(field: Any, value: Any) -> Any:
    return field.get_db_prep_save(field.to_python(value), connection)


def continue_counting(registry: Any = apps) -> None:
    """Let the numbers that the database gives by itself go on after the highest that came in."""
    statements = connection.ops.sequence_reset_sql(no_style(), kept_tables(registry))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def rows_there() -> int:
    """Return how many rows the kept tables that exist have: none in a home where nothing has begun."""
    present = set(connection.introspection.table_names())
    return sum(model._default_manager.count() for model in kept_tables() if model._meta.db_table in present)
