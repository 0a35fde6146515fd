"""Today, for whoever is looking."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.desk.places import everything, paper_under
from tests.record.decided import approved, open_item, past_item, reviewed
from tests.record.instruments.chain import Chain
from tests.world import World

from nghitrinh.desk.kit.needs import SHOWN
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.instruments import acts as instruments
from nghitrinh.record.meetings.acts import meeting as steps
from nghitrinh.record.meetings.models import Meeting

Sign = Callable[[str], Client]


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the first of November 2021: a day after the deadline of the charge."""
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-11-01")


def _needs(client: Client) -> list[str]:
    page = client.get("/").content.decode()
    return re.findall(r'<h2 id="n\d+">([^<]+)</h2>', page)


def test_says_what_waits_for_each(signed: Sign, world: World) -> None:
    everything(world)
    reviewed(world, open_item(world))
    waiting = _needs(signed("secretary"))
    assert waiting.index("Tài liệu vừa nộp, chờ nhận") < waiting.index("Việc giao đã quá hạn")  # what a meeting lacks
    assert {"Tài liệu vừa nộp, chờ nhận", "Kết luận chưa xong", "Văn bản chờ ban hành", "Bài viết chờ đăng"} <= set(
        _needs(signed("secretary"))
    )
    assert _needs(signed("chair"))[:2] == [
        "Tài khoản của anh chị chưa gắn với chức vụ nào",
        "Kết luận chờ anh chị duyệt",
    ]
    assert _needs(signed("officer")) == ["Xin ý kiến anh chị", "Việc đã quá hạn"]
    assert _needs(signed("bob")) == []
    assert _needs(signed("quantri")) == ["Tài khoản thành viên chưa gắn với chức vụ nào"]


def test_names_the_items_of_a_coming_meeting_that_lack_papers(signed: Sign, world: World) -> None:
    planned = world.plan_meeting()
    steps.reschedule(
        by=world.secretary, meeting=planned.pk, edit=planned.edit, starts_at="2021-11-05T14:00", place="Tầng 2"
    )
    item = world.item(Meeting.objects.get(), title="Đất lúa")
    page = signed("secretary").get("/").content.decode()
    assert "Thứ Sáu 5/11/2021: nội dung thiếu tài liệu" in page
    assert "Hai tuần tới" in page
    paper_under(world, item, "Lời.")
    assert "thiếu tài liệu" not in signed("secretary").get("/").content.decode()
    page = signed("member").get("/").content.decode()
    assert "1 tài liệu chưa đọc" in page.partition('id="next"')[2].partition("</section>")[0]


def test_a_list_that_is_not_whole_says_how_many_are_left_out(signed: Sign, world: World) -> None:
    planned = world.plan_meeting()
    given = {"starts_at": "2021-11-05T14:00", "place": "Tầng 2"}
    steps.reschedule(by=world.secretary, meeting=planned.pk, edit=planned.edit, **given)
    for number in range(SHOWN + 2):
        world.item(Meeting.objects.get(), title=f"Nội dung {number}")
    assert "và 2 nữa" in signed("secretary").get("/").content.decode()


def test_members_and_the_chair_read_what_was_concluded_of_late(signed: Sign, world: World) -> None:
    approved(world, open_item(world))
    words = "Kết luận mới, anh chị chưa đọc"
    shown = [who for who in ("chair", "member", "reader", "secretary") if words in _needs(signed(who))]
    assert shown == ["chair", "member", "reader"]
    restricted = approved(world, open_item(world, level="restricted"))
    assert restricted.title in signed("member").get("/").content.decode()
    assert f"/ket-luan/{restricted.pk}/" not in signed("reader").get("/").content.decode()


def test_marks_what_is_illustrative_on_every_page(signed: Sign, world: World) -> None:
    source = bodies.register_source(
        by=world.secretary, organization=world.committee.pk, kind="illustrative", title="Minh họa của bản thử"
    )
    made = steps.plan(
        by=world.secretary,
        organization=world.committee.pk,
        name="Hội nghị bịa",
        starts_at="2021-11-05T14:00",
        source=source.pk,
    )
    client = signed("secretary")
    for address in ("/", "/hoi-nghi/", f"/hoi-nghi/{made.pk}/", "/lich/2021/11/", "/tim/?q=bia"):
        page = client.get(address).content.decode()
        assert "Hội nghị bịa" in page, address
        assert "minh họa" in page.lower(), address


def test_names_the_steps_from_the_end_of_a_meeting_to_the_public(signed: Sign, world: World) -> None:
    item = open_item(world)
    owed, unissued = "Đã kết thúc, nội dung chưa có kết luận", "Kết luận đã duyệt, chưa soạn thông báo"
    silent = "Văn bản đã ban hành, chưa công bố"
    assert owed not in _needs(signed("secretary"))
    held = Meeting.objects.get(pk=item.meeting_id)
    steps.close(by=world.secretary, meeting=held.pk, edit=held.edit)
    assert owed in _needs(signed("secretary"))
    assert owed not in _needs(signed("chair"))
    decision = approved(world, item)
    assert (owed in _needs(signed("secretary")), unissued in _needs(signed("secretary"))) == (False, True)
    assert f'href="/hoi-nghi/{held.pk}/thong-bao/"' in signed("secretary").get("/").content.decode()
    register = instruments.open_register(by=world.secretary, organization=world.committee.pk, symbol="TB/TU")
    chain = Chain(world, held, item, decision, register)
    notice = chain.issued()
    assert {unissued, silent} & set(_needs(signed("secretary"))) == {silent}
    assert silent not in _needs(signed("chair"))
    instruments.release(by=world.secretary, instrument=notice.pk, edit=notice.edit)
    assert silent not in _needs(signed("secretary"))


def test_nobody_owes_a_decision_of_a_past_meeting(signed: Sign, world: World) -> None:
    past_item(world)
    assert _needs(signed("secretary")) == []


def test_papers_of_what_is_sitting_are_read_before_those_of_what_comes(signed: Sign, world: World) -> None:
    sitting = open_item(world)
    paper_under(world, sitting, "Bản một.")
    for day, name in ((1, "Hội nghị sớm"), (28, "Hội nghị sau")):  # planned before it on the calendar, and after it
        world.plan_meeting(name, day=day)
    page = signed("member").get("/").content.decode()
    assert "Không có việc nào chờ anh chị" not in page
    assert "Tờ trình quy hoạch vùng" in page
