"""A meeting from plan to close by forms alone: no script runs here."""

import os
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from tests.desk.sending import errors_of, is_refused, send, sent_of
from tests.record.decided import drafted, open_item
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import clock, guard, journal
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.meetings.acts import series
from nghitrinh.record.meetings.models import AgendaItem, Meeting

Sign = Callable[[str], Client]


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the day and the hour of the meeting planned here, whatever hour the tests run at."""
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-08")
    began = datetime(2021, 10, 8, 14, 0, tzinfo=ZONE)
    monkeypatch.setattr(clock, "now", lambda: datetime.combine(clock.today(), began.timetz()))
    monkeypatch.setattr(clock, "today", lambda: date.fromisoformat(os.environ["NGHITRINH_TODAY"]))


def _revision(page: str) -> str:
    found = re.search(r'name="edit" value="(\d+)"', page)
    assert found is not None
    return found[1]


CHAIR = {"guests-0-post": "Bí thư Tỉnh ủy", "guests-0-role": "chair"}


def _planned(world: World, **changes: Any) -> dict[str, Any]:
    return {
        "organization": world.committee.pk,
        "name": "Hội nghị tháng Mười",
        "kind": "hội nghị",
        "form": "room",
        "starts_at": "2021-10-08T14:00",
        "place": "Phòng họp tầng 2",
        "level": "public",
    } | changes


def _plan(client: Client, world: World, **changes: Any) -> Meeting:
    answer = send(client, "/hoi-nghi/moi/", **_planned(world, **changes))
    meeting = Meeting.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/hoi-nghi/{meeting.pk}/")
    return meeting


def test_walks_a_meeting_from_plan_to_close(signed: Sign, world: World) -> None:
    client = signed("secretary")
    meeting = _plan(client, world)
    at = f"/hoi-nghi/{meeting.pk}/"
    for title in ("Đất lúa", "Vùng công nghiệp"):
        assert send(client, f"{at}them-noi-dung/", title=title, level="internal").status_code == 302
    moved = {"name": "Hội nghị giữa tháng Mười", "starts_at": "2021-10-08T08:30", "place": "Tầng 3"}
    assert send(client, f"{at}doi-lich/", **moved).status_code == 302
    assert send(client, f"{at}trieu-tap/", series=world.series.pk).status_code == 302
    assert "Hội nghị lần thứ 1 giữa tháng Mười" in client.get(at).content.decode()
    second = AgendaItem.objects.get(title="Vùng công nghiệp")
    client.post(f"/noi-dung/{second.pk}/chuyen/", {"edit": second.edit, "position": 1})
    assert [item.title for item in meeting.items.order_by("position")] == ["Vùng công nghiệp", "Đất lúa"]
    meeting.refresh_from_db()
    client.post(f"{at}khai-mac/", {"edit": meeting.edit})
    assert send(client, f"{at}diem-danh/", **CHAIR).status_code == 302
    assert send(client, f"{at}ket-thuc/").status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.place) == ("closed", "Tầng 3")
    assert "Chủ trì: Bí thư Tỉnh ủy" in client.get(at).content.decode()
    assert journal.verify() == []


def test_a_meeting_of_a_later_day_opens_only_when_asked_and_answered(signed: Sign, world: World) -> None:
    client = signed("secretary")
    meeting = _plan(client, world, starts_at="2021-10-09T14:00")
    at = f"/hoi-nghi/{meeting.pk}/"
    send(client, f"{at}trieu-tap/", series=world.series.pk)
    assert f'<a class="btn" href="{at}khai-mac/">Khai mạc</a>' in client.get(at).content.decode()
    pressed = client.post(f"{at}khai-mac/", {"edit": 2})
    assert (pressed.status_code, pressed.headers["Location"]) == (302, f"{at}khai-mac/")
    asked = client.get(f"{at}khai-mac/").content.decode()
    assert "Hội nghị hẹn 9/10/2021, 14:00, bây giờ là 8/10/2021, 14:00." in asked
    meeting.refresh_from_db()
    assert meeting.state == "convened"
    kept = send(client, f"{at}khai-mac/", starts_at="2021-10-09T14:00")
    assert (is_refused(kept), "Ngày 9/10/2021 chưa đến" in kept.content.decode()) == (True, True)
    assert send(client, f"{at}khai-mac/", starts_at="2021-10-08T15:00").status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.day) == ("open", date(2021, 10, 8))


def test_no_meeting_is_planned_on_a_day_that_has_passed(signed: Sign, world: World) -> None:
    answer = send(signed("secretary"), "/hoi-nghi/moi/", **_planned(world, starts_at="2021-10-07T23:59"))
    assert (is_refused(answer), Meeting.objects.exists()) == (True, False)
    assert "Ngày này đã qua" in answer.context["form"].errors["starts_at"][0]


def test_convening_says_which_number_is_about_to_be_given(signed: Sign, world: World) -> None:
    series.declare_gap(by=world.secretary, series=world.series.pk, number=1, reason="bỏ số")
    meeting = _plan(signed("secretary"), world)
    page = signed("secretary").get(f"/hoi-nghi/{meeting.pk}/trieu-tap/").content.decode()
    assert "Hội nghị Ban Thường vụ (Ban Thường vụ Tỉnh ủy, khóa XVII): số sẽ cấp 2</option>" in page


def test_closed_means_closed(signed: Sign, world: World) -> None:
    client = signed("secretary")
    meeting = _plan(client, world)
    send(client, f"/hoi-nghi/{meeting.pk}/huy/", reason="hoãn")
    answer = client.get(f"/hoi-nghi/{meeting.pk}/doi-lich/")
    assert answer.status_code == 409
    assert "lúc này chưa làm được, vì đang ở bước “Đã hủy”" in answer.content.decode()


def _past(world: World) -> dict[str, Any]:
    """Return what the form of a past meeting says of a page that tells of the 36th one."""
    return {
        "organization": world.committee.pk,
        "name": "Hội nghị cũ",
        "kind": "hội nghị",
        "held_on": "2021-09-10",
        "level": "public",
        "series": world.series.pk,
        "number": "36",
        "source_kind": "page",
        "source_title": "Trang cũ",
    }


def test_a_refusal_stands_at_its_field_in_vietnamese(signed: Sign, world: World) -> None:
    answer = send(
        signed("secretary"),
        "/hoi-nghi/da-hop/",
        **_past(world),
    )
    page = answer.content.decode()
    assert is_refused(answer)
    assert "Số lấy từ nguồn cần nêu lý do" in page
    assert page.index("Số lấy từ nguồn cần nêu lý do", page.index('for="id_number_reason"')) > 0
    assert 'value="Hội nghị cũ"' in page
    assert not Meeting.objects.exists()


def test_enters_a_past_meeting_with_what_the_source_says(signed: Sign, world: World) -> None:
    answer = send(
        signed("secretary"),
        "/hoi-nghi/da-hop/",
        **_past(world),
        number_reason="lời văn ghi 36",
        chairs="Bí thư Tỉnh ủy",
        **{
            "items-0-title": "Đất lúa",
            "items-0-level": "public",
            "items-1-title": "Cán bộ",
            "items-1-level": "restricted",
        },
    )
    assert answer.status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.has_time, meeting.convenings.get().number) == ("closed", False, 36)
    assert [(item.title, item.level) for item in meeting.items.order_by("position")] == [
        ("Đất lúa", "public"),
        ("Cán bộ", "restricted"),
    ]
    assert [each.post for each in meeting.attendances.all()] == ["Bí thư Tỉnh ủy"]


def test_two_editors_see_both_texts_and_lose_nothing(signed: Sign, world: World) -> None:
    mine, theirs = signed("secretary"), signed("secretary")
    item = world.item()
    address = f"/noi-dung/{item.pk}/sua/"
    opened = _revision(mine.get(address).content.decode())
    send(theirs, address, title="Lời của người kia", level="public", minutes="30")
    typed = {"title": "Lời của tôi", "level": "public", "minutes": "45"}
    conflict = mine.post(address, {"edit": opened, **typed})
    page = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Lời của người kia" in page
    assert "Lời của tôi" in page
    assert 'value="45"' in page
    assert AgendaItem.objects.get().title == "Lời của người kia"
    saved = mine.post(address, {"edit": _revision(page), **typed})
    assert saved.status_code == 302
    assert AgendaItem.objects.get().title == "Lời của tôi"


def test_a_conflict_shows_only_what_differs_and_says_it_in_words_of_here(signed: Sign, world: World) -> None:
    meeting = world.plan_meeting()
    typed = {"edit": 0, "name": meeting.name, "starts_at": "2021-09-10T14:00", "place": "Tầng 5"}
    page = signed("secretary").post(f"/hoi-nghi/{meeting.pk}/doi-lich/", typed).content.decode()
    assert 'id="theirs-place"' in page
    assert 'id="theirs-starts_at"' not in page
    moved = {**typed, "starts_at": "2021-09-10T15:00"}
    page = signed("secretary").post(f"/hoi-nghi/{meeting.pk}/doi-lich/", moved).content.decode()
    assert "10/9/2021, 14:00</textarea>" in page


def test_a_stale_button_shows_what_the_record_has_now(signed: Sign, world: World) -> None:
    item = world.item()
    client = signed("secretary")
    answer = client.post(f"/noi-dung/{item.pk}/chuyen/", {"edit": 0, "position": 1})
    assert answer.status_code == 409
    assert item.title in answer.content.decode()


def test_past_day_and_broken_values_are_named(signed: Sign, world: World) -> None:
    answer = send(
        signed("secretary"), "/hoi-nghi/moi/", organization=world.committee.pk, name="", starts_at="ngày mai", level="x"
    )
    assert is_refused(answer)
    page = answer.content.decode()
    assert page.count('aria-invalid="true"') >= 4


def test_the_decisions_of_a_meeting_begin_with_its_items(signed: Sign, world: World) -> None:
    item = open_item(world)
    other = world.item(Meeting.objects.get(pk=item.meeting_id), title="Đất lúa")
    drafted(world, item, title="Kết luận về vùng")
    draft = f'href="/noi-dung/{other.pk}/ket-luan/"'
    page = signed("secretary").get(f"/hoi-nghi/{item.meeting_id}/ket-qua/").content.decode()
    assert page.index("Kết luận về vùng</a>") < page.index("Đất lúa</a>") < page.index(draft)
    assert f"/noi-dung/{item.pk}/ket-luan/" not in page
    read = signed("member").get(f"/hoi-nghi/{item.meeting_id}/ket-qua/").content.decode()
    assert ("Đất lúa</a>" in read, draft in read) == (True, False)


@pytest.mark.parametrize("tab", ["", "tai-lieu/", "ket-qua/"])
def test_what_may_be_done_next_stands_on_every_tab(signed: Sign, world: World, tab: str) -> None:
    item = open_item(world)
    at = f"/hoi-nghi/{item.meeting_id}/"
    send(signed("secretary"), f"{at}diem-danh/", **CHAIR)
    page = signed("secretary").get(f"{at}{tab}").content.decode()
    assert f'href="{at}ket-thuc/"' in page
    assert "Chủ trì: Bí thư Tỉnh ủy" in page


def test_the_page_that_closes_names_what_is_not_done(signed: Sign, world: World) -> None:
    item = open_item(world)
    world.item(Meeting.objects.get(pk=item.meeting_id), title="Đất lúa")
    at = f"/hoi-nghi/{item.meeting_id}/"
    page = signed("secretary").get(f"{at}ket-thuc/").content.decode()
    assert ("Chưa ghi ai dự" in page, "2 nội dung chưa có kết luận" in page) == (True, True)
    assert (item.title in page, "2. Đất lúa" in page) == (True, True)
    drafted(world, item)
    send(signed("secretary"), f"{at}diem-danh/", **CHAIR)
    page = signed("secretary").get(f"{at}ket-thuc/").content.decode()
    assert ("Đã ghi điểm danh 1 người" in page, "1 nội dung chưa có kết luận" in page) == (True, True)
    assert item.title not in page


def test_attendance_is_corrected_after_the_close(signed: Sign, world: World) -> None:
    client, item = signed("secretary"), open_item(world)
    at = f"/hoi-nghi/{item.meeting_id}/"
    send(client, f"{at}diem-danh/", **CHAIR)
    send(client, f"{at}ket-thuc/")
    assert "Đính chính điểm danh</a>" in client.get(at).content.decode()
    assert is_refused(send(client, f"{at}diem-danh/", **{"posts-0-role": "member"}))
    nothing = send(client, f"{at}diem-danh/", **{"posts-0-role": "chair", "reason": "Theo biên bản"})
    assert (is_refused(nothing), "Chưa sửa gì" in nothing.content.decode()) == (True, True)
    guest = {"guests-0-post": "Giám đốc Sở", "guests-0-role": "invited"}
    assert send(client, f"{at}diem-danh/", **guest, reason="Theo biên bản").status_code == 302
    assert dict(item.meeting.attendances.values_list("post", "role")) == {
        "Bí thư Tỉnh ủy": "chair",
        "Giám đốc Sở": "invited",
    }


def test_a_past_meeting_is_attended_by_who_held_the_posts_then(signed: Sign, world: World) -> None:
    for post, starts_on in (("Bí thư", "2020-10-01"), ("Phó Bí thư", "2021-10-01")):
        ACTS["membership.appoint"](by=world.secretary, organization=world.committee.pk, post=post, starts_on=starts_on)
    meeting = world.plan_meeting(day=10)
    page = signed("secretary").get(f"/hoi-nghi/{meeting.pk}/diem-danh/").content.decode()
    assert ("Bí thư" in page, "Phó Bí thư" in page) == (True, False)


def test_a_row_of_the_attendance_stays_with_its_post_when_the_posts_change_meanwhile(
    signed: Sign, world: World
) -> None:
    held = [
        ACTS["membership.appoint"](
            by=world.secretary, organization=world.committee.pk, post=post, starts_on=date(2020, 10, 1)
        )
        for post in ("Bí thư", "Phó Bí thư")
    ]
    client, item = signed("secretary"), open_item(world)
    address = f"/hoi-nghi/{item.meeting_id}/diem-danh/"
    typed = sent_of(client.get(address).content.decode())
    with guard.opened("test"):
        type(held[0]).objects.filter(pk=held[0].pk).update(ends_on=date(2021, 1, 1))
    assert client.post(address, typed | {"posts-1-role": "chair"}).status_code == 302
    attended = item.meeting.attendances.values_list("post", "role", "membership")
    assert list(attended) == [("Phó Bí thư", "chair", held[1].pk)]


def test_more_guests_are_added_and_a_refusal_stands_at_the_guest(signed: Sign, world: World) -> None:
    client, item = signed("secretary"), open_item(world)
    address = f"/hoi-nghi/{item.meeting_id}/diem-danh/"
    page = send(client, address, add="guests", **{"guests-0-name": "Trần B"})
    assert (page.status_code, len(page.context["form"].sets["guests"])) == (200, 4)
    asked = client.post(address, sent_of(page.content.decode()) | {"guests-1-post": "Giám đốc Sở"})
    assert errors_of(asked.context["form"]) == {"guests-0-post": ["Ghi chức vụ trước, tên sau"]}
    assert "Người khác 1, Chức vụ khác: Ghi chức vụ trước" in asked.content.decode()
    whole = sent_of(asked.content.decode()) | {"guests-0-post": "Phó Giám đốc Sở\x00", "guests-0-name": ""}
    assert is_refused(client.post(address, whole))
    assert client.post(address, whole | {"guests-0-post": "Phó Giám đốc Sở"}).status_code == 302
    assert set(item.meeting.attendances.values_list("post", flat=True)) == {"Phó Giám đốc Sở", "Giám đốc Sở"}


def _posts(world: World, *names: str) -> None:
    for post in names:
        given = {"organization": world.committee.pk, "post": post, "starts_on": "2020-10-01"}
        ACTS["membership.appoint"](by=world.secretary, **given)


def test_all_who_are_not_away_are_present_in_one_press(signed: Sign, world: World) -> None:
    _posts(world, "Bí thư", "Phó Bí thư", "Ủy viên 1", "Ủy viên 2")
    client, item = signed("secretary"), open_item(world)
    at = f"/hoi-nghi/{item.meeting_id}/"
    typed = sent_of(client.get(f"{at}diem-danh/").content.decode())
    typed |= {"posts-0-role": "chair", "posts-2-role": "excused", "posts-2-absence": "Đi công tác", "all_present": "1"}
    typed |= {"guests-0-post": "Giám đốc Sở", "guests-0-organization": str(world.ministry.pk)}
    assert client.post(f"{at}diem-danh/", typed | {"guests-2-post": "Chánh Văn phòng"}).status_code == 302
    found = {each.post: (each.role, each.absence) for each in item.meeting.attendances.all()}
    assert found == {
        "Bí thư": ("chair", ""),
        "Phó Bí thư": ("member", ""),
        "Ủy viên 1": ("excused", "Đi công tác"),
        "Ủy viên 2": ("member", ""),
        "Giám đốc Sở": ("invited", ""),
        "Chánh Văn phòng": ("invited", ""),
    }
    assert item.meeting.attendances.get(post="Giám đốc Sở").organization == world.ministry
    page = client.get(at).content.decode()
    for words in ("Có mặt 3/4", "1 vắng có lý do", "2 được mời", "Đi công tác"):
        assert words in page, words


ALL = {"all_present": "1"}


def _attended(client: Client, world: World, **typed: str) -> tuple[dict[str, str], str]:
    """Press "all present" over what was typed; return who is there as what, and the page after it."""
    meeting = open_item(world).meeting
    answer = send(client, f"/hoi-nghi/{meeting.pk}/diem-danh/", **ALL | typed)
    assert answer.status_code == 302
    roles = dict(meeting.attendances.values_list("post", "role"))
    return roles, client.get(answer.headers["Location"]).content.decode()


def test_the_head_of_the_body_chairs_when_all_are_present(signed: Sign, world: World) -> None:
    _posts(world, "Phó Bí thư", "Bí thư Tỉnh ủy", "Ủy viên")
    given = {"organization": world.committee.pk, "post": "Chánh Văn phòng", "voting": False, "starts_on": "2020-10-01"}
    ACTS["membership.appoint"](by=world.secretary, **given)
    roles, page = _attended(signed("secretary"), world)
    assert roles == {
        "Phó Bí thư": "member",
        "Bí thư Tỉnh ủy": "chair",
        "Ủy viên": "member",
        "Chánh Văn phòng": "invited",
    }
    assert "Chủ trì: Bí thư Tỉnh ủy" in page
    assert "Chưa ghi ai chủ trì" not in page


@pytest.mark.parametrize(
    "typed", [{"posts-1-role": "chair"}, {"guests-0-post": "Chủ tịch nước", "guests-0-role": "chair"}]
)
def test_who_was_chosen_chairs_and_the_head_does_not(signed: Sign, world: World, typed: dict[str, str]) -> None:
    _posts(world, "Bí thư", "Phó Bí thư")
    roles, _page = _attended(signed("secretary"), world, **typed)
    assert (roles["Bí thư"], list(roles.values()).count("chair")) == ("member", 1)


def test_the_post_whose_account_chairs_is_taken_where_no_post_is_the_heads(signed: Sign, world: World) -> None:
    _posts(world, "Ủy viên", "Chức vụ chair")  # the post of the world's chair
    roles, _page = _attended(signed("secretary"), world)
    assert roles == {"Ủy viên": "member", "Chức vụ chair": "chair"}


@pytest.mark.parametrize(
    ("posts", "typed"), [(("Bí thư", "Ủy viên"), {"posts-0-role": "excused"}), (("Bí thư", "Bí thư Tỉnh ủy"), {})]
)
def test_a_meeting_that_nobody_chairs_says_so(
    signed: Sign, world: World, posts: tuple[str, ...], typed: dict[str, str]
) -> None:
    """The head is away, or two hold the head's post: nobody is taken for the chair without a word."""
    _posts(world, *posts)
    client = signed("secretary")
    roles, page = _attended(client, world, **typed)
    assert "chair" not in roles.values()
    assert "Chưa ghi ai chủ trì: chọn" in page
    meeting = Meeting.objects.get()
    assert "Chưa ghi ai chủ trì: thông báo" in client.get(f"/hoi-nghi/{meeting.pk}/ket-thuc/").content.decode()
    assert "Chưa ghi ai chủ trì." in client.get(f"/hoi-nghi/{meeting.pk}/").content.decode()


