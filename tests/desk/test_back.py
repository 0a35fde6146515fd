"""After a form was refused: no page of the history is the answer to a form, and no word that was typed is lost."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.desk.looking import sign_in
from tests.world import World

from nghitrinh.desk.models import KeptForm
from nghitrinh.record.meetings.models import AgendaItem

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _shows(page: Page, **typed: str) -> None:
    for name, value in typed.items():
        assert page.locator(f"[name={name}]").input_value() == value, page.url


@pytest.mark.parametrize("scripted", [True, False])
def test_back_and_forward_after_a_mistake_keep_the_words(
    browser: Browser,
    live_server: Any,
    home: World,
    scripted: bool,  # noqa: FBT001
) -> None:
    item = home.item()
    context = browser.new_context(java_script_enabled=scripted)
    page = sign_in(context, live_server.url, "secretary")
    form, typed = f"{live_server.url}/noi-dung/{item.pk}/sua/", {"title": "Lời đã gõ", "minutes": "9999"}
    page.goto(form)
    for name, value in typed.items():
        page.fill(f"[name={name}]", value)
    page.locator("main form button").last.click()
    refused = page.url
    assert refused.startswith(f"{form}?lai=")
    assert page.locator(".alert--late a").count() == 1
    _shows(page, **typed)
    page.wait_for_load_state()  # Chromium goes back from no page that is still coming
    page.go_back()
    assert page.url == form
    _shows(page, **typed)
    page.go_forward()
    assert page.url == refused
    _shows(page, **typed)
    assert page.locator(".alert--late a").count() == 1
    page.goto(live_server.url)
    page.go_back()
    _shows(page, **typed)
    page.reload()
    _shows(page, **typed)
    page.fill("[name=minutes]", "8888")
    page.locator("main form button").last.click()
    assert page.url == refused, "a second mistake is shown in the same place"
    _shows(page, title="Lời đã gõ", minutes="8888")
    page.fill("[name=minutes]", "30")
    page.locator("main form button").last.click()
    assert (AgendaItem.objects.get().title, AgendaItem.objects.get().minutes) == ("Lời đã gõ", 30)
    assert not KeptForm.objects.exists()
    page.wait_for_load_state()
    page.go_back()
    _shows(page, title="Lời đã gõ", minutes="30")
    context.close()
