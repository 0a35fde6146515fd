"""Every page of the desk where the browser's text has twice its size: nothing is cut, nobody scrolls sideways."""

from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.desk.looking import cut_in_large_text, large_text, sign_in
from tests.desk.places import everything
from tests.desk.test_axe import PAGES
from tests.world import World

pytestmark = [pytest.mark.long, pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("half", [0, 1])
def test_every_page_of_the_secretary(browser: Browser, live_server: Any, home: World, half: int) -> None:
    places = everything(home)
    addresses = [pattern.format(**places) for pattern in PAGES[half::2]]
    with large_text(browser) as large:
        page = sign_in(large.new_context(), live_server.url, "secretary")
        wrong = cut_in_large_text(page, live_server.url, addresses)
    assert not wrong, "\n".join(wrong)