def test_opening_says_that_nobody_chairs(signed: Sign, world: World) -> None:
    client = signed("secretary")
    meeting = _plan(client, world)
    at = f"/hoi-nghi/{meeting.pk}/"
    send(client, f"{at}trieu-tap/")
    opened = client.post(f"{at}khai-mac/", {"edit": _revision(client.get(at).content.decode())}, follow=True)
    page = opened.content.decode()
    assert "Hội nghị đã khai mạc." in page
    assert "Chưa ghi ai chủ trì: chọn" in page


def test_a_reason_of_absence_is_refused_at_whoever_came_and_corrected_by_itself(signed: Sign, world: World) -> None:
    _posts(world, "Bí thư")
    client, item = signed("secretary"), open_item(world)
    address = f"/hoi-nghi/{item.meeting_id}/diem-danh/"
    came = {"posts-0-role": "member", "posts-0-absence": "Ốm"}
    refused = client.post(address, sent_of(client.get(address).content.decode()) | came)
    assert errors_of(refused.context["form"]).keys() == {"posts-0-absence"}
    for why in ("Ốm", "Đi công tác"):
        typed = sent_of(client.get(address).content.decode())
        assert client.post(address, typed | {"posts-0-role": "absent", "posts-0-absence": why}).status_code == 302
        assert item.meeting.attendances.get().absence == why


def test_guests_of_whom_nothing_is_said_are_folded_but_the_next_one(signed: Sign, world: World) -> None:
    """On a phone six fields of each stand one below the other; who has words, or is to be mended, is open."""
    client = signed("secretary")
    address = f"/hoi-nghi/{open_item(world).meeting_id}/diem-danh/"

    def folded(page: str) -> list[str]:
        return re.findall(r"<details class=\"part fold\"><summary>(.+?)</summary>", page)

    assert folded(client.get(address).content.decode()) == ["Người khác 2", "Người khác 3"]
    refused = send(client, address, **{"guests-0-name": "Trần B", "guests-2-name": "Lê C"})
    assert is_refused(refused)
    assert folded(refused.content.decode()) == []
    added = send(client, address, add="guests", **{"guests-0-name": "Trần B"})
    assert folded(added.content.decode()) == ["Người khác 3", "Người khác 4"]
