"""A body begins its own record in the browser: its pages are kept as they are sent; the end writes all or nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.desk.photos import photo_bytes, upload
from tests.world import World

from nghitrinh.desk.setup import kept
from nghitrinh.record.bodies.models import Body, Livery, Location, Membership, Organization
from nghitrinh.record.instruments.counting import state_of
from nghitrinh.record.instruments.models import Letterhead, Register
from nghitrinh.record.kernel import clock, journal
from nghitrinh.record.kernel.models import Journal, User
from nghitrinh.record.meetings.models import Series
from nghitrinh.record.meetings.numbering import number_to_come
from nghitrinh.record.releases.queries import the_portal
from nghitrinh.vietnamese import units_of

pytestmark = pytest.mark.django_db
BAC_NINH, HAI_PHONG = "24", "31"
WORDS = {"admin": "vườn cam cuối thôn", "secretary": "mưa rào tháng sáu", "chair": "cây gạo đầu đình"}


def admitted(code: str = "") -> Client:
    client = Client()
    answer = client.get("/bat-dau/", {"ma": code or kept.new_code()})
    assert answer.status_code == 302, answer.content.decode()
    return client


def shown(client: Client, page: str) -> dict[str, Any]:
    """Return what a browser would send of a page as it stands."""
    form = client.get(f"/bat-dau/{page}/").context["form"]
    values = {bound.name: bound.value() for bound in form if bound.name not in ("logo", "alone", "without_logo")}
    return {name: value for name, value in values.items() if value not in (None, "")}


def sent(client: Client, page: str, **typed: Any) -> Any:
    return client.post(f"/bat-dau/{page}/", {**shown(client, page), **typed})


def passwords(*who: str) -> dict[str, str]:
    return {f"{each}_{part}": WORDS[each] for each in who for part in ("password", "again")}


def commune(client: Client, name: str = "Tân Lập", province: str = BAC_NINH) -> str:
    """Answer the first page, and choose the first commune of the province; return its full name."""
    sent(client, "dia-ban", system="state", stage="commune", province=province)
    unit = units_of(province)[0]
    sent(client, "xa-phuong", commune=unit.code)
    return unit.full_name


def through(client: Client, *pages: str) -> None:
    """Send pages as they are proposed."""
    for page in pages:
        answer = sent(client, page)
        assert answer.status_code == 302, (page, answer.context["form"].errors)


REST = ("ten-goi", "nhiem-ky", "van-ban", "dien-mao")


def test_the_whole_of_a_commune_is_in_the_record_and_its_secretary_is_signed_in() -> None:
    client = admitted()
    name = commune(client)
    through(client, "ten-goi")
    sent(client, "nhiem-ky", next_meeting="37")
    units = [*shown(client, "van-ban")["units"][:2]]
    sent(client, "van-ban", next_1="119", units=units, more="Thôn Đông\nTrường Tiểu học")
    house = {"palette": "green", "address": "http://127.0.0.1:8001/"}
    refused = sent(client, "dien-mao", **house, logo=upload(photo_bytes("PNG"), "logo.png"))
    assert set(refused.context["form"].errors) == {"address"}
    sent(client, "dien-mao", address="https://cong.example/")
    assert Journal.objects.count() == 0
    page = client.get("/bat-dau/nguoi/").content.decode()
    for words in (f"Ủy ban nhân dân {name[:1].lower()}{name[1:]}", "TB-UBND", "119", "37", "Thôn Đông", "Lục"):
        assert words in page
    assert "&lt;svg" not in page, "a label with a picture in it is no text"
    answer = client.post(
        "/bat-dau/nguoi/",
        {**shown(client, "nguoi"), **passwords("admin", "secretary", "chair"),
         "chair_username": "chutich", "chair_name": "Nguyễn Văn An"},
    )  # fmt: skip
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert Body.objects.get().name == name
    series, register = Series.objects.get(), Register.objects.get()
    assert number_to_come(series) == 37
    assert state_of(register, clock.today()).written == "119/TB-UBND"
    assert Letterhead.objects.get().head == "Chủ tịch"
    assert {each.kind for each in Organization.objects.all()} == {"peoples_committee", "office", "village", "school"}
    livery = Livery.objects.get()
    assert (livery.accent, bool(livery.logo)) == ("#1f5f3f", True)
    assert Membership.objects.get(person__name="Nguyễn Văn An").organization.kind == "peoples_committee"
    roles = {user.username: [grant.role for grant in user.grants.all()] for user in User.objects.all()}
    assert roles == {"quantri": [], "thuky": ["secretary"], "chutich": ["chair"]}
    assert the_portal().address == "https://cong.example"
    assert journal.verify(0) == []
    today = client.get("/")
    assert (today.status_code, today.wsgi_request.user.get_username()) == (200, "thuky")
    assert client.get("/bat-dau/").status_code == 404
    assert kept.kept() is None


@pytest.mark.parametrize("votes", [{}, {"secretary_votes": "on"}], ids=["serves", "votes"])
def test_who_keeps_the_record_is_of_the_body_only_where_that_is_said(votes: dict[str, str]) -> None:
    client = admitted()
    commune(client)
    through(client, *REST)
    named = {"secretary_name": "Phạm Thị Hạnh", "chair_username": "chutich", "chair_name": "Nguyễn Văn An"}
    answer = sent(client, "nguoi", **passwords("admin", "secretary", "chair"), **named, **votes)
    assert answer.status_code == 302
    posts = dict(Membership.objects.values_list("person__name", "voting"))
    assert posts == {"Phạm Thị Hạnh": bool(votes), "Nguyễn Văn An": True}


@pytest.mark.parametrize("stage", ["province", "commune"])
@pytest.mark.parametrize("system", ["state", "party", "council"])
def test_every_kind_of_body_begins_as_it_is_proposed(system: str, stage: str) -> None:
    client = admitted()
    sent(client, "dia-ban", system=system, stage=stage, province=HAI_PHONG)
    if stage == "commune":
        sent(client, "xa-phuong", commune=units_of(HAI_PHONG)[3].code)
    through(client, *REST)
    answer = sent(client, "nguoi", alone="on", secretary_username="", secretary_post="", **passwords("admin"))
    assert answer.status_code == 302, answer.context["form"].errors
    user = User.objects.get()
    assert user.is_administrator
    assert [grant.role for grant in user.grants.all()] == ["secretary"]
    party = Letterhead.objects.get().form == "party"
    assert party == (system == "party")
    assert all(("/" in register.symbol) == party for register in Register.objects.all())
    assert {register.counting for register in Register.objects.all()} == {"term" if party else "year"}


def test_a_company_has_its_names_typed() -> None:
    client = admitted()
    sent(client, "dia-ban", system="company")
    refused = sent(client, "ten-goi")
    assert set(refused.context["form"].errors) == {"jurisdiction", "organization"}
    sent(client, "ten-goi", jurisdiction="Công ty cổ phần Sông Cầu", organization="Hội đồng quản trị Sông Cầu")
    through(client, "nhiem-ky", "van-ban", "dien-mao")
    sent(client, "nguoi", alone="on", secretary_username="", secretary_post="", **passwords("admin"))
    board = Organization.objects.get(kind="board")
    assert (board.name, board.body.name) == ("Hội đồng quản trị Sông Cầu", "Công ty cổ phần Sông Cầu")
    assert {register.symbol for register in Register.objects.all()} == {"TB-HĐQT"}


def test_it_is_left_and_taken_up_with_another_code_and_keeps_no_password(folder: Path) -> None:
    first = admitted()
    commune(first)
    sent(first, "ten-goi", short_name="UBND xã nhà")
    through(first, "nhiem-ky", "van-ban", "dien-mao")
    sent(first, "nguoi", secretary_username="", admin_username="quanly", **passwords("admin"))
    file = (folder / "setup.json").read_text("utf-8")
    assert "quanly" in file
    assert not any(words in file for words in WORDS.values())
    assert (folder / "setup.json").stat().st_mode & 0o777 == 0o600
    second = admitted()
    assert second.get("/bat-dau/", {"ma": ""}).headers["Location"] == "/bat-dau/nguoi/"
    assert shown(second, "ten-goi")["short_name"] == "UBND xã nhà"
    assert shown(second, "nguoi")["admin_username"] == "quanly"
    assert first.get("/bat-dau/nguoi/").status_code == 404


def test_pages_are_asked_in_their_order() -> None:
    client = admitted()
    assert client.get("/bat-dau/nguoi/").headers["Location"] == "/bat-dau/dia-ban/"
    assert client.get("/bat-dau/khong-co/").status_code == 404
    sent(client, "dia-ban", system="state", stage="province", province=HAI_PHONG)
    assert client.get("/bat-dau/xa-phuong/").status_code == 404
    assert client.get("/bat-dau/").headers["Location"] == "/bat-dau/ten-goi/"


def test_another_place_changes_what_was_only_proposed_and_nothing_that_was_typed() -> None:
    client = admitted()
    commune(client)
    sent(client, "ten-goi", short_name="Ủy ban xã nhà")
    through(client, "nhiem-ky", "van-ban", "dien-mao")
    other = units_of(HAI_PHONG)[5]
    sent(client, "dia-ban", province=HAI_PHONG)
    sent(client, "xa-phuong", commune=other.code)
    now = shown(client, "ten-goi")
    assert (now["jurisdiction"], now["short_name"]) == (other.full_name, "Ủy ban xã nhà")
    assert shown(client, "dien-mao")["name"] == "Ủy ban xã nhà"


@pytest.mark.parametrize(
    ("page", "typed", "field"),
    [
        ("dia-ban", {"system": "state", "stage": "", "province": ""}, "province"),
        ("xa-phuong", {"commune": "99999"}, "commune"),
        ("ten-goi", {"organization": ""}, "organization"),
        ("nhiem-ky", {"ends_on": "1/1/2020"}, "ends_on"),
        ("nhiem-ky", {"next_meeting": "0"}, "next_meeting"),
        ("van-ban", {"symbol_2": "tb-ubnd", "next_2": "3"}, "symbol_2"),
        ("van-ban", {"symbol_2": "QĐ-UBND"}, "next_2"),
        ("van-ban", {"more": "Thôn Hạ\nthôn  hạ"}, "more"),
        ("dien-mao", {"palette": "other", "accent": "#ffe066"}, "accent"),
        ("nguoi", {"admin_password": "một câu dài đủ", "admin_again": "một câu khác hẳn"}, "admin_again"),
        ("nguoi", {"chair_name": "Nguyễn Văn An"}, "chair_username"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(
    page: str, typed: dict[str, str], field: str
) -> None:
    client = admitted()
    commune(client)
    through(client, *REST)
    answer = sent(client, page, **typed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert f'id="id_{field}_error"' in answer.content.decode()
    secret = ("admin_password", "admin_again")
    for name, value in typed.items():
        if value and name not in secret and name != "commune":
            assert client.get(f"/bat-dau/{page}/").context["form"][name].value() == value


@pytest.mark.parametrize(
    ("page", "typed", "field"),
    [
        ("nguoi", {"admin_password": "matkhau123456", "admin_again": "matkhau123456"}, "admin_password"),
        ("nguoi", {"secretary_username": "QUANTRI"}, "secretary_username"),
        ("van-ban", {"symbol_1": "/TB-UBND"}, "symbol_1"),
        ("van-ban", {"more": "Ủy ban nhân dân xã Tân Lập"}, "more"),
    ],
)
def test_what_an_act_refuses_leaves_an_empty_record(page: str, typed: dict[str, str], field: str) -> None:
    client = admitted()
    commune(client)
    sent(client, "ten-goi", organization="Ủy ban nhân dân xã Tân Lập")
    through(client, "nhiem-ky", "van-ban", "dien-mao")
    if page != "nguoi":
        assert sent(client, page, **typed).status_code == 302
    answer = sent(client, "nguoi", **(passwords("admin", "secretary") | (typed if page == "nguoi" else {})))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert answer.context["page"].name == page
    assert (Journal.objects.count(), User.objects.count(), Body.objects.count()) == (0, 0, 0)
    assert kept.kept() is not None


def test_what_acts_refuse_on_several_pages_and_of_several_people_is_told_at_once() -> None:
    client = admitted()
    commune(client)
    sent(client, "ten-goi", organization="Ủy ban nhân dân xã Tân Lập")
    through(client, "nhiem-ky")
    sent(client, "van-ban", more="Ủy ban nhân dân xã Tân Lập", symbol_1="/TB-UBND")
    through(client, "dien-mao")
    answer = sent(client, "nguoi", **passwords("admin", "secretary"))
    assert set(answer.context["form"].errors) == {"more", "symbol_1"}
    weak = {f"{who}_{part}": "matkhau123456" for who in ("admin", "secretary") for part in ("password", "again")}
    answer = sent(client, "nguoi", **weak, secretary_username="QUANTRI", admin_post="")
    wrong = {"admin_password", "secretary_password", "secretary_username", "admin_post"}
    assert set(answer.context["form"].errors) == wrong


def test_a_record_begins_with_a_place_for_figures_and_one_to_meet_in() -> None:
    client = admitted()
    name = commune(client)
    through(client, *REST)
    sent(client, "nguoi", **passwords("admin", "secretary"))
    room = Location.objects.get(kind="nơi họp")
    assert [each.name for each in Location.objects.exclude(pk=room.pk)] == [name]
    assert room.name.startswith("Phòng họp, trụ sở UBND")
    assert client.get("/hoi-nghi/moi/").context["form"]["place"].value() == room.name


def test_a_wrong_code_says_so_and_many_have_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    right = kept.new_code()
    client = Client()
    for _ in range(kept.MOST_WRONG):
        wrong = client.post("/bat-dau/", {"ma": "abcd-efgh-jkmn"})
        assert (wrong.status_code, "Mã này không đúng" in wrong.content.decode()) == (422, True)
    waits = client.post("/bat-dau/", {"ma": right})
    assert (waits.status_code, "giây rồi thử lại" in waits.content.decode()) == (429, True)
    now = kept.time.time()
    monkeypatch.setattr(kept.time, "time", lambda: now + kept.SECONDS + 1)
    assert client.post("/bat-dau/", {"ma": right.upper().replace("-", " ")}).status_code == 302


def test_without_the_code_there_is_nothing_but_where_to_type_it() -> None:
    kept.new_code()
    client = Client()
    assert client.get("/bat-dau/dia-ban/").status_code == 404
    assert client.get("/").headers["Location"] == "/bat-dau/"
    assert "Nhập mã" in client.get("/bat-dau/").content.decode()


def test_a_record_that_has_begun_has_no_setup(world: World, folder: Path) -> None:
    kept.new_code()
    assert Client().get("/bat-dau/").status_code == 404
    assert Client().get("/").headers["Location"].startswith("/dang-nhap/")
    assert json.loads((folder / "setup.json").read_text("utf-8"))["typed"] == {}


def _step_of(client: Client, page: str) -> str:
    return client.get(f"/bat-dau/{page}/").content.decode().split('id="step">')[1].split("<")[0]


def test_each_page_says_which_of_how_many_it_is() -> None:
    client = admitted()
    assert _step_of(client, "dia-ban") == "Trang 1"  # whether there is one more follows from its answer
    commune(client)
    through(client, *REST)
    pages = ("dia-ban", "xa-phuong", *REST, "nguoi")
    assert [_step_of(client, page) for page in pages] == [f"Trang {number} trên 7" for number in range(1, 8)]
    sent(client, "dia-ban", system="state", stage="province", province=BAC_NINH)
    assert _step_of(client, "nguoi") == "Trang 6 trên 6"


def test_of_fields_with_one_label_it_is_said_whose_is_wrong() -> None:
    client = admitted()
    commune(client)
    through(client, *REST)
    typed = {f"{who}_{part}": "ngắn" for who in WORDS for part in ("password", "again")}
    form = sent(client, "nguoi", chair_username="chutich", chair_name="Lê An", admin_post=" ", **typed).context["form"]
    names = {fault.field.name: fault.name for fault in form.faults()}
    called = {"admin": "Quản trị", "secretary": "Thư ký", "chair": "Người chủ trì"}
    assert {who: names[f"{who}_password"] for who in called} == called
    (post,) = [fault for fault in form.faults() if fault.field.name == "admin_post"]
    assert (post.name, post.words) == ("Quản trị", "Cần điền Chức vụ")


def test_one_wrong_pair_of_passwords_lets_the_others_stay() -> None:
    client = admitted()
    commune(client)
    through(client, *REST)
    typed = passwords("admin", "secretary", "chair") | {"chair_again": "khác hẳn câu trên", "chair_username": "chutich"}
    answer = sent(client, "nguoi", **typed)
    form, page = answer.context["form"], answer.content.decode()
    assert list(form.errors) == ["chair_again"]
    assert [page.count(f'value="{WORDS[who]}"') for who in ("admin", "secretary", "chair")] == [2, 2, 0]
    assert "no-store" in answer.headers["Cache-Control"]
    again = {name: value for name, value in typed.items() if name != "chair_again"}
    assert sent(client, "nguoi", **again, chair_again=WORDS["chair"]).status_code == 302
