"""The interface for programs: every public row as JSON, and search. Read-only."""

from dataclasses import asdict
from itertools import islice

from nghitrinh.bundle.addresses import address
from nghitrinh.bundle.schema import SCHEMA_VERSION, TABLES
from nghitrinh.portal.answers import Answer, as_json
from nghitrinh.portal.release import OpenRelease
from nghitrinh.vietnamese import plain_number

_PAGE = 100


def interface(release: OpenRelease, path: str, given: dict[str, str]) -> Answer:
    """Answer `/api/`, `/api/search?q=`, `/api/<kind>?after=<id>` and `/api/<kind>/<id>`."""
    kind, _, identifier = path.strip("/").partition("/")
    if not kind:
        return as_json({"schema": SCHEMA_VERSION, "kinds": list(TABLES), "search": "/api/search?q="})
    if kind == "search":
        return _search(release, given)
    if kind not in TABLES:
        return _refused(f"found kind {kind!r}, expected one of {', '.join(TABLES)}")
    if not identifier:
        return _listed(release, kind, given.get("after", ""))
    row = release.bundle.get(TABLES[kind], identifier)
    if row is None:
        return _refused(f"found no {kind} {identifier!r}")
    return as_json({**asdict(row), "address": address(row)})


def _refused(why: str) -> Answer:
    return as_json({"error": why}, 404)


def _listed(release: OpenRelease, kind: str, after: str) -> Answer:
    """List a hundred rows at a time, by identifier; `next` is the address of those that follow."""
    rows = list(islice(release.bundle.rows(TABLES[kind], after=after), _PAGE + 1))
    following = f"/api/{kind}?after={rows[_PAGE - 1].id}" if len(rows) > _PAGE else None
    return as_json({"rows": [{**asdict(row), "address": address(row)} for row in rows[:_PAGE]], "next": following})


def _search(release: OpenRelease, given: dict[str, str]) -> Answer:
    page = plain_number(given.get("page")) or 1
    found = release.bundle.search(given.get("q", ""), kind=given.get("kind", ""), page=page)
    hits = [{**asdict(hit), "excerpt": "".join(words for words, _ in hit.pieces)} for hit in found.hits]
    return as_json({"total": found.total, "more": found.more, "hits": hits})
