"""Signing in and out, the language, and what every answer carries."""

from collections.abc import Callable

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from tests.world import PASSWORD, World

from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.kernel import guard
from nghitrinh.record.kernel.models import User

Sign = Callable[[str], Client]


def test_signs_in_and_goes_where_one_wanted(world: World) -> None:
    client = Client()
    asked = client.get("/tim/?q=x")
    assert (asked.status_code, asked.headers["Location"]) == (302, "/dang-nhap/?next=/tim/%3Fq%3Dx")
    answer = client.post("/dang-nhap/", {"username": "secretary", "password": PASSWORD, "next": "/tim/?q=x"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/tim/?q=x")
    assert client.get("/").status_code == 200


def test_wrong_name_and_wrong_password_get_one_answer(world: World) -> None:
    answers = [
        Client().post("/dang-nhap/", {"username": name, "password": "sai"}).content.decode()
        for name in ("secretary", "nobody")
    ]
    for answer in answers:
        assert answer.count("Tên đăng nhập hoặc mật khẩu chưa đúng") == 2


@pytest.mark.parametrize("typed", ["SECRETARY", "Secretary", " secretary "])
def test_a_name_is_meant_whatever_its_capitals(world: World, typed: str) -> None:
    assert Client().post("/dang-nhap/", {"username": typed, "password": PASSWORD}).status_code == 302


def test_of_two_names_that_differ_by_capitals_the_typed_one_is_meant(world: World) -> None:
    """An earlier version took both: each still comes in by its own."""
    with guard.opened("a hand in the database"):
        User.objects.create(
            username="Secretary", post="x", password=make_password("khác hẳn 2026"), recorded_at=world.admin.recorded_at
        )
    for name, password, status in (
        ("secretary", PASSWORD, 302),
        ("Secretary", "khác hẳn 2026", 302),
        ("Secretary", PASSWORD, 422),
        ("SECRETARY", PASSWORD, 422),
    ):
        assert Client().post("/dang-nhap/", {"username": name, "password": password}).status_code == status


def test_never_sends_one_to_another_site(world: World) -> None:
    sent = {"username": "secretary", "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert Client().post("/dang-nhap/", sent).headers["Location"] == "/"


def test_disabled_user_does_not_come_in(world: World) -> None:
    reader = world.reader
    bodies.disable_user(by=world.admin, user=reader.pk, edit=reader.edit, reason="nghỉ hưu")
    assert Client().post("/dang-nhap/", {"username": "reader", "password": PASSWORD}).status_code == 422


def test_signs_out(signed: Sign) -> None:
    client = signed("reader")
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/").headers["Location"] == "/dang-nhap/"
    assert client.get("/").status_code == 302


def test_expired_session_tells_htmx_where_to_go(world: World) -> None:
    answer = Client().get("/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/dang-nhap/?next=/")


def test_speaks_vietnamese_whatever_the_browser_asks_and_english_when_one_chooses(signed: Sign) -> None:
    client = signed("reader")
    first = client.get("/", headers={"Accept-Language": "en"}).content.decode()
    assert '<html lang="vi">' in first
    client.post("/ngon-ngu/", {"language": "en", "next": "/"})
    assert '<html lang="en">' in client.get("/").content.decode()


def test_every_answer_forbids_inline_script_and_style(signed: Sign) -> None:
    for answer in (signed("reader").get("/"), Client().get("/dang-nhap/"), Client().get("/khong-co/")):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        page = answer.content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert page.count("<script") == 1
