"""Publishing at the desk: what waits, what came of it, and every way in which it can fail said plainly."""

import errno
import fcntl
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.record.instruments.chain import Chain, make_chain
from tests.world import World

from nghitrinh.bundle import BundleError
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.publication import runs
from nghitrinh.publication.publish import publish
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.instruments import acts as instruments
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.releases.models import Release
from nghitrinh.record.releases.queries import the_portal

Sign = Callable[[str], Client]


@pytest.fixture
def chain(world: World, monkeypatch: pytest.MonkeyPatch) -> Chain:
    """Return a chain on a day before the deadline of its charge."""
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-30")
    return make_chain(world)


def _said(client: Client) -> str:
    page = client.post("/phat-hanh/ra-cong/", follow=True).content.decode()
    found = re.search(r'<div class="alert [^"]+" role="\w+">.*?<p>(.*?)</p>', page)
    assert found, page
    return found[1]


def _waiting(client: Client) -> list[str]:
    page = client.get("/phat-hanh/").content.decode()
    listed = page.split('id="ch"')[1].split("</section>")[0]
    return re.findall(r'<li><div><a href="[^"]+">([^<]+)</a>', listed)


def _line(client: Client) -> str:
    page = client.get("/").content.decode()
    found = re.search(r"Chờ phát hành ra cổng</h2>.*?/phat-hanh/\">([^<]+)</a>", page, re.DOTALL)
    return found[1] if found else ""


def test_says_what_waits_publishes_it_and_then_nothing_waits(signed: Sign, chain: Chain, folder: Path) -> None:
    client = signed("secretary")
    assert (_waiting(client), _line(client)) == ([], "")
    assert "cổng còn trống" in client.get("/phat-hanh/").content.decode()
    notice = chain.released()
    expected = [notice.label(), chain.decision.title, chain.item.title, title_of(chain.meeting)]
    assert (_waiting(client), _line(client)) == (expected, "4 chỗ đã đổi sau bản trước")
    said = re.fullmatch(r"Đã phát hành bản 1: dựng (\d+) trang\.", _said(client))
    assert said
    assert int(said[1]) > 5
    assert (folder / "portal" / "current" / "pages" / "index.html").exists()
    assert (_waiting(client), _line(client)) == ([], "")
    assert Release.objects.get().digest[:16] in client.get("/phat-hanh/").content.decode()
    assert _said(client) == "Không có gì đổi: bản 1 vẫn là bản đang có trên cổng."


def test_a_correction_and_a_withdrawal_wait_too(signed: Sign, chain: Chain) -> None:
    client = signed("secretary")
    notice = chain.released()
    _said(client)
    chain.correct()
    assert _waiting(client) == [chain.decision.title]
    assert _said(client).startswith("Đã phát hành bản 2")
    now = Instrument.objects.get(pk=notice.pk)
    instruments.withdraw(
        by=chain.world.secretary, instrument=now.pk, edit=now.edit, reason="Ban hành nhầm", authority="Chủ tịch"
    )
    assert _waiting(client) == [notice.label()]
    assert _said(client).startswith("Đã phát hành bản 3")
    assert _waiting(client) == []


def test_an_act_while_a_release_is_made_still_waits(signed: Sign, chain: Chain, world: World) -> None:
    client = signed("secretary")
    chain.released()
    publish(by=world.secretary, step=lambda name: chain.correct() if name == "pages" else None)
    assert _waiting(client) == [chain.decision.title]
    assert _said(client).startswith("Đã phát hành bản 2")
    assert _waiting(client) == []


def test_what_another_body_released_is_not_told_but_can_be_published(
    signed: Sign, chain: Chain, world: World, client: Client
) -> None:
    chain.released()
    carol = bodies.create_user(by=world.admin, username="carol", post="Thư ký HĐND", password="một câu đủ dài")
    bodies.give_grant(by=world.admin, user=carol.pk, organization=world.council.pk, role="secretary")
    client.force_login(carol)
    for each in (client, signed("quantri")):
        assert (_waiting(each), _line(each)) == ([], "")
    assert _said(signed("quantri")).startswith("Đã phát hành bản 1")


