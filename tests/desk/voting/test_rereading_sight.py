"""The ways out of a slip entered wrongly, as they look: taken back, read again, corrected, and the page after it."""

from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.desk.looking import sign_in, wrong_in_any_sight
from tests.record.presence.room import DAY
from tests.record.voting.slips import slips
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.voting.models import Vote

pytestmark = [pytest.mark.long, pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [390, 1440])
def test_the_ways_out_look_right(
    browser: Browser, live_server: Any, home: World, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    made = slips(home)
    vote, posts = made.ask(), list(made.sitting.posts)
    made.read(vote, posts[0], by=home.secretary)
    made.read(vote, posts[0], "opposes", by=home.member)
    for post in posts[1:]:
        for reader in (home.secretary, home.member):
            made.read(vote, post, by=reader)
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = sign_in(context, live_server.url, "secretary")

    def seen(*ends: str) -> None:
        for end in ends:
            page.goto(f"{live_server.url}/bieu-quyet/{vote.pk}/{end}")
            assert wrong_in_any_sight(page) == []

    slip = [f"phieu-giay/{made.sitting.posts[post].pk}/" for post in posts]
    seen("", f"{slip[0]}rut/", f"{slip[1]}doc-lai/")
    made.read(vote, posts[0], by=home.member)
    made.close(vote)
    seen(f"{slip[1]}dinh-chinh/")
    now = Vote.objects.get(pk=vote.pk)
    held = made.sitting.posts[posts[1]].pk
    why = {"reason": "Đọc nhầm ô đánh dấu", "authority": "Phiếu lưu ở văn phòng", "agreed_on": DAY}
    ACTS["slip.correct"](by=home.secretary, vote=now.pk, edit=now.edit, membership=held, option="opposes", **why)
    seen("")
    context.close()
