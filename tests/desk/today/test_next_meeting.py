"""The meeting that stands first on somebody's day, and what it asks of each."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.desk.places import paper_under
from tests.record.presence.room import DAY, Sitting, adopt_rule, sitting
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.presence.models import Answer

Sign = Callable[[str], Client]
POSTS = ("Bí thư", "Phó Bí thư", "Trưởng ban", "Ủy viên")


@pytest.fixture
def room(world: World, monkeypatch: pytest.MonkeyPatch) -> Sitting:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-05")
    return sitting(world, *POSTS)


def card(client: Client) -> str:
    """Return the meeting that stands first, as the page has it; "" for none."""
    page = client.get("/").content.decode()
    return page.partition('aria-labelledby="next"')[2].partition("</section>")[0]


def words(client: Client) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", card(client)).split())


def test_it_says_when_and_where_and_how_soon(signed: Sign, room: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    for who in ("secretary", "chair", "member", "reader"):
        assert "Họp sau 3 ngày" in words(signed(who))
        assert "Thứ Sáu 8/10/2021, 08:00" in words(signed(who))
    assert card(signed("bob")) == card(signed("quantri")) == ""
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    assert "Họp hôm nay" in words(signed("member"))
    room.step("meeting.open")
    assert "Đang họp" in words(signed("member"))


def test_it_is_said_once(signed: Sign, room: Sitting) -> None:
    address = f'href="/hoi-nghi/{room.meeting.pk}/"'
    assert signed("member").get("/").content.decode().count(address) == 1


def test_a_member_excuses_themselves_by_a_form_that_knows_it(signed: Sign, room: Sitting) -> None:
    member, asked = signed("member"), room.invitation("Bí thư")
    (excuse,) = re.findall(r'href="([^"]+tra-loi=excused)"', card(member))
    form = member.get(excuse).content.decode()
    assert re.search(r'value="excused"[^>]* checked', form)
    key = form.split('name="form_key" value="')[1].split('"')[0]
    given = {"edit": asked.edit, "answer": "excused", "reason": "Đi công tác", "form_key": key}
    member.post(f"/giay-moi/{asked.pk}/", given)
    assert room.invitation("Bí thư").answer == Answer.EXCUSED
    assert "Đã trả lời: xin vắng." in words(member)
    assert "Tôi sẽ dự" not in card(member)


def test_what_a_link_means_must_be_an_answer(signed: Sign, room: Sitting) -> None:
    page = signed("member").get(f"/giay-moi/{room.invitation('Bí thư').pk}/?tra-loi=có").content.decode()
    assert " checked" not in page


def test_the_chair_and_the_secretary_see_whether_enough_come(world: World, signed: Sign, room: Sitting) -> None:
    adopt_rule(world, quorum=">= 2/3 in_office")
    room.answer("Bí thư", "comes")
    room.answer("Phó Bí thư", "excused", reason="Đi công tác")
    for who in ("chair", "secretary"):
        assert "Mới 1 nhận lời, cần 3 trên 4. 1 xin vắng, 2 chưa trả lời." in words(signed(who))
        assert card(signed(who)).count("<i ") == len(POSTS)
    for who in ("member", "reader"):
        assert "nhận lời" not in words(signed(who))
    room.answer("Trưởng ban", "comes")
    room.answer("Ủy viên", "comes")
    assert "3 đã nhận lời, cần 3 trên 4. 1 xin vắng." in words(signed("chair"))


def test_without_a_rule_nothing_is_said_of_enough(signed: Sign, room: Sitting) -> None:
    room.answer("Bí thư", "comes")
    assert "1 trên 4 thành viên đã nhận lời. 3 chưa trả lời." in words(signed("chair"))


def test_its_unread_papers_stand_with_it_until_they_are_read(world: World, signed: Sign, room: Sitting) -> None:
    item = world.item(room.now(), title="Vùng công nghiệp")
    paper = paper_under(world, item, "Bản một.")
    member = signed("member")
    assert "1 tài liệu chưa đọc" in words(member)
    assert f'href="/tai-lieu/{paper.pk}/"' in card(member)
    member.get(f"/tai-lieu/{paper.pk}/")
    assert "chưa đọc" not in words(member)


def test_a_body_answers_for_itself_and_is_shown_no_page_that_it_may_not_open(
    world: World, signed: Sign, room: Sitting
) -> None:
    ACTS["invitation.invite"](
        by=world.secretary, meeting=room.meeting.pk, edit=room.now().edit, organization=world.department.pk
    )
    officer = signed("officer")
    assert world.department.name in words(officer)
    assert all(officer.get(each).status_code == 200 for each in re.findall(r'href="([^"]+)"', card(officer)))
    assert "Ai dự" not in words(officer)


def test_nothing_that_comes_is_calm(signed: Sign, world: World) -> None:
    assert card(signed("member")) == ""
