"""The second step, one's own sessions and password, links, and waiting after wrong guesses."""

import json
import re
import stat
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.world import PASSWORD, World

from nghitrinh.cli.accounts import main_second_step
from nghitrinh.desk import security
from nghitrinh.desk.models import Guesses, SignIn
from nghitrinh.desk.signing import factors, throttle
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.models import User
from nghitrinh.safekeeping import export
from nghitrinh.safekeeping.tables import kept_tables

Sign = Callable[[str], Client]
GOOD = "mưa phùn tháng hai"


def sign_in(username: str = "secretary", password: str = PASSWORD, **more: Any) -> tuple[Client, Any]:
    client = Client(**more)
    return client, client.post("/dang-nhap/", {"username": username, "password": password})


def events() -> list[tuple[str, str]]:
    return [(line.event, line.user) for line in reversed(security.latest())]


def code_of(secret: str, *, steps: int = 0) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + steps))


def with_totp(user: User) -> str:
    secret = factors.new_totp_secret()
    factors.add_totp(user, secret)
    return secret


def test_a_second_step_is_asked_before_the_session_begins(world: World) -> None:
    secret = with_totp(world.secretary)
    client, answer = sign_in()
    assert answer.headers["Location"] == "/dang-nhap/buoc-hai/"
    assert client.get("/").status_code == 302
    assert client.post("/dang-nhap/buoc-hai/", {"code": "000000"}).status_code == 422
    assert client.get("/").status_code == 302
    assert client.post("/dang-nhap/buoc-hai/", {"code": code_of(secret)}).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    assert SignIn.objects.get().method == "password+totp"
    again, _ = sign_in()
    assert again.post("/dang-nhap/buoc-hai/", {"code": code_of(secret)}).status_code == 422  # a code is taken once
    assert events() == [("factor_failed", "secretary"), ("signed_in", "secretary"), ("factor_failed", "secretary")]


def test_a_code_is_taken_once_whatever_process_is_asked(world: World) -> None:
    code = code_of(with_totp(world.secretary))
    assert factors.takes_code(world.secretary, code) == "totp"
    cache.clear()  # each process has its own
    assert factors.takes_code(world.secretary, code) == ""


def test_recovery_codes_stand_in_once_each(world: World) -> None:
    with_totp(world.secretary)
    codes = factors.new_codes(world.secretary)
    client, _ = sign_in()
    assert client.post("/dang-nhap/buoc-hai/", {"code": codes[3]}).status_code == 302
    assert factors.Factors(world.secretary).codes_left == 9
    client, _ = sign_in()
    assert client.post("/dang-nhap/buoc-hai/", {"code": codes[3]}).status_code == 422


def test_the_second_step_ends_with_its_time_and_with_a_change_of_the_account(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = with_totp(world.secretary)
    client, _ = sign_in()
    ACTS["user.set_password"](by=world.admin, user=world.secretary.pk, password=GOOD)
    assert client.post("/dang-nhap/buoc-hai/", {"code": code_of(secret)}).headers["Location"] == "/dang-nhap/"
    client, _ = sign_in(password=GOOD)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 700)
    assert client.get("/dang-nhap/buoc-hai/").headers["Location"] == "/dang-nhap/"


def test_secrets_of_second_steps_lie_encrypted_and_leave_with_no_export(
    world: World, settings: Any, tmp_path: Path
) -> None:
    secret = with_totp(world.secretary)
    codes = factors.new_codes(world.secretary)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        kept = str(cursor.fetchall())
    assert secret not in kept
    assert all(code not in kept for code in codes)
    assert Authenticator in kept_tables()  # a backup brings them back
    export(tmp_path / "all.jsonl")
    exported = (tmp_path / "all.jsonl").read_text("utf-8")
    assert "mfa_authenticator" in exported
    assert kept.split('secret": "')[1][:40] not in exported
    settings.SECRET_KEY = "another home's"
    assert factors.takes_code(world.secretary, code_of(secret)) == ""
    assert factors.Factors(world.secretary).codes_left == 0
    _, answer = sign_in()
    assert answer.headers["Location"] == "/dang-nhap/buoc-hai/"  # nobody comes in without it


