"""The desk in a browser, without a script where it needs none."""

import io
from typing import Any

import pytest
from openpyxl import Workbook
from playwright.sync_api import Browser, Locator, Page
from tests.desk.looking import sign_in, violations
from tests.world import World

from nghitrinh.record.meetings.models import AgendaItem

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_editors_meet_without_a_script(browser: Browser, live_server: Any, home: World) -> None:
    item = home.item()
    contexts = [browser.new_context(java_script_enabled=False) for _ in range(2)]
    mine, theirs = (sign_in(context, live_server.url, "secretary") for context in contexts)
    for page in (mine, theirs):
        page.goto(f"{live_server.url}/noi-dung/{item.pk}/sua/")
    theirs.locator("#id_title").fill("Lời của người kia")
    theirs.get_by_role("button", name="Sửa nội dung").click()
    mine.locator("#id_title").fill("Lời của tôi")
    mine.get_by_role("button", name="Sửa nội dung").click()
    assert mine.locator("#theirs-title").input_value() == "Lời của người kia"
    assert mine.locator("#id_title").input_value() == "Lời của tôi"
    assert _violations_are_shown(mine)
    mine.get_by_role("button", name="Lưu lời bên phải").click()
    assert AgendaItem.objects.get().title == "Lời của tôi"
    for context in contexts:
        context.close()


def test_a_form_of_plain_fields_keeps_the_measure_of_its_lines(browser: Browser, live_server: Any, home: World) -> None:
    """The width of the whole desk must not take away a width that a part of the page was given."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = sign_in(context, live_server.url, "secretary")
    page.goto(f"{live_server.url}/hoi-nghi/moi/")
    column = page.locator("main > form").evaluate("each => [each.clientWidth, each.parentElement.clientWidth]")
    assert column[0] < column[1] * 0.7
    context.close()


def _violations_are_shown(page: Page) -> bool:
    return page.get_by_role("alert").inner_text().startswith("Đã có người lưu")


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_a_list_of_tasks_is_seen_and_comes_in(
    browser: Browser, live_server: Any, home: World, width: int, theme: Any
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=theme)
    page = sign_in(context, live_server.url, "secretary")
    good, bad = ("KL 1", "Rà soát quỹ đất", "BCSĐ", "31/12/2031"), ("KL 1", None, "Sở Lạ", "31/02/2021")
    for rows, button in (((good, bad), "Xem danh sách"), ((good,), "Ghi 1 việc vào hồ sơ")):
        page.goto(f"{live_server.url}/viec/nhap/")
        page.get_by_label("Tệp danh sách").set_input_files({"name": "a.xlsx", "mimeType": "", "buffer": _sheet(*rows)})
        page.get_by_role("button", name="Xem danh sách").click()
        assert violations(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert page.get_by_role("button", name=button).is_visible()
    page.get_by_role("button", name="Ghi 1 việc vào hồ sơ").click()
    assert page.get_by_role("status").inner_text() == "Đã ghi 1 việc vào hồ sơ."
    assert page.get_by_role("link", name="Rà soát quỹ đất").is_visible()
    context.close()


def _sheet(*rows: Any) -> bytes:
    workbook, written = Workbook(), io.BytesIO()
    sheet: Any = workbook.active
    for row in (("Ký hiệu", "Việc", "Chịu trách nhiệm", "Hạn"), *rows):
        sheet.append(row)
    workbook.save(written)
    return written.getvalue()


def test_agenda_moves_with_two_buttons(browser: Browser, live_server: Any, home: World) -> None:
    first = home.item()
    first.meeting.refresh_from_db()
    home.item(first.meeting, title="Đất lúa")
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = sign_in(context, live_server.url, "secretary")
    page.goto(f"{live_server.url}/hoi-nghi/{first.meeting_id}/")
    page.get_by_role("button", name="Đưa lên: Đất lúa").click()
    assert page.get_by_role("status").inner_text() == "Đất lúa: nay là nội dung 1"
    assert page.locator(".agenda h3").all_inner_texts() == ["Đất lúa", "Vùng công nghiệp động lực"]
    context.close()


def test_agenda_moves_by_its_grip_too(browser: Browser, live_server: Any, home: World) -> None:
    first = home.item()
    for title in ("Đất lúa", "Cán bộ"):
        first.meeting.refresh_from_db()
        home.item(first.meeting, title=title)
    context = browser.new_context()
    page = sign_in(context, live_server.url, "secretary")
    page.goto(f"{live_server.url}/hoi-nghi/{first.meeting_id}/")
    rows = page.locator(".agenda > li")
    _drag(page, rows.nth(2), rows.nth(0), let_go=False)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert page.locator(".agenda h3").all_inner_texts() == [first.title, "Đất lúa", "Cán bộ"]
    with page.expect_navigation():
        _drag(page, rows.nth(2), rows.nth(0))
    assert page.get_by_role("status").inner_text() == "Cán bộ: nay là nội dung 1"
    order = AgendaItem.objects.order_by("position").values_list("title", flat=True)
    assert list(order) == page.locator(".agenda h3").all_inner_texts() == ["Cán bộ", first.title, "Đất lúa"]
    context.close()


def test_a_fact_is_put_into_the_text_where_it_belongs(browser: Browser, live_server: Any, home: World) -> None:
    meeting = home.item().meeting
    context = browser.new_context()
    page = sign_in(context, live_server.url, "secretary")
    page.goto(f"{live_server.url}/hoi-nghi/{meeting.pk}/bai-viet/")
    body, day = page.get_by_label("Thân bài"), page.locator(".palette .record > div", has_text="Ngày họp")
    code, said = day.locator("b").inner_text(), day.locator("dd").inner_text().split("\n")[0].removesuffix(" Chèn")
    body.fill("Hôm ấy. ")
    day.get_by_role("button").click()
    assert body.input_value() == f"Hôm ấy. [{said.strip()}]{{{code}}}"
    body.fill("Hôm ấy.")
    body.select_text()
    day.get_by_role("button").click()
    assert body.input_value() == f"[Hôm ấy.]{{{code}}}"
    assert violations(page) == []
    context.close()


def _drag(page: Page, what: Locator, above: Locator, *, let_go: bool = True) -> None:
    grip, goal = what.locator(".grip").bounding_box(), above.bounding_box()
    assert grip
    assert goal
    page.mouse.move(grip["x"] + 4, grip["y"] + 4)
    page.mouse.down()
    page.mouse.move(goal["x"] + 40, goal["y"] + 3, steps=8)
    if let_go:
        page.mouse.up()


def test_theme_and_language_are_remembered(browser: Browser, live_server: Any, home: World) -> None:
    context = browser.new_context(color_scheme="light")
    page = sign_in(context, live_server.url, "reader")
    page.get_by_role("button", name="Nền sáng/tối").click()
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.locator(".nav").get_by_role("link", name="Calendar").count() == 1
    context.close()
