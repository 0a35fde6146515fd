"""Rows as canonical text: the form that is committed in the journal and compared by `journal verify`."""

import hashlib
import json
import uuid
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

_RENAMED = {"revision": "edit", "subject_revision": "public_revision"}


def plain(value: Any) -> Any:
    """Return a value as JSON knows it, alike before saving and after reading back from either database."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


def row(instance: models.Model) -> dict[str, Any]:
    """Return one row's columns and plain values. A password's hash goes in as its own digest.

    A column that came after rows of its model were sealed (`LATER`) goes in once it says something: while it holds its
    default, a row reads as it was sealed before there was the column.
    """
    values = {
        field.attname: plain(field.to_python(field.value_from_object(instance)))
        for field in instance._meta.concrete_fields
    }
    for field in instance._meta.concrete_fields:
        if field.attname in getattr(instance, "LATER", ()) and values[field.attname] == plain(field.get_default()):
            del values[field.attname]
    if "password" in values:
        values["password"] = hashlib.sha256(values["password"].encode()).hexdigest()
    return values


def renamed(values: dict[str, Any]) -> dict[str, Any]:
    """Return a sealed row under the names that its columns have today: `edit` was `revision` before migration 0003."""
    return {_RENAMED.get(name, name): value for name, value in values.items()}


def key(instance: models.Model) -> str:
    """Return the name of a row across the journal: `meeting:<identifier>`."""
    return f"{instance._meta.model_name}:{instance.pk}"


def canonical(content: Any) -> str:
    """Return JSON with sorted keys and no spaces: one text for one content."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
