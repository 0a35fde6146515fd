"""The portal over a small bundle: files, encodings, what is gone, search, the interface, and a switch of releases."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import brotli
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.bundle.rows import rows
from tests.publication.pages.sample import stone

from nghitrinh.bundle import BundleError, indexing, write_bundle
from nghitrinh.bundle.manifest import digest_of
from nghitrinh.bundle.schema import NAMES, File
from nghitrinh.portal import release
from nghitrinh.portal.application import Portal
from nghitrinh.portal.command import main_portal
from nghitrinh.portal.searching import KINDS

PDF = b"%PDF-1.7 thong bao"
PAGES = {
    "index.html": b"<h1>Trang dau</h1>" * 40,
    "404.html": b"<h1>Khong co</h1>",
    "bai-viet/da-rut/index.html": b"<h1>Da rut</h1>",
    "static/nghitrinh.css": b"body{}" * 40,
}


def write(root: Path, key: Ed25519PrivateKey, **changed: bytes) -> None:
    file = File(id=digest_of(PDF), name="thông báo.pdf", media_type="application/pdf", size=len(PDF))
    gone = stone("article", "da-rut", "2021-10-05", "nhầm")
    write_bundle(
        root,
        rows=rows() | {"file": [file], "tombstone": [gone]},
        pages=(PAGES | {f"{name}.html": content for name, content in changed.items()}).items(),
        files={digest_of(PDF): PDF},
        key=key,
        at=datetime(2021, 10, 4, tzinfo=UTC),
    )


def get(
    portal: Portal, path: str, query: str = "", method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    answers: list[Any] = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": query,
        "wsgi.input": BytesIO(),
    } | headers
    content = b"".join(portal(environ, lambda status, head: answers.append((status, dict(head)))))
    return int(answers[0][0].split()[0]), answers[0][1], content


def test_a_page_comes_with_its_headers(portal: Portal) -> None:
    status, head, content = get(portal, "/")
    assert (status, content) == (200, PAGES["index.html"])
    assert head["Content-Security-Policy"].startswith("default-src 'self'")
    assert (head["X-Content-Type-Options"], head["Content-Type"]) == ("nosniff", "text/html; charset=utf-8")
    assert get(portal, "/", method="HEAD")[2] == b""


def test_a_page_comes_the_same_from_memory(portal: Portal) -> None:
    for encoding in ("", "br", "gzip"):
        first, again = (get(portal, "/", HTTP_ACCEPT_ENCODING=encoding) for _ in range(2))
        assert first == again
        assert get(portal, "/", method="HEAD", HTTP_ACCEPT_ENCODING=encoding)[2] == b""
        assert get(portal, "/", method="POST", HTTP_ACCEPT_ENCODING=encoding)[0] == 405
    assert get(portal, "/bai-viet/da-rut/")[0] == get(portal, "/bai-viet/da-rut/")[0] == 410


def test_a_page_comes_compressed_and_not_twice(portal: Portal) -> None:
    status, head, content = get(portal, "/", HTTP_ACCEPT_ENCODING="gzip, br")
    assert (status, head["Content-Encoding"], brotli.decompress(content)) == (200, "br", PAGES["index.html"])
    assert get(portal, "/", HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=head["ETag"])[0] == 304
    assert "Content-Encoding" not in get(portal, "/", HTTP_ACCEPT_ENCODING="br;q=0, identity")[1]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/bai-viet/da-rut/", 410),
        ("/khong-co/", 404),
        ("/../keys/signing.pem", 404),
        ("/static/../../release.json", 404),
        ("/release.json", 200),
        ("/public.sqlite", 200),
        ("/bai-viet/da-rut", 301),
        ("/tra-cuu", 301),
        ("/suc-khoe", 200),
    ],
)
def test_what_answers_how(portal: Portal, path: str, status: int) -> None:
    assert get(portal, path)[0] == status


def test_nothing_can_be_written(portal: Portal) -> None:
    assert get(portal, "/", method="POST")[0] == 405


def test_a_public_file_comes_under_its_name_alone(portal: Portal) -> None:
    digest = digest_of(PDF)
    status, head, content = get(portal, f"/tep/{digest}/thông báo.pdf")
    assert (status, head["Content-Type"], content) == (200, "application/pdf", PDF)
    assert get(portal, f"/tep/{digest}/khac.pdf")[0] == 404
    assert get(portal, "/tep/../x")[0] == 404


def test_search_marks_the_words_and_escapes_the_query(portal: Portal) -> None:
    status, _, content = get(portal, "/tra-cuu/", "q=duong+an")
    assert (status, "<mark>Đường</mark> <mark>An</mark>" in content.decode()) == (200, True)
    assert b"<script>" not in get(portal, "/tra-cuu/", "q=%3Cscript%3E")[2]
    assert get(portal, "/tra-cuu/", "q=x&trang=abc&loai=zzz")[0] == 200


def test_what_is_invented_is_marked_among_what_was_found(portal: Portal) -> None:
    meeting = get(portal, "/tra-cuu/", "q=hoi+nghi&loai=meeting")[2].decode()
    article = get(portal, "/tra-cuu/", "q=cong+nghiep&loai=article")[2].decode()
    assert ('<h2 class="hit">' in meeting, "badge--illustrative" in meeting) == (True, True)
    assert ('<h2 class="hit">' in article, "badge--illustrative" in article) == (True, False)


def test_the_interface_lists_gets_and_searches(portal: Portal) -> None:
    assert "meeting" in json.loads(get(portal, "/api/")[2])["kinds"]
    assert json.loads(get(portal, "/api/meeting")[2])["rows"][0]["address"] == "/hoi-nghi/m1/"
    assert json.loads(get(portal, "/api/meeting/m1")[2])["number"] == 36
    assert [hit["id"] for hit in json.loads(get(portal, "/api/search", "q=cao+toc")[2])["hits"]] == ["a1"]
    assert get(portal, "/api/meeting/m9")[0] == 404
    assert get(portal, "/api/secret")[0] == 404


def test_a_new_release_is_served_and_a_forged_one_is_not(
    tmp_path: Path, key: Ed25519PrivateKey, portal: Portal
) -> None:
    write(tmp_path / "portal", key, moi=b"moi")
    portal.releases.renewed()
    assert get(portal, "/moi.html")[2] == b"moi"
    write(tmp_path / "portal", Ed25519PrivateKey.generate(), gia=b"gia")
    portal.releases.renewed()
    assert get(portal, "/gia.html")[0] == 404
    assert get(portal, "/moi.html")[0] == 200


def test_a_new_release_is_open_before_anyone_asks(
    tmp_path: Path, key: Ed25519PrivateKey, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks, looked = iter(range(2)), threading.Event()

    def sleep(_seconds: float) -> None:
        if next(looks, None) is None:
            looked.set()
            threading.Event().wait()  # the thread goes no further

    monkeypatch.setattr(release, "time", SimpleNamespace(sleep=sleep))
    write(tmp_path / "portal", key, moi=b"moi")
    portal.releases.watch()
    assert looked.wait(30)
    assert get(portal, "/moi.html")[:3:2] == (200, b"moi")


def test_a_withdrawal_takes_nobody_an_answer(tmp_path: Path, key: Ed25519PrivateKey, portal: Portal) -> None:
    old = portal.releases.current().bundle.folder
    write(tmp_path / "portal", key, moi=b"moi")
    shutil.rmtree(old)
    assert get(portal, "/")[0] == 200
    shutil.rmtree(portal.releases.current().bundle.folder)
    assert get(portal, "/moi.html")[0] == 503


def test_a_changed_byte_stops_the_start(tmp_path: Path, key: Ed25519PrivateKey, portal: Portal) -> None:
    (tmp_path / "portal" / "current" / "pages" / "index.html").write_bytes(b"khac")
    with pytest.raises(BundleError, match=r"pages/index\.html: was changed"):
        Portal(tmp_path / "portal", key.public_key())


def test_the_command_refuses_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main_portal([str(tmp_path)]) == 1
    assert "found no release" in capsys.readouterr().err


def test_each_kind_that_search_finds_has_its_words() -> None:
    assert {NAMES[kind] for kind in get_args(indexing.Subject)} == set(KINDS)


def test_search_needs_no_settings_of_the_desk(tmp_path: Path, key: Ed25519PrivateKey) -> None:
    write(tmp_path / "portal", key)
    script = (
        "import sys; from pathlib import Path; from nghitrinh.bundle import load_public_key;"
        "from nghitrinh.portal.application import Portal;"
        "portal = Portal(Path(sys.argv[1]), load_public_key(Path(sys.argv[2])));"
        "a = portal.answer({'REQUEST_METHOD': 'GET', 'PATH_INFO': '/tra-cuu/', 'QUERY_STRING': 'q=cao+toc'});"
        "print(a.status)"
    )
    arguments = [str(tmp_path / "portal"), str(tmp_path / "keys" / "signing.pub.pem")]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "nghitrinh.settings.base"}
    run = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, env=environment, check=False
    )
    assert (run.stdout, run.returncode) == ("200\n", 0), run.stderr


def test_a_found_title_keeps_an_ordinal_on_one_line(portal: Portal) -> None:
    found = get(portal, "/tra-cuu/", "q=thu+36&loai=meeting")[2].decode()
    assert re.search(r'<h2 class="hit"><a href="[^"]+">[^<]* lần thứ\xa036</a>', found)
    assert "lần thứ 36" in json.loads(get(portal, "/api/search", "q=thu+36&kind=meeting")[2])["hits"][0]["title"]
