"""The generated documentation: what is in `docs` because the program says it, and a test compares.

.venv/bin/python -m nghitrinh.cli.reference docs
"""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django

from nghitrinh.cli import COMMANDS, usage
from nghitrinh.settings.variables import ELSEWHERE, VARIABLES, Variable

COMMAND = ".venv/bin/python -m nghitrinh.cli.reference docs"
_WORDS = {"uuid": "identifier", "date": "date", "time": "time", "date-time": "date and time"}


def _page(title: str, about: Sequence[str], lines: Iterable[str]) -> str:
    return "\n".join([f"# {title}", "", *about, f"Generated (`{COMMAND}`); a test compares.", *lines]) + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return ["", *("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)]


def settings() -> str:
    """Return every variable of the environment with its meaning and default."""

    def row(each: Variable) -> list[str]:
        return [f"`{each.name}`", each.meaning, f"`{each.default}`" if each.default else each.otherwise]

    about = [
        "Everything comes from the environment; a wrong value stops the program and is named. Any variable `NAME`",
        "of the first table can also be given as `NAME_FILE`, the path of a file that holds the value.",
    ]
    head = ["variable", "meaning", "when unset"]
    read = ["", "Read where they are used:"]
    lines = [*_table(head, map(row, VARIABLES.values())), *read, *_table(head, map(row, ELSEWHERE))]
    return _page("Settings", about, lines)


def commands() -> str:
    """Return what every command says of itself with `--help`."""
    about = [
        "What `nghitrinh COMMAND --help` prints. A command that refuses says in one line what it found and what it",
        "expected, and ends with 1; one that was called wrongly ends with 2. One that is done, while its answer could",
        "not be written (a full disk, a reader that went away), says so and ends with 3: it must not be repeated.",
    ]
    lines = ["", "```", usage(), "```"]
    for name, (_, command) in COMMANDS.items():
        lines += ["", f"## {name}", "```", _help(command), "```"]
    return _page("Commands", about, lines)


def command_help(name: str) -> str:
    """Return what a command prints with `--help`."""
    return _help(COMMANDS[name][1])


def _help(command: Callable[[list[str]], int]) -> str:
    printed = StringIO()
    with patch.dict(os.environ, COLUMNS="110"), redirect_stdout(printed), suppress(SystemExit):
        command(["--help"])
    return printed.getvalue().rstrip()


def transitions() -> str:
    """Return the transition table of every noun."""
    import nghitrinh.record.acts  # noqa: F401 - fills TABLES
    from nghitrinh.record.kernel.transitions import TABLES

    about = [
        "Which act leads which noun from which states to which, and who may carry it out. A role is one for the",
        "organization that the object belongs to; an officer's is for the body that brings the paper or has the task.",
    ]
    lines: list[str] = []
    for _, table in sorted(TABLES.items()):
        rows = [
            [row.verb, ", ".join(each or "(new)" for each in row.sources), row.target or "stays", ", ".join(row.roles)]
            for row in table.transitions
        ]
        lines += ["", f"## {table.noun}", *_table(["act", "from", "to", "who"], rows)]
    return _page("Transitions", about, lines)


def acts() -> str:
    """Return every act with its parameters and who may carry it out, and the structures that parameters name."""
    from nghitrinh.desk.formless import FORMLESS
    from nghitrinh.record.acts import ACTS
    from nghitrinh.record.kernel.transitions import TABLES

    roles = {row.verb: row.roles for table in TABLES.values() for row in table.transitions}
    about = [
        "The record changes only by these. `nghitrinh act NAME --by USER --json '{…}'` carries one out; the desk does",
        "the same. `edit` is the one that the reader saw: an act on another is refused. In *italics*: may be left",
        "out. Who may: a role for the organization that the object belongs to ([transitions](transitions.md)).",
    ]
    lines: list[str] = []
    inner: dict[str, dict[str, Any]] = {}
    for name, verb in sorted(ACTS.items()):
        schema = verb.parameters.model_json_schema()
        inner |= schema.get("$defs", {})
        who = ", ".join(verb.who or roles[name])
        formless = [f"No form at the desk: {FORMLESS[name]}."] if name in FORMLESS else []
        said = [(verb.__doc__ or "").splitlines()[0], "", f"Who: {who}.", *formless]
        lines += ["", f"## {name}", *said, *_fields(schema, inner)]
    lines += ["", "# Structures"]
    for name, schema in sorted(inner.items()):
        lines += ["", f"## {name}", schema["description"], *_fields(schema, inner)] if "properties" in schema else []
    return _page("Acts", about, lines)


def _fields(schema: dict[str, Any], inner: dict[str, Any]) -> list[str]:
    required = schema.get("required", [])
    rows = [
        [f"`{name}`" if name in required else f"*`{name}`*", _type(each, inner), _default(each)]
        for name, each in schema["properties"].items()
    ]
    return _table(["parameter", "type", "default"], rows)


def _default(schema: dict[str, Any]) -> str:
    default = schema.get("default")
    return "" if default in (None, "", [], {}) else f"`{default}`"


def _type(schema: dict[str, Any], inner: dict[str, Any]) -> str:
    """Return a parameter's type in words; `inner` are the structures and choices that it may refer to."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        choices = inner.get(name, {}).get("enum")
        return "one of " + ", ".join(f"`{each}`" for each in choices) if choices else f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        kinds = [each for each in schema["anyOf"] if each.get("type") != "null"]
        return "number" if {"type": "number"} in kinds else " or ".join(_type(each, inner) for each in kinds)
    if schema["type"] == "array":
        least = ", at least one" if schema.get("minItems") else ""
        return f"list of {_type(schema['items'], inner)}{least}"
    if schema["type"] == "object":
        keys = {"type": "string"} | schema.get("propertyNames", {})
        return f"object: {_type(keys, inner)} to {_value(schema, inner)}"
    return _plain(schema)


def _value(schema: dict[str, Any], inner: dict[str, Any]) -> str:
    value = schema.get("additionalProperties")
    return _type(value, inner) if isinstance(value, dict) else "anything"


def _plain(schema: dict[str, Any]) -> str:
    if schema["type"] == "boolean":
        return "`true` or `false`"
    if schema["type"] in ("integer", "number"):
        low, high = schema.get("minimum"), schema.get("maximum")
        return "whole number" + (f", {low} to {high}" if high else f", at least {low}" if low is not None else "")
    if "format" in schema:
        return _WORDS[schema["format"]]
    if "pattern" in schema:
        return f"text like `{schema['pattern']}`"
    most = f", at most {schema['maxLength']} characters" if "maxLength" in schema else ""
    return f"text{', not empty' if schema.get('minLength') else ''}{most}"


def documents() -> dict[str, str]:
    """Return every generated document by its name in `docs`."""
    from nghitrinh.publication.allowlist import table_of_fields

    return {
        "acts.md": acts(),
        "commands.md": commands(),
        "published-fields.md": table_of_fields(),
        "settings.md": settings(),
        "transitions.md": transitions(),
    }


def main(arguments: Sequence[str]) -> None:
    """Write the documents into the folder named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nghitrinh.settings.test")
    django.setup()
    for name, text in documents().items():
        (Path(arguments[0]) / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
