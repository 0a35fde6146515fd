"""Writing lines, and finding them again by the rows that they wrote."""

import json
import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from nghitrinh.record.kernel import canonical
from nghitrinh.record.kernel.models import ActContent, Journal, JournalRow, Noun
from nghitrinh.record.kernel.seal import GENESIS

_ADVISORY_LOCK = 0x6E74_0001
VERSION = 2
_SEALED_FIELDS = ("seq", "at", "actor", "act", "subject", "owner", "level", "version", "commitment", "prev")


def wait_for_turn() -> None:
    """On PostgreSQL, take the lock under which lines are appended, until the transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADVISORY_LOCK])


def commitment(salt: str, content: str) -> str:
    """Return the digest that stands for a content in its line."""
    return canonical.digest(salt + content)


def line_digest(line: Journal) -> str:
    """Return the digest of a line over its sealed fields."""
    fields = _SEALED_FIELDS if line.version == 1 else (*_SEALED_FIELDS, "rows")
    return canonical.digest(canonical.canonical({name: getattr(line, name) for name in fields}))


def rows_digest(names: Iterable[str]) -> str:
    """Return the digest of the names of the rows (`kind:key`) that an act wrote, in whatever order they come."""
    return canonical.digest(canonical.canonical(sorted(names)))


def append(*, at: str, actor: str, act: str, subject: str, owner: str, level: str, content: dict[str, Any]) -> Journal:
    """Append one line and its content. The caller holds the transaction of the act."""
    wait_for_turn()
    last = Journal.objects.order_by("-seq").first()
    salt, text = secrets.token_hex(32), canonical.canonical(content)
    line = Journal(
        seq=last.seq + 1 if last else 1,
        at=at,
        actor=actor,
        act=act,
        subject=subject,
        owner=owner,
        level=level,
        version=VERSION,
        rows=rows_digest(content["rows"]),
        commitment=commitment(salt, text),
        prev=last.digest if last else GENESIS,
    )
    line.digest = line_digest(line)
    line.save(force_insert=True)
    ActContent(seq=line.seq, content=text, salt=salt).save(force_insert=True)
    JournalRow.objects.bulk_create(named_rows(line.seq, content["rows"]))
    return line


def named_rows(seq: int, names: Iterable[str]) -> list[JournalRow]:
    """Return what says that a line wrote the rows of these names, not saved."""
    return [JournalRow(seq=seq, kind=kind, key=key) for kind, _, key in (name.partition(":") for name in sorted(names))]


def lines_about(kind: str, key: object, *, after: int = 0) -> QuerySet[Journal]:
    """Return the lines that wrote one object, newest first: also those of acts about something else."""
    seqs = JournalRow.objects.filter(kind=kind, key=str(key), seq__gt=after).values("seq")
    return Journal.objects.filter(seq__in=seqs).order_by("-seq")


def reason_of(act: str, kind: str, key: object) -> str:
    """Return for which reason an act was last done to an object; "" where none was given, or where it was erased."""
    line = lines_about(kind, key).filter(act=act).first()
    content = content_of(line.seq) if line else None
    return str((content or {}).get("reason", ""))


def last_done(act: str, noun: Noun) -> datetime | None:
    """Return when an act was last done to an object; None where it never was, or where its line was damaged."""
    line = lines_about(str(noun._meta.model_name), noun.pk).filter(act=act).first()
    with suppress(ValueError):
        return datetime.fromisoformat(line.at) if line else None
    return None


def lines_on(*subjects: str) -> QuerySet[Journal]:
    """Return the lines of acts that were about one of these objects (`task:<id>`), in order.

    Their rows lead to them, since a line's subject has no index. An act that only reads what it is about, as
    `task.assign` its decision, is not among them.
    """
    keys: dict[str, list[str]] = {}
    if not subjects:
        return Journal.objects.none()
    for subject in subjects:
        kind, _, key = subject.partition(":")
        keys.setdefault(kind, []).append(key)
    written = [JournalRow.objects.filter(kind=kind, key__in=part).values("seq") for kind, part in keys.items()]
    named = Q(*(Q(seq__in=seqs) for seqs in written), _connector=Q.OR)
    return Journal.objects.filter(named, subject__in=subjects).order_by("seq")


def rows_after(seq: int) -> dict[str, set[str]]:
    """Return the keys of the rows that acts wrote after a line, by kind."""
    written: dict[str, set[str]] = {}
    for kind, key in JournalRow.objects.filter(seq__gt=seq).values_list("kind", "key").distinct().iterator():
        written.setdefault(kind, set()).add(key)
    return written


def content_of(seq: int) -> dict[str, Any] | None:
    """Return what an act wrote, or None when it was erased."""
    return contents_of([seq])[seq]


def contents_of(seqs: Iterable[int]) -> dict[int, dict[str, Any] | None]:
    """Return what several acts wrote, by the number of the line, in one query."""
    wanted = list(seqs)
    if not wanted:
        return {}
    with connection.cursor() as cursor:  # for which a querying object would be made each time: no two ask for the same
        holes = ", ".join(["%s"] * len(wanted))
        cursor.execute(f"SELECT seq, content FROM record_act_content WHERE seq IN ({holes})", wanted)  # noqa: S608
        return {seq: None if text is None else dict(json.loads(text)) for seq, text in cursor.fetchall()}