def test_an_application_is_added_with_the_password_and_a_code(signed: Sign, world: World) -> None:
    client = signed("secretary")
    page = client.get("/tai-khoan/ung-dung/").content.decode()
    secret = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page)[1].replace(" ", "")  # type: ignore[index]
    assert "<svg" in page
    assert all(secret not in str(each.get_decoded()) for each in Session.objects.all())
    wrong = client.post("/tai-khoan/ung-dung/", {"old": "sai", "code": "123456"})
    assert wrong.status_code == 422
    assert not Authenticator.objects.exists()
    answer = client.post("/tai-khoan/ung-dung/", {"old": PASSWORD, "code": code_of(secret)}, follow=True)
    shown = answer.content.decode()
    assert shown.count('<li><code class="secret">') == 10
    assert client.get("/tai-khoan/").content.decode().count('<li><code class="secret">') == 0  # shown once
    _, entered = sign_in()
    assert entered.headers["Location"] == "/dang-nhap/buoc-hai/"
    row = Authenticator.objects.get(type="totp")
    assert client.post(f"/tai-khoan/go/{row.pk}/", {"old": "sai"}).status_code == 422
    assert client.post(f"/tai-khoan/go/{row.pk}/", {"old": PASSWORD}).status_code == 302
    assert not Authenticator.objects.exists()  # the codes went with it
    assert {"factor_added", "codes_shown", "factor_removed"} <= {event for event, _ in events()}


def test_nobody_takes_a_step_of_anothers_away(signed: Sign, world: World) -> None:
    with_totp(world.chair)
    row = Authenticator.objects.get()
    assert signed("secretary").post(f"/tai-khoan/go/{row.pk}/", {"old": PASSWORD}).status_code == 302
    assert Authenticator.objects.filter(pk=row.pk).exists()


def test_who_needs_a_second_step_sees_nothing_else_before_there_is_one(world: World, settings: Any) -> None:
    settings.SECOND_FACTOR = frozenset({"secretary", "administrator"})
    client, answer = sign_in()
    assert answer.headers["Location"] == "/tai-khoan/"
    for address in ("/", "/hoi-nghi/", "/nhat-ky/"):
        assert client.get(address).headers["Location"] == "/tai-khoan/"
    page = client.get("/tai-khoan/ung-dung/").content.decode()
    secret = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page)[1].replace(" ", "")  # type: ignore[index]
    client.post("/tai-khoan/ung-dung/", {"old": PASSWORD, "code": code_of(secret)})
    assert client.get("/hoi-nghi/").status_code == 200
    row = Authenticator.objects.get(type="totp")
    client.post(f"/tai-khoan/go/{row.pk}/", {"old": PASSWORD})
    assert Authenticator.objects.filter(pk=row.pk).exists()  # the last one stays
    assert sign_in("reader")[1].headers["Location"] == "/"
    assert sign_in("quantri")[1].headers["Location"] == "/tai-khoan/"


def test_who_guesses_waits_longer_each_time_and_is_told_how_long(world: World) -> None:
    for _number in range(throttle.OF_NAME_AND_ADDRESS):
        _, answer = sign_in(password="sai")
    assert "Hãy đợi 30 giây" in answer.content.decode()
    client, answer = sign_in()  # the right one, too early
    assert answer.status_code == 422
    assert client.get("/").status_code == 302
    assert [event for event, _ in events()][-2:] == ["sign_in_failed", "locked"]
    Guesses.objects.update(waits_until=timezone.now())
    sign_in(password="sai")
    waits = max(each.waits_until for each in Guesses.objects.all() if each.waits_until)
    assert timedelta(seconds=50) < waits - timezone.now() < timedelta(seconds=61)
    Guesses.objects.update(waits_until=timezone.now())
    assert sign_in()[1].headers["Location"] == "/"
    sign_in(password="sai")
    assert throttle.waits_until(throttle.keys_of("secretary", "127.0.0.1")) is None  # who got in begins anew


def test_a_few_guesses_from_elsewhere_keep_nobody_out(world: World) -> None:
    for _number in range(throttle.OF_NAME_AND_ADDRESS):
        sign_in(password="sai", REMOTE_ADDR="10.0.0.9")
    assert sign_in(REMOTE_ADDR="10.0.0.9")[1].status_code == 422
    assert sign_in(REMOTE_ADDR="10.0.0.8")[1].status_code == 302


