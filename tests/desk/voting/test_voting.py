"""A vote on the desk: prepared by the secretary, one press for a member, counted, and its result in words."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from tests.desk.sending import errors_of, is_refused
from tests.record.presence.room import DAY
from tests.record.voting.hall import Hall, hall
from tests.world import World

from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.voting.models import Ballot, Candidate, Count, Reservation, Tally, Vote

Sign = Callable[[str], Client]


@pytest.fixture(autouse=True)
def evening(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    monkeypatch.setattr(clock, "now", lambda: datetime.fromisoformat(f"{DAY}T18:00").replace(tzinfo=ZONE))


def made_in(world: World, **rule: Any) -> Hall:
    """Open a meeting whose members' accounts sign in by the names of the world."""
    made = hall(world, **rule)
    world.users |= {user.username: user for user in made.accounts.values()}
    return made


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def press(client: Client, vote: Vote, what: str, **given: Any) -> str:
    """Press a button of a vote's page and return where it led."""
    edit = Vote.objects.get(pk=vote.pk).edit
    answer = client.post(f"/bieu-quyet/{vote.pk}/{what}/", {"edit": edit, **given}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_secretary_prepares_opens_and_closes_and_the_result_is_said_in_words(signed: Sign, world: World) -> None:
    made, secretary = made_in(world), signed("secretary")
    item = f"/noi-dung/{made.item.pk}/"
    assert "Chuẩn bị biểu quyết" in page(secretary, item)
    asked = {"question": "Thông qua quy hoạch vùng?", "form": "named", "kind": "ordinary", "version": ""}
    sets = {"candidates-TOTAL_FORMS": "2", "candidates-INITIAL_FORMS": "0"}
    answer = secretary.post(f"{item}bieu-quyet/", asked | sets)
    vote = Vote.objects.get()
    assert answer.headers["Location"].endswith(f"/bieu-quyet/{vote.pk}/")
    shown = page(secretary, f"/bieu-quyet/{vote.pk}/")
    assert "Cần quá 1/2 thành viên đương nhiệm tán thành" in shown
    assert "Lúc này: 5 trên 5, cần 3." in shown
    assert "Đã mở biểu quyết." in press(secretary, vote, "mo")
    for post in ("Phó Bí thư", "Trưởng ban", "Giám đốc"):
        made.cast(vote, post)
    shown = page(secretary, f"/bieu-quyet/{vote.pk}/")
    assert "Đã biểu quyết 3 trên 5 người có mặt." in shown
    assert "Được thông qua" not in shown
    shown = press(secretary, vote, "dong")
    assert "Được thông qua" in shown
    assert "3/5 tán thành, cần 3" in shown
    assert shown.count('<i class="in') == 3
    assert 'data-need="cần 3"' in shown
    for address in (item, f"/hoi-nghi/{made.sitting.meeting.pk}/bieu-quyet/"):
        assert "3/5 tán thành, cần 3" in page(signed("reader"), address)


def test_a_member_votes_from_the_first_page_in_one_press(signed: Sign, world: World) -> None:
    made, member = made_in(world), signed("m0")
    vote = made.opened()
    first = page(member, "/")
    assert "Đang biểu quyết, chờ anh chị" in first
    address = f"/bieu-quyet/{vote.pk}/y-kien/{made.sitting.posts['Phó Bí thư'].pk}/"
    for shown in (first, page(member, f"/bieu-quyet/{vote.pk}/")):  # three answers, and none drawn as the one to give
        forms = [each for each in shown.split("<form")[1:] if f'action="{address}"' in each]
        assert (len(forms), sum("btn--act" in each.partition("</form>")[0] for each in forms)) == (3, 0)
    answer = member.post(address, {"option": "opposes"}, follow=True)
    assert "Đã ghi: không tán thành." in answer.content.decode()
    assert Ballot.objects.get().option == "opposes"
    assert "Đang biểu quyết, chờ anh chị" not in page(member, "/")
    again = member.post(address, {"option": "agrees"}, follow=True).content.decode()
    assert "Đã biểu quyết rồi: Không tán thành" in again
    assert Ballot.objects.get().option == "opposes"


def test_what_was_said_is_shown_when_the_vote_is_closed_and_not_before(signed: Sign, world: World) -> None:
    made = made_in(world)
    vote = made.opened()
    made.cast(vote, "Bí thư", "opposes")
    for user in ("secretary", "chair", "m0", "reader"):
        shown = page(signed(user), f"/bieu-quyet/{vote.pk}/")
        assert "Đã biểu quyết</span>" in shown
        assert "cross" not in shown.partition('aria-labelledby="ai"')[2].partition("</section>")[0]
    made.step("close", vote)
    assert "Không tán thành</span>" in page(signed("reader"), f"/bieu-quyet/{vote.pk}/")


def test_a_change_is_offered_where_the_rule_lets(signed: Sign, world: World) -> None:
    made, member = made_in(world, vote_changes="yes"), signed("m0")
    vote = made.opened()
    made.cast(vote, "Phó Bí thư")
    shown = page(member, f"/bieu-quyet/{vote.pk}/")
    assert "Đổi được đến khi đóng biểu quyết." in shown
    assert shown.count("/y-kien/") == 3


def test_who_has_no_seat_or_is_away_is_offered_no_press(signed: Sign, world: World) -> None:
    made = made_in(world, present=3)
    vote = made.opened()
    for user in ("secretary", "chair", "reader", "m3"):
        assert "/y-kien/" not in page(signed(user), f"/bieu-quyet/{vote.pk}/")
        assert "Đang biểu quyết, chờ anh chị" not in page(signed(user), "/")
    held = made.sitting.posts["Chủ tịch"].pk
    answer = signed("m3").post(f"/bieu-quyet/{vote.pk}/y-kien/{held}/", {"option": "agrees"}, follow=True)
    assert "Chưa ghi là có mặt" in answer.content.decode()
    assert not Ballot.objects.exists()


def test_without_a_quorum_the_button_says_why(signed: Sign, world: World) -> None:
    made, secretary = made_in(world, present=2), signed("secretary")
    vote = made.prepare()
    assert "Không đủ số người họp." in page(secretary, f"/bieu-quyet/{vote.pk}/")
    shown = press(secretary, vote, "mo")
    assert "Không đủ số người họp để biểu quyết: có mặt 2, cần 3 trên 5" in shown


def test_hands_are_counted_on_a_form(signed: Sign, world: World) -> None:
    made, secretary = made_in(world), signed("secretary")
    vote = made.opened("hands")
    address = f"/bieu-quyet/{vote.pk}/gio-tay/"
    page(secretary, address)
    given = _numbers(3, 2, 0) | {"chair": "", "edit": Vote.objects.get().edit}
    wrong = secretary.post(address, given | {"tallies-0-agreeing": "4"}, follow=True)
    assert is_refused(wrong)
    assert "nhiều hơn số người có mặt" in str(errors_of(wrong.context["form"]))
    shown = secretary.post(address, given, follow=True).content.decode()
    assert "Đã ghi số đếm." in shown
    assert "3/5 tán thành, cần 3" in press(secretary, vote, "dong")


def _numbers(*rows: int) -> dict[str, Any]:
    sets = {"tallies-TOTAL_FORMS": "1", "tallies-INITIAL_FORMS": "1"}
    names = ("agreeing", "opposing", "abstaining")
    return sets | {f"tallies-0-{name}": value for name, value in zip(names, rows, strict=True)}


def test_two_tellers_count_ballots_and_see_both_numbers_where_they_differ(signed: Sign, world: World) -> None:
    made, first, second = made_in(world), signed("secretary"), signed("m1")
    person = {"kind": "personnel", "candidates": [{"post": "Giám đốc sở", "name": "Lê Văn Cường"}]}
    vote = made.opened("paper", **person)
    hidden = {"tallies-0-candidate": str(Candidate.objects.get().pk)}
    sheet = {"issued": 5, "returned": 5, "valid": 5, "spoilt": 0} | hidden
    base = f"/bieu-quyet/{vote.pk}/"
    assert "Lê Văn Cường" in page(first, f"{base}kiem-phieu/")
    edit = Vote.objects.get().edit
    first.post(f"{base}kiem-phieu/", sheet | _numbers(4, 1, 0) | {"edit": edit, "remarks": ""})
    assert Tally.objects.get().agreeing == 4
    shown = page(second, base)
    assert "số của người thứ nhất chưa hiện" in shown
    assert "4 tán thành" not in shown
    assert "kiem-phieu-lan-hai" in shown
    assert "kiem-phieu-lan-hai" not in page(first, base)
    edit = Vote.objects.get().edit
    wrong = second.post(f"{base}kiem-phieu-lan-hai/", sheet | _numbers(3, 2, 0) | {"edit": edit}, follow=True)
    said = str(errors_of(wrong.context["form"]))
    assert "anh chị đếm 3, người kiểm phiếu thứ nhất đếm 4" in said
    second.post(f"{base}kiem-phieu-lan-hai/", sheet | _numbers(4, 1, 0) | {"edit": edit})
    assert Count.objects.get().second_teller is not None
    shown = press(first, vote, "dong")
    assert "Biên bản kiểm phiếu" in shown
    assert "4/5 tán thành, cần 3" in shown
    assert signed("reader").get(base).status_code == 404  # it is about a person


def test_consent_is_one_press_of_who_leads(signed: Sign, world: World) -> None:
    made, chair = made_in(world), signed("chair")
    vote = made.opened("consent")
    shown = press(chair, vote, "khong-co-y-kien-khac")
    assert "Không ai có ý kiến khác." in shown
    assert "5/5 tán thành, cần 3" in shown
    assert signed("m0").post(f"/bieu-quyet/{vote.pk}/dong/", {"edit": 1}).status_code == 404


def test_a_member_reserves_their_view_on_a_form(signed: Sign, world: World) -> None:
    made, member = made_in(world, reservation="yes"), signed("m0")
    vote = made.opened("consent")
    made.step("note_consent", vote)
    address = f"/bieu-quyet/{vote.pk}/bao-luu/"
    assert address in page(member, f"/bieu-quyet/{vote.pk}/")
    assert "Bí thư" in page(signed("secretary"), address)
    held = made.sitting.posts["Phó Bí thư"].pk
    given = {"membership": held, "text": "Chưa đủ căn cứ về vốn.", "edit": Vote.objects.get().edit}
    shown = member.post(address, given, follow=True).content.decode()
    assert "Chưa đủ căn cứ về vốn." in shown
    assert Reservation.objects.get().post == "Phó Bí thư"
    assert address not in page(member, f"/bieu-quyet/{vote.pk}/")


def test_a_lost_quorum_is_said_instead_of_a_result(signed: Sign, world: World) -> None:
    made = made_in(world, present=3)
    vote = made.opened()
    for post in ("Bí thư", "Phó Bí thư", "Trưởng ban"):
        made.cast(vote, post)
    made.leave("Trưởng ban")
    shown = press(signed("secretary"), vote, "dong")
    assert "Không có kết quả, vì không đủ số người họp" in shown
    assert "Lúc mở: 3 trên 5, cần 3." in shown
    assert "Lúc đóng: 2." in shown
