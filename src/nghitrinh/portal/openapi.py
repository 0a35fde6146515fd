"""The description of the interface by OpenAPI 3.1, made of the public schema: a new column is in it by itself."""

from dataclasses import fields
from typing import Any

from nghitrinh.bundle.schema import SCHEMA_VERSION, TABLES
from nghitrinh.portal.filters import LONGEST, MOST, filters_of

DESCRIPTION = "openapi.json"
_TYPES: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    tuple[str, ...]: {"type": "array", "items": {"type": "string"}},
}
_TEXT: dict[str, Any] = {"type": "string"}
_ERROR = {"$ref": "#/components/schemas/error"}


def description() -> dict[str, Any]:
    """Return the document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Nghị trình: what a body has published",
            "version": str(SCHEMA_VERSION),
            "description": "Read-only. Every row of the release in force, by kind, and search. Open to every origin.",
        },
        "servers": [{"url": "/"}],
        "paths": {
            "/api/": {"get": _get("kinds", "Which kinds of rows there are", [], _object(_about()), refused=False)},
            "/api/search": {"get": _get("search", "Search with and without accents", _of_search(), _object(_found()))},
            **{path: given for name, kind in TABLES.items() for path, given in _of_kind(name, kind).items()},
        },
        "components": {
            "schemas": {
                "error": _object({"error": _TEXT}),
                **{name: _row(kind) for name, kind in TABLES.items()},
            }
        },
    }


def _of_kind(name: str, kind: type[Any]) -> dict[str, Any]:
    row = {"$ref": f"#/components/schemas/{name}"}
    listed = _object({"rows": {"type": "array", "items": row}, "next": {"type": ["string", "null"]}})
    one = [_parameter("id", _TEXT | {"minLength": 1}, "the identifier of a row", place="path")]
    about = " ".join((kind.__doc__ or "").split())
    return {
        f"/api/{name}": {"get": _get(f"list_{name}", about, _of_list(kind), listed)},
        f"/api/{name}/{{id}}": {"get": _get(f"get_{name}", about, one, row, refused=False, missing=True)},
    }


def _get(
    name: str,
    about: str,
    parameters: list[dict[str, Any]],
    answer: dict[str, Any],
    *,
    refused: bool = True,
    missing: bool = False,
) -> dict[str, Any]:
    answers = {"200": _answered("what was asked for", answer)}
    if refused:
        answers["400"] = _answered("a parameter cannot be understood", _ERROR)
    if missing:
        answers["404"] = _answered("there is no such row", _ERROR)
    return {"operationId": name, "summary": about, "parameters": parameters, "responses": answers}


def _answered(about: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": about, "content": {"application/json": {"schema": schema}}}


def _parameter(name: str, schema: dict[str, Any], about: str, place: str = "query") -> dict[str, Any]:
    required = {"required": True} if place == "path" else {}
    return {"name": name, "in": place, "description": about, "schema": schema} | required


def _of_list(kind: type[Any]) -> list[dict[str, Any]]:
    limit = {"type": "integer", "minimum": 1, "maximum": MOST}
    found = [
        _parameter("after", _TEXT, "rows whose identifier comes later than this one"),
        _parameter("limit", limit, f"so many rows at a time; {MOST} unless it is given"),
    ]
    said = {
        "from": ({"type": "string", "format": "date"}, "rows of this day and later"),
        "to": ({"type": "string", "format": "date"}, "rows of this day and earlier"),
        "body": (_TEXT, "rows of, or charged to, the organization with this identifier"),
    }
    return [*found, *(_parameter(name, *said[name]) for name in filters_of(kind))]


def _of_search() -> list[dict[str, Any]]:
    return [
        _parameter("q", _TEXT | {"maxLength": LONGEST}, "the words, with or without accents"),
        _parameter("kind", {"type": "string", "enum": ["", *TABLES]}, "hits of this kind alone"),
        _parameter("from", {"type": "string", "format": "date"}, "hits of this day and later"),
        _parameter("to", {"type": "string", "format": "date"}, "hits of this day and earlier"),
        _parameter("body", _TEXT, "hits of, or charged to, the organization with this identifier"),
        _parameter("outcome", _TEXT, "decisions with this outcome, by its code"),
        _parameter("order", {"type": "string", "enum": ["", "day"]}, "`day`: the newest first, however well they fit"),
        _parameter("page", {"type": "integer", "minimum": 1, "maximum": 25}, "the page, twenty hits each"),
    ]


def parameters_of(name: str) -> tuple[str, ...]:
    """Return the parameters that the search, or the list of a kind, takes; none where there is no list."""
    said = _of_search() if name == "search" else _of_list(TABLES[name]) if name in TABLES else []
    return tuple(each["name"] for each in said)


def _row(kind: type[Any]) -> dict[str, Any]:
    return _object({field.name: _TYPES[field.type] for field in fields(kind)} | {"address": _TEXT})


def _about() -> dict[str, Any]:
    kinds = {"type": "array", "items": _TEXT}
    return {"schema": {"type": "integer"}, "kinds": kinds, "search": _TEXT, "description": _TEXT}


def _found() -> dict[str, Any]:
    pieces = {"type": "array", "items": {"type": "array"}}
    named = dict.fromkeys(("kind", "id", "address", "day", "title", "excerpt", "withdrawn"), _TEXT)
    hits = {"type": "array", "items": _object({**named, "pieces": pieces, "illustrative": {"type": "boolean"}})}
    return {"total": {"type": "integer"}, "more": {"type": "boolean"}, "hits": hits}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}
