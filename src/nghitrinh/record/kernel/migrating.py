"""A migration that changes rows says so in the journal itself: only then does `journal verify` find them as written.

for row in as_sealed(apps, apps.get_model("record", "publication")):
    ...change and save it, remember it
write_line(apps, "migrate.name", changed, "why")
"""

import json
import secrets
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import CreateModel

from nghitrinh.record.kernel import canonical, clock
from nghitrinh.record.kernel.journal import commitment, line_digest, named_rows, rows_digest
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.seal import GENESIS


def as_sealed(apps: Any, model: Any) -> Iterator[Any]:
    """Yield the rows that are what the last line about them wrote: those that a migration may change.

    A row that somebody changed behind the program's back is left as it is. A line about it would seal that change, and
    `journal verify`, which finds it now, would find nothing any more.
    """
    sealed = _sealed_rows(apps, f"{model._meta.model_name}:")
    for row in model.objects.order_by("pk"):
        if sealed.get(canonical.key(row)) == canonical.digest(canonical.canonical(canonical.row(row))):
            yield row


def _sealed_rows(apps: Any, prefix: str) -> dict[str, str]:
    """Return the digest of each row of a kind as the last line about it has it, under today's names of columns."""
    digests: dict[str, str] = {}
    contents = apps.get_model("record", "actcontent").objects.filter(content__contains=f'"{prefix}').order_by("seq")
    for text in contents.values_list("content", flat=True).iterator():
        for name, values in json.loads(text)["rows"].items():
            if name.startswith(prefix):
                digests[name] = canonical.digest(canonical.canonical(values and canonical.renamed(values)))
    return digests


def write_line(apps: Any, name: str, changed: list[models.Model], reason: str) -> None:
    """Append one line about rows that a migration changed; none when it changed nothing.

    `apps` are the models as they are at this migration: a later one may give the journal's tables other columns.
    """
    if not changed:
        return
    lines, contents = apps.get_model("record", "journal"), apps.get_model("record", "actcontent")
    last = lines.objects.order_by("-seq").first()
    rows = {canonical.key(each): canonical.row(each) for each in changed}
    names_rows = "journalrow" in apps.all_models["record"]  # version 1 of the journal did not
    content: dict[str, Any] = {"title": name, "reason": reason, "changes": [] if names_rows else {}, "rows": rows}
    text = canonical.canonical(content)
    salt = secrets.token_hex(32)
    line = lines(
        seq=last.seq + 1 if last else 1,
        at=canonical.plain(clock.now()),
        actor="system",
        act=name,
        subject=f"migration:{name}",
        owner="",
        level=Level.INTERNAL,
        version=2 if names_rows else 1,
        commitment=commitment(salt, text),
        prev=last.digest if last else GENESIS,
    )
    if names_rows:
        line.rows = rows_digest(rows)
    line.digest = line_digest(line)
    line.save(force_insert=True)
    contents(seq=line.seq, content=text, salt=salt).save(force_insert=True)
    if names_rows:
        model = apps.get_model("record", "journalrow")
        model.objects.bulk_create(model(seq=row.seq, kind=row.kind, key=row.key) for row in named_rows(line.seq, rows))


class CreateTables(Operation):
    """Create many tables at once, each as it is after all of some operations on models.

    Django renders what is related to a model anew for each operation on it; for the 45 tables of a new home that took
    4 s of CPU. Here they are rendered once.
    """

    reversible = False

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Let the operations follow each other on models that are not rendered in between."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:  # noqa: ARG002
        """Create each table with all its columns, indexes and constraints."""
        for operation in self.operations:
            if isinstance(operation, CreateModel):
                schema_editor.create_model(to_state.apps.get_model(app_label, operation.name))

    def describe(self) -> str:
        """Say what is created."""
        return f"Create {sum(isinstance(each, CreateModel) for each in self.operations)} tables"
