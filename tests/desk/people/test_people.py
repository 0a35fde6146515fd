"""The area of organizations and people: what a keeper does reaches the record."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.desk.sending import is_refused
from tests.intake.test_people_list import workbook
from tests.world import PASSWORD, World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import Grant, Location, Membership, Organization, Person, Source, Succession

Sign = Callable[[str], Client]


def send(client: Client, address: str, **typed: Any) -> Any:
    """Open a form and send it with what it holds and what is typed; return the answer."""
    page = client.get(address)
    assert page.status_code == 200, address
    held = {bound.html_name: bound.value() for bound in page.context["form"]}
    key = page.content.decode().split('name="form_key" value="')[1].split('"')[0]
    given = {name: value for name, value in (held | typed).items() if value not in (None, "", False)}
    return client.post(address, given | {"form_key": key})


def done(answer: Any) -> str:
    """Return where an answer leads; what was refused is shown."""
    assert answer.status_code == 302, answer.context["form"].errors if answer.context else answer
    return str(answer.headers["Location"])


def test_a_body_is_founded_staffed_renamed_and_succeeded(world: World, signed: Sign) -> None:
    admin = signed("quantri")
    page = done(send(admin, "/co-quan/lap/", name="Sở Nội vụ", kind="department"))
    body = Organization.objects.get(name="Sở Nội vụ")
    assert page == f"/co-quan/{body.pk}/"
    done(send(admin, f"{page}chuc-vu/", post="Giám đốc", new_person="Trần Thị Bình", voting="on"))
    post = Membership.objects.get(organization=body)
    assert (post.post, post.person and post.person.name) == ("Giám đốc", "Trần Thị Bình")
    days = {"ends_on": "2021-08-31", "starts_on": "2021-09-01"}
    done(send(admin, f"/chuc-vu/{post.pk}/thay/", new_person="Lê Văn Cường", **days))
    shown = admin.get(page).content.decode()
    assert "Lê Văn Cường, từ 1/9/2021" in shown
    assert "1 người giữ chức trước đây" in shown
    done(send(admin, f"{page}doi-ten/", name="Sở Nội vụ và Lao động", renamed_on="2021-09-01"))
    assert "Sở Nội vụ và Lao động</h1>" in admin.get(page).content.decode()
    given = {"new": [str(world.department.pk)], "happened_on": "2021-09-20", "legal_act": "Nghị quyết 9"}
    done(send(admin, f"{page}ke-tuc/", **given))
    assert Succession.objects.get().legal_act == "Nghị quyết 9"
    assert f"/co-quan/{world.department.pk}/" in admin.get(page).content.decode()


def test_a_secretary_keeps_what_no_other_keeps_and_sees_of_others_the_name(world: World, signed: Sign) -> None:
    secretary, other = signed("secretary"), world.council
    for each, post in ((world.department, "Giám đốc Sở"), (other, "Chủ tịch Hội đồng")):
        ACTS["membership.appoint"](by=world.admin, organization=each.pk, post=post)
    pages = {each.pk: secretary.get(f"/co-quan/{each.pk}/").content.decode() for each in Organization.objects.all()}
    assert "Ghi chức vụ" in pages[world.committee.pk]
    assert "Giám đốc Sở" in pages[world.department.pk]
    assert "Kết thúc" in pages[world.department.pk]
    assert other.name in pages[other.pk]
    assert "Chủ tịch Hội đồng" not in pages[other.pk]
    assert "Ghi chức vụ" not in pages[other.pk]
    person = ACTS["person.register"](by=world.admin, name="Người chưa có chức vụ")
    assert person.name in secretary.get("/nguoi/").content.decode()
    ACTS["membership.appoint"](by=world.admin, organization=other.pk, post="Ủy viên", person=person.pk)
    assert person.name not in secretary.get("/nguoi/").content.decode()


def test_a_secretary_founds_a_body_that_is_charged_and_says_who_directs_it(world: World, signed: Sign) -> None:
    secretary = signed("secretary")
    page = done(send(secretary, "/co-quan/lap/", name="Sở Nội vụ", kind="department"))
    done(send(secretary, f"{page}chuc-vu/", post="Giám đốc", new_person="Trần Thị Bình", voting="on"))
    assert "Trần Thị Bình" in secretary.get(page).content.decode()
    done(send(secretary, f"{page}doi-ten/", name="Sở Nội vụ và Lao động", renamed_on="2021-09-01"))
    done(send(secretary, f"{page}ket-thuc/", ended_on="2021-10-01", reason="Giải thể"))
    assert Organization.objects.get(name="Sở Nội vụ và Lao động").ended_on


def test_what_is_the_administrators_is_said_with_whom_to_ask(world: World, signed: Sign) -> None:
    pages = ("/co-quan/", f"/co-quan/{world.committee.pk}/", f"/co-quan/{world.council.pk}/", "/nhiem-ky/")
    for address in (*pages, "/nguoi-dung/"):
        assert "Hãy hỏi: Quản trị (quantri)." in signed("secretary").get(address).content.decode(), address
        assert "Hãy hỏi" not in signed("quantri").get(address).content.decode(), address


def test_a_source_is_recorded_corrected_and_struck_by_the_secretary_whose_it_is(world: World, signed: Sign) -> None:
    secretary = signed("secretary")
    ACTS["source.register"](by=world.admin, organization=world.council.pk, kind="page", title="Nguồn của Hội đồng")
    done(send(secretary, "/nguon/ghi/", kind="document", title="Báo cao 12", text="Lời báo cáo."))
    source = Source.objects.get(title="Báo cao 12")
    assert source.digest
    done(send(secretary, f"/nguon/{source.pk}/sua/", title="Báo cáo 12", reason="Gõ nhầm"))
    shown = secretary.get("/nguon/").content.decode()
    assert "Báo cáo 12" in shown
    assert "Nguồn của Hội đồng" not in shown
    done(send(secretary, f"/ghi-nham/source/{source.pk}/", reason="Ghi hai lần"))
    assert not Source.objects.filter(pk=source.pk).exists()


def test_one_holder_is_chosen_or_written_and_not_both(world: World, signed: Sign) -> None:
    person = ACTS["person.register"](by=world.admin, name="Trần Thị Bình")
    address = f"/co-quan/{world.committee.pk}/chuc-vu/"
    answer = send(signed("quantri"), address, post="Ủy viên", person=str(person.pk), new_person="Lê Văn Cường")
    assert is_refused(answer)
    assert not Membership.objects.filter(post="Ủy viên", person__name="Lê Văn Cường").exists()
    assert not Person.objects.filter(name="Lê Văn Cường").exists()


def test_communes_are_ticked_and_recorded_once(world: World, signed: Sign) -> None:
    admin = signed("quantri")
    assert "Thành phố Hải Phòng" in admin.get("/dia-danh/them/").content.decode()
    address = "/dia-danh/them/?tinh=31"
    done(send(admin, address, units=["10903"], as_places="on", as_organizations="on"))
    assert Location.objects.filter(name="Xã Cẩm Giàng", kind="xã").count() == 1
    made = Organization.objects.get(kind="commune")
    assert (made.name, made.short_name) == ("Ủy ban nhân dân xã Cẩm Giàng", "UBND xã Cẩm Giàng")
    done(send(admin, address, units=["10903"], as_places="on", as_organizations="on"))
    assert Location.objects.filter(name="Xã Cẩm Giàng").count() == 1
    assert Organization.objects.filter(kind="commune").count() == 1


def test_a_role_for_a_time_stands_on_the_page(world: World, signed: Sign, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-05")
    admin, address = signed("quantri"), f"/co-quan/{world.committee.pk}/"
    given = {"user": str(world.bob.pk), "role": "chair", "starts_on": "2021-10-08", "ends_on": "2021-10-10"}
    done(send(admin, f"{address}uy-quyen/", reason="Đi công tác", **given))
    assert Grant.objects.get(user=world.bob, role="chair").ends_on
    assert "từ 8/10/2021 đến 10/10/2021" in admin.get(address).content.decode()


def test_an_empty_record_says_what_to_do_first(db: None) -> None:
    admin = ACTS["user.create"](
        by=None, username="quantri", post="Quản trị", password="mot-cum-mat-khau-dai", is_administrator=True
    )
    client = Client()
    client.force_login(admin)
    for address, words in {
        "/co-quan/": "Lập trước hết cơ quan họp",
        "/nguoi/": "Người được ghi cùng lúc với chức vụ",
        "/nhiem-ky/": "Địa bàn được lập khi bắt đầu",
        "/nguon/": "Nguồn vào hồ sơ cùng hội nghị",
    }.items():
        assert words in client.get(address).content.decode(), address


def test_a_workbook_is_looked_at_then_written_and_links_are_shown_once(world: World, signed: Sign) -> None:
    admin = signed("quantri")
    data = workbook(
        organizations=[("Sở Nội vụ", "SNV", "Sở, ban, ngành")], users=[("ha.pt", "Giám đốc", "SNV", "Thư ký")]
    )
    given = {"body": str(world.body.pk), "upload": SimpleUploadedFile("nguoi.xlsx", data)}
    shown = admin.post("/co-quan/nhap/", given)
    assert "ha.pt: Thư ký, Sở Nội vụ" in shown.content.decode()
    assert not Organization.objects.filter(name="Sở Nội vụ").exists()
    typed = {"body": str(world.body.pk), "tables": shown.context["sealed"]}
    answer = admin.post("/co-quan/nhap/ghi/", typed)
    assert "/dat-mat-khau/" in answer.content.decode()
    assert Organization.objects.filter(name="Sở Nội vụ").exists()
    assert admin.post("/co-quan/nhap/ghi/", typed).status_code == 302
    assert admin.post("/co-quan/nhap/ghi/", typed | {"tables": "sửa"}).status_code == 422


def test_a_workbook_that_corrects_shows_old_and_new_and_asks_why(world: World, signed: Sign) -> None:
    admin = signed("quantri")
    data = workbook(organizations=[(world.department.name, "Tên tắt mới", world.department.get_kind_display())])
    given = {"body": str(world.body.pk), "upload": SimpleUploadedFile("nguoi.xlsx", data)}
    shown = admin.post("/co-quan/nhap/", given)
    assert "<ins>Tên tắt mới</ins>" in shown.content.decode()
    typed = {"body": str(world.body.pk), "tables": shown.context["sealed"]}
    unsaid = admin.post("/co-quan/nhap/ghi/", typed)
    assert unsaid.status_code == 422
    assert unsaid.context["form"].errors.keys() == {"reason"}
    assert admin.post("/co-quan/nhap/ghi/", typed | {"reason": "Theo quyết định mới"}).status_code == 302
    now = Organization.objects.get(pk=world.department.pk)
    assert now.short_name == "Tên tắt mới"
    assert admin.get("/co-quan/nhap/ghi/").headers["Location"] == "/co-quan/nhap/"


def test_why_a_workbook_corrects_is_there_after_signing_in_again(world: World, signed: Sign) -> None:
    admin = signed("quantri")
    data = workbook(organizations=[(world.department.name, "Tên tắt mới", world.department.get_kind_display())])
    shown = admin.post("/co-quan/nhap/", {"body": str(world.body.pk), "upload": SimpleUploadedFile("nguoi.xlsx", data)})
    key = re.search(r'name="form_key" value="([^"]+)"', shown.content.decode())
    assert key
    typed = {"body": str(world.body.pk), "tables": shown.context["sealed"], "reason": "Đã gõ", "form_key": key[1]}
    admin.logout()
    to_sign_in = admin.post("/co-quan/nhap/ghi/", typed)
    assert to_sign_in.status_code == 302
    admin.post("/dang-nhap/", {"username": "quantri", "password": PASSWORD, "next": "/co-quan/nhap/ghi/"})
    again = admin.get("/co-quan/nhap/ghi/").content.decode()
    assert "Đã gõ</textarea>" in again
    assert "<ins>Tên tắt mới</ins>" in again


def test_bad_cells_of_a_workbook_are_listed(world: World, signed: Sign) -> None:
    data = workbook(organizations=[("Sở Nội vụ", "SNV", "Loại lạ")])
    given = {"body": str(world.body.pk), "upload": SimpleUploadedFile("nguoi.xlsx", data)}
    answer = signed("quantri").post("/co-quan/nhap/", given)
    assert answer.status_code == 422
    assert "C2" in answer.content.decode()
    exported = signed("quantri").get("/co-quan/bang-tinh/")
    assert exported.content.startswith(b"PK")


def test_a_second_head_is_asked_about_and_the_first_can_end_the_day_before(world: World, signed: Sign) -> None:
    admin, page = signed("quantri"), f"/co-quan/{world.department.pk}/"
    done(send(admin, f"{page}chuc-vu/", post="Giám đốc", new_person="Trần Thị Bình", starts_on="2020-01-01"))
    second = {"post": "Giám đốc", "new_person": "Lê Văn Cường", "starts_on": "2021-09-01"}
    answer = send(admin, f"{page}chuc-vu/", **second)
    assert is_refused(answer)
    asked = answer.content.decode()
    assert "Trần Thị Bình, từ 1/1/2020" in asked
    assert "Lê Văn Cường" in asked
    assert not Person.objects.filter(name="Lê Văn Cường").exists()
    assert is_refused(send(admin, f"{page}chuc-vu/", **second, held="both"))
    done(send(admin, f"{page}chuc-vu/", **second, held="end"))
    first, then = Membership.objects.filter(organization=world.department, post="Giám đốc").order_by("starts_on")
    assert (str(first.ends_on), str(then.starts_on)) == ("2021-08-31", "2021-09-01")
    third = {"post": "Giám đốc", "new_person": "Vũ Thị Dung", "held": "both", "beside": "Bàn giao đến hết tháng"}
    done(send(admin, f"{page}chuc-vu/", **third))
    assert "cùng giữ vì: Bàn giao đến hết tháng" in admin.get(page).content.decode()


def test_an_entry_is_struck_with_a_reason_and_what_rests_on_one_is_named(world: World, signed: Sign) -> None:
    admin, page = signed("quantri"), f"/co-quan/{world.department.pk}/"
    done(send(admin, f"{page}chuc-vu/", post="Chuyên viên", new_person="Trần Thị Bình"))
    post = Membership.objects.get(post="Chuyên viên")
    person = post.person_id
    assert "Chức vụ “Chuyên viên”" in admin.get(f"/ghi-nham/person/{person}/").content.decode()
    assert "Lúc này chưa làm được" in admin.get(f"/ghi-nham/person/{person}/").content.decode()
    assert done(send(admin, f"/ghi-nham/membership/{post.pk}/", reason="Ghi nhầm")) == page
    assert done(send(admin, f"/ghi-nham/person/{person}/", reason="Ghi nhầm")) == "/nguoi/"
    assert not Person.objects.filter(pk=person).exists()
    assert "Gạch bỏ điều ghi nhầm" in admin.get("/nhat-ky/").content.decode()
    assert admin.get(f"/ghi-nham/meeting/{person}/").status_code == 404
