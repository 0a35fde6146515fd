"""What an officer of a body that presents or is invited sees of a meeting, over every page, list, search and file."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.record.decided import charge, point
from tests.remembered import remembered
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.meetings.models import AgendaItem, Meeting
from nghitrinh.record.papers.models import Paper
from nghitrinh.record.tasks.models import Task

Sign = Callable[[str], Client]
OWN, OTHERS, CLOSED = "Báo cáo của Ban cán sự", "Việc của cơ quan khác", "Bố trí ông Nguyễn Văn A"
LISTS = ("/", "/hoi-nghi/", "/hoi-nghi/?dang=csv", "/lich/2021/9/", "/tai-lieu/", "/viec/", "/tim/?q=viec", "/tim/?q=o")


def _do(world: World, verb: str, of: Meeting, **given: object) -> None:
    now = Meeting.objects.get(pk=of.pk)
    ACTS[verb](by=world.secretary, meeting=now.pk, edit=now.edit, **given)


def _convened(world: World) -> Meeting:
    planned = world.plan_meeting("Hội nghị thường kỳ")
    for title, level, by in (
        (OTHERS, "public", world.ministry.pk),
        (OWN, "internal", world.department.pk),
        (CLOSED, "restricted", world.department.pk),
    ):
        _do(world, "item.add", planned, title=title, level=level, presenter=by)
    _do(world, "attendance.record", planned, role="member", post="Bí thư Tỉnh ủy")
    _do(world, "attendance.record", planned, role="invited", post="Phó Chủ tịch", organization=world.department.pk)
    given = {"starts_at": planned.starts_at, "place": "Phòng 2", "papers_by": "2021-09-07"}
    _do(world, "meeting.reschedule", planned, **given)
    _do(world, "meeting.convene", planned)
    return Meeting.objects.get(pk=planned.pk)


@pytest.fixture
def meeting(world: World, monkeypatch: pytest.MonkeyPatch) -> Meeting:
    """Return a convened meeting with an item of the department, another body's, and a restricted one of its own."""
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-01")
    return remembered(_convened, world)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_its_part_and_nothing_more(signed: Sign, world: World, meeting: Meeting) -> None:
    officer, own = signed("officer"), AgendaItem.objects.get(title=OWN)
    shown = page(officer, f"/hoi-nghi/{meeting.pk}/")
    for words in (
        "Hội nghị thường kỳ",
        "10/9/2021",
        "Phòng 2",
        OWN,
        "Chậm nhất 7/9/2021",
        "Phó Chủ tịch",
        "1 nội dung hạn chế",
    ):
        assert words in shown, words
    assert f"/noi-dung/{own.pk}/tai-lieu-moi/" in shown
    pages = [shown, page(officer, f"/noi-dung/{own.pk}/"), *(page(officer, each) for each in LISTS)]
    for hidden in (OTHERS, CLOSED, "Bí thư Tỉnh ủy", "/nhat-ky/"):
        assert not [each for each in pages if hidden in each], hidden
    for item in AgendaItem.objects.exclude(pk=own.pk):
        assert officer.get(f"/noi-dung/{item.pk}/").status_code == 404
    for address in (
        f"/hoi-nghi/{meeting.pk}/tai-lieu/",
        f"/hoi-nghi/{meeting.pk}/ket-qua/",
        f"/nhat-ky/meeting/{meeting.pk}/",
    ):
        assert officer.get(address).status_code == 404


def test_lists_count_and_calendar_show_it(signed: Sign, world: World, meeting: Meeting) -> None:
    officer, own = signed("officer"), AgendaItem.objects.get(title=OWN)
    assert "1 nội dung;" in page(officer, "/hoi-nghi/")
    month = page(officer, "/lich/2021/9/")
    assert "Hội nghị thường kỳ" in month
    assert f"Nộp tài liệu: {OWN}" in month
    today = page(officer, "/")
    assert "Tài liệu cơ quan phải trình" in today
    assert "Chậm nhất 7/9/2021" in today
    assert own.title in page(officer, "/tim/?q=ban can su")


