"""The pages of opinions on a phone and on a desk, light and dark, with all that they can have on them."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.desk.looking import SIGHTS, sign_in, wrong_in_any_sight
from tests.record.opinions.asking import TEXT, Asking, asking, passage
from tests.record.presence.room import appoint
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("NGHITRINH_PICTURES", "")  # a folder for pictures, for whoever looks at them
LONG = "Đề nghị cơ quan soạn thảo làm rõ căn cứ pháp lý, nguồn vốn và trách nhiệm của từng cấp."


def furnished(world: World) -> Asking:
    """Return a closed round with every kind of opinion and answer, about a paper whose next version is there."""
    asked = asking(world)
    for post in ("Phó Chủ tịch Thường trực", "Trưởng ban Tổ chức"):
        asked.posts[post] = appoint(world, post)
    asked.open("Bí thư", "Ủy viên", "Phó Chủ tịch Thường trực", bodies=(world.ministry, world.council))
    said = [
        {"text": LONG, "passage": passage(TEXT, "Vùng công nghiệp rộng 4.000 ha")},
        {"text": "Nên kéo dài đến năm 2035", "passage": passage(TEXT, "trước năm 2030")},
    ]
    asked.give("Bí thư", "with_changes", by=world.member, comments=said)
    asked.give("Bộ", "disagrees", f"{LONG} {LONG}", signed_by="Thứ trưởng")
    asked.give("Hội đồng", "agrees")
    asked.step("round.close")
    newer = asked.submit(TEXT.replace("4.000 ha", "4.500 ha"))
    asked.respond(LONG, "partly", LONG, passage=passage(newer.body, "Vùng công nghiệp rộng 4.500 ha"))
    asked.respond("Nên kéo dài đến năm 2035", "explained", "Thời hạn theo nghị quyết của Quốc hội.")
    return asked


def look(page: Page, address: str, name: str) -> list[str]:
    """Open a page, take its pictures where somebody wants them, and return what is wrong with it."""
    page.goto(address)
    for width, theme in SIGHTS if PICTURES else ():
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        page.screenshot(path=Path(PICTURES) / f"{name}-{width}-{theme}.png", full_page=True)
    return [f"{name}: {each}" for each in wrong_in_any_sight(page)]


def test_the_pages_of_opinions_are_whole_in_every_sight(browser: Browser, live_server: Any, home: World) -> None:
    asked, server = furnished(home), live_server.url
    closed, comment = asked.now(), asked.comment(f"{LONG} {LONG}")
    again = asked.open("Bí thư", "Ủy viên", bodies=(home.ministry,))
    asked.give("Ủy viên", "agrees")
    context = browser.new_context()
    page = sign_in(context, server, "secretary")
    wrong = [
        *look(page, f"{server}/lay-y-kien/{closed.pk}/", "closed"),
        *look(page, f"{server}/lay-y-kien/{again.pk}/", "open"),
        *look(page, f"{server}/gop-y/{comment.pk}/tra-loi/", "respond"),
        *look(page, f"{server}/gop-y/{comment.pk}/tach/", "split"),
        *look(page, f"{server}/tai-lieu/{asked.paper.pk}/", "paper"),
        *look(page, f"{server}/tai-lieu/{asked.paper.pk}/so-sanh/", "compared"),
        *look(page, f"{server}/lay-y-kien/{again.pk}/hoi-them/", "ask"),
        *look(page, server, "today-secretary"),
    ]
    context.close()
    context = browser.new_context()
    page = sign_in(context, server, "member")
    wrong += look(page, f"{server}/y-kien/{asked.request('Bí thư').pk}/", "answer")
    wrong += look(page, server, "today-member")
    context.close()
    assert wrong == []
