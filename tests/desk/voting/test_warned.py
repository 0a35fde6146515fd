"""What whoever leads a vote reads before they press: who has no account, who has said nothing, and what that does."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from tests.desk.sending import errors_of, is_refused
from tests.record.presence.room import DAY
from tests.record.voting.hall import POSTS, Hall, hall
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.models import User
from nghitrinh.record.voting.models import Count, Vote

Sign = Callable[[str], Client]
CANNOT = "Có người không bấm được"


@pytest.fixture(autouse=True)
def evening(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    monkeypatch.setattr(clock, "now", lambda: datetime.fromisoformat(f"{DAY}T18:00").replace(tzinfo=ZONE))


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def of(vote: Vote) -> str:
    return f"/bieu-quyet/{vote.pk}/"


def board(made: Hall) -> str:
    return f"/hoi-nghi/{made.sitting.meeting.pk}/dieu-hanh/"


def asked(shown: str, words: str) -> str:
    """Return what is asked under a folded button; nothing where it is pressed at once."""
    folded = [each for each in shown.split('<details class="ask">')[1:] if words in each.partition("</summary>")[0]]
    return folded[0].partition("<p>")[2].partition("</p>")[0] if folded else ""


def names_in(shown: str, words: str) -> set[str]:
    """Return the names that follow some words in a sentence."""
    return set(shown.partition(f"{words}: ")[2].partition(".")[0].split("; "))


def test_who_has_no_account_is_named_where_a_vote_by_name_is_prepared_and_opened(signed: Sign, world: World) -> None:
    made, secretary = hall(world, accounts=False), signed("secretary")
    said = "4 trên 5 người được biểu quyết không có tài khoản để bấm"
    shown = page(secretary, f"/noi-dung/{made.item.pk}/bieu-quyet/")
    assert names_in(shown, said) == set(POSTS[1:])
    assert "hãy chọn giơ tay, hoặc bỏ phiếu giấy" in shown
    vote = made.prepare()
    shown = page(secretary, of(vote))
    assert names_in(shown, said) == set(POSTS[1:])
    assert f"{of(vote)}sua/" in shown
    assert names_in(asked(shown, "Mở biểu quyết"), said) == set(POSTS[1:])
    ACTS["item.begin"](by=world.chair, item=made.item.pk)
    assert said in asked(page(signed("chair"), board(made)), "Mở biểu quyết")
    for user in ("member", "reader"):
        assert CANNOT not in page(signed(user), of(vote))
    made.step("open", vote)
    shown = page(secretary, of(vote))
    assert said in shown
    assert "hủy biểu quyết này, rồi biểu quyết bằng giơ tay" in shown


@pytest.mark.parametrize("form", ["hands", "paper", "consent"])
def test_a_form_that_needs_no_account_is_warned_of_nothing(signed: Sign, world: World, form: str) -> None:
    made = hall(world, accounts=False)
    shown = page(signed("secretary"), of(made.prepare(form)))
    assert CANNOT not in shown
    assert asked(shown, "Mở biểu quyết") == ""


def test_where_all_have_accounts_a_vote_is_opened_in_one_press(signed: Sign, world: World) -> None:
    made, secretary = hall(world), signed("secretary")
    assert CANNOT not in page(secretary, f"/noi-dung/{made.item.pk}/bieu-quyet/")
    shown = page(secretary, of(made.prepare()))
    assert CANNOT not in shown
    assert asked(shown, "Mở biểu quyết") == ""


@pytest.mark.parametrize("ends", ["account", "role"])
def test_an_account_that_may_not_vote_any_more_is_none(signed: Sign, world: World, ends: str) -> None:
    made = hall(world)
    user = User.objects.get(pk=made.accounts["Giám đốc"].pk)
    if ends == "account":
        ACTS["user.disable"](by=world.admin, user=user.pk, edit=user.edit, reason="Nghỉ")
    else:
        ACTS["grant.revoke"](by=world.admin, grant=user.grants.get().pk, reason="Chuyển")
    shown = page(signed("secretary"), of(made.prepare()))
    assert "1 trên 5 người được biểu quyết không có tài khoản để bấm: Giám đốc." in shown


def test_closing_asks_by_name_who_has_not_voted(signed: Sign, world: World) -> None:
    made, secretary = hall(world), signed("secretary")
    vote = made.opened()
    ACTS["item.begin"](by=world.chair, item=made.item.pk)
    for post in POSTS[:2]:
        made.cast(vote, post)
    for shown in (page(secretary, of(vote)), page(signed("chair"), board(made))):
        words = asked(shown, "Đóng biểu quyết")
        assert "Mới 2 trên 5 người đã biểu quyết." in words
        assert names_in(words, "Chưa biểu quyết") == set(POSTS[2:])
        assert "Quy chế tính trên mọi thành viên: ai không có ý kiến cũng như không tán thành." in words
        assert "không mở lại" in words
    shown = page(signed("reader"), of(vote))
    assert "Đã biểu quyết 2 trên 5 người có mặt." in shown
    assert names_in(shown, "Chưa biểu quyết") == set(POSTS[2:])
    for post in POSTS[2:]:
        made.cast(vote, post)
    assert asked(page(secretary, of(vote)), "Đóng biểu quyết") == "Đóng rồi thì kết quả được ghi ngay, không mở lại."


def test_the_room_is_told_a_number_and_no_name_of_who_is_silent(signed: Sign, world: World) -> None:
    made = hall(world)
    vote = made.opened()
    ACTS["item.begin"](by=world.chair, item=made.item.pk)
    made.cast(vote, POSTS[0])
    shown = page(signed("chair"), f"/hoi-nghi/{made.sitting.meeting.pk}/man-hinh/")
    assert "1 trên 5 người có mặt đã biểu quyết" in shown
    assert "Chưa biểu quyết" not in shown


@pytest.mark.parametrize(
    ("majority", "words"),
    [
        ("> 1/2 in_office", "Quy chế tính trên mọi thành viên"),
        ("> 1/2 present", "Quy chế tính trên số người có mặt"),
        ("> 1/2 cast", "Quy chế chỉ tính ý kiến tán thành và không tán thành"),
    ],
)
def test_what_silence_does_is_said_as_the_rule_counts_it(signed: Sign, world: World, majority: str, words: str) -> None:
    made = hall(world, majority=majority)
    vote = made.opened()
    for post in POSTS[:4]:
        made.cast(vote, post)
    assert words in asked(page(signed("secretary"), of(vote)), "Đóng biểu quyết")
    made.step("close", vote)
    assert f"1 người có mặt không bấm. {words}" in page(signed("reader"), of(vote))


def test_a_lost_quorum_is_said_before_closing(signed: Sign, world: World) -> None:
    made = hall(world, present=3)
    vote = made.opened()
    made.leave("Trưởng ban")
    words = asked(page(signed("secretary"), of(vote)), "Đóng biểu quyết")
    assert "Lúc này không đủ số người họp: đóng bây giờ thì không có kết quả." in words


def test_nobody_is_said_not_to_press_before_a_vote_is_opened(signed: Sign, world: World) -> None:
    made = hall(world)
    vote = made.prepare()
    shown = page(signed("reader"), of(vote))
    assert "Không bấm" not in shown
    assert "chưa mở biểu quyết" in shown
    made.step("open", vote)
    assert "Chưa biểu quyết" in page(signed("reader"), of(vote))
    made.step("close", vote)
    assert "Không bấm" in page(signed("reader"), of(vote))


def sent(vote: Vote, *numbers: Any, **given: Any) -> dict[str, Any]:
    sets = {"tallies-TOTAL_FORMS": "1", "tallies-INITIAL_FORMS": "1", "chair": "", "edit": Vote.objects.get().edit}
    names = ("agreeing", "opposing", "abstaining")
    return sets | {f"tallies-0-{name}": value for name, value in zip(names, numbers, strict=True)} | given


def test_hands_that_nobody_showed_are_asked_about_once_and_said_in_the_result(signed: Sign, world: World) -> None:
    made, secretary = hall(world, accounts=False), signed("secretary")
    vote = made.opened("hands")
    address = f"{of(vote)}gio-tay/"
    assert "Có mặt 5 người được biểu quyết." in page(secretary, address)
    first = secretary.post(address, sent(vote, 3, 0, 0), follow=True)
    assert is_refused(first)
    shown = first.content.decode()
    assert "3 lượt giơ tay trên 5 người có mặt được biểu quyết: 2 người không giơ tay." in shown
    assert "ai không có ý kiến cũng như không tán thành" in shown
    assert 'value="3"' in shown
    assert not Count.objects.exists()
    secretary.post(address, sent(vote, 3, 0, 0, silent_seen="on"))
    assert Count.objects.get().tallies.get().agreeing == 3
    words = asked(page(secretary, of(vote)), "Đóng biểu quyết")
    assert "3 lượt giơ tay trên 5 người có mặt được biểu quyết: 2 người không giơ tay." in words
    made.step("close", vote)
    said = "2 người có mặt không giơ tay lần nào. Quy chế tính trên mọi thành viên"
    assert said in page(signed("reader"), of(vote))


def test_when_every_hand_was_shown_nothing_is_asked(signed: Sign, world: World) -> None:
    made, secretary = hall(world, accounts=False), signed("secretary")
    vote = made.opened("hands")
    assert secretary.post(f"{of(vote)}gio-tay/", sent(vote, 3, 1, 1)).status_code == 302
    assert "không giơ tay" not in asked(page(secretary, of(vote)), "Đóng biểu quyết")
    made.step("close", vote)
    assert "không giơ tay lần nào" not in page(secretary, of(vote))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("-1", "Tán thành không thể là -1; cần số nguyên từ 0 trở lên"),
        ("hai", "Tán thành phải là một số nguyên, viết bằng chữ số"),
        ("2,5", "Tán thành phải là một số nguyên, viết bằng chữ số"),
        ("", "Cần điền Tán thành"),
    ],
)
def test_a_number_of_hands_that_is_none_is_refused_by_its_name(
    signed: Sign, world: World, typed: str, words: str
) -> None:
    made = hall(world, accounts=False)
    vote = made.opened("hands")
    answer = signed("secretary").post(f"{of(vote)}gio-tay/", sent(vote, typed, 0, 0), follow=True)
    assert is_refused(answer)
    assert words in str(errors_of(answer.context["form"]))
    assert not Count.objects.exists()
