"""The whole record in memory, as a walk sees it before and after an act."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from nghitrinh.record.kernel import clock, journal
from nghitrinh.record.kernel.models import ActContent, Journal

Row = dict[str, Any]
Rows = dict[Any, Row]
NOTHING: Rows = {}


@dataclass(frozen=True)
class Snapshot:
    """Every row of the record by model and key, in the order in which they came; and how long the journal is."""

    rows: dict[str, Rows]
    lines: int
    erased: int
    last: tuple[str, str]
    raw: dict[str, list[tuple[Any, ...]]]

    def of(self, model: str) -> Rows:
        """Return the rows of a model by key."""
        return self.rows.get(model, NOTHING)

    def where(self, model: str, fits: Callable[[Row], bool] | None = None) -> list[Row]:
        """Return the rows of a model that fit."""
        return [row for row in self.of(model).values() if fits is None or fits(row)]

    def roles(self, user: Row | None, organization: Any) -> set[str]:
        """Return a user's live roles for an organization."""
        if user is None or not user["is_active"]:
            return set()
        return {
            row["role"]
            for row in self.of("grant").values()
            if row["user_id"] == user["id"] and row["organization_id"] == organization and _holds(row)
        }

    def of_current(self, model: str, owner: str, noun: Row) -> list[Row]:
        """Return the rows of a model under the version of a decision, instrument or article that is in force."""
        versions = {"decision": "decisionrevision", "instrument": "instrumentrevision", "article": "articlerevision"}
        (version,) = self.where(
            versions[owner], lambda row: row[f"{owner}_id"] == noun["id"] and row["number"] == noun["current"]
        )
        return self.where(model, lambda row: row["version_id"] == version["id"])


def _holds(grant: Row) -> bool:
    """Tell whether a grant is neither taken back nor a delegation of other days."""
    today = clock.today()
    begun = grant["starts_on"] is None or grant["starts_on"] <= today
    return grant["ended_at"] is None and begun and (grant["ends_on"] is None or today <= grant["ends_on"])


def look(before: Snapshot | None = None) -> Snapshot:
    """Read the record. A table that is as it was before is not converted again."""
    rows, raw = {}, {}
    for model in journal.journalled_models():
        name, table = str(model._meta.model_name), model._meta.db_table
        raw[name] = _raw(table)
        unchanged = before is not None and before.raw[name] == raw[name]
        rows[name] = before.rows[name] if before and unchanged else _converted(model, before.of(name) if before else {})
    last = Journal.objects.order_by("-seq").values_list("seq", "act", "actor").first() or (0, "", "")
    erased = ActContent.objects.filter(content__isnull=True).count()
    return Snapshot(rows, last[0], erased, (last[1], last[2]), raw)


def _raw(table: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        return cursor.fetchall()


def _converted(model: type[models.Model], before: Rows) -> Rows:
    """Return the rows in order of arrival; those that came at once in the order of what they say.

    Keys are random, and a walk that is repeated must choose the same rows again.
    """
    key = model._meta.pk.attname if model._meta.pk else "id"
    found = {row[key]: row for row in model._default_manager.values()}
    new = sorted((row for name, row in found.items() if name not in before), key=_words)
    return {**{name: found[name] for name in before if name in found}, **{row[key]: row for row in new}}


def _words(row: Row) -> str:
    return repr([value for value in row.values() if not isinstance(value, UUID | datetime)])
