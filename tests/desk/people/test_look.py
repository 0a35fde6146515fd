"""A workbook that corrects, seen by axe in both themes, on a phone and on a desk, with a mistake and without."""

from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.desk.looking import sign_in, wrong_in_any_sight
from tests.intake.test_people_list import workbook
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_a_workbook_corrects_can_be_seen_and_answered_by_everyone(
    browser: Browser, live_server: Any, home: World
) -> None:
    context, wrong = browser.new_context(), []
    page = sign_in(context, live_server.url, "quantri")
    page.goto(f"{live_server.url}/co-quan/nhap/")
    kind = home.department.get_kind_display()
    data = workbook(organizations=[(home.department.name, "Tên tắt mới", kind), ("Sở Nội vụ", "SNV", kind)])
    page.get_by_label("Tệp bảng tính").set_input_files(
        [{"name": "nguoi.xlsx", "mimeType": "application/octet-stream", "buffer": data}]
    )
    page.get_by_role("button", name="Xem trước").click()
    wrong += wrong_in_any_sight(page)
    page.locator("form.stack").evaluate("form => form.noValidate = true")
    page.get_by_role("button", name="Ghi 2 điều vào hồ sơ").click()
    assert page.get_by_role("alert").count()
    wrong += wrong_in_any_sight(page)
    page.get_by_label("Lý do").fill("Theo quyết định mới")
    page.get_by_role("button", name="Ghi 2 điều vào hồ sơ").click()
    assert page.get_by_text("Đã ghi 2 điều vào hồ sơ.").count()
    context.close()
    assert wrong == []
