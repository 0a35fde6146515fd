"""What lines of version 1 say was changed, brought into the form of version 2.

Version 1 kept `{name: [old, new]}` with values as text. A name was a column of one of the rows that the act wrote, the
key of a task, a path into a page's proposal, or words: a post, the name of an organization, a place in a decision.
Where a row of the line answers to the name, the change is of that row; else it is of the subject, under the words.
Nothing writes this version any more; the lines that have it stay sealed as they are.
"""

import re
from collections.abc import Iterator
from typing import Any

_TASK = re.compile(r"(task:[0-9a-f-]{36})(?:, (\w+))?")
_CLASH = re.compile(r"contradiction (\d+)")
_RENAMED = {"stale": "stale_reason"}
_COLUMN = re.compile(r"[a-z_]+")

Rows = dict[str, dict[str, Any]]


def changes(act: str, subject: str, content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the changes of one line of version 1 as version 2 has them."""
    rows: Rows = {key: values for key, values in content.get("rows", {}).items() if values}
    for name, (old, new) in content.get("changes", {}).items():
        of, field, words = _named(act, subject, name, new, rows)
        yield {"of": of, "field": field, "old": _value(old), "new": _value(new), "words": words}


def _named(act: str, subject: str, name: str, new: str, rows: Rows) -> tuple[str, str, str]:
    """Return the object, its column, and the words where there is none, of one name."""
    if task := _TASK.fullmatch(name):
        return task[1], task[2] or "state", ""
    if subject.startswith("intake:"):
        return _in_a_page(subject, name, rows)
    if found := _by_name(act, name, new, rows):
        return *found, ""
    if not _COLUMN.fullmatch(name):
        return subject, "", name
    column = _RENAMED.get(name, name)
    return _moved(subject, column, new, rows), column, ""


def _in_a_page(subject: str, name: str, rows: Rows) -> tuple[str, str, str]:
    if clash := _CLASH.fullmatch(name):
        of = _row(rows, "ruling", "position", str(int(clash[1]) - 1))
        return (of, "value", "") if of else (subject, "", name)
    return subject, name if name == "state" else f"amendments.{name}", ""


def _by_name(act: str, name: str, new: str, rows: Rows) -> tuple[str, str] | None:
    """Return the row that was named by one of its values, with the column that changed."""
    if act.startswith("attendance."):
        of, column = _row(rows, "attendance", "post", name), "role"
    elif act == "organization.succeed":
        of, column = _row(rows, "organization", "name", name), "ended_on"
    elif name == "number":
        of, column = _row(rows, "convening", "number", new), name
    else:
        return None
    return (of, column) if of else None


def _moved(subject: str, column: str, new: str, rows: Rows) -> str:
    """Return which row has the new value: of several nouns that moved in one act, version 1 kept the last one's."""
    if column != "state" or rows.get(subject, {}).get(column) == new:
        return subject
    return next((key for key, row in rows.items() if row.get(column) == new), subject)


def _row(rows: Rows, kind: str, column: str, value: str) -> str:
    return next((key for key, row in rows.items() if key.startswith(f"{kind}:") and str(row[column]) == value), "")


def _value(text: str) -> str | None:
    return None if text == "None" else text
