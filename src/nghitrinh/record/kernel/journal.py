"""The journal: append, read, verify.

Every line commits to its content by SHA-256(salt ‖ canonical content) and to the line before it. So the content can be
erased when law demands it, and the chain still verifies.
"""

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models

from nghitrinh.record.kernel import canonical
from nghitrinh.record.kernel.models import ActContent, Journal
from nghitrinh.record.kernel.seal import GENESIS

_ADVISORY_LOCK = 0x6E74_0001
_SEALED_FIELDS = ("seq", "at", "actor", "act", "subject", "owner", "level", "version", "commitment", "prev")


@dataclass(frozen=True)
class Problem:
    """One thing that does not verify: where (a line or a row) and what is wrong with it."""

    where: str
    what: str


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
    return canonical.digest(canonical.canonical({name: getattr(line, name) for name in _SEALED_FIELDS}))


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
        commitment=commitment(salt, text),
        prev=last.digest if last else GENESIS,
    )
    line.version = 1
    line.digest = line_digest(line)
    line.save(force_insert=True)
    ActContent(seq=line.seq, content=text, salt=salt).save(force_insert=True)
    return line


def content_of(seq: int) -> dict[str, Any] | None:
    """Return what an act wrote, or None when it was erased."""
    text = ActContent.objects.get(seq=seq).content
    return None if text is None else dict(json.loads(text))


def verify() -> list[Problem]:
    """Recompute the chain, then compare every live row with the last line about it."""
    problems: list[Problem] = []
    committed: dict[str, str | None] = {}
    problems += _verify_chain(committed)
    problems += _verify_rows(committed)
    return problems


def _verify_chain(committed: dict[str, str | None]) -> Iterator[Problem]:
    previous, expected = GENESIS, 1
    contents = dict(ActContent.objects.values_list("seq", "content"))
    salts = dict(ActContent.objects.values_list("seq", "salt"))
    for line in Journal.objects.order_by("seq").iterator():
        where = f"journal line {line.seq}"
        if line.seq != expected:
            yield Problem(where, f"found number {line.seq}, expected {expected}: a line is missing")
        if line.prev != previous:
            yield Problem(where, "does not continue the line before it")
        if line.digest != line_digest(line):
            yield Problem(where, "its fields do not match its digest")
        if line.seq not in contents:
            yield Problem(where, "its content is missing")
        else:
            text, salt = contents[line.seq], salts[line.seq]
            if text is not None and commitment(salt or "", text) != line.commitment:
                yield Problem(where, "its content does not match its commitment")
            committed.update(_rows_in(text))
        previous, expected = line.digest, line.seq + 1


def _rows_in(text: str | None) -> dict[str, str | None]:
    """Return the digest of each row that an act wrote; None for one that it removed."""
    rows = json.loads(text).get("rows", {}) if text else {}
    return {
        key: values and canonical.digest(canonical.canonical(canonical.renamed(values))) for key, values in rows.items()
    }


def _verify_rows(committed: dict[str, str | None]) -> Iterator[Problem]:
    seen = set()
    for model in journalled_models():
        for instance in model._default_manager.order_by("pk").iterator():
            key = canonical.key(instance)
            seen.add(key)
            if key not in committed:
                yield Problem(key, "is in the database, but no act wrote it")
            elif committed[key] is None:
                yield Problem(key, "was removed by an act, but is in the database")
            elif committed[key] != canonical.digest(canonical.canonical(canonical.row(instance))):
                yield Problem(key, "differs from what the last act about it wrote")
    for key in sorted({key for key, digest in committed.items() if digest is not None} - seen):
        yield Problem(key, "was written by an act, but is not in the database")


def journalled_models() -> list[type[models.Model]]:
    """Return every model whose rows the journal answers for."""
    return [model for model in apps.get_app_config("record").get_models() if model not in (Journal, ActContent)]
