"""A question in writing in the browser: a member's answer on a phone, a slip entered by two, and how its pages look."""

from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.desk.looking import sign_in, wrong_in_any_sight
from tests.record.presence.room import DAY
from tests.record.voting.slips import slips
from tests.world import World

from nghitrinh.record.voting.models import Ballot

pytestmark = [pytest.mark.long, pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [390, 1440])
def test_a_member_answers_and_two_enter_a_slip(
    browser: Browser, live_server: Any, home: World, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    made = slips(home, silence="agrees")
    vote, meeting = made.ask(), made.sitting.meeting.pk
    slip = f"{live_server.url}/bieu-quyet/{vote.pk}/phieu-giay/{made.sitting.posts['Giám đốc'].pk}/"
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = sign_in(context, live_server.url, "p1")
    page.get_by_role("button", name="Tán thành", exact=False).first.click()
    page.goto(f"{live_server.url}/bieu-quyet/{vote.pk}/")
    for reader, option in (("secretary", "Tán thành"), ("member", "Không tán thành"), ("member", "Tán thành")):
        context.clear_cookies()
        page = sign_in(context, live_server.url, reader)
        page.goto(slip)
        page.get_by_label(option, exact=True).check()
        page.get_by_label("Ngày nhận phiếu").fill("08/10/2021")
        page.get_by_role("button", name="Ghi phiếu").click()
    assert sorted(Ballot.objects.values_list("post", flat=True)) == ["Giám đốc", "Phó Bí thư"]
    for address in (
        f"/hoi-nghi/{meeting}/",
        f"/hoi-nghi/{meeting}/bieu-quyet/",
        "/hoi-nghi/lay-y-kien/",
        f"/bieu-quyet/{vote.pk}/",
    ):
        page.goto(f"{live_server.url}{address}")
        assert wrong_in_any_sight(page) == []
    context.close()
