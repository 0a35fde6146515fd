"""The address of a file that was public once: 410, the document named, and the way to what holds now."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.portal.test_portal import get
from tests.publication.pages.sample import bare, release_of, tables
from tests.publication.pages.withdrawal import AGAIN, NUMBER, REASON, reissued, withdrawn

from nghitrinh.bundle import write_bundle
from nghitrinh.bundle.addresses import document_file_name
from nghitrinh.bundle.manifest import digest_of
from nghitrinh.bundle.schema import File, Instrument, Row
from nghitrinh.portal.application import Portal
from nghitrinh.publication.pages import render_page, render_pages

OLD, NOW = b"%PDF-1.7 old", b"%PDF-1.7 now"


def _portal(root: Path, key: Ed25519PrivateKey, rows: list[Row]) -> Portal:
    at = datetime(2021, 10, 4, tzinfo=UTC)
    files = {digest_of(NOW): NOW} if any(isinstance(row, File) for row in rows) else {}
    write_bundle(root, rows=tables(rows), pages=render_pages(release_of(rows)), files=files, key=key, at=at)
    return Portal(root, key.public_key())


def _address(content: bytes, number: str) -> str:
    return f"/tep/{digest_of(content)}/{document_file_name(number)}"


def test_the_file_of_a_withdrawn_document_names_it_and_leads_to_its_tombstone(
    tmp_path: Path, key: Ed25519PrivateKey
) -> None:
    portal = _portal(tmp_path / "portal", key, withdrawn())
    status, head, content = get(portal, _address(OLD, NUMBER))
    text = bare(content.decode())
    assert (status, head["Content-Type"]) == (410, "text/html; charset=utf-8")
    assert f'<a href="/van-ban/notice-119/">Thông báo kết luận {NUMBER}</a>' in text
    assert f"Thu hồi ngày 20/9/2021. Lý do: {REASON}" in text
    assert get(portal, _address(OLD, NUMBER), method="HEAD")[2] == b""


def test_an_older_file_of_a_document_leads_to_the_one_of_today_and_a_withdrawn_one_to_its_successor(
    tmp_path: Path, key: Ed25519PrivateKey
) -> None:
    file = File(id=digest_of(NOW), name=document_file_name(AGAIN), media_type="application/pdf", size=len(NOW))
    rows = [replace(row, files=(file.id,)) if isinstance(row, Instrument) else row for row in reissued()]
    portal = _portal(tmp_path / "portal", key, [*rows, file])
    assert get(portal, _address(NOW, AGAIN))[0] == 200
    for number in (AGAIN, NUMBER):
        status, _, content = get(portal, _address(OLD, number))
        assert status == 410
        assert f'href="{_address(NOW, AGAIN)}"' in bare(content.decode())
        assert 'href="/van-ban/notice-120/"' in bare(content.decode())


@pytest.mark.parametrize(
    "path",
    [
        _address(OLD, "9/TB-UBND"),  # no document has, or had, this number
        f"/tep/{digest_of(OLD)}/anh.jpg",
        f"/tep/{digest_of(OLD)[:-1]}/{document_file_name(NUMBER)}",
        f"/tep/{digest_of(OLD)}/{document_file_name(NUMBER)}/",
        f"/tep/{digest_of(OLD)}/thong-bao-%.pdf",
    ],
)
def test_what_was_never_there_is_no_more_there_than_before(tmp_path: Path, key: Ed25519PrivateKey, path: str) -> None:
    portal = _portal(tmp_path / "portal", key, withdrawn())
    missing = render_page(release_of(withdrawn()), "404.html")
    status, head, content = get(portal, path)
    assert (status, head["Content-Type"], content) == (404, "text/html; charset=utf-8", missing)
