"""The portal hands out what it names: databases, proofs, tables; and its interface is as it is described."""

import csv
import hashlib
import io
import json
import re
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode
from tests.portal.test_portal import get
from tests.portal.test_sheets import OF
from tests.publication.pages.sample import ADDRESS, sample_rows, tables

from nghitrinh.bundle import load_public_key, verify_release, write_bundle
from nghitrinh.bundle.manifest import list_path
from nghitrinh.bundle.schema import NAMES, TABLES, Site
from nghitrinh.portal.application import Portal
from nghitrinh.portal.filters import day_column, filters_of
from nghitrinh.portal.openapi import description
from nghitrinh.portal.sheets import SHEETS


@pytest.fixture
def portal(tmp_path: Path, key: Ed25519PrivateKey) -> Portal:
    """A portal over the sample's rows, with two pages."""
    pages = {"index.html": b"<h1>Trang dau</h1>" * 40, "404.html": b"<h1>Khong co</h1>"}
    rows, at = tables(sample_rows()), datetime(2021, 10, 4, tzinfo=UTC)
    write_bundle(tmp_path / "portal", rows=rows, pages=pages.items(), files={}, key=key, at=at)
    return Portal(tmp_path / "portal", key.public_key())


def linked(page: bytes) -> list[str]:
    return re.findall(r'href="(/[^"#]*)', page.decode())


def test_everything_that_the_page_of_open_data_names_is_there(portal: Portal) -> None:
    status, head, page = get(portal, "/du-lieu/")
    assert status == 200
    assert get(portal, "/du-lieu/", HTTP_IF_NONE_MATCH=head["ETag"])[0] == 304
    own = {"/", "/hoi-nghi/", "/bai-viet/", "/ket-luan/", "/viec-giao/", "/van-ban/", "/co-quan/", "/ve-trang-nay/"}
    pages = own | {"/feed.atom", "/calendar.ics"}  # the pages of a release, which this one lacks
    for link in (each for each in set(linked(page)) - pages if not each.startswith("/static/")):
        path, _, query = link.partition("?")
        assert get(portal, path, query)[0] == 200, link
    assert {"/public.sqlite", "/years/2021.sqlite", "/release.json", "/release.sig", "/signing.pub.pem"} <= {
        *linked(page)
    }
    assert "https://giay-phep.example/mau" in page.decode()


def test_a_copy_of_what_the_lists_name_verifies(portal: Portal, tmp_path: Path) -> None:
    copy = tmp_path / "copy"

    def fetch(path: str) -> bytes:
        status, _, content = get(portal, f"/{path}")
        assert status == 200, path
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_bytes(content)
        return content

    fetch("release.sig")
    for group in json.loads(fetch("release.json"))["lists"]:
        for line in fetch(list_path(group)).decode().splitlines():
            fetch(line.partition("  ")[2])
    key = tmp_path / "key.pem"
    key.write_bytes(get(portal, "/signing.pub.pem")[2])
    assert verify_release(copy, load_public_key(key)) == []
    with sqlite3.connect(copy / "public.sqlite") as database:
        assert database.execute("SELECT count(*) FROM site").fetchone() == (1,)


def test_a_database_comes_in_parts_and_not_twice(portal: Portal) -> None:
    status, head, whole = get(portal, "/public.sqlite")
    assert (status, head["Content-Type"], head["Content-Length"]) == (200, "application/vnd.sqlite3", str(len(whole)))
    status, part, content = get(portal, "/public.sqlite", HTTP_RANGE="bytes=16-115", HTTP_IF_RANGE=head["ETag"])
    assert (status, content) == (206, whole[16:116])
    assert part["Content-Range"] == f"bytes 16-115/{len(whole)}"
    assert get(portal, "/public.sqlite", HTTP_RANGE=f"bytes={len(whole)}-")[0] == 416
    assert get(portal, "/public.sqlite", HTTP_IF_NONE_MATCH=head["ETag"])[::2] == (304, b"")
    assert get(portal, "/public.sqlite", method="HEAD")[::2] == (200, b"")
    assert head["ETag"].strip('"') == hashlib.sha256(whole).hexdigest()[:32]


@pytest.mark.parametrize("path", ["/pages/index.html", "/files"])
def test_what_repeats_a_page_is_no_page(portal: Portal, path: str) -> None:
    status, head, _ = get(portal, path)
    assert status == 404 or head["Content-Disposition"] == "attachment"


