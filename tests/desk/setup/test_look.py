"""The pages of the setup, seen by axe in both themes, on a phone and on a desk, with mistakes and without."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.desk.looking import wrong_in_any_sight

from nghitrinh.desk.setup import kept

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Tiếp tục").click()


def test_every_page_of_the_setup_can_be_used_by_everyone(browser: Browser, live_server: Any) -> None:
    page, wrong = browser.new_page(), []
    page.goto(f"{live_server.url}/bat-dau/")
    wrong += wrong_in_any_sight(page)
    page.goto(f"{live_server.url}/bat-dau/?ma={kept.new_code()}")
    go_on(page)  # with everything missing
    wrong += wrong_in_any_sight(page)
    page.locator("#id_system_0").check()
    page.locator("#id_stage_0").check()
    page.locator("#id_province").select_option(index=3)
    go_on(page)
    page.locator("#id_commune").select_option(index=3)
    for _ in ("commune", "names", "term", "registers", "livery"):
        wrong += wrong_in_any_sight(page)
        go_on(page)
    wrong += wrong_in_any_sight(page)
    page.get_by_role("button", name="Lập cơ quan và bắt đầu").click()
    assert page.get_by_role("alert").count()
    wrong += wrong_in_any_sight(page)
    page.close()
    assert wrong == []
