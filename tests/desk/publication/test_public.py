"""What is published and what is taken back, from the pages where one stands."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.desk.places import paper_under
from tests.desk.sending import is_refused, sent_of
from tests.record.decided import entered
from tests.record.instruments.chain import Chain, make_chain
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.instruments.queries import coming_with
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.models import Journal, Publication
from nghitrinh.record.meetings.models import AgendaItem, Meeting
from nghitrinh.record.papers import acts as papers
from nghitrinh.record.papers.models import Paper
from nghitrinh.record.publications.queries import is_live
from nghitrinh.record.releases import acts as releases
from nghitrinh.record.releases.models import Portal

Sign = Callable[[str], Client]


@pytest.fixture
def chain(world: World, monkeypatch: pytest.MonkeyPatch) -> Chain:
    """Return a chain on a day before the deadline of its charge."""
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-30")
    return make_chain(world)


def _shown(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def _press(client: Client, address: str, **sent: str) -> str:
    page = _shown(client, address)
    edit = re.search(r'name="edit" value="(\d+)"', page)
    given = sent | ({"edit": edit[1]} if edit else {})
    return client.post(address, given, follow=True).content.decode()


def _accepted_paper(world: World, item: AgendaItem) -> Paper:
    paper = paper_under(world, item, "Lời.", level="public")
    return papers.accept(by=world.secretary, paper=paper.pk, edit=paper.edit)


def test_a_past_meeting_is_released_and_withdrawn(signed: Sign, world: World) -> None:
    client = signed("secretary")
    decision = entered(world)
    ACTS["task.assign"](by=world.secretary, decision=decision.pk)
    meeting = Meeting.objects.get(pk=decision.item.meeting_id)
    address, way = f"/hoi-nghi/{meeting.pk}/", f"/cong-bo/meeting/{meeting.pk}/"
    assert way in _shown(client, address)
    assert way not in _shown(signed("chair"), address)
    content = _shown(client, way)
    for name in (meeting.name, decision.item.title, decision.title, "Chỉ đạo hoàn thiện quy hoạch"):
        assert f"<li><div>{name}</div>" in content
    page = _press(client, way)
    assert "Đã công bố hội nghị" in page
    assert "Chờ phát hành" in page
    assert is_live(decision)
    assert way not in page, "nothing new would cross"
    client.post("/phat-hanh/ra-cong/")
    page = _shown(client, address)
    assert ("Đã công bố" in page, "Chờ phát hành" in page) == (True, False)
    back = f"/rut-khoi-cong/meeting/{meeting.pk}/"
    assert back in page
    assert back not in _shown(signed("chair"), address)
    assert f"<li><div>{decision.title}</div>" in _shown(client, back)
    assert "Chờ rút khỏi cổng" in _press(client, back, reason="Nhập nhầm")
    assert not is_live(decision)
    client.post("/phat-hanh/ra-cong/")
    page = _shown(client, address)
    assert ("Đã rút khỏi cổng" in page, way in page, back in page) == (True, False, False)
    assert client.get(back).status_code == 409


def test_what_a_notice_still_carries_is_named_and_stays(signed: Sign, chain: Chain) -> None:
    notice = chain.released()
    client = signed("secretary")
    address = f"/rut-khoi-cong/decision/{chain.decision.pk}/"
    assert address in _shown(client, f"/ket-luan/{chain.decision.pk}/")
    assert f'href="/van-ban/{notice.pk}/">{notice.label()}</a>' in _shown(client, address)
    assert "Trang công khai còn mang nội dung này" in _shown(client, address)
    _press(client, address, reason="Ghi nhầm")
    assert is_live(chain.decision)


def test_the_name_of_a_paper_is_published_and_is_withdrawn(signed: Sign, chain: Chain) -> None:
    client = signed("secretary")
    paper = _accepted_paper(chain.world, chain.item)
    way = f"/cong-bo/paper/{paper.pk}/"
    page = _shown(client, f"/tai-lieu/{paper.pk}/")
    assert way not in page, "its answer is known"
    assert "Tài liệu không thuộc nội dung nào đã công bố" in page
    assert "Tài liệu không thuộc nội dung nào đã công bố" in _shown(client, way)
    chain.released()
    assert way in _shown(client, f"/tai-lieu/{paper.pk}/")
    assert "Đã công bố tên tài liệu" in _press(client, way)
    assert is_live(paper)
    assert "Đã rút" in _press(client, f"/rut-khoi-cong/paper/{paper.pk}/", reason="Nộp nhầm")
    assert not is_live(paper)


def test_a_reason_is_asked_for(signed: Sign, chain: Chain) -> None:
    paper = _accepted_paper(chain.world, chain.item)
    chain.released()
    now = Paper.objects.get(pk=paper.pk)
    releases.release_paper(by=chain.world.secretary, paper=now.pk, edit=now.edit)
    answer = signed("secretary").post(f"/rut-khoi-cong/paper/{paper.pk}/", {"reason": ""})
    assert answer.status_code == 422
    assert is_live(paper)


def test_an_internal_paper_is_not_offered(signed: Sign, chain: Chain) -> None:
    paper = paper_under(chain.world, chain.item, "Lời.", level="internal")
    papers.accept(by=chain.world.secretary, paper=paper.pk, edit=paper.edit)
    assert "/cong-bo/" not in _shown(signed("secretary"), f"/tai-lieu/{paper.pk}/")


def test_who_moves_an_announced_meeting_says_why_and_no_one_else_is_asked(signed: Sign, world: World) -> None:
    client, planned = signed("secretary"), world.plan_meeting()
    world.item(planned, "Quy hoạch vùng công nghiệp")
    address = f"/hoi-nghi/{planned.pk}/doi-lich/"
    assert "reason" not in client.get(address).context["form"].fields
    for verb, given in (("meeting.convene", {"series": world.series.pk}), ("meeting.release", {})):
        edit = Meeting.objects.get(pk=planned.pk).edit
        ACTS[verb](by=world.secretary, meeting=planned.pk, edit=edit, **given)
    form = client.get(address).context["form"]
    sent = {bound.name: bound.value() for bound in form if bound.value() is not None} | {"place": "Phòng họp số 2"}
    refused = client.post(address, sent)
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"reason"})
    assert client.post(address, sent | {"reason": "Phòng cũ đang sửa"}).status_code == 302
    line = Journal.objects.filter(act="meeting.reschedule").latest("seq")
    assert journal.contents_of([line.seq])[line.seq]["reason"] == "Phòng cũ đang sửa"


def test_of_two_administrators_the_second_sees_what_the_first_saved(signed: Sign) -> None:
    one, other, address = signed("quantri"), signed("quantri"), "/cong-cong-khai/"

    def opened(client: Client) -> dict[str, str]:
        return sent_of(client.get(address).content.decode())

    blank, late = opened(one), opened(other)
    assert one.post(address, blank | {"licence": "CC BY 4.0"}).status_code == 302
    refused = other.post(address, late | {"licence": "ODbL"})  # typed where nothing was said yet
    page = refused.content.decode()
    assert (is_refused(refused), Portal.objects.get().licence) == (True, "CC BY 4.0")
    assert "ODbL" in page
    assert other.post(address, sent_of(page)).status_code == 302
    before, stale = opened(one), opened(other)
    assert one.post(address, before | {"licence": "CC0"}).status_code == 302
    answer = other.post(address, stale | {"licence": "ODbL 1.0"})
    page = answer.content.decode()
    assert (is_refused(answer), "CC0" in page, "ODbL 1.0" in page) == (True, True, True)
    assert other.post(address, sent_of(page)).status_code == 302
    assert Portal.objects.get().licence == "ODbL 1.0"


def test_a_notice_says_what_goes_with_it_and_what_stays_behind(signed: Sign, chain: Chain) -> None:
    client, notice, by = signed("secretary"), chain.issued(), chain.world.secretary
    secret = chain.world.item(Meeting.objects.get(pk=chain.meeting.pk), "Nhân sự", level="restricted")
    named = {"public_title": "Công tác cán bộ", "title": secret.title, "level": "restricted"}
    ACTS["item.revise"](by=by, item=secret.pk, edit=secret.edit, **named)
    way = f"/cong-bo/instrument/{notice.pk}/"
    assert way in _shown(client, f"/van-ban/{notice.pk}/")
    page = _shown(client, way)
    for name in (notice.label(), chain.decision.title, chain.meeting.name, chain.item.title):
        assert f"<li><div>{name}" in page
    assert "Hội nghị này chưa công bố: tên, ngày, nơi họp và chương trình" in page
    held = "chưa ra cổng: tên công khai “Công tác cán bộ” chờ người chủ trì duyệt."
    assert held in page
    assert f'href="/noi-dung/{secret.pk}/"' in page
    assert held in _shown(client, f"/cong-bo/meeting/{chain.meeting.pk}/")
    assert "Đã công bố văn bản" in _press(client, way)
    assert all(map(is_live, (notice, chain.decision, chain.meeting, chain.item)))
    assert not is_live(secret)


def test_what_a_notice_page_names_is_what_is_published(chain: Chain) -> None:
    notice = chain.issued()
    named = coming_with(notice)
    ACTS["instrument.release"](by=chain.world.secretary, instrument=notice.pk, edit=notice.edit)
    assert all(map(is_live, named))
    live = {str(each.subject_id) for each in Publication.objects.filter(withdrawn_at=None)}
    assert live == {str(each.pk) for each in named}


def test_a_restricted_notice_is_not_offered_to_the_public_and_says_why(signed: Sign, world: World) -> None:
    chain = make_chain(world, level="restricted")
    notice = chain.issued()
    page = _shown(signed("secretary"), f"/van-ban/{notice.pk}/")
    assert f"/cong-bo/instrument/{notice.pk}/" not in page
    assert "lúc này chưa làm được" in page
    assert "không ở mức công khai, không công bố được" in page