def test_it_brings_its_paper_to_its_own_item(signed: Sign, world: World, meeting: Meeting) -> None:
    officer, own = signed("officer"), AgendaItem.objects.get(title=OWN)
    address = f"/noi-dung/{own.pk}/tai-lieu-moi/"
    given = {"submitted_by": world.department.pk, "kind": "report", "title": "Báo cáo", "level": "internal"}
    assert officer.post(address, given).status_code == 302
    assert [each.item for each in Paper.objects.get().consultations.all()] == [own]
    assert "Tài liệu cơ quan phải trình" not in page(officer, "/")
    assert "Báo cáo" in page(officer, f"/noi-dung/{own.pk}/")
    other = AgendaItem.objects.get(title=OTHERS)
    assert officer.get(f"/noi-dung/{other.pk}/tai-lieu-moi/").status_code == 404
    refused = ACTS["paper.register"].asked(
        by=world.officer,
        organization=world.committee.pk,
        submitted_by=world.department.pk,
        title="Chen vào",
        kind="report",
        item=other.pk,
    )
    assert [each.field for each in refused] == ["item"]


def _issued(world: World, meeting: Meeting) -> tuple[Task, Instrument]:
    """Issue a notice of two decisions, one of which charges the department and works with another body on it."""
    _do(world, "meeting.open", meeting, starts_at="2021-09-01T08:00")
    found = []
    for title, text, body in ((OWN, "Hoàn thiện báo cáo", world.department), (OTHERS, "Làm việc khác", world.ministry)):
        item = AgendaItem.objects.get(title=title)
        given = [point(world, text=f"Ý về: {text}", charges=[charge(world, text=text, responsible=body.pk)])]
        made = ACTS["decision.draft"](by=world.secretary, item=item.pk, title=f"Kết luận: {title}", points=given)
        for verb, by in (("decision.review", world.secretary), ("decision.approve", world.chair)):
            now = Decision.objects.get(pk=made.pk)
            ACTS[verb](by=by, decision=now.pk, edit=now.edit)
        found.append(made.pk)
    register = ACTS["register.open"](by=world.secretary, organization=world.committee.pk, symbol="TB/TU")
    given_notice = {"title": "Thông báo", "signer": "Bí thư", "decisions": found, "register": register.pk}
    notice = ACTS["instrument.draft"](by=world.secretary, meeting=meeting.pk, **given_notice)
    for verb, by in (("check", world.secretary), ("record_signature", world.chair), ("issue", world.secretary)):
        now = Instrument.objects.get(pk=notice.pk)
        ACTS[f"instrument.{verb}"](by=by, instrument=now.pk, edit=now.edit)
    return Task.objects.get(responsible=world.department), Instrument.objects.get(pk=notice.pk)


def test_the_charged_body_reads_its_extract_and_no_decision(signed: Sign, world: World, meeting: Meeting) -> None:
    task, notice = _issued(world, meeting)
    officer = signed("officer")
    extract = f"/van-ban/{notice.pk}/trich/{world.department.pk}/"
    for address in (f"/viec/{task.pk}/", f"/hoi-nghi/{meeting.pk}/", f"/noi-dung/{task.decision.item_id}/"):
        shown = page(officer, address)
        assert f"{extract}pdf/" in shown, address
        assert f"{extract}docx/" in shown, address
        assert "/ket-luan/" not in shown, address
        assert OTHERS not in shown, address
    assert officer.get(f"{extract}docx/").status_code == 200
    assert officer.get(f"/van-ban/{notice.pk}/trich/{world.ministry.pk}/docx/").status_code == 404
    assert officer.get(f"/van-ban/{notice.pk}/").status_code == 404
    assert officer.get(f"/ket-luan/{task.decision_id}/").status_code == 404
    secretary = page(signed("secretary"), f"/viec/{task.pk}/")
    assert f"/ket-luan/{task.decision_id}/" in secretary


def test_the_menu_offers_no_list_that_is_always_empty(signed: Sign, world: World) -> None:
    today = page(signed("officer"), "/")
    assert not [each for each in ("/ket-luan/", "/van-ban/", "/bai-viet/", "/nhat-ky/") if f'href="{each}"' in today]
    assert all(f'href="{each}"' in today for each in ("/hoi-nghi/", "/tai-lieu/", "/viec/", "/lich/"))
    bodies.give_grant(by=world.admin, user=world.officer.pk, organization=world.council.pk, role="reader")
    assert 'href="/ket-luan/"' in page(signed("officer"), "/")


def test_a_paper_may_be_wanted_by_the_hour_of_the_meeting(signed: Sign, world: World, meeting: Meeting) -> None:
    given = {"starts_at": meeting.starts_at, "place": ""}
    _do(world, "meeting.reschedule", meeting, **given)
    assert Meeting.objects.get(pk=meeting.pk).papers_by is None
    assert "Trước giờ họp 10/9/2021, 14:00" in page(signed("officer"), f"/hoi-nghi/{meeting.pk}/")
