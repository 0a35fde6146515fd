"""The two-minute demonstration, in a browser without a script: from a page that contradicts itself to the public page.

The page says 31 above and 36 below: both stand lit, 36 is chosen with a reason, and the page becomes a past meeting.
The zone is concluded with 4.000–5.000 ha and a charge; notice and article follow; the article says 5.500 and is stopped
with both texts; mended, it is released; the portal shows decision, task and outcome; the figure is corrected and both
versions stand there; a flipped byte is named by `verify`. Every step asserts what the user sees.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page, sync_playwright

from nghitrinh import cli
from nghitrinh.desk.publication import runs
from nghitrinh.record.instruments.acts import open_register
from nghitrinh.record.kernel import journal
from nghitrinh.record.meetings.acts import past
from tests.browsing import Desk, Portal
from tests.world import World, make_world

pytestmark = [pytest.mark.long, pytest.mark.browser, pytest.mark.processes, pytest.mark.django_db(transaction=True)]
CHROMIUM = os.environ.get("NGHITRINH_CHROMIUM", "/usr/bin/chromium")
PAGE = Path(__file__).resolve().parents[1] / "examples" / "hai-duong" / "page.txt"
ZONE = "ý tưởng quy hoạch vùng công nghiệp động lực của tỉnh"
REASON = "Hồ sơ liên tục đến hội nghị lần thứ 35."


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> World:
    """Return a home that knows the meetings before the page's own, 31 among them."""
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-14")
    monkeypatch.setattr(settings, "HOME", tmp_path)
    monkeypatch.setattr(runs, "spawn", runs.carry_out)  # the record of a test is in a database of its own
    found = make_world()
    open_register(
        by=found.secretary, organization=found.committee.pk, term=found.term.pk, symbol="TB/TU", starts_at=118
    )
    for number, day in ((31, "2021-07-09"), (35, "2021-08-27")):
        past.enter_past(
            by=found.secretary,
            organization=found.committee.pk,
            name="Hội nghị Ban Thường vụ",
            held_on=day,
            source=found.source.pk,
            series=found.series.pk,
            number=number,
            number_reason="Sổ hội nghị",
        )
    return found


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[BrowserContext]:
    """Return Chromium without a script."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop in this thread
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened.new_context(java_script_enabled=False)
        opened.close()


@pytest.fixture
def desk(browser: BrowserContext, live_server: Any) -> Desk:
    return Desk(browser.new_page(), live_server.url)


@pytest.fixture
def portal(browser: BrowserContext, tmp_path: Path) -> Iterator[Portal]:
    opened = Portal(browser.new_page(), tmp_path / "portal")
    yield opened
    opened.close()


def said(page: Page, where: str = "main") -> str:
    """Return what stands in a part of a page, with plain spaces."""
    return re.sub(r"\s+", " ", page.inner_text(where))


def take_the_page_in(desk: Desk) -> None:
    """Hand the page in: both numbers stand lit, and nothing can be accepted yet."""
    desk.sign_in("secretary")
    desk.follow("Nhập trang cũ")
    desk.follow("Nhập một trang")
    desk.page.set_input_files("[name=upload]", PAGE)
    desk.press("Đọc trang")
    lit = desk.page.locator(".source .fact--clash").all_inner_texts()
    assert any("lần thứ 36" in words for words in lit)
    assert any("lần thứ 31" in words for words in lit)
    text = said(desk.page)
    assert "số tiếp theo của khóa XVII là 36" in text
    assert "Lần thứ 31 đã họp ngày 9/7/2021" in text
    assert desk.page.locator("button.btn--seal[aria-disabled=true]").count() == 1


def decide(desk: Desk) -> None:
    """Choose 36, and the page's own day over the day on which it was looked at, each with a reason."""
    for number, side, reason in ((1, "36", REASON), (2, "11/9/2021", "Ngày kia là ngày xem trang.")):
        clash = desk.page.locator("form", has=desk.page.get_by_text(f"Ghi quyết định {number}", exact=True))
        clash.locator(".choice", has_text=side).first.locator("input").check()
        clash.locator("[name=reason]").fill(reason)
        clash.get_by_role("button").click()
        desk.page.get_by_text(reason).first.wait_for()  # the page may be half there on a busy machine
    assert "do secretary quyết" in said(desk.page)


def mend_and_accept(desk: Desk, world: World) -> None:
    """Name the body that the record does not know by that name, leave the zone to its own decision, accept."""
    assert "“UBND tỉnh” chưa có trong hồ sơ" in said(desk.page)
    desk.mend("charges.0")
    desk.page.select_option("[name=responsible]", str(world.department.pk))
    desk.save()
    desk.mend("items.2")
    desk.page.select_option("[name=outcome]", "")
    desk.save()
    desk.mend("figures.3")
    desk.page.check("[name=keep][value=no]")
    desk.save()
    assert desk.page.locator("button.btn--seal[aria-disabled=true]").count() == 0
    desk.press("Nhận vào hồ sơ")
    assert "lần thứ 36" in said(desk.page, "h1")
    assert "10/9/2021" in said(desk.page)
    assert ZONE in said(desk.page)


