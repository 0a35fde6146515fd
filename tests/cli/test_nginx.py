"""nginx itself with the files for an office's machine: before both servers, and over a bundle alone."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from http.client import HTTPSConnection
from pathlib import Path

import pytest
from tests.cli.programs import PROGRAM, clean_environment, free_port
from tests.publication.pages.sample import release_of, tables
from tests.publication.pages.withdrawal import AGAIN, NUMBER, reissued

from nghitrinh.bundle import create_key, write_bundle
from nghitrinh.bundle.addresses import document_file_name, former_file
from nghitrinh.bundle.manifest import digest_of
from nghitrinh.bundle.schema import File, Instrument
from nghitrinh.desk import logs
from nghitrinh.portal.answers import SECURITY
from nghitrinh.publication.pages import render_pages

DEPLOY = Path(__file__).parents[2] / "deploy"
FILES = sorted(DEPLOY.glob("nginx*.conf"))
OLD, NOW = b"%PDF-1.7 old", b"%PDF-1.7 now"
WITHDRAWN, CURRENT = document_file_name(NUMBER), document_file_name(AGAIN)


def _configuration(name: str, folder: Path, *, port: str = "443", portal: str = "8001") -> Path:
    """Write down a file of ours as nginx on this machine takes it: its certificates, ports and root are the test's."""
    assert shutil.which("nginx"), "found no nginx, which `./test` installs"
    assert shutil.which("openssl"), "found no openssl, which `./test` installs"
    for each in ("desk", "portal"):
        key = ["-newkey", "rsa:2048", "-nodes", "-keyout", folder / f"{each}.key", "-out", folder / f"{each}.pem"]
        made = ["openssl", "req", "-x509", "-days", "1", "-subj", f"/CN={each}.example", *key]
        subprocess.run(made, check=True, capture_output=True)
    servers = (DEPLOY / name).read_text("utf-8")
    for ours, of_test in (
        ("/etc/ssl/nghitrinh", str(folder)),
        ("/srv/nghitrinh/portal", str(folder / "portal")),
        ("listen 443", f"listen 127.0.0.1:{port}"),
        ("listen 80", f"listen 127.0.0.1:{free_port()}"),
        ("127.0.0.1:8001", f"127.0.0.1:{portal}"),
    ):
        servers = servers.replace(ours, of_test)
    user = "user root;\n" if os.getuid() == 0 else ""  # the test's folder is its owner's alone
    kept = "".join(f"{each}_temp_path {folder}/{each};\n" for each in ("proxy", "fastcgi", "uwsgi", "scgi"))
    whole = (
        f"{user}pid {folder}/pid;\nerror_log {folder}/log;\nevents {{}}\n"
        f"http {{\ninclude /etc/nginx/mime.types;\naccess_log off;\n{kept}client_body_temp_path {folder}/body;\n"
        f"{servers}\n}}\n"
    )
    (folder / "nginx.conf").write_text(whole, "utf-8")
    return folder / "nginx.conf"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_nginx_takes_a_file(file: Path, tmp_path: Path) -> None:
    written = _configuration(file.name, tmp_path)
    done = subprocess.run(["nginx", "-t", "-q", "-c", written], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_nginx_keeps_no_address_that_lets_somebody_in() -> None:
    """What the desk's own log hides of addresses, nginx in front of it does not write at all."""
    secret = logs._SECRET.pattern.split("(?:")[1].split(")")[0].split("|")
    servers = (DEPLOY / "nginx.conf").read_text("utf-8")
    silent = re.findall(r"location /([a-z-]+)/ \{\n        access_log off;\n        proxy_pass ", servers)
    assert set(silent) >= {*secret, "bat-dau"}  # the code of a setup is no part of the path
    assert len(secret) >= 2


def _publish(folder: Path) -> dict[str, bytes]:
    """Publish a record of which a notice was withdrawn and issued again; return the pages."""
    key = create_key(folder / "keys" / "signing.pem")
    file = File(id=digest_of(NOW), name=CURRENT, media_type="application/pdf", size=len(NOW))
    rows = [replace(row, files=(file.id,)) if isinstance(row, Instrument) else row for row in reissued()]
    pages = dict(render_pages(release_of([*rows, file])))
    at = datetime(2021, 10, 4, tzinfo=UTC)
    root = folder / "portal"
    write_bundle(root, rows=tables([*rows, file]), pages=pages.items(), files={file.id: NOW}, key=key, at=at)
    return pages


@contextmanager
def _running(command: list[str], port: str) -> Iterator[None]:
    """Run a server until the block ends; wait until it listens."""
    process = subprocess.Popen(command, env=clean_environment())
    try:
        for _ in range(300):
            assert process.poll() is None, "the server ended before it answered"
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", int(port))) == 0:
                    break
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(params=["before the portal", "over the bundle alone"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Serve a published record by nginx in one of its ways; give nginx's port and the pages."""
    pages, port, portal = _publish(tmp_path), free_port(), free_port()
    before = request.param == "before the portal"
    written = _configuration("nginx.conf" if before else "nginx-static.conf", tmp_path, port=port, portal=portal)
    nginx = ["nginx", "-c", str(written), "-g", "daemon off;"]
    public = str(tmp_path / "portal")
    if not before:
        with _running(nginx, port):
            yield port, pages
        return
    ours = [PROGRAM, "portal", public, "--port", portal, "--workers", "1", "--key", _public_key(tmp_path)]
    with _running(ours, portal), _running(nginx, port):
        yield port, pages


def _public_key(folder: Path) -> str:
    return str(next(each for each in (folder / "keys").iterdir() if "pub" in each.name))


def _get(port: str, path: str) -> tuple[int, dict[str, str], bytes]:
    trusting = ssl._create_unverified_context()  # noqa: S323 - the certificate is the test's own
    asked = HTTPSConnection("127.0.0.1", int(port), context=trusting, timeout=30)
    asked.request("GET", path, headers={"Host": "portal.example", "Accept-Encoding": "identity"})
    answer = asked.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    asked.close()
    return found


def test_the_file_of_a_withdrawn_document_is_answered_by_410_and_its_page(served: tuple[str, dict[str, bytes]]) -> None:
    port, pages = served
    page = pages[f"{former_file(NUMBER).strip('/')}/index.html"]
    for name in (WITHDRAWN, WITHDRAWN.replace(".pdf", "-dinh-chinh-2.pdf")):
        status, head, content = _get(port, f"/tep/{digest_of(OLD)}/{name}")
        assert (status, head["content-type"], content) == (410, "text/html; charset=utf-8", page), name
    assert b"/van-ban/notice-119/" in page
    assert f"/tep/{digest_of(NOW)}/{CURRENT}".encode() in page


def test_what_is_public_is_there_and_what_never_was_is_not(served: tuple[str, dict[str, bytes]]) -> None:
    port, pages = served
    status, head, content = _get(port, f"/tep/{digest_of(NOW)}/{CURRENT}")
    assert (status, head["content-type"], content) == (200, "application/pdf", NOW)
    assert _get(port, "/van-ban/notice-120/")[2] == pages["van-ban/notice-120/index.html"]
    for path in (f"/tep/{digest_of(OLD)}/{document_file_name('9/TB-UBND')}", f"/tep/{digest_of(OLD)}/anh.jpg", "/x/"):
        status, _, content = _get(port, path)
        assert (status, content) == (404, pages["404.html"]), path


def test_every_answer_has_the_headers_that_the_portal_gives(served: tuple[str, dict[str, bytes]]) -> None:
    port, _ = served
    for path in ("/", "/x/", f"/tep/{digest_of(OLD)}/{WITHDRAWN}", f"/tep/{digest_of(NOW)}/{CURRENT}"):
        head = _get(port, path)[1]
        assert {name: head[name.lower()] for name, _ in SECURITY} == dict(SECURITY), path
