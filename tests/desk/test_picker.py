"""The calendar of the browser beside a day: it writes the day as the office does, in whatever language it speaks."""

from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.desk.looking import sign_in
from tests.world import World

from nghitrinh.record.meetings.models import Meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("speaks", ["en-US", "vi-VN"])
def test_a_day_chosen_in_the_calendar_is_written_day_first(
    browser: Browser, live_server: Any, home: World, speaks: str
) -> None:
    page = sign_in(browser.new_context(locale=speaks), live_server.url, "secretary")
    page.goto(f"{live_server.url}/hoi-nghi/moi/")
    assert page.locator("input[data-picker] + button").count() == page.locator("input[data-picker]").count() > 0
    page.locator("[name=starts_at] ~ .picker-own").evaluate(
        "own => { own.value = '2031-04-03T08:30'; own.dispatchEvent(new Event('input')) }"
    )
    assert page.locator("[name=starts_at]").input_value() == "3/4/2031 08:30"
    page.fill("[name=name]", "Hội nghị tháng Tư")
    page.locator("main form button").last.click()
    assert f"{Meeting.objects.get(name='Hội nghị tháng Tư').starts_at:%d/%m}" == "03/04"


def test_what_is_typed_is_what_the_calendar_opens_on(browser: Browser, live_server: Any, home: World) -> None:
    page = sign_in(browser.new_context(locale="en-US"), live_server.url, "secretary")
    page.goto(f"{live_server.url}/hoi-nghi/moi/")
    page.fill("[name=starts_at]", "3/4/2031 14:05")
    page.evaluate("HTMLInputElement.prototype.showPicker = function () { window.opened = this.value }")
    page.locator("[name=starts_at] + button").click()
    assert page.evaluate("window.opened") == "2031-04-03T14:05"


def test_the_filters_of_a_list_say_the_day_so(browser: Browser, live_server: Any, home: World) -> None:
    page = sign_in(browser.new_context(locale="en-US"), live_server.url, "secretary")
    page.goto(f"{live_server.url}/hoi-nghi/?tu=2021-09-01&den=30%2F9%2F2021")
    assert [page.locator(f"[name={name}]").input_value() for name in ("tu", "den")] == ["1/9/2021", "30/9/2021"]
