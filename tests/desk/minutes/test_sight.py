"""The pages of minutes in every sight, in every state that they go through."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.desk.looking import SIGHTS, sign_in, wrong_in_any_sight
from tests.record.minutes.desk import table
from tests.record.presence.room import DAY
from tests.world import World

pytestmark = [pytest.mark.long, pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Where pictures of the pages are put for whoever wants to look at them.
PICTURES = os.environ.get("NGHITRINH_PICTURES", "")


def _looked_at(page: Page, name: str) -> list[str]:
    for width, theme in SIGHTS if PICTURES else ():
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        page.screenshot(path=Path(PICTURES) / f"{name}-{width}-{theme}.png", full_page=True)
    return [f"{name} {each}" for each in wrong_in_any_sight(page)]


def test_every_page_of_minutes_is_clean_in_every_sight(
    world: World, browser: Browser, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    server, made = live_server.url, table(world, minutes_approved="yes")
    page, wrong = sign_in(browser.new_context(), server, "secretary"), []

    def look(name: str, address: str) -> None:
        page.goto(server + address)
        wrong.extend(_looked_at(page, name))

    look("results", f"/hoi-nghi/{made.meeting().pk}/ket-qua/")
    minutes = made.signers(made.draft())
    own = f"/bien-ban/{minutes.pk}/"
    words = {"item": made.hall.item.pk, "text": "Sở Công Thương trình bày tờ trình.\nCác đại biểu thảo luận."}
    made.step(
        "revise", minutes, opening="Hội nghị chào cờ.", parts=[words], writer=minutes.writer_id, chair=minutes.chair_id
    )
    look("draft", own)
    look("revise", f"{own}sua/")
    made.step("review", minutes)
    look("reviewed", own)
    look("record", f"{own}ghi-nhan-ky/")
    made.step("sign_off", minutes, by=made.hall.accounts["Phó Bí thư"])
    made.step("sign", minutes, by=made.hall.accounts["Bí thư"])
    made.attend(role="invited", post="Giám đốc Sở Công Thương")
    look("since", own)
    look("correct", f"{own}dinh-chinh/")
    made.step("correct", minutes, by=made.hall.accounts["Bí thư"], reason="Ghi sót khách", authority="Bí thư")
    look("corrected", own)
    look("today", "/")
    assert wrong == []
