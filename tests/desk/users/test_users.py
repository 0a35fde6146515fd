"""The pages of users: invited by a letter, let in, blocked, given roles; and the security log for administrators."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, override_settings
from playwright.sync_api import Browser
from tests.desk.looking import sign_in, wrong_in_any_sight
from tests.record.presence.room import appoint
from tests.world import PASSWORD, World

from nghitrinh.desk import security
from nghitrinh.desk.kit.access import walk
from nghitrinh.desk.nouns import ROWS
from nghitrinh.desk.signing import factors
from nghitrinh.desk.users import log_words
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.bodies.models import AccountLink, AccountPost, Grant, Identity
from nghitrinh.record.kernel.canonical import key
from nghitrinh.record.kernel.models import Journal, User

Sign = Callable[[str], Client]
GOOD = "mưa phùn tháng hai"


def form_of(client: Client, address: str) -> dict[str, str]:
    """Return the hidden fields of a form that stands at an address."""
    page = client.get(address).content.decode()
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return dict(hidden) | dict(re.findall(r'name="(edit)" value="([0-9]+)"', page))


def sent(client: Client, address: str, **typed: str) -> Any:
    return client.post(address, form_of(client, address) | typed)


def test_somebody_is_invited_by_a_letter_and_comes_in(signed: Sign, world: World) -> None:
    client = signed("quantri")
    organization = {"organization": str(world.committee.pk), "role": "reader"}
    answer = sent(client, "/nguoi-dung/moi/", username="an.nv", post="Văn thư", days="7", **organization)
    made = User.objects.get(username="an.nv")
    assert answer.headers["Location"] == f"/nguoi-dung/{made.pk}/lien-ket/"
    letter = client.get(answer.headers["Location"]).content.decode()
    address = re.search(r'<code class="secret">http://testserver([^<]+)</code>', letter)[1]  # type: ignore[index]
    assert "<svg" in letter
    assert " style=" not in letter
    secret = address.split("/")[2]
    assert not any(
        secret in each.get_decoded().__repr__() for each in Session.objects.all()
    )  # as a digest or encrypted
    new = Client()
    assert new.post(address, {"password": GOOD, "again": GOOD}).headers["Location"] == "/"
    assert new.get("/").status_code == 200
    assert Grant.objects.get(user=made).role == "reader"


def test_a_member_is_invited_with_role_and_post_in_one_go(signed: Sign, world: World) -> None:
    """Account, role and post are a line of the journal each, and all or none of them."""
    post, last = appoint(world, "Trưởng ban"), Journal.objects.count()
    typed = {"username": "an.nv", "post": "Trưởng ban", "days": "7", "role": "member"}
    typed |= {"organization": str(world.committee.pk), "membership": str(post.pk)}
    assert sent(signed("quantri"), "/nguoi-dung/moi/", **typed).status_code == 302
    assert AccountPost.objects.get(user__username="an.nv").membership == post
    acts = list(Journal.objects.order_by("seq").values_list("act", flat=True)[last:])
    assert acts == ["user.invite", "grant.give", "user.name_holder"]
    page = signed("quantri").get("/nguoi-dung/moi/").content.decode()
    assert str(post.pk) not in page  # it has an account now
    assert signed("quantri").get(f"/nguoi-dung/{world.chair.pk}/chuc-vu/").content.decode().count(str(post.pk)) == 0


@pytest.mark.parametrize("role", ["member", "chair", "secretary"])
def test_a_post_that_nobody_recorded_is_recorded_with_its_account(signed: Sign, world: World, role: str) -> None:
    typed = {"username": "an.nv", "post": "Trưởng ban", "days": "7", "role": role, "new_post": "Trưởng ban Tổ chức"}
    answer = sent(signed("quantri"), "/nguoi-dung/moi/", **typed, organization=str(world.committee.pk))
    assert answer.status_code == 302
    held = AccountPost.objects.get(user__username="an.nv").membership
    assert held is not None
    assert (held.post, held.organization, held.voting) == ("Trưởng ban Tổ chức", world.committee, role != "secretary")


def test_two_answers_about_a_post_or_one_that_another_holds_make_nothing(signed: Sign, world: World) -> None:
    client, post = signed("quantri"), appoint(world, "Bí thư")
    typed = {"username": "an.nv", "post": "Bí thư", "days": "7", "new_post": "Bí thư"}
    sits = {"role": "chair", "organization": str(world.committee.pk)}
    both = sent(client, "/nguoi-dung/moi/", **typed, **sits, membership=str(post.pk)).content.decode()
    assert "không phải cả hai" in both
    assert "Chọn cơ quan của chức vụ mới" in sent(client, "/nguoi-dung/moi/", **typed).content.decode()
    assert 'id="id_new_post_error"' in sent(client, "/nguoi-dung/moi/", **typed, **sits).content.decode()
    assert not User.objects.filter(username="an.nv").exists()


def test_a_second_press_invites_once(signed: Sign, world: World) -> None:
    client = signed("quantri")
    typed = form_of(client, "/nguoi-dung/moi/") | {"username": "an.nv", "post": "Văn thư", "days": "7"}
    first, second = (client.post("/nguoi-dung/moi/", typed) for _number in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert AccountLink.objects.count() == 1


def test_a_taken_name_is_said_at_its_field_and_nothing_is_half_made(signed: Sign, world: World) -> None:
    client = signed("quantri")
    role = {"organization": str(world.committee.pk), "role": "reader"}
    answer = sent(client, "/nguoi-dung/moi/", username="chair", post="Văn thư", days="7", **role)
    assert "Tên chair đã có người dùng" in answer.content.decode()
    answer = sent(client, "/nguoi-dung/moi/", username="an.nv", post="Văn thư", days="7", role="reader")
    assert "Chọn cả cơ quan và vai trò" in answer.content.decode()
    assert not User.objects.filter(username="an.nv").exists()


def test_a_letter_is_shown_some_minutes_and_to_who_made_it(
    signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, address = signed("quantri"), f"/nguoi-dung/{world.reader.pk}/lien-ket/"
    sent(client, f"/nguoi-dung/{world.reader.pk}/cap-lien-ket/", days="1")
    assert client.get(address).status_code == 200
    other = signed("quantri")
    assert other.get(address).status_code == 302
    from nghitrinh.desk.users import inviting  # noqa: PLC0415 - its clock

    now = inviting.time.time()
    monkeypatch.setattr(inviting.time, "time", lambda: now + 601)
    assert client.get(address).status_code == 302


def test_a_link_is_ended_and_a_role_given_and_taken_back(signed: Sign, world: World) -> None:
    client, page = signed("quantri"), f"/nguoi-dung/{world.reader.pk}/"
    sent(client, f"{page}cap-lien-ket/", days="1")
    assert "Liên kết dùng được đến" in client.get(page).content.decode()
    sent(client, f"{page}huy-lien-ket/", reason="Gửi nhầm")
    assert "Liên kết dùng được đến" not in client.get(page).content.decode()
    sent(client, f"{page}giao-vai-tro/", organization=str(world.council.pk), role="member")
    grant = Grant.objects.get(user=world.reader, organization=world.council)
    sent(client, f"/vai-tro/{grant.pk}/thu/", reason="Hết nhiệm kỳ")
    grant.refresh_from_db()
    assert grant.ended_at is not None


def test_somebody_is_blocked_let_in_again_and_renamed(signed: Sign, world: World) -> None:
    client, page = signed("quantri"), f"/nguoi-dung/{world.reader.pk}/"
    sent(client, f"{page}khoa/", reason="Nghỉ")
    assert not User.objects.get(pk=world.reader.pk).is_active
    assert "Mở lại" in client.get(page).content.decode()
    assert "reader" not in client.get("/nguoi-dung/").content.decode()
    assert "reader" in client.get("/nguoi-dung/?trang-thai=khoa").content.decode()
    sent(client, f"{page}mo-lai/", reason="Trở lại")
    sent(client, f"{page}doi-ten/", username="doc", post="Chuyên viên", reason="Gõ nhầm")
    assert User.objects.get(pk=world.reader.pk).username == "doc"
    sent(client, f"{page}dinh-danh/", value="doc@example.vn")
    assert Identity.objects.get().value == "doc@example.vn"
    stale = form_of(client, f"{page}khoa/") | {"edit": "1", "reason": "Nghỉ"}
    assert "Đã có người lưu" in client.post(f"{page}khoa/", stale).content.decode()


def test_a_lost_second_step_is_removed_and_sessions_end(signed: Sign, world: World) -> None:
    mine = Client()
    mine.post("/dang-nhap/", {"username": "reader", "password": PASSWORD})
    factors.add_totp(world.reader, factors.new_totp_secret())
    client, page = signed("quantri"), f"/nguoi-dung/{world.reader.pk}/"
    assert "Gỡ bước xác nhận thứ hai" in client.get(page).content.decode()
    client.post(f"{page}go-buoc-hai/")
    assert factors.Factors(world.reader).steps == []
    assert mine.get("/").status_code == 302
    mine.post("/dang-nhap/", {"username": "reader", "password": PASSWORD})
    client.post(f"{page}cham-dut-phien/")
    assert mine.get("/").status_code == 302
    assert {"factor_removed", "session_ended"} <= {line.event for line in security.latest()}


def test_a_secretary_sees_the_users_of_their_organizations_and_changes_none(signed: Sign, world: World) -> None:
    page = signed("secretary").get("/nguoi-dung/").content.decode()
    assert "reader" in page
    assert "bob" not in page
    assert "Mời người dùng" not in page
    assert signed("secretary").get(f"/nguoi-dung/{world.bob.pk}/").status_code == 404
    theirs = signed("secretary").get(f"/nguoi-dung/{world.reader.pk}/").content.decode()
    assert "Khóa" not in theirs


def test_the_list_costs_the_same_for_few_and_many(
    signed: Sign, world: World, django_assert_max_num_queries: Any
) -> None:
    client = signed("quantri")
    client.get("/nguoi-dung/")
    for number in range(20):
        made = bodies.create_user(by=world.admin, username=f"them{number}", post="Chuyên viên", password=GOOD)
        bodies.give_grant(by=world.admin, user=made.pk, organization=world.committee.pk, role="reader")
    with django_assert_max_num_queries(14):
        assert client.get("/nguoi-dung/").content.decode().count("<tr>") == 28


def test_the_security_log_is_shown_filtered(signed: Sign, world: World) -> None:
    for name, password in (("chair", "sai"), ("chair", PASSWORD), ("reader", "sai")):
        Client().post("/dang-nhap/", {"username": name, "password": password})
    client = signed("quantri")
    assert client.get("/nguoi-dung/nhat-ky-an-ninh/").content.decode().count('<th scope="row">') == 3
    only = client.get("/nguoi-dung/nhat-ky-an-ninh/?su-kien=sign_in_failed&q=chair").context["lines"]
    assert [(line.event, line.user) for line, _more in only] == [("sign_in_failed", "chair")]
    assert security.latest(event="signed_in")[0].user == "chair"


def test_the_security_log_says_pages_objects_and_reasons_in_words(signed: Sign, world: World) -> None:
    """Every address and every noun there is: a new one fails here until the log has words for it."""
    said = {str(pattern.name): log_words.page_words(str(pattern.name)) for _, pattern in walk()}
    assert [name for name, words in said.items() if words.startswith("trang khác") or not words[0].isupper()] == []
    assert said["papers.paper"] == "Tài liệu"
    assert said["meetings.close"].startswith("Hội nghị: ")
    paper = world.paper(world.item(level="restricted"))
    assert log_words.about_words(key(paper)) == f"tài liệu {str(paper.pk)[:8]}"
    assert [each for row in ROWS.values() for each in (row.key, row.kind) if log_words.about_words(each) == each] == []
    signed("bob").get(f"/tai-lieu/{paper.pk}/")
    page = signed("quantri").get("/nguoi-dung/nhat-ky-an-ninh/").content.decode()
    assert f"trang: Tài liệu; về: {str(paper.pk)[:8]}; mã trả lời: 404" in page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_pages_of_users_are_clean(browser: Browser, live_server: Any, home: World) -> None:
    from tests.desk.signing.test_keys import picture  # noqa: PLC0415 - beside the other pictures

    context = browser.new_context()
    page = sign_in(context, live_server.url, "quantri")
    page.goto(f"{live_server.url}/nguoi-dung/{home.reader.pk}/cap-lien-ket/")
    page.get_by_role("button", name="Cấp liên kết đặt mật khẩu").click()
    letter = page.url
    found = f"{live_server.url}/nguoi-dung"
    for address in (letter, f"{found}/", f"{found}/{home.reader.pk}/", f"{found}/moi/", f"{found}/nhat-ky-an-ninh/"):
        page.goto(address)
        picture(page, address.removeprefix(live_server.url).replace(str(home.reader.pk), "x"))
        assert wrong_in_any_sight(page) == [], address
    context.close()


def test_a_letter_gives_no_address_that_opens_on_this_machine_alone(signed: Sign, world: World) -> None:
    """By whichever name the request came; the machine's own name for itself is no address for anybody else."""
    client, page = signed("quantri"), f"/nguoi-dung/{world.reader.pk}/"
    for host, is_given in (
        ("127.0.0.1:8000", False),
        ("localhost", False),
        ("[::1]", False),
        ("nghitrinh.xa.vn", True),
    ):
        with override_settings(ALLOWED_HOSTS=["*"]):
            sent(client, f"{page}cap-lien-ket/", days="1")
            shown = unescape(client.get(f"{page}lien-ket/", headers={"Host": host}).content.decode())
        letter = shown.partition('class="sheet')[2]
        assert (f"http://{host}/dat-mat-khau/" in letter, 'class="qr"' in letter) == (is_given, is_given), host
        assert ("NGHITRINH_HOSTS" in shown) is not is_given
