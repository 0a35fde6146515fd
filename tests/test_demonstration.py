"""The two-minute demonstration, in a browser without a script: from conclusions entered once to what the public reads.

A matter is concluded with 4.000–5.000 ha and a charge; notice and article follow; the article says 5.500 and is
stopped with both texts; mended, it is released; the portal shows decision and task; the figure is corrected and both
versions stand there; a flipped byte is named by `verify`.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, sync_playwright

from nghitrinh import cli
from nghitrinh.publication.publish import publish
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.instruments.acts import open_register
from nghitrinh.record.kernel import journal
from nghitrinh.record.meetings.acts import meeting as acts
from nghitrinh.record.meetings.models import AgendaItem, Meeting
from nghitrinh.record.tasks.models import Task
from tests.world import PASSWORD, World, make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHROMIUM = os.environ.get("NGHITRINH_CHROMIUM", "/usr/bin/chromium")


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> World:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-14")
    monkeypatch.setattr(settings, "HOME", tmp_path)
    found = make_world()
    open_register(
        by=found.secretary, organization=found.committee.pk, term=found.term.pk, symbol="TB/TU", starts_at=118
    )
    return found


@pytest.fixture
def item(world: World) -> AgendaItem:
    """Return a public matter of an open meeting."""
    planned = world.plan_meeting()
    item = world.item(planned)
    for step, extra in ((acts.convene, {"series": world.series.pk}), (acts.open_meeting, {})):
        step(by=world.secretary, meeting=planned.pk, revision=Meeting.objects.get(pk=planned.pk).revision, **extra)
    return item


class Desk:
    """A browser at the desk, as one user after another."""

    def __init__(self, page: Page, server: str) -> None:
        self.page, self.server = page, server

    def sign_in(self, username: str) -> None:
        self.page.context.clear_cookies()
        self.page.goto(f"{self.server}/dang-nhap/")
        self.page.fill("[name=username]", username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập").click()

    def go(self, path: str) -> None:
        self.page.goto(self.server + path)

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=words, exact=True).click()

    def follow(self, words: str) -> None:
        self.page.get_by_role("link", name=words, exact=True).first.click()

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            self.page.fill(f"[name={name.replace('__', '-')}]", value)

    @property
    def text(self) -> str:
        return self.page.inner_text("main")


@pytest.fixture
def desk(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield Desk(browser.new_context(java_script_enabled=False).new_page(), live_server.url)
        browser.close()


def conclude(desk: Desk, world: World, item: AgendaItem) -> Decision:
    """Enter the conclusions once, have them reviewed and approved."""
    desk.sign_in("secretary")
    desk.go(f"/noi-dung/{item.pk}/ket-luan/")
    desk.fill(
        points__0__text="Thống nhất quy hoạch một vùng công nghiệp động lực.",
        points__0__figures__0__quantity="Diện tích vùng",
        points__0__figures__0__low="4.000",
        points__0__figures__0__high="5.000",
        points__0__figures__0__unit="ha",
        points__0__charges__0__text="Hoàn chỉnh phương án",
        points__0__charges__0__due_on="2021-09-30",
    )
    desk.page.check("[name=points-0-figures-0-about]")
    desk.page.select_option("[name=points-0-charges-0-responsible]", str(world.department.pk))
    desk.press("Lưu dự thảo kết luận")
    desk.press("Đã soát, trình duyệt")
    decision = Decision.objects.get(item=item)
    desk.sign_in("chair")
    desk.go(f"/ket-luan/{decision.pk}/")
    desk.press("Duyệt kết luận")
    return decision


def issue(desk: Desk, item: AgendaItem) -> None:
    """Draft, check, sign, issue and release the notice."""
    desk.sign_in("secretary")
    desk.go(f"/hoi-nghi/{item.meeting_id}/thong-bao/")
    desk.fill(signer="Phó Bí thư")
    desk.press("Lưu dự thảo")
    address = desk.page.url.removeprefix(desk.server)
    desk.press("Đã kiểm tra thể thức")
    desk.sign_in("chair")
    desk.go(address)
    desk.press("Ký")
    desk.sign_in("secretary")
    desk.go(address)
    desk.press("Ban hành, lấy số")
    assert "118-TB/TU" in desk.text
    desk.press("Công bố")


def write_article(desk: Desk, item: AgendaItem, area: str) -> None:
    """Write the article, linking the area to its figure by the palette's code."""
    desk.go(f"/hoi-nghi/{item.meeting_id}/bai-viet/")
    code = desk.page.locator("dl.record div", has_text="Diện tích vùng").locator("b").inner_text()
    desk.fill(
        title="Thống nhất vùng công nghiệp động lực",
        lead="Hội nghị lần thứ 1 họp ngày 10/9/2021.",
        body=f"Vùng rộng [{area}]{{{code}}} sẽ được quy hoạch.",
    )
    desk.press("Lưu bài nháp")


def test_from_the_conclusion_to_the_public_page(desk: Desk, world: World, item: AgendaItem, tmp_path: Path) -> None:
    decision = conclude(desk, world, item)
    issue(desk, item)
    assert Task.objects.get(decision=decision).responsible == world.department

    write_article(desk, item, "khoảng 4.000–5.500 ha")
    assert "khoảng 4.000–5.500 ha" in desk.text
    assert "khoảng 4.000–5.000 ha" in desk.text.replace("\xa0", " ")
    desk.press("Trình đăng")
    assert desk.page.locator("button.btn--seal[aria-disabled=true]").count() == 1

    desk.follow("Trả lại")
    desk.fill(reason="Sai diện tích")
    desk.press("Trả lại bài")
    desk.follow("Sửa bài")
    body = desk.page.input_value("[name=body]")
    desk.fill(body=body.replace("5.500", "5.000"))
    desk.press("Lưu bài")
    desk.press("Trình đăng")
    desk.press("Đăng bài")
    assert "Đã đăng" in desk.text

    root = tmp_path / "portal" / "current"
    publish(by=world.secretary)
    page = root / "pages" / "ket-luan" / str(decision.pk) / "index.html"
    said = page.read_text("utf-8").replace("\xa0", " ")
    assert "4.000–5.000 ha" in said
    assert "Hoàn chỉnh phương án" in said

    desk.go(f"/ket-luan/{decision.pk}/dinh-chinh/")
    desk.fill(reason="Đo lại", authority="Bí thư đồng ý", points__0__figures__0__high="4.800")
    desk.press("Đính chính")
    assert "Cần soát lại" in desk.text
    publish(by=world.secretary)
    said = page.read_text("utf-8").replace("\xa0", " ")
    assert all(words in said for words in ("4.000–4.800 ha", "4.000–5.000 ha", "Đo lại"))
    assert journal.verify() == []


def test_a_flipped_byte_is_named(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(by=world.secretary)
    assert cli.main(["verify", str(tmp_path / "portal")]) == 0
    page = tmp_path / "portal" / "current" / "pages" / "index.html"
    content = bytearray(page.read_bytes())
    content[10] ^= 1
    page.write_bytes(content)
    assert cli.main(["verify", str(tmp_path / "portal")]) == 1
    assert "pages/index.html: was changed" in capsys.readouterr().err