@pytest.mark.parametrize(
    "path", ["/../keys/signing.pem", "/lists/../release.json", "/keys/signing.pem", "/du-lieu/x.csv"]
)
def test_nothing_else_is_handed_out(portal: Portal, path: str) -> None:
    assert get(portal, path)[0] == 404


@pytest.mark.parametrize("name", SHEETS)
def test_a_table_has_a_line_for_each_row_and_no_formula(portal: Portal, name: str) -> None:
    status, _, content = get(portal, f"/du-lieu/{name}")
    assert (status, content[:3]) == (200, b"\xef\xbb\xbf")
    head, *lines = csv.reader(io.StringIO(content[3:].decode(), newline=""))
    assert {len(line) for line in lines} == {len(head)}
    kind = NAMES[OF[name]]
    rows = json.loads(get(portal, f"/api/{kind}")[2])["rows"]
    assert {line[-1] for line in lines} == {f"{ADDRESS}{row['address']}" for row in rows}
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@"))]


def test_rows_are_narrowed_by_period_and_by_body(portal: Portal) -> None:
    for name, kind in TABLES.items():
        rows = json.loads(get(portal, f"/api/{name}")[2])["rows"]
        if column := day_column(kind):
            found = json.loads(get(portal, f"/api/{name}", "from=2021-09-01&to=2021-09-30")[2])["rows"]
            assert found == [row for row in rows if "2021-09-01" <= row[column][:10] <= "2021-09-30"], name
        if "body" in filters_of(kind):
            assert json.loads(get(portal, f"/api/{name}", "body=nobody")[2])["rows"] == []
    (some, *_) = json.loads(get(portal, "/api/task")[2])["rows"]
    found = json.loads(get(portal, "/api/task", f"body={some['responsible_id']}")[2])["rows"]
    assert some in found


def test_every_page_of_rows_leads_to_the_next(portal: Portal) -> None:
    every = [row["id"] for row in json.loads(get(portal, "/api/organization")[2])["rows"]]
    read, link = list[str](), "/api/organization?limit=1"
    while link:
        path, _, query = link.partition("?")
        answer = json.loads(get(portal, path, query)[2])
        read += [row["id"] for row in answer["rows"]]
        link = answer["next"] or ""
    assert read == every


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "limit=x", f"limit={'9' * 5000}", "from=2021", "body=x&from="]
)
def test_a_parameter_that_cannot_be_understood_is_refused_by_its_name(portal: Portal, query: str) -> None:
    status, _, content = get(portal, "/api/meeting", query)
    assert status == 400
    assert json.loads(content)["error"].partition(":")[0] in query


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_interface_is_as_it_is_described(portal: Portal) -> None:
    """Addresses, right and wrong, are made from the description; each answer is held against it."""
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", portal)
    assert json.loads(get(portal, "/api/openapi.json")[2]) == json.loads(json.dumps(description()))
    found = [operation.ok() for operation in schema.get_all_operations()]
    assert len(found) == 2 + 2 * len(TABLES)
    for operation in found:
        for mode in GenerationMode:
            if mode is GenerationMode.POSITIVE or operation.query:
                _hold(operation, mode)


def _hold(operation: Any, mode: GenerationMode) -> None:
    @settings(max_examples=4, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(operation.as_strategy(generation_mode=mode))
    def held(case: Any) -> None:
        case.call_and_validate()

    held()


def test_what_is_made_when_asked_for_has_no_half_address_either(tmp_path: Path, key: Ed25519PrivateKey) -> None:
    rows = tables([replace(row, address="") if isinstance(row, Site) else row for row in sample_rows()])
    write_bundle(
        tmp_path / "portal",
        rows=rows,
        pages=[("index.html", b"<p>")],
        files={},
        key=key,
        at=datetime(2021, 10, 4, tzinfo=UTC),
    )
    portal = Portal(tmp_path / "portal", key.public_key())
    for path in ("/ket-luan/feed.atom", "/viec-giao/feed.atom", "/dinh-chinh.atom", "/tra-cuu/feed.atom"):
        page = get(portal, path)[2]
        assert {link[:1] for link in re.findall(rb'<link href="([^"]*)"', page)} == {b"/"}, path
    for path in ("/du-lieu/", "/tra-cuu/", "/api/openapi.json"):
        assert not re.search(rb"https?://(?:/|127\.|localhost)", get(portal, path)[2]), path
    assert json.loads(get(portal, "/api/openapi.json")[2])["servers"] == [{"url": "/"}], "relative to where it is read"
