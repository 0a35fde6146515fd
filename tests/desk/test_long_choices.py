"""A choice that is longer than its box can be read whole: on several lines, or below the box where a browser cannot."""

from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.desk.looking import cut_on, sign_in
from tests.world import World

from nghitrinh.record.acts import ACTS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Ban Chỉ đạo phòng, chống thiên tai, tìm kiếm cứu nạn và phòng thủ dân sự của Ủy ban nhân dân xã Quỳnh Phụ"
OLDER = "Object.defineProperty(CSS, 'supports', {value: () => false})"


@pytest.fixture
def address(home: World) -> str:
    """Return a form in which a long name is chosen."""
    made = ACTS["organization.found"](by=home.admin, body=home.body.pk, name=LONG, kind="department")
    ACTS["grant.give"](by=home.admin, user=home.users["secretary"].pk, organization=made.pk, role="secretary")
    return "/hoi-nghi/moi/"


@pytest.mark.parametrize("width", [390, 1440])
def test_a_long_choice_is_written_on_several_lines(
    browser: Browser, live_server: Any, home: World, address: str, width: int
) -> None:
    page = sign_in(browser.new_context(viewport={"width": width, "height": 900}), live_server.url, "secretary")
    page.goto(live_server.url + address)
    box = page.locator("select[name=organization]")
    box.select_option(label=home.committee.name)
    before = box.bounding_box()
    box.select_option(label=LONG)
    after = box.bounding_box()
    assert cut_on(page) == []
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"] or width == 1440
    page.context.close()


def test_where_a_browser_cannot_the_whole_stands_below(
    browser: Browser, live_server: Any, home: World, address: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 900})
    context.add_init_script(OLDER)
    page = sign_in(context, live_server.url, "secretary")
    page.goto(live_server.url + address)
    box = page.locator("select[name=organization]")
    whole = box.locator("xpath=following-sibling::span")
    box.select_option(label=LONG)
    assert (whole.inner_text(), whole.is_visible()) == (LONG, True)
    box.select_option(label=home.committee.name)
    assert whole.is_visible() is False
    context.close()
