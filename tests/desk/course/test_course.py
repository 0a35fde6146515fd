"""In the room on the desk: the tablet's presses, the member's page, the screen; and what a reader never learns."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.desk.buttons import Attributes, PageForm, forms_of
from tests.record.presence.room import DAY, appoint, tie
from tests.record.voting.hall import Hall, hall
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.course.models import Hearing, Note, Speech
from nghitrinh.record.course.queries import heard_now
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.voting.models import Vote

Sign = Callable[[str], Client]


@pytest.fixture(autouse=True)
def hours(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """Put the clock to a time of the day of the meeting, which a test moves on."""
    now = [datetime.fromisoformat(f"{DAY}T09:00").replace(tzinfo=ZONE)]
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    monkeypatch.setattr(clock, "now", lambda: now[0])
    return now


@pytest.fixture
def made(world: World) -> Hall:
    """A meeting under way whose members' accounts sign in by the names of the world."""
    found = hall(world)
    world.users |= {user.username: user for user in found.accounts.values()}
    return found


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def press(client: Client, address: str, **given: Any) -> str:
    answer = client.post(address, given, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def board(made: Hall) -> str:
    return f"/hoi-nghi/{made.sitting.meeting.pk}/dieu-hanh/"


def live(made: Hall) -> str:
    return f"/hoi-nghi/{made.sitting.meeting.pk}/dang-hop/"


def screen(made: Hall) -> str:
    return f"/hoi-nghi/{made.sitting.meeting.pk}/man-hinh/"


def test_the_chair_leads_an_item_from_the_tablet(signed: Sign, made: Hall, hours: list[datetime]) -> None:
    chair, item = signed("chair"), f"/noi-dung/{made.item.pk}"
    assert "Chưa bàn nội dung nào" in page(chair, board(made))
    assert "Bắt đầu: Vùng công nghiệp động lực." in press(chair, f"{item}/ban/")
    hours[0] += timedelta(minutes=12, seconds=5)
    shown = page(chair, board(made))
    assert "Đang bàn: nội dung 1" in shown
    assert ">12:05</span>" in shown
    said = press(chair, f"{item}/ghi/", attendance=made.there["Trưởng ban"].pk, text="Rà soát ranh giới")
    assert "<b>Trưởng ban:</b> Rà soát ranh giới" in said
    assert "Đã ghi mức kết luận: Cơ bản nhất trí." in press(
        chair, f"{item}/muc-ket-luan/", outcome="agreed_in_principle"
    )
    assert "Đã dừng bàn." in press(chair, f"{item}/dung/")
    assert "Đang nghỉ giữa hai nội dung" in page(chair, board(made))
    assert Note.objects.count() == 2


def test_who_speaks_is_called_from_the_list_and_timed(signed: Sign, made: Hall, hours: list[datetime]) -> None:
    chair, member, item = signed("chair"), signed("m0"), f"/noi-dung/{made.item.pk}"
    assert "Xin phát biểu" not in page(member, live(made))
    press(chair, f"{item}/ban/")
    assert "Xin phát biểu" in page(member, live(made))
    shown = press(member, f"{item}/xin-phat-bieu/", kind="question")
    assert "đang chờ mời" in shown
    assert "(chất vấn)" in shown
    asked = Speech.objects.get()
    shown = press(chair, f"/phat-bieu/{asked.pk}/moi/")
    assert "Mời Phó Bí thư." in shown
    hours[0] += timedelta(minutes=3)
    assert "Mời anh chị phát biểu." in page(member, live(made))
    assert "Đã phát biểu: Phó Bí thư (3:00)." in press(chair, f"/phat-bieu/{asked.pk}/xong/").replace("\n", " ")
    press(chair, f"{item}/phat-bieu-ho/", attendance=made.there["Giám đốc"].pk, kind="speak")
    press(member, f"{item}/xin-phat-bieu/", kind="speak")
    own = Speech.objects.get(attendance__post="Phó Bí thư", called_at=None)
    assert "Đã thôi đăng ký." in press(member, f"/phat-bieu/{own.pk}/thoi/")
    other = Speech.objects.get(attendance__post="Giám đốc")
    assert signed("m0").post(f"/phat-bieu/{other.pk}/thoi/").status_code == 404
    assert "Giám đốc thôi phát biểu." in press(chair, f"/phat-bieu/{other.pk}/bo/")


def test_whoever_did_not_check_in_is_led_there_first(signed: Sign, made: Hall) -> None:
    made.leave("Phó Bí thư")
    press(signed("chair"), f"/noi-dung/{made.item.pk}/ban/")
    shown = page(signed("m0"), live(made))
    assert "Xin phát biểu" not in shown
    assert "Hồ sơ ghi anh chị đã về." in shown
    refused = press(signed("m0"), f"/noi-dung/{made.item.pk}/xin-phat-bieu/", kind="speak")
    assert "Chưa ghi người này đang có mặt: Phó Bí thư" in refused


def test_a_vote_is_opened_said_in_and_closed_without_leaving_the_room(signed: Sign, made: Hall) -> None:
    chair, vote = signed("chair"), made.prepare()
    press(chair, f"/noi-dung/{made.item.pk}/ban/")
    address = f"/bieu-quyet/{vote.pk}/tai-phong/"

    def do(what: str) -> str:
        return press(chair, address, act=what, edit=Vote.objects.get(pk=vote.pk).edit)

    assert "Đã mở biểu quyết." in do("vote.open")
    member = page(signed("m0"), live(made))
    assert member.count("/y-kien/") == 3
    for post in ("Phó Bí thư", "Trưởng ban", "Giám đốc"):
        made.cast(vote, post)
    assert "3 trên 5 người có mặt đã biểu quyết" in page(chair, board(made))
    assert "Được thông qua" not in page(chair, screen(made))
    assert "Đã đóng biểu quyết." in do("vote.close")
    for shown in (page(chair, board(made)), page(signed("reader"), live(made))):
        assert "Được thông qua" in shown
        assert "3/5 tán thành" in shown
    on_screen = page(chair, screen(made))
    assert "Được thông qua" in on_screen
    assert "3/5 tán thành" not in on_screen  # the rule tells nobody but the body
    assert chair.post(address, {"act": "vote.cancel"}).status_code == 404


def test_the_screen_shows_the_numbers_where_the_rule_tells_them(signed: Sign, world: World) -> None:
    made = hall(world, public_votes="counts")
    vote = made.opened()
    press(signed("chair"), f"/noi-dung/{made.item.pk}/ban/")
    made.cast(vote, "Phó Bí thư")
    made.step("close", vote)
    assert "1/5 tán thành" in page(signed("chair"), screen(made))


def test_an_open_vote_leads_from_the_course_to_its_page_and_back(signed: Sign, made: Hall) -> None:
    """Whichever item it is on: members are waited for there too, and stay on the page where they voted."""
    vote, member, held = made.opened(), signed("m0"), made.sitting.posts["Phó Bí thư"].pk
    shown = page(member, live(made))
    assert f'href="/bieu-quyet/{vote.pk}/"' in shown
    address = f"/bieu-quyet/{vote.pk}/y-kien/{held}/?ve=dang-hop"
    assert shown.count(f'action="{address}"') == 3
    answer = member.post(address, {"option": "agrees"})
    assert answer.headers["Location"] == live(made)
    assert "Đã ghi: tán thành." in page(member, live(made)).partition('id="toi"')[2]
    of_vote = page(member, f"/bieu-quyet/{vote.pk}/")
    assert f'href="{live(made)}"' in of_vote
    assert board(made) not in of_vote
    assert f'href="{board(made)}"' in page(signed("chair"), f"/bieu-quyet/{vote.pk}/")
    assert "0 trên" not in page(signed("chair"), screen(made))
    assert "1 trên 5 người có mặt đã biểu quyết" in page(signed("chair"), screen(made))
    made.step("close", vote)
    assert f"/bieu-quyet/{vote.pk}/" not in page(member, live(made))  # of an item that is not heard


def test_a_chair_with_a_seat_votes_on_the_tablet(signed: Sign, made: Hall) -> None:
    chair = made.world.chair
    post = appoint(made.world, "Ủy viên chủ trì")
    tie(made.world, chair, post)
    made.sitting.step("attendance.record", role="member", post=post.post, membership=post.pk)
    vote = made.opened()
    address = f"/bieu-quyet/{vote.pk}/y-kien/{post.pk}/?ve=dieu-hanh"
    assert page(signed("chair"), board(made)).count(f'action="{address}"') == 3
    assert "/y-kien/" not in page(signed("secretary"), board(made))
    answer = signed("chair").post(address, {"option": "opposes"})
    assert answer.headers["Location"] == board(made)
    shown = page(signed("chair"), board(made))
    assert "Đã ghi: không tán thành." in shown
    assert "/y-kien/" not in shown
    hands = made.opened("hands")
    assert f"/bieu-quyet/{hands.pk}/y-kien/" not in page(signed("chair"), board(made))


SECRET = ("Nhân sự kín", "Lời kín", "Phát biểu kín")


def _hidden(made: Hall) -> Any:
    """Let a restricted item be heard, with a line, and somebody who speaks under a name that stands nowhere else."""
    now = made.sitting.now()
    item = made.world.item(now, SECRET[0], level="restricted")
    guest = made.sitting.step("attendance.record", role="invited", post=SECRET[2])
    ACTS["item.begin"](by=made.world.chair, item=item.pk)
    ACTS["note.add"](by=made.world.chair, item=item.pk, text=SECRET[1])
    speech = ACTS["speech.ask_for"](by=made.world.chair, item=item.pk, attendance=guest.pk)
    ACTS["speech.call"](by=made.world.chair, speech=speech.pk)
    return item


def _said_of(text: str) -> list[str]:
    return [each for each in SECRET if each in text]


def test_of_a_restricted_item_neither_reader_nor_room_has_a_word(signed: Sign, made: Hall) -> None:
    item = _hidden(made)
    assert _said_of(page(signed("chair"), board(made))) == list(SECRET)
    for shown in (page(signed("reader"), live(made)), page(signed("chair"), screen(made))):
        assert _said_of(shown) == []
        assert "Nội dung kín" in shown
    ACTS["item.approve_public_title"](by=made.world.chair, item=item.pk, edit=item.edit, public_title="Công tác cán bộ")
    assert "Công tác cán bộ" in page(signed("reader"), live(made))
    for address in ("ghi/", "phat-bieu-ho/", "ban/"):
        assert signed("reader").get(f"/noi-dung/{item.pk}/{address}").status_code in (404, 405)
    assert signed("bob").get(live(made)).status_code == 404


def test_afterwards_the_course_is_read_and_corrected(signed: Sign, made: Hall, hours: list[datetime]) -> None:
    secretary = signed("secretary")
    ACTS["item.begin"](by=made.world.chair, item=made.item.pk)
    line = ACTS["note.add"](by=made.world.chair, item=made.item.pk, text="Rà lại")
    hours[0] += timedelta(minutes=20)
    made.sitting.step("meeting.close")
    assert secretary.get(board(made)).status_code == 409
    shown = page(secretary, live(made))
    assert "Diễn biến" in shown
    assert "09:00–09:20" in shown
    fixed = press(secretary, f"/ghi-nhanh/{line.pk}/sua/", text="Rà soát lại", reason="Ghi thiếu chữ", edit=line.edit)
    assert "Rà soát lại" in fixed
    hearing = Hearing.objects.get()
    times = {"began_at": "08/10/2021 09:05", "ended_at": "08/10/2021 09:20"}
    fixed = press(secretary, f"/gio-ban/{hearing.pk}/sua/", **times, reason="Bắt đầu muộn", edit=hearing.edit)
    assert "09:05–09:20" in fixed
    assert "đã bàn 15:00" in fixed
    assert "Sửa giờ" not in page(signed("reader"), live(made))
    assert Meeting.objects.get(pk=made.sitting.meeting.pk).state == "closed"


def test_the_first_page_leads_to_the_meeting_under_way(signed: Sign, made: Hall) -> None:
    press(signed("chair"), f"/noi-dung/{made.item.pk}/ban/")
    assert f'href="{live(made)}"' in page(signed("m0"), "/")
    assert "Đang bàn: Vùng công nghiệp động lực" in page(signed("m0"), "/")
    assert live(made) not in page(signed("bob"), "/")
    _hidden(made)
    assert _said_of(page(signed("reader"), "/")) == []
    made.sitting.step("meeting.close")
    assert live(made) not in page(signed("m0"), "/")


def test_the_draft_of_the_decision_is_offered_the_chairs_word(signed: Sign, made: Hall, hours: list[datetime]) -> None:
    secretary, address = signed("secretary"), f"/noi-dung/{made.item.pk}/ket-luan/"
    assert " selected>Cơ bản nhất trí" not in page(secretary, address)
    ACTS["item.begin"](by=made.world.chair, item=made.item.pk)
    ACTS["note.add"](by=made.world.chair, item=made.item.pk, outcome="noted")
    hours[0] += timedelta(minutes=1)
    ACTS["note.add"](by=made.world.chair, item=made.item.pk, outcome="agreed_in_principle")
    assert " selected>Cơ bản nhất trí" in page(secretary, address)


def _course(made: Hall, hours: list[datetime]) -> Vote:
    """Hear an item with a speech, a question, a line and a vote; put a second one off; let somebody wait in vain."""
    secretary, later = made.world.secretary, made.world.item(made.sitting.meeting, "Chỉ tiêu đất lúa")
    secret = made.world.item(made.sitting.meeting, "Điều động đồng chí X", level="restricted")

    def pass_minutes(minutes: int) -> None:
        hours[0] += timedelta(minutes=minutes)

    def ask_for(item: Any, post: str, kind: str = "speak") -> Speech:
        given = {"item": item.pk, "attendance": made.there[post].pk, "kind": kind}
        found: Speech = ACTS["speech.ask_for"](by=secretary, **given)
        return found

    ACTS["item.begin"](by=secretary, item=made.item.pk)
    pass_minutes(5)
    ACTS["speech.call"](by=secretary, speech=ask_for(made.item, "Giám đốc").pk)
    pass_minutes(4)
    ACTS["speech.call"](by=secretary, speech=ask_for(made.item, "Chủ tịch", "question").pk)
    pass_minutes(2)
    ACTS["note.add"](by=secretary, item=made.item.pk, text="Rà lại diện tích", attendance=made.there["Giám đốc"].pk)
    vote = made.opened("named")
    pass_minutes(3)
    for post in ("Bí thư", "Phó Bí thư", "Chủ tịch"):
        made.cast(vote, post)
    made.step("close", vote)
    pass_minutes(1)
    ACTS["item.begin"](by=secretary, item=secret.pk)
    ask_for(secret, "Trưởng ban")
    pass_minutes(1)
    ACTS["item.begin"](by=secretary, item=later.pk)
    ask_for(later, "Phó Bí thư")
    pass_minutes(1)
    ACTS["note.add"](by=secretary, item=later.pk, outcome="deferred")
    pass_minutes(1)
    for post in ("Chủ tịch", "Giám đốc", "Trưởng ban"):
        made.leave(post)
    pass_minutes(10)
    now = made.sitting.now()
    ACTS["meeting.close"](by=secretary, meeting=now.pk, edit=now.edit)
    return vote


def _in_order(text: str, *words: str) -> list[int]:
    return [text.find(each) for each in words]


def test_after_the_meeting_its_whole_course_stands_in_order_with_hours(
    signed: Sign, made: Hall, hours: list[datetime]
) -> None:
    vote = _course(made, hours)
    text = page(signed("secretary"), live(made))
    places = _in_order(
        text,
        "Khai mạc",
        "Bắt đầu: 1. Vùng công nghiệp động lực",
        "<b>Giám đốc</b> phát biểu",
        "<b>Chủ tịch</b> chất vấn",
        "Rà lại diện tích",
        "Mở biểu quyết: Thông qua vùng công nghiệp?",
        "3/5 tán thành, cần 3",
        "Dừng bàn nội dung 1",
        "Bắt đầu: 3. Điều động đồng chí X",
        "Bắt đầu: 2. Chỉ tiêu đất lúa",
        "<b>Phó Bí thư</b> đăng ký phát biểu, không phát biểu",
        "Người chủ trì để lại kỳ sau",
        "còn 2 người, không còn đủ số người họp",
        "Kết thúc hội nghị",
    )
    assert -1 not in places
    assert places == sorted(places)
    assert '<span class="num">09:05</span>' in text
    assert f"/bieu-quyet/{vote.pk}/" in text


def test_the_course_of_a_restricted_item_is_nobodys_who_may_not_see_it(
    signed: Sign, made: Hall, hours: list[datetime]
) -> None:
    _course(made, hours)
    text = page(signed("reader"), live(made))
    assert "Bắt đầu: 1. Vùng công nghiệp động lực" in text
    assert "đồng chí X" not in text
    assert "<b>Trưởng ban</b>" not in text


def test_a_vote_that_is_open_still_stays_before_whoever_leads_when_its_item_is_left(signed: Sign, made: Hall) -> None:
    ACTS["item.begin"](by=made.world.secretary, item=made.item.pk)
    made.opened("named")
    ACTS["item.leave"](by=made.world.secretary, item=made.item.pk)
    for who, address in (("secretary", board(made)), ("member", live(made))):
        text = page(signed(who), address)
        assert "đã dừng bàn, biểu quyết chưa đóng" in text
        assert "Thông qua vùng công nghiệp?" in text
    assert "Đóng biểu quyết" in page(signed("secretary"), board(made))


def _tablet(text: str) -> PageForm | None:
    return next((each for each in forms_of(text) if each.attributes.get("id") == "ghi"), None)


def test_what_is_half_typed_comes_back_whatever_button_of_the_tablet_is_pressed(signed: Sign, made: Hall) -> None:
    chair, secretary = signed("chair"), made.world.secretary
    made.world.item(made.sitting.meeting, "Chỉ tiêu đất lúa")
    ACTS["item.begin"](by=secretary, item=made.item.pk)
    for post in ("Giám đốc", "Chủ tịch"):
        ACTS["speech.ask_for"](by=secretary, item=made.item.pk, attendance=made.there[post].pk)
    made.prepare("named")
    assert '<form class="press"' not in page(chair, board(made)).partition("<main")[2]
    typed = {"text": "Đề nghị rà lại ranh giới", "attendance": str(made.there["Giám đốc"].pk)}
    pressed: set[tuple[str, str]] = set()
    while True:
        now = heard_now(made.sitting.meeting.pk)
        if now is None or now.item_id != made.item.pk:  # it was left, or another is heard: the line waits
            ACTS["item.begin"](by=secretary, item=made.item.pk)
        form = _tablet(page(chair, board(made)))
        assert form
        assert form.value("text") == (typed["text"] if pressed else ""), pressed
        todo = [each for each in form.buttons if each.get("formaction") and _what(each) not in pressed]
        if not todo:
            break
        pressed.add(_what(todo[0]))
        named = {str(todo[0]["name"]): todo[0]["value"]} if todo[0].get("name") else {}
        press(chair, str(todo[0]["formaction"]), **typed, **named)
    assert {what for what, _value in pressed} == {"dung", "ban", "moi", "bo", "xong", "muc-ket-luan", "tai-phong"}
    assert Note.objects.filter(text=typed["text"]).count() == 0
    other = _tablet(page(signed("secretary"), board(made)))
    assert other
    assert other.value("text") == ""  # another's line is nobody's
    written = _tablet(press(chair, f"/noi-dung/{made.item.pk}/ghi/", **typed))
    assert Note.objects.get(text=typed["text"]).attendance == made.there["Giám đốc"]
    assert written
    assert written.value("text") == ""


def test_enter_in_the_line_writes_it(signed: Sign, made: Hall) -> None:
    ACTS["item.begin"](by=made.world.secretary, item=made.item.pk)
    shown = page(signed("chair"), board(made))
    first = re.findall(r'<button[^>]*form="ghi"[^>]*>', shown)[0]  # what a browser presses for Enter
    assert "formaction" not in first


def _what(button: Attributes) -> tuple[str, str]:
    address = str(button["formaction"]).partition("?")[0]
    return address.rstrip("/").rpartition("/")[2], str(button.get("value") or "")