def test_a_name_that_nobody_has_waits_alike_and_stands_nowhere(world: World) -> None:
    for _number in range(throttle.OF_NAME_AND_ADDRESS):
        _, answer = sign_in("mat-khau-go-nham", "sai")
    assert "Hãy đợi 30 giây" in answer.content.decode()
    assert "mat-khau-go-nham" not in security.path().read_text("utf-8")
    assert not any("mat-khau" in each.key for each in Guesses.objects.all())


def test_what_was_typed_is_in_no_line_and_the_file_is_its_owners(world: World) -> None:
    sign_in(password="mật khẩu gõ sai 1")
    client, _ = sign_in()
    client.post("/mat-khau/", {"old": PASSWORD, "password": GOOD, "again": GOOD})
    text = security.path().read_text("utf-8")
    for secret in ("gõ sai", PASSWORD, GOOD):
        assert secret not in text
    assert stat.S_IMODE(security.path().stat().st_mode) == 0o600
    lines = [json.loads(line) for line in text.splitlines()]
    assert [line["event"] for line in lines] == ["sign_in_failed", "signed_in", "password_changed"]
    assert all(line["request"] and line["address"] for line in lines)


def test_the_security_log_moves_on_when_it_is_long(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "LARGEST", 300)
    monkeypatch.setattr(security, "KEPT", 2)
    for _number in range(12):
        sign_in(password="sai", REMOTE_ADDR=f"10.0.0.{_number}")
    names = sorted(each.name for each in security.path().parent.glob("security.log*"))
    assert names == ["security.log", "security.log.1", "security.log.2"]


def test_a_new_password_is_given_with_the_old_one_and_other_sessions_end(world: World) -> None:
    here, _ = sign_in()
    there, _ = sign_in()
    assert here.post("/mat-khau/", {"old": "sai", "password": GOOD, "again": GOOD}).status_code == 422
    assert here.post("/mat-khau/", {"old": PASSWORD, "password": GOOD, "again": "khác"}).status_code == 422
    refused = here.post("/mat-khau/", {"old": PASSWORD, "password": "password2026!", "again": "password2026!"})
    assert "nhiều người dùng" in refused.content.decode()
    assert here.post("/mat-khau/", {"old": PASSWORD, "password": GOOD, "again": GOOD}).status_code == 302
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
    assert len(here.get("/tai-khoan/").context["sessions"]) == 1
    assert sign_in()[1].status_code == 422
    assert sign_in(password=GOOD)[1].status_code == 302


def test_sessions_are_listed_and_ended_one_by_one_or_all(world: World) -> None:
    agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"
    here, _ = sign_in(headers={"User-Agent": agent})
    others = [sign_in()[0] for _number in range(3)]
    shown = here.get("/tai-khoan/").context["sessions"]
    assert [each.is_this for each in shown] == [True, False, False, False]
    assert shown[0].device == "Chrome, Windows"
    here.post("/tai-khoan/phien/", {"session": str(shown[1].sign_in.pk)})
    assert sum(other.get("/").status_code == 200 for other in others) == 2
    sign_in("chair")[0].post("/tai-khoan/phien/", {"session": str(shown[2].sign_in.pk)})  # another's
    assert sum(other.get("/").status_code == 200 for other in others) == 2
    here.post("/tai-khoan/phien/")
    assert sum(other.get("/").status_code == 200 for other in others) == 0
    assert here.get("/").status_code == 200


ENDED = "Phiên làm việc vừa rồi đã chấm dứt"
PRESSED = {
    "elsewhere": lambda client, _user: client.post("/tai-khoan/phien/"),
    "changed": lambda client, user: client.post(
        f"/nguoi-dung/{user.pk}/doi-ten/",
        {"username": "thukymoi", "post": user.post, "edit": user.edit, "reason": "Ghi nhầm"},
    ),
}


@pytest.mark.parametrize("how", PRESSED)
def test_who_loses_a_session_reads_why_and_who_ends_it_is_warned(world: World, how: str) -> None:
    assert ENDED not in Client().get("/", follow=True).content.decode()
    mine, _ = sign_in()
    other = sign_in("quantri" if how == "changed" else "secretary")[0]
    warned = other.get(f"/nguoi-dung/{world.secretary.pk}/doi-ten/") if how == "changed" else None
    assert warned is None or "sẽ phải đăng nhập lại" in warned.content.decode()
    assert PRESSED[how](other, world.secretary).status_code == 302
    assert ENDED in mine.get("/hoi-nghi/", follow=True).content.decode()
    other.post("/dang-xuat/")
    assert ENDED not in other.get("/", follow=True).content.decode()


