"""Every page clean for axe, in both themes, on a phone and on a desk, for everyone who may see it."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser
from tests.desk.looking import sign_in, wrong_in_any_sight
from tests.desk.places import address_of, everything
from tests.desk.test_access import WHO
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/",
    "/lich/2021/9/",
    "/hoi-nghi/",
    "/hoi-nghi/{meeting}/",
    "/hoi-nghi/{meeting}/tai-lieu/",
    "/hoi-nghi/{meeting}/ket-qua/",
    "/hoi-nghi/{meeting}/ket-thuc/",
    "/hoi-nghi/{meeting}/diem-danh/",
    "/hoi-nghi/{meeting}/co-quan/",
    "/hoi-nghi/{meeting}/them-noi-dung/",
    "/hoi-nghi/moi/",
    "/hoi-nghi/da-hop/",
    "/noi-dung/{item}/",
    "/tai-lieu/",
    "/tai-lieu/{paper}/",
    "/tai-lieu/{paper}/nop/",
    "/tai-lieu/{paper}/so-sanh/",
    "/tim/?q=vung",
    "/nhat-ky/",
    "/nhat-ky/meeting/{meeting}/",
    "/ket-luan/{decision}/",
    "/ket-luan/{decision}/dinh-chinh/",
    "/viec/",
    "/viec/{task}/",
    "/viec/nhap/",
    "/van-ban/{instrument}/",
    "/bai-viet/",
    "/bai-viet/{article}/",
    "/bai-viet/{article}/sua/",
    "/phat-hanh/",
    "/phat-hanh/lan/{run}/",
    "/nhap/",
    "/nhap/moi/",
    "/nhap/{intake}/",
    "/nhap/{intake}/quyet/0/",
    "/nhap/{intake}/sua/items.1/",
    "/nhap/{intake}/sua/figures.2/",
    "/khong-co/",
)


def test_every_page_of_the_secretary(browser: Browser, live_server: Any, home: World) -> None:
    places = everything(home)
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{live_server.url}/dang-nhap/")
    wrong = [f"/dang-nhap/: {each}" for each in wrong_in_any_sight(page)]
    page = sign_in(context, live_server.url, "secretary")
    for pattern in PAGES:
        page.goto(live_server.url + pattern.format(**places))
        wrong += [f"{pattern}: {each}" for each in wrong_in_any_sight(page)]
    context.close()
    assert not wrong, "\n".join(wrong)


def pages_of(who: str, places: dict[str, Any]) -> dict[str, str]:
    """Return the addresses of all pages that a user may open, by name: neither buttons nor files."""
    client = Client()
    client.force_login(User.objects.get(username=who))
    found = {}
    for name, allowed in WHO.items():
        if who in allowed and name != "signing.out":
            answer = client.get(address_of(name, places))
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                found[name] = address_of(name, places)
    return found


@pytest.mark.parametrize(
    ("who", "least"),
    [
        ("chair", {"today", "decisions.decision", "decisions.correct", "instruments.instrument", "meetings.results"}),
        ("member", {"today", "papers.compare", "articles.article", "journal.object", "search"}),
        ("officer", {"today", "tasks.task", "tasks.report", "papers.bring", "papers.submit"}),
        ("quantri", {"today", "journal", "releases"}),
    ],
)
def test_every_page_of_the_others(browser: Browser, live_server: Any, home: World, who: str, least: set[str]) -> None:
    """What they see differs from the secretary's: other buttons, other lists, other words."""
    places = everything(home)
    ACTS["task.accept"](by=home.officer, task=places["task"], edit=1)
    pages = pages_of(who, places)
    assert least <= pages.keys()
    context = browser.new_context()
    page, wrong = sign_in(context, live_server.url, who), []
    for name, address in pages.items():
        page.goto(live_server.url + address)
        wrong += [f"{name} ({address}): {each}" for each in wrong_in_any_sight(page)]
    context.close()
    assert not wrong, "\n".join(wrong)
