"""Before the first release: a page that asks for nothing that is not there, with the home's fonts where it has them."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from nghitrinh.assets.fonts import FACES
from nghitrinh.portal.waiting import Waiting

_ASKED = re.compile(r"""(?:href|src)="([^"#]+)"|url\("?(?!data:|#)([^")#]+)"?\)""")


def _get(waiting: Waiting, path: str) -> tuple[str, bytes]:
    status: list[str] = []

    def start(line: str, _: Any) -> None:
        status.append(line)

    content = b"".join(waiting({"REQUEST_METHOD": "GET", "PATH_INFO": path}, start))
    return status[0], content


def _asked(text: str, base: str) -> set[str]:
    return {urljoin(base, found) for pair in _ASKED.findall(text) for found in pair if found}


@pytest.mark.parametrize("fonts", [(), tuple(FACES)[:1], tuple(FACES)], ids=["none", "one", "all"])
def test_whatever_the_page_asks_for_is_there(tmp_path: Path, fonts: tuple[str, ...]) -> None:
    folder = tmp_path / "static" / "nghitrinh" / "fonts"
    folder.mkdir(parents=True)
    for name in fonts:
        (folder / name).write_bytes(name.encode())
    waiting = Waiting(tmp_path / "portal", "")
    status, page = _get(waiting, "/")
    assert status == "200 OK"
    wanted = _asked(page.decode(), "/")
    wanted |= _asked(_get(waiting, "/static/nghitrinh.css")[1].decode(), "/static/nghitrinh.css")
    assert {path for path in wanted if path.startswith("/static/fonts/")} == {f"/static/fonts/{name}" for name in fonts}
    assert {path: _get(waiting, path)[0] for path in wanted} == dict.fromkeys(wanted, "200 OK")
    for name in fonts:
        assert _get(waiting, f"/static/fonts/{name}") == ("200 OK", name.encode())


def test_nothing_else_of_the_home_is_handed_out(tmp_path: Path) -> None:
    folder = tmp_path / "static" / "nghitrinh"
    folder.mkdir(parents=True)
    (folder / "secret.woff2").write_bytes(b"secret")
    for path in ("/static/secret.woff2", "/static/fonts/../secret.woff2", "/static/../portal"):
        assert _get(Waiting(tmp_path / "portal", ""), path)[0] == "404 Not Found"