def test_a_session_ends_when_it_is_idle_and_when_it_is_old(
    world: World, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, _ = sign_in()
    idle, begun = timedelta(seconds=settings.SESSION_COOKIE_AGE), timezone.now()

    def asked_after(gone: timedelta) -> int:
        with monkeypatch.context() as later:
            later.setattr(timezone, "now", lambda: begun + gone)
            return int(client.get("/tai-khoan/").status_code)

    assert asked_after(idle * 0.9) == 200
    assert asked_after(idle * 1.8) == 200  # it went on from there
    assert asked_after(idle * 2.9) == 302
    client, _ = sign_in()
    longest = timedelta(seconds=settings.SESSION_LONGEST)
    steps = int(longest / idle / 0.9)
    assert {asked_after(idle * 0.9 * step) for step in range(1, steps)} == {200}
    assert asked_after(longest + timedelta(minutes=1)) == 302


def test_a_page_is_as_dear_as_before_but_now_and_then_a_session_is_prolonged(world: World) -> None:
    client, _ = sign_in()
    client.get("/mat-khau/")  # what a process remembers is asked with its first page

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/mat-khau/")
        return len(queries)

    first = asked()
    assert asked() == first
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=10))
    assert asked() == first + 1
    assert asked() == first


def test_a_link_lets_its_owner_set_a_password_once(world: World) -> None:
    made = ACTS["user.invite"](by=world.admin, username="an.nv", post="Văn thư")
    address, client = f"/dat-mat-khau/{made.secret}/", Client()
    assert "an.nv" in client.get(address).content.decode()
    assert client.post(address, {"password": "ngắn", "again": "ngắn"}).status_code == 422
    assert client.post(address, {"password": GOOD, "again": GOOD}).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    assert Client().get(address).status_code == 404
    assert Client().get("/dat-mat-khau/khong-co/").status_code == 404
    assert sign_in("an.nv", GOOD)[1].status_code == 302
    text = security.path().read_text("utf-8")
    assert made.secret not in text
    assert ("link_used", "an.nv") in events()


def test_refusals_and_reading_of_what_is_restricted_are_noted(signed: Sign, world: World) -> None:
    item = world.item(level="restricted")
    signed("chair").get(f"/noi-dung/{item.pk}/")
    assert events()[-1] == ("restricted_read", "chair")
    signed("reader").get(f"/noi-dung/{item.pk}/")
    assert events()[-1] == ("refused", "reader")
    signed("reader").get("/hoi-nghi/lap/")
    before = len(events())
    signed("reader").get("/")
    signed("reader").get("/khong-co-trang-nay/")
    assert len(events()) == before
    text = security.path().read_text("utf-8")
    assert item.title not in text
    assert str(item.pk) in text


def test_the_server_lets_in_again_who_lost_everything(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, _ = sign_in("quantri")
    with_totp(world.admin)
    assert main_second_step(["remove", "quantri"]) == 0
    assert capsys.readouterr().out == "quantri: 1 second steps removed, 1 sessions ended\n"
    assert client.get("/").status_code == 302
    assert sign_in("quantri")[1].headers["Location"] == "/"
    assert ("factor_removed", "quantri") in events()
    with pytest.raises(ActError):
        main_second_step(["remove", "nobody"])


def test_a_server_in_front_is_believed_only_where_the_home_says_so(world: World, settings: Any) -> None:
    named = {"headers": {"X-Forwarded-For": "203.0.113.9, 10.1.1.1", "X-Forwarded-Proto": "https"}}
    sign_in(password="sai", **named)
    settings.BEHIND_PROXY, settings.SECURE_PROXY_SSL_HEADER = True, ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 60
    _, answer = sign_in(password="sai", **named)
    assert [line.address for line in security.latest(event="sign_in_failed")] == ["10.1.1.1", "127.0.0.1"]
    assert answer.headers["Strict-Transport-Security"] == "max-age=60"
    assert answer.wsgi_request.is_secure()
