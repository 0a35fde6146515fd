"""Every page clean for axe, in both themes, on a phone and on a desk, for everyone who may see it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page
from tests.desk.looking import sign_in, wrong_in_any_sight
from tests.desk.places import address_of, everything
from tests.desk.test_access import WHO
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel.models import User

pytestmark = [pytest.mark.long, pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/",
    "/lich/2021/9/",
    "/hoi-nghi/",
    "/hoi-nghi/{meeting}/",
    "/hoi-nghi/{meeting}/tai-lieu/",
    "/hoi-nghi/{meeting}/ket-qua/",
    "/hoi-nghi/{meeting}/ket-thuc/",
    "/hoi-nghi/{meeting}/diem-danh/",
    "/hoi-nghi/{meeting}/giay-moi/",
    "/hoi-nghi/{meeting}/giay-moi/moi/",
    "/hoi-nghi/{meeting}/co-mat/",
    "/hoi-nghi/{meeting}/man-hinh/",
    "/hoi-nghi/{meeting}/dieu-hanh/",
    "/hoi-nghi/{meeting}/dang-hop/",
    "/noi-dung/{item}/ghi/",
    "/noi-dung/{item}/phat-bieu-ho/",
    "/ghi-nhanh/{note}/sua/",
    "/gio-ban/{hearing}/sua/",
    "/hoi-nghi/{meeting}/bieu-quyet/",
    "/bieu-quyet/{vote}/",
    "/bieu-quyet/{vote}/sua/",
    "/giay-moi/{invitation}/",
    "/diem-danh/{attendance}/gio/",
    "/hoi-nghi/{meeting}/co-quan/",
    "/hoi-nghi/{meeting}/them-noi-dung/",
    "/hoi-nghi/{meeting}/nhieu-noi-dung/",
    "/hoi-nghi/moi/",
    "/hoi-nghi/da-hop/",
    "/noi-dung/{item}/",
    "/tai-lieu/",
    "/tai-lieu/{paper}/",
    "/tai-lieu/{paper}/nop/",
    "/tai-lieu/{paper}/so-sanh/",
    "/kiem-tra/{finding}/",
    "/kiem-tra/{finding}/tra-loi/",
    "/kiem-tra/{finding}/tra-lai/",
    "/tep/{file}/trang/1/",
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
    "/co-quan/",
    "/co-quan/{organization}/",
    "/co-quan/{organization}/chuc-vu/",
    "/nguoi/",
    "/dia-danh/",
    "/nhiem-ky/",
    "/so-van-ban/",
    "/so-van-ban/{organization}/tieu-de/",
    "/so-van-ban/{organization}/mau-word/",
    "/so-van-ban/{organization}/so-moi/",
    "/nguoi-dung/",
    "/nguoi-dung/{user}/",
    "/tai-khoan/",
    "/tai-khoan/ung-dung/",
    "/tai-khoan/khoa/",
    "/mat-khau/",
    "/khong-co/",
)


# By what their addresses begin with, so that two processes share them.
FIRST = sorted({pattern.split("/")[1] for pattern in PAGES})


def wrong_on(page: Page, server: str, addresses: dict[str, str]) -> list[str]:
    """Return what is wrong in any sight with pages at these addresses, by their names."""
    wrong = []
    for name, address in addresses.items():
        page.goto(server + address)
        wrong += [f"{name} ({address}): {each}" for each in wrong_in_any_sight(page)]
    return wrong


def test_the_page_before_anybody_is_known(browser: Browser, live_server: Any, home: World) -> None:
    page = browser.new_page()
    wrong = wrong_on(page, live_server.url, {"signing": "/dang-nhap/"})
    page.close()
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("first", FIRST, ids=lambda first: first or "hom-nay")
def test_every_page_of_the_secretary(browser: Browser, live_server: Any, home: World, first: str) -> None:
    places = everything(home)
    pages = {pattern: pattern.format(**places) for pattern in PAGES if pattern.split("/")[1] == first}
    context = browser.new_context()
    wrong = wrong_on(sign_in(context, live_server.url, "secretary"), live_server.url, pages)
    context.close()
    assert not wrong, "\n".join(wrong)


# The areas of an agenda and its papers, and all others: what the others see is looked at in these two parts.
SITTING = {"agenda", "calendar", "meetings", "papers", "search", "today"}


def part_of(name: str) -> str:
    """Return which part an address belongs to."""
    return "sitting" if name.partition(".")[0] in SITTING else "others"


# What axe goes by: elements with how they look, what they are and how they are named; not which words they have.
SHAPE = re.compile(r"<(/?[a-z0-9]+)|\b(class|role|type|aria-[a-z]+|disabled|required|hidden|open)\b(?:=\"([^\"]*)\")?")


def shape_of(page: str) -> tuple[tuple[str, str, str], ...]:
    """Return what a page is made of, without its words: two pages of one shape are as good or bad as each other."""
    main = page[page.index("<main") : page.index("</main>")]
    named = re.sub(r'(aria-(?:label|labelledby|describedby|controls))="[^"]+"', r'\1="…"', main)
    return tuple(SHAPE.findall(re.sub(r">[^<]*<", "><", named)))


def opened_by(who: str, places: dict[str, Any], part: str) -> Iterator[tuple[str, str, str]]:
    """Yield the pages of a part that a user may open: name, address, text; neither buttons nor files."""
    client = Client()
    client.force_login(User.objects.get(username=who))
    for name, allowed in WHO.items():
        if who in allowed and name != "signing.out" and part_of(name) == part:
            address = address_of(name, places)
            answer = client.get(address)
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                yield name, address, answer.content.decode()


def pages_of(who: str, places: dict[str, Any], part: str) -> tuple[set[str], dict[str, str]]:
    """Return the names of a user's pages of a part, and the addresses of those whose shapes nobody else looked at."""
    looked_at = {
        shape_of(page)
        for other in ("secretary", *(("chair",) if who != "chair" else ()))
        for name, _, page in opened_by(other, places, part)
        if other != "secretary" or any(pattern.format(**places) == address_of(name, places) for pattern in PAGES)
    }
    names, found = set(), {}
    for name, address, page in opened_by(who, places, part):
        names.add(name)
        if (shape := shape_of(page)) not in looked_at or name == "today":  # its menu is looked at with its first page
            looked_at.add(shape)
            found[name] = address
    return names, found


@pytest.mark.parametrize(
    ("who", "part", "least"),
    [
        ("chair", "sitting", {"today", "meetings.results"}),
        ("chair", "others", {"decisions.decision", "decisions.correct", "instruments.instrument"}),
        ("member", "sitting", {"today", "papers.compare", "search"}),
        ("member", "others", {"articles.article", "journal.object"}),
        ("officer", "sitting", {"today", "papers.bring", "papers.submit"}),
        ("officer", "others", {"tasks.task", "tasks.report"}),
        ("quantri", "sitting", {"today"}),
        ("quantri", "others", {"journal", "releases"}),
    ],
)
def test_every_page_of_the_others(
    browser: Browser, live_server: Any, home: World, who: str, part: str, least: set[str]
) -> None:
    """What they see differs from the secretary's: other buttons, other lists, other words."""
    places = everything(home)
    ACTS["task.accept"](by=home.officer, task=places["task"], edit=1)
    names, pages = pages_of(who, places, part)
    assert least <= names
    context = browser.new_context()
    wrong = wrong_on(sign_in(context, live_server.url, who), live_server.url, pages)
    context.close()
    assert not wrong, "\n".join(wrong)
