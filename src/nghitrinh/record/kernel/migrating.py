"""A migration that changes rows says so in the journal itself: only then does `journal verify` find them as written."""

import secrets
from typing import Any

from django.db import models

from nghitrinh.record.kernel import canonical, clock
from nghitrinh.record.kernel.journal import commitment, line_digest, named_rows, rows_digest
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.seal import GENESIS


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
