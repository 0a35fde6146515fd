"""The public schema is a contract: its snapshot is in git, and a change is a new version."""

import json
from pathlib import Path

from nghitrinh.bundle.schema import SCHEMA_VERSION, TABLES

SNAPSHOT = Path(__file__).with_name("schema.json")


def described() -> dict[str, object]:
    return {"version": SCHEMA_VERSION, "tables": {name: fields_of(row) for name, row in TABLES.items()}}


def fields_of(row: type) -> dict[str, str]:
    """Return the name and kind of each field; a list of text is a tuple here and a JSON list in the database."""
    kinds = {str: "text", int: "whole number", bool: "yes or no", tuple[str, ...]: "list of text"}
    return {field: kinds[kind] for field, kind in row.__annotations__.items()}


def test_the_schema_is_the_one_that_was_promised() -> None:
    found = json.loads(SNAPSHOT.read_text())
    assert described() == found, "raise SCHEMA_VERSION, write a changelog line, then renew the snapshot"