def conclude(desk: Desk, world: World) -> str:
    """Enter the zone's decision once, have it reviewed and approved; return its address."""
    desk.follow(ZONE)
    desk.follow("Soạn kết luận")
    desk.fill(
        points__0__text="Thống nhất quy hoạch một vùng công nghiệp động lực.",
        points__0__figures__0__quantity="Diện tích vùng",
        points__0__figures__0__low="4.000",
        points__0__figures__0__high="5.000",
        points__0__figures__0__unit="ha",
        points__0__charges__0__text="Hoàn chỉnh phương án",
        points__0__charges__0__due_on="2021-09-30",
    )
    desk.page.select_option("[name=points-0-outcome]", "agreed")
    desk.page.check("[name=points-0-figures-0-about]")
    desk.page.select_option("[name=points-0-charges-0-responsible]", str(world.department.pk))
    desk.press("Lưu dự thảo kết luận")
    desk.press("Đã soát, trình duyệt")
    address = desk.here
    desk.sign_in("chair")
    assert ZONE in said(desk.page), "the chair's day begins with what waits for approval"
    desk.go(address)
    assert "khoảng 4.000–5.000 ha" in said(desk.page)
    desk.press("Duyệt kết luận")
    assert "Đã duyệt" in said(desk.page)
    return address


def issue(desk: Desk, meeting: str) -> None:
    """Draft, check, sign, issue and release the notice."""
    desk.sign_in("secretary")
    desk.go(meeting)
    desk.go(f"{meeting}thong-bao/")
    desk.fill(signer="Phó Bí thư")
    desk.press("Lưu dự thảo")
    desk.press("Đã kiểm tra thể thức")
    desk.follow("Ghi nhận đã ký trên giấy")
    desk.press("Ghi nhận đã ký trên giấy")
    assert "Ghi nhận: secretary" in said(desk.page)
    desk.press("Ban hành, lấy số")
    text = said(desk.page)
    assert "118-TB/TU" in text
    assert ZONE in text
    desk.follow("Công bố văn bản")
    desk.press("Công bố văn bản")


def see_the_task(desk: Desk) -> None:
    """The charge is a task of the body that was charged, in that body's own list."""
    desk.sign_in("officer")
    desk.go("/viec/")
    desk.follow("Hoàn chỉnh phương án")
    assert "30/9/2021" in said(desk.page)


def write_article(desk: Desk, meeting: str, area: str) -> None:
    """Write the article, linking the area to its figure by the palette's code."""
    desk.sign_in("secretary")
    desk.go(f"{meeting}bai-viet/")
    code = desk.page.locator("dl.record div", has_text="Diện tích vùng").locator("b").inner_text()
    desk.fill(
        title="Thống nhất vùng công nghiệp động lực",
        lead="Hội nghị lần thứ 36 họp ngày 10/9/2021.",
        body=f"Vùng rộng [{area}]{{{code}}} sẽ được quy hoạch.",
    )
    desk.press("Lưu bài nháp")


def be_stopped_mend_and_release(desk: Desk) -> None:
    """The article stops on 5.500 and shows both texts; mended, it is handed over and goes out."""
    assert "khoảng 4.000–5.500 ha" in said(desk.page)
    assert "khoảng 4.000–5.000 ha" in said(desk.page)
    assert desk.page.locator("button.btn--act[aria-disabled=true]", has_text="Trình đăng").count() == 1
    desk.follow("Sửa bài")
    body = desk.page.input_value("[name=body]")
    desk.fill(body=body.replace("5.500", "5.000"))
    desk.press("Lưu bài")
    assert "5.500" not in said(desk.page)
    desk.press("Trình đăng")
    desk.press("Đăng bài")
    assert "Đã đăng" in said(desk.page)


def correct_the_figure(desk: Desk, decision: str) -> None:
    """Correct the area: notice and article are marked, and no word of theirs changes by itself."""
    desk.go(f"{decision}dinh-chinh/")
    agreed = "14/9/2021"
    desk.fill(reason="Đo lại", authority="Bí thư đồng ý", agreed_on=agreed, points__0__figures__0__high="4.800")
    desk.press("Đính chính")
    assert "Cần soát lại" in said(desk.page)


def test_from_a_page_that_contradicts_itself_to_the_public_page(
    desk: Desk, portal: Portal, world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    take_the_page_in(desk)
    decide(desk)
    mend_and_accept(desk, world)
    meeting = desk.here
    decision = conclude(desk, world)
    issue(desk, meeting)
    see_the_task(desk)
    write_article(desk, meeting, "khoảng 4.000–5.500 ha")
    be_stopped_mend_and_release(desk)

    desk.publish()
    portal.open()
    portal.follow("Thống nhất vùng công nghiệp động lực")
    assert "khoảng 4.000–5.000 ha" in said(portal.page)
    portal.go(decision)
    text = said(portal.page)
    assert "Thống nhất" in text
    assert "4.000–5.000 ha" in text
    assert "Hoàn chỉnh phương án" in text
    assert world.department.short_name in text
    assert "lần thứ 36" in text

    correct_the_figure(desk, decision)
    desk.publish()
    portal.wait_for(decision, "4.000–4.800 ha")
    assert any("4.000–5.000" in struck for struck in portal.page.locator("main del").all_inner_texts())
    assert "Đo lại" in said(portal.page)
    assert journal.verify() == []
    portal.close()

    root = tmp_path / "portal"
    assert cli.main(["verify", str(root)]) == 0
    page = next((root / "current" / "pages").glob(f"**{decision}index.html"))
    content = bytearray(page.read_bytes())
    content[len(content) // 2] ^= 1
    page.write_bytes(content)
    capsys.readouterr()
    assert cli.main(["verify", str(root)]) == 1
    assert f"{page.relative_to(root / 'current')}: was changed" in capsys.readouterr().err
