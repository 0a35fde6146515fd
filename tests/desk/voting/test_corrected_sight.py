"""The pages on which counts are corrected and offered to a decision, in every sight."""

from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.desk.looking import sign_in
from tests.desk.voting.test_sight import looked_at
from tests.record.presence.room import DAY
from tests.record.voting.concluded import concluded, voted
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.meetings.models import Meeting

pytestmark = [pytest.mark.long, pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_pages_of_corrected_counts_are_clean_in_every_sight(
    world: World, browser: Browser, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    made = concluded(world, "Thống nhất chủ trương.")
    made.chain.issued()
    other = world.item(Meeting.objects.get(pk=made.chain.meeting.pk), title="Đất lúa")
    made.hall.item = other
    voted(made.hall, 5)
    page = sign_in(browser.new_context(), live_server.url, "secretary")
    page.goto(f"{live_server.url}/bieu-quyet/{made.vote.pk}/dinh-chinh/")
    wrong = looked_at(page, "count-correct")
    given = {"tallies": [{"agreeing": 5, "opposing": 0}], "reason": "Ghi nhầm khi cộng", "authority": "Người đếm"}
    ACTS["vote.correct"](by=world.secretary, vote=made.vote.pk, edit=made.vote.edit, agreed_on=DAY, **given)
    for name, address in (
        ("count-corrected", f"bieu-quyet/{made.vote.pk}"),
        ("phrases", f"noi-dung/{other.pk}/ket-luan"),
    ):
        page.goto(f"{live_server.url}/{address}/")
        wrong += looked_at(page, name)
    assert wrong == []
