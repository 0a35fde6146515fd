"""From an empty folder to the first convened meeting of one's own body and its printed notice, as a person does it."""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Page, sync_playwright
from tests.browsing import Desk
from tests.cli.programs import PROGRAM, Home, clean_environment, free_port, new_home

pytestmark = [pytest.mark.browser, pytest.mark.processes, pytest.mark.long]
WORDS = {"admin": "vườn cam cuối thôn", "secretary": "mưa rào tháng sáu", "chair": "cây gạo đầu đình"}
MINUTES = 10


class Office:
    """`run --own` over an empty folder, as its terminal shows it."""

    def __init__(self, folder: Path) -> None:
        self.home: Home = new_home(folder / "own")
        self.port, portal = free_port(), free_port()
        self.process = subprocess.Popen(
            [PROGRAM, "run", "--own", "--desk-port", self.port, "--portal-port", portal],
            env=clean_environment() | {"NGHITRINH_HOME": str(self.home.folder)},
            stdout=subprocess.PIPE,
            text=True,
        )
        self.server, self.portal = f"http://127.0.0.1:{self.port}", f"http://127.0.0.1:{portal}"

    def address(self) -> str:
        """Return the address that it prints."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if found := re.search(r"http://\S+/bat-dau/\?ma=\S+", line):
                return found[0]
        raise AssertionError("no address was printed")

    def end(self) -> None:
        self.process.terminate()
        assert self.process.stdout is not None
        self.process.stdout.close()
        assert self.process.wait(timeout=60) == 0


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = Office(tmp_path)
    yield opened
    opened.end()


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        program = os.environ.get("NGHITRINH_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser.new_context(java_script_enabled=False, locale="vi-VN").new_page()
        browser.close()


def opened(page: Page, address: str) -> None:
    """Open an address as soon as the desk answers."""
    until = time.monotonic() + 60
    while True:
        try:
            page.goto(address)
        except Exception:  # noqa: BLE001 - the server is not there yet
            assert time.monotonic() < until, "the desk did not answer in a minute"
            time.sleep(0.3)
        else:
            return


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Tiếp tục").click()


def set_up(page: Page, address: str) -> None:
    """Fill the six pages in."""
    opened(page, address)
    page.get_by_label("Ủy ban nhân dân (cơ quan nhà nước)").check()
    page.get_by_label("Xã, phường, đặc khu").check()
    page.get_by_label("Tỉnh, thành phố").last.select_option(label="Tỉnh Bắc Ninh")
    go_on(page)
    page.locator("select").select_option(label="Xã Tân Chi")
    go_on(page)
    assert page.get_by_label("Tên cơ quan").first.input_value() == "Ủy ban nhân dân xã Tân Chi"
    go_on(page)
    page.get_by_label("Cuộc họp tới mang số").fill("37")
    go_on(page)
    page.locator("#id_next_1").fill("119")
    go_on(page)
    page.get_by_label("Lục", exact=True).check()
    go_on(page)
    for who, words in WORDS.items():
        for part in ("password", "again"):
            page.locator(f"#id_{who}_{part}").fill(words)
    page.locator("#id_chair_username").fill("chutich")
    page.locator("#id_chair_name").fill("Nguyễn Văn An")
    page.get_by_role("button", name="Lập cơ quan và bắt đầu").click()


def convene(page: Page, server: str) -> str:
    """Plan the first meeting from Hôm nay, with one item, and convene it; return its address."""
    page.get_by_role("link", name="Hẹn cuộc họp đầu tiên").click()
    page.locator("#id_starts_at").fill(_today_at("00:05"))
    page.get_by_role("button", name="Hẹn hội nghị").click()
    meeting = page.url
    page.goto(f"{meeting}them-noi-dung/")
    page.locator("#id_title").fill("Thu ngân sách 11 tháng")
    page.locator("main form button:not([name])").last.click()
    page.goto(f"{meeting}trieu-tap/")
    page.locator("#id_series").select_option(index=1)
    page.locator("main form button:not([name])").last.click()
    return meeting.removeprefix(server)


def _today_at(hour: str) -> str:
    return time.strftime("%Y-%m-%d") + f"T{hour}"


def test_a_person_is_at_the_first_convened_meeting_of_their_own_body(office: Office, page: Page) -> None:
    began = time.monotonic()
    set_up(page, office.address())
    assert page.get_by_role("status").first.inner_text().startswith("Đã lập cơ quan")
    meeting = convene(page, office.server)
    page.goto(office.server + meeting)
    assert "lần thứ 37" in page.inner_text("h1").replace("\xa0", " ")
    assert "Đã triệu tập" in page.inner_text("main")
    assert time.monotonic() - began < MINUTES * 60
    _notice(Desk(page, office.server), meeting)
    assert office.home.run("check").code == 0


def _notice(desk: Desk, meeting: str) -> None:
    """Hold the meeting, conclude, approve, sign and issue: the notice is printed under the number that comes next."""
    page = desk.page
    desk.press("Khai mạc")
    page.get_by_role("link", name="Thu ngân sách 11 tháng").first.click()
    page.get_by_role("link", name="Soạn kết luận").first.click()
    page.locator("#id_points-0-text").fill("Thu ngân sách đạt khá, tiếp tục rà soát nợ đọng.")
    page.locator("#id_points-0-outcome").select_option(index=1)
    desk.save()
    decision = desk.here
    desk.press("Đã soát, trình duyệt")
    sign_in(desk, "chutich", WORDS["chair"])
    desk.go(decision)
    desk.press("Duyệt kết luận")
    sign_in(desk, "thuky", WORDS["secretary"])
    desk.go(f"{meeting}thong-bao/")
    page.get_by_label("Người ký").first.select_option(index=1)
    desk.save()
    notice = desk.here
    desk.press("Đã kiểm tra thể thức")
    sign_in(desk, "chutich", WORDS["chair"])
    desk.go(notice)
    desk.press("Ký")
    sign_in(desk, "thuky", WORDS["secretary"])
    desk.go(notice)
    desk.press("Ban hành, lấy số")
    shown = page.inner_text("main").replace("\xa0", " ")
    assert "119/TB-UBND" in shown
    assert "Nguyễn Văn An" in shown
    answer = page.request.get(f"{desk.server}{notice}tep/pdf/")
    assert answer.ok
    printed = text_of(answer.body())
    for words in ("Số: 119/TB-UBND", "ỦY BAN NHÂN DÂN", "Tân Chi, ngày", "Nguyễn Văn An"):
        assert words in printed


def text_of(pdf: bytes) -> str:
    """Return the words of a PDF's first page, each line after another."""
    with closing(pdfium.PdfDocument(pdf)) as opened_pdf:
        return str(opened_pdf[0].get_textpage().get_text_bounded()).replace("\xa0", " ").replace("\r\n", "\n")


def sign_in(desk: Desk, username: str, password: str) -> None:
    desk.page.context.clear_cookies()
    desk.page.goto(f"{desk.server}/dang-nhap/")
    desk.page.fill("[name=username]", username)
    desk.page.fill("[name=password]", password)
    desk.press("Đăng nhập")
