"""Every kind of page in Chromium: no axe violation and no sideways scroll, phone and desktop, light and dark."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import as_file, files
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from pypdf import PdfReader
from tests.desk.looking import cut_in_large_text, large_text, wrong_in_any_sight
from tests.publication.pages.sample import ZONE
from tests.publication.pages.test_corrected import correction, with_rows

from nghitrinh.publication.pages import render_pages

ADDRESSES = (
    "/",
    "/hoi-nghi/",
    "/hoi-nghi/nam/2020/",
    "/hoi-nghi/meeting-36/",
    "/bai-viet/",
    "/bai-viet/article-36/",
    "/bai-viet/article-withdrawn/",
    "/ket-luan/",
    "/ket-luan/decision-zone/",
    "/van-ban/",
    "/van-ban/notice/",
    "/van-ban/notice-withdrawn/",
    "/tep/thong-bao-127-TB-TU.pdf/",
    "/co-quan/",
    "/co-quan/party-group/",
    "/viec-giao/",
    "/viec-giao/task-zone/",
    "/viec-giao/task-survey/",
    "/ve-trang-nay/",
    "/404.html",
)


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("pages")
    corrected = with_rows(correction("decision", ZONE, "2021-09-15T10:00:00+07:00"))
    for path, data in render_pages(corrected):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    with as_file(files("nghitrinh.assets") / "static" / "nghitrinh") as static:
        copytree(Path(static), folder / "static")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield found
        found.close()


@pytest.mark.browser
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_bars_a_reader(site: str, browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(site + address)
    wrong = wrong_in_any_sight(page)
    page.close()
    assert wrong == []


@pytest.mark.browser
def test_no_page_is_cut_where_the_text_is_twice_as_large(site: str, browser: Browser) -> None:
    with large_text(browser) as large:
        wrong = cut_in_large_text(large.new_page(), site, ADDRESSES)
    assert not wrong, "\n".join(wrong)


@pytest.mark.browser
def test_what_only_a_script_does_is_shown_only_with_one(site: str, browser: Browser) -> None:
    for scripted in (True, False):
        context = browser.new_context(java_script_enabled=scripted, viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.goto(f"{site}/bai-viet/article-36/")
        for button in ("[data-set-size=l]", "[data-print]", "[data-theme-toggle]"):
            assert page.locator(button).is_visible() == scripted, button
        context.close()


@pytest.mark.browser
def test_a_long_decision_begins_on_the_first_printed_page(site: str, browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(f"{site}/ket-luan/decision-zone/")
    page.evaluate("document.querySelector('.decision p:last-of-type').textContent = 'Cơ bản nhất trí. '.repeat(500)")
    page.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
    page.close()
    first = PdfReader(tmp_path / "printed.pdf").pages[0].extract_text()
    assert "Thống nhất" in first.split("Kết quả")[1]
