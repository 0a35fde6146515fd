"""The interface for programs: every public row as JSON, and search. Read-only; described by `/api/openapi.json`."""

from dataclasses import asdict
from functools import lru_cache
from itertools import islice
from urllib.parse import urlencode

from nghitrinh.bundle.addresses import address
from nghitrinh.bundle.schema import SCHEMA_VERSION, TABLES
from nghitrinh.bundle.search import Narrowing
from nghitrinh.portal.answers import Answer, as_json
from nghitrinh.portal.filters import LONGEST, MOST, BadParameter, condition, day, number, once, require_known
from nghitrinh.portal.openapi import DESCRIPTION, description, parameters_of
from nghitrinh.portal.release import OpenRelease

DEEPEST = 25  # pages of a search


def interface(release: OpenRelease, path: str, query: dict[str, list[str]]) -> Answer:
    """Answer `/api/`, `/api/openapi.json`, `/api/search?q=`, `/api/<kind>?after=<id>` and `/api/<kind>/<id>`.

    A parameter that it does not know, or that comes twice, is refused: rows that are not narrowed as they were asked
    look like rows that are.
    """
    try:
        return _answer(release, path, once(query))
    except BadParameter as bad:
        return as_json({"error": str(bad)}, 400)


def _answer(release: OpenRelease, path: str, given: dict[str, str]) -> Answer:
    kind, _, identifier = path.partition("/")
    require_known(given, () if identifier else parameters_of(kind))
    if path in ("", DESCRIPTION):
        return as_json(_description() if path else _kinds())
    if path == "search":
        return _search(release, given)
    if kind not in TABLES:
        return _missing(f"found kind {kind[:LONGEST]!r}, expected one of {', '.join(TABLES)}")
    if not identifier:
        return _listed(release, kind, given)
    row = release.bundle.get(TABLES[kind], identifier)
    if row is None:
        return _missing(f"found no {kind} {identifier[:LONGEST]!r}")
    return as_json(asdict(row) | {"address": address(row)})


def _kinds() -> dict[str, object]:
    names = {"search": "/api/search?q=", "description": f"/api/{DESCRIPTION}"}
    return {"schema": SCHEMA_VERSION, "kinds": list(TABLES), **names}


@lru_cache(maxsize=1)
def _description() -> dict[str, object]:
    return description()


def _missing(why: str) -> Answer:
    return as_json({"error": why}, 404)


def _listed(release: OpenRelease, kind: str, given: dict[str, str]) -> Answer:
    """List rows by identifier, at most a hundred at a time; `next` is the address of those that follow."""
    table, limit = TABLES[kind], number(given, "limit", MOST, MOST)
    where, values = condition(table, given)
    found = release.bundle.rows(table, after=given.get("after", ""), where=where, given=values)
    rows = [asdict(row) | {"address": address(row)} for row in islice(found, limit + 1)]
    following = None
    if len(rows) > limit:
        kept = {name: given[name] for name in ("limit", "from", "to", "body") if name in given}
        following = f"/api/{kind}?{urlencode(kept | {'after': rows[limit - 1]['id']})}"
    return as_json({"rows": rows[:limit], "next": following})


def _narrowing(given: dict[str, str]) -> Narrowing:
    days = {name: day(given[name], name) for name in ("from", "to") if name in given}
    if (order := given.get("order", "")) not in ("", "day"):
        raise BadParameter(f"order: found {order[:LONGEST]!r}, expected day")
    body, outcome = (given.get(name, "")[:LONGEST] for name in ("body", "outcome"))
    return Narrowing(body, outcome, days.get("from", ""), days.get("to", ""), order == "day")


def _search(release: OpenRelease, given: dict[str, str]) -> Answer:
    page, kind = number(given, "page", 1, DEEPEST), given.get("kind", "")
    if kind and kind not in TABLES:
        raise BadParameter(f"kind: found {kind[:LONGEST]!r}, expected one of {', '.join(TABLES)}")
    if len(query := given.get("q", "")) > LONGEST:
        raise BadParameter(f"q: found {len(query)} characters, expected at most {LONGEST}")
    found = release.bundle.search(query, kind=kind, page=page, narrowing=_narrowing(given))
    hits = [asdict(hit) | {"excerpt": "".join(words for words, _ in hit.pieces)} for hit in found.hits]
    return as_json({"total": found.total, "more": found.more, "hits": hits})
