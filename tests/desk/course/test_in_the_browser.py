"""The chair's tablet and a member's page in a browser, over the desk's own server: what one does, the other sees."""

import socket
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser
from tests.desk.looking import cut_on, sign_in, violations
from tests.record.presence.room import DAY
from tests.record.voting.hall import hall
from tests.world import World

from nghitrinh.desk.serving.worker import Worker
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.clock import ZONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def server(live_server: Any) -> Iterator[str]:
    """Serve the desk by a worker of its own server, which keeps the connections of who follows.

    `live_server` lets its host be asked for, and serves the style sheets.
    """
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        application = live_server.thread.static_handler(get_wsgi_application())
        worker = Worker(application, listening, lambda _said: None)

        def loop() -> None:
            while not stop.is_set():
                worker.turn()

        thread = threading.Thread(target=loop)
        thread.start()
        yield f"http://localhost:{listening.getsockname()[1]}"
        stop.set()
        thread.join()
        for each in list(worker.server.active_channels.values()):
            each.give_up()
        until = time.monotonic() + 10
        while worker.server.watch.count and time.monotonic() < until:  # its connection to the record goes with it
            time.sleep(0.05)
        worker.server.close()


def test_a_member_sees_what_the_chair_does_without_loading_again(
    browser: Browser, server: str, home: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    began = datetime.fromisoformat(f"{DAY}T09:00").replace(tzinfo=ZONE)
    monkeypatch.setattr(clock, "now", lambda: began)
    made = hall(home)
    address = f"{server}/hoi-nghi/{made.sitting.meeting.pk}"
    contexts = [browser.new_context(viewport={"width": width, "height": 900}) for width in (768, 390)]
    chair, member = (sign_in(context, server, name) for context, name in zip(contexts, ("chair", "m0"), strict=True))
    chair.goto(f"{address}/dieu-hanh/")
    member.goto(f"{address}/dang-hop/")
    member.evaluate("window.same = true")
    chair.get_by_role("button", name="Bắt đầu: Vùng công nghiệp động lực").click()
    member.get_by_text("Đang bàn: nội dung 1").wait_for()
    member.get_by_role("button", name="Xin phát biểu").wait_for()
    assert member.evaluate("window.same") is True
    assert violations(member) + cut_on(member) == []
    member.get_by_role("button", name="Xin phát biểu").click()
    chair.locator("input[name=text]").fill("Đề nghị rà soát lại")
    chair.get_by_role("button", name="Mời phát biểu: Phó Bí thư").click()
    member.get_by_text("Mời anh chị phát biểu.").wait_for()
    chair.get_by_role("button", name="Phát biểu xong: Phó Bí thư").wait_for()
    assert chair.locator("input[name=text]").input_value() == "Đề nghị rà soát lại"  # half typed, and not lost
    assert violations(chair) + cut_on(chair) == []
    for context in contexts:
        context.close()


def test_the_page_of_a_vote_follows_it_to_its_result(
    browser: Browser, server: str, home: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    began = datetime.fromisoformat(f"{DAY}T09:00").replace(tzinfo=ZONE)
    monkeypatch.setattr(clock, "now", lambda: began)
    made = hall(home)
    vote = made.prepare()
    contexts = [browser.new_context(viewport={"width": width, "height": 900}) for width in (768, 390)]
    chair, member = (sign_in(context, server, name) for context, name in zip(contexts, ("chair", "m0"), strict=True))
    chair.goto(f"{server}/bieu-quyet/{vote.pk}/")
    member.goto(f"{server}/bieu-quyet/{vote.pk}/")
    member.get_by_text("Chưa mở biểu quyết.").wait_for()
    member.evaluate("window.same = true")
    chair.get_by_role("button", name="Mở biểu quyết").click()
    member.get_by_role("button", name="Tán thành: Thông qua", exact=False).first.wait_for()
    assert member.evaluate("window.same") is True
    assert violations(member) + cut_on(member) == []
    member.get_by_role("button", name="Không tán thành: Thông qua", exact=False).click()
    chair.get_by_text("Đã biểu quyết 1 trên 5 người có mặt.").wait_for()
    chair.get_by_text("Đóng biểu quyết", exact=True).first.click()
    assert "Mới 1 trên 5 người đã biểu quyết." in chair.locator(".ask-box").inner_text()
    assert violations(chair) + cut_on(chair) == []
    chair.get_by_role("button", name="Xác nhận: Đóng biểu quyết").click()
    member.get_by_role("heading", name="Kết quả").wait_for()
    member.get_by_text("0/5 tán thành, cần 3").wait_for()
    member.get_by_role("link", name="Về trang Đang họp").click()
    member.get_by_text("Chưa bàn nội dung nào").wait_for()
    for context in contexts:
        context.close()
