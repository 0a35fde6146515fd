"""The statistics of attendance: a table with squares, a workbook, and nothing of a meeting that one may not see."""

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from playwright.sync_api import Browser
from tests.desk.looking import cut_on, sign_in, violations
from tests.record.presence.room import DAY, sitting
from tests.world import World

from nghitrinh.record.kernel import clock

Sign = Callable[[str], Client]
PICTURES = os.environ.get("NGHITRINH_PICTURES", "")


def held(world: World, monkeypatch: pytest.MonkeyPatch, *, level: str = "public") -> None:
    """Hold a meeting to which one came and one came late; the third has no row."""
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    evening = clock.now().replace(hour=18, minute=0)
    monkeypatch.setattr(clock, "now", lambda: evening)
    room = sitting(world, "Bí thư", "Ủy viên", "Trưởng ban", level=level)
    room.step("meeting.open")
    room.came("Bí thư")
    room.came("Ủy viên", "09:15")
    room.step("meeting.close")


def page(client: Client, query: str = "") -> str:
    answer = client.get(f"/hoi-nghi/thong-ke/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_table_has_each_member_and_the_workbook_the_same_figures(
    signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(world, monkeypatch)
    shown = page(signed("secretary"), f"?khoa={world.term.pk}")
    assert "1 hội nghị đã ghi điểm danh" in shown
    assert shown.count('<g class="whole"') == shown.count('<g class="late"') == 2  # one of each in the legend
    book = load_workbook(io.BytesIO(signed("secretary").get("/hoi-nghi/thong-ke.xlsx?khoa=tat-ca").content))
    first, *rows = book.worksheets[0].iter_rows(values_only=True)
    assert first[:5] == ("Chức vụ", "Họ tên", "Số hội nghị", "Có dự", "Dự cả buổi")
    figures = {row[0]: row[2:5] for row in rows}
    assert figures == {"Bí thư": (1, 1, 1), "Ủy viên": (1, 1, 0), "Trưởng ban": (1, 0, 0)}
    assert {row[0]: row[-1] for row in rows}["Ủy viên"] == "Dự, đến muộn"


def test_a_restricted_meeting_counts_for_whoever_is_cleared_alone(
    signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(world, monkeypatch, level="restricted")
    assert "Bí thư" in page(signed("member"), "?khoa=tat-ca")
    assert "Chưa có gì để thống kê" in page(signed("reader"), "?khoa=tat-ca")
    assert "Bí thư" not in page(signed("bob"), "?khoa=tat-ca")
    assert signed("officer").get("/hoi-nghi/thong-ke/").status_code == 404


def test_another_term_has_none_of_it(signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    held(world, monkeypatch)
    assert "Bí thư" in page(signed("secretary"), f"?khoa={world.term.pk}&co-quan={world.committee.pk}")
    assert "Chưa có gì để thống kê" in page(signed("bob"))


@pytest.mark.long
@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1440, 390])
def test_it_can_be_read_on_a_desk_and_on_a_phone(
    browser: Browser, live_server: Any, home: World, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    held(home, monkeypatch)
    tab = sign_in(browser.new_context(viewport={"width": width, "height": 900}), live_server.url, "secretary")
    tab.goto(f"{live_server.url}/hoi-nghi/thong-ke/?khoa=tat-ca")
    assert [*violations(tab), *cut_on(tab)] == []
    if PICTURES:
        tab.screenshot(path=Path(PICTURES) / f"statistics-{width}.png", full_page=True)