def test_the_menu_names_it_to_those_who_may(signed: Sign) -> None:
    shown = {who: '"/phat-hanh/"' in signed(who).get("/").content.decode() for who in ("secretary", "quantri", "chair")}
    assert shown == {"secretary": True, "quantri": True, "chair": False}


def test_another_publication_under_way(signed: Sign, chain: Chain, folder: Path) -> None:
    chain.released()
    (folder / "portal").mkdir()
    with (folder / "portal" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert _said(signed("secretary")) == "Đang có một lần phát hành khác. Chờ xong rồi thử lại."
    assert not Release.objects.exists()


def test_a_lost_portal_folder(signed: Sign, chain: Chain, folder: Path) -> None:
    chain.released()
    client = signed("secretary")
    _said(client)
    shutil.rmtree(folder / "portal")
    assert _said(client).startswith("Thư mục của cổng đã mất, hoặc không phải bản mà hồ sơ đã ký. Báo quản trị: ")
    assert Release.objects.count() == 1


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "Đĩa đầy, chưa phát hành được."),
        (sqlite3.OperationalError("database or disk is full"), "Đĩa đầy, chưa phát hành được."),
        (PermissionError(errno.EACCES, "Permission denied", "portal"), "Chưa phát hành được. Cổng vẫn như trước."),
        (BundleError("pages/a", "its bytes have another SHA-256", code="other_digest"), "Bản vừa dựng không đúng"),
    ],
)
def test_a_fault_is_said_and_nothing_is_sealed(
    signed: Sign, chain: Chain, monkeypatch: pytest.MonkeyPatch, fault: Exception, words: str
) -> None:
    def fail(**_: Any) -> None:
        raise fault

    monkeypatch.setattr(runs, "publish", fail)
    assert _said(signed("secretary")).startswith(words)
    assert not Release.objects.exists()


def test_the_portal_is_named_where_the_administrator_said_where_it_is(
    signed: Sign, chain: Chain, settings: Any
) -> None:
    chain.released()
    client = signed("secretary")
    _said(client)
    settings.SERVED_PORTAL = "http://127.0.0.1:8001/"
    shown = client.get("/phat-hanh/").content.decode()
    assert "Quản trị ghi ở trang Cổng công khai" in shown
    assert ">http://127.0.0.1:8001/<" not in shown, "where the desk finds its own portal is no address of the public"
    assert 'href="/cong-cong-khai/"' in signed("quantri").get("/phat-hanh/").content.decode()
    for given, named in (("http://localhost:8001/", False), ("https://nghitrinh.example/", True)):
        settings.PORTAL_ADDRESS = given
        assert (f">{given.rstrip('/')}</a>" in client.get("/phat-hanh/").content.decode()) is named


def test_an_administrator_says_where_the_portal_is_and_takes_it_back(signed: Sign, chain: Chain) -> None:
    client = signed("quantri")
    assert signed("secretary").get("/cong-cong-khai/").status_code == 404
    wrong = client.post(
        "/cong-cong-khai/", {"address": "http://127.0.0.1/", "licence": "CC BY 4.0", "licence_link": ""}
    )
    assert wrong.status_code == 422
    page = wrong.content.decode()
    assert "không phải là địa chỉ mà người ngoài mở được" in page
    assert 'value="CC BY 4.0"' in page
    said = {"address": "https://cong.example/", "licence": "CC BY 4.0", "licence_link": "https://giay-phep.example/"}
    assert client.post("/cong-cong-khai/", said).headers["Location"] == "/phat-hanh/"
    assert (the_portal().address, the_portal().licence) == ("https://cong.example", "CC BY 4.0")
    assert 'value="https://cong.example"' in client.get("/cong-cong-khai/").content.decode()
    client.post("/cong-cong-khai/", said | {"address": "", "edit": the_portal().edit})
    assert (the_portal().address, the_portal().licence) == ("", "CC BY 4.0")
