"""A page from upload to record by forms alone: contradictions decided, values changed, accepted or put away."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.desk.places import EXAMPLE, page_taken_in
from tests.world import World

from nghitrinh.intake.opening import open_page, read_page
from nghitrinh.reading import Reading, reader
from nghitrinh.reading.sandbox import Sandbox
from nghitrinh.record.acts import ACTS
from nghitrinh.record.decisions.models import Figure
from nghitrinh.record.intakes.models import Intake, Ruling
from nghitrinh.record.kernel import journal
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.tasks.models import Task

Sign = Callable[[str], Client]
PAGE = (EXAMPLE / "page.txt").read_bytes()
REASON = "Số trong hồ sơ liên tục đến 35."


def send(client: Client, address: str, **typed: Any) -> Any:
    """Fill in a form as a browser would: open it, keep its edit, send it."""
    page = client.get(address).content.decode()
    found = re.search(r'name="edit" value="(\d+)"', page)
    return client.post(address, ({"edit": found[1]} if found else {}) | typed)


def bring(client: Client, world: World, data: bytes, name: str = "trang.txt") -> Any:
    file = SimpleUploadedFile(name, data)
    return client.post("/nhap/moi/", {"organization": world.committee.pk, "upload": file, "address": ""})


def errors(answer: Any) -> list[str]:
    return [str(text) for texts in answer.context["form"].errors.values() for text in texts]


def test_walks_a_page_from_upload_to_record(signed: Sign, world: World) -> None:
    client = signed("secretary")
    answer = bring(client, world, PAGE)
    intake = Intake.objects.get()
    at = f"/nhap/{intake.pk}/"
    assert (answer.status_code, answer.headers["Location"]) == (302, at)
    page = client.get(at).content.decode()
    assert "36 hay 31" in page
    assert 'aria-disabled="true"' in page
    assert send(client, f"{at}quyet/0/", side="a", reason=REASON).status_code == 302
    assert send(client, f"{at}quyet/1/", side="a", reason="Ngày kia là ngày xem trang.").status_code == 302
    charge = {"keep": "yes", "item": "0", "text": "Hoàn thiện Chương trình", "responsible": str(world.department.pk)}
    assert send(client, f"{at}sua/charges.0/", **charge).status_code == 302
    page = client.get(at).content.decode()
    assert REASON in page
    assert 'aria-disabled="true"' not in page
    answer = send(client, f"{at}nhan/")
    meeting = Meeting.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/hoi-nghi/{meeting.pk}/")
    assert meeting.convenings.get().number == 36
    assert Task.objects.count() == 2
    assert journal.verify() == []
    assert f"/hoi-nghi/{meeting.pk}/" in client.get(at).content.decode()


def test_only_a_contradiction_is_drawn_as_one(signed: Sign, world: World) -> None:
    intake = page_taken_in(world)
    answer = signed("secretary").get(f"/nhap/{intake.pk}/")
    source = answer.content.decode().split('class="source"')[1].split("</section>")[0]
    assert '<mark class="fact"' in source, "the page has a fact beside which the record proposes no line"
    drawn = re.findall(r'class="fact fact--clash"[^>]*>[^<]*<sup>(\d+)</sup>', source)
    assert {int(number) for number in drawn} == {mark.number for mark in answer.context["source"].marks if mark.clash}


def test_the_facts_stand_numbered_in_source_and_record(signed: Sign, world: World) -> None:
    intake = page_taken_in(world)
    page = signed("secretary").get(f"/nhap/{intake.pk}/").content.decode()
    there, here = set(re.findall(r'id="s(\d+)"', page)), set(re.findall(r'id="f(\d+)"', page))
    assert here <= there
    assert set(re.findall(r'href="#f(\d+)"', page)) == here
    assert set(re.findall(r'href="#s(\d+)"', page)) <= there
    assert "Hội nghị lần thứ 36<sup>" in page
    assert "4.000-5.000 ha<sup>" in page


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("rong.txt", b"", "Tệp trống, không có chữ nào."),
        ("trang.txt", b"   \n ", "Tệp trống, không có chữ nào."),
        ("cu.txt", "Hội nghị".encode("utf-16"), "Chữ trong tệp không phải mã UTF-8"),
        ("cu.txt", "Hà Nội".encode("cp1252", "ignore"), "Chữ trong tệp không phải mã UTF-8"),
        ("don.pdf", b"%PDF-1.7", "không phải văn bản hay HTML"),
        ("bom.html", b"<div>" * 20_000, "Trang lồng quá nhiều tầng"),
        ("dai.txt", b"a " * 3_000_000, "Tệp lớn quá"),
        ("gia.txt", "Giá lúa hôm nay tăng 3%.".encode(), "Trang này không kể về một cuộc họp nào"),
    ],
)
def test_what_is_no_page_of_a_meeting_says_so(signed: Sign, world: World, name: str, data: bytes, words: str) -> None:
    answer = bring(signed("secretary"), world, data, name)
    assert answer.status_code == 422
    assert any(words in error for error in errors(answer)), errors(answer)
    assert not Intake.objects.exists()


def test_a_page_that_takes_too_long_is_given_up(signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sandbox, "seconds", 1)
    bomb = b"<html><body " + b" ".join(b"a%d=1" % at for at in range(60_000)) + b">" + PAGE
    answer = bring(signed("secretary"), world, bomb, "bom.html")
    assert answer.status_code == 422
    assert errors(answer)[0].startswith("Đọc trang này lâu quá")
    assert not Intake.objects.exists()


@pytest.mark.parametrize("around", ["{}\n", "\n {}", "{}"])
def test_a_page_is_read_in_no_other_process_than_its_own(
    signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch, around: str
) -> None:
    monkeypatch.setattr(reader, "read_text", lambda _text: pytest.fail("a page was read in the web process"))
    page = around.format(PAGE.decode().strip()).encode()
    assert bring(signed("secretary"), world, page).status_code == 302
    intake = Intake.objects.get()
    reading = Reading.from_json(intake.reading, intake.text)
    assert reading.number is not None
    assert intake.text[reading.number.start : reading.number.end] == reading.number.text


def test_fifty_megabytes_are_refused_unread(signed: Sign, world: World) -> None:
    answer = bring(signed("secretary"), world, b"a" * 50_000_000)
    assert errors(answer) == ["Tệp lớn quá; nhiều nhất là 20 MB"]


def test_the_same_bytes_lead_to_the_page_that_is_there(signed: Sign, world: World) -> None:
    client = signed("secretary")
    bring(client, world, PAGE)
    answer = bring(client, world, PAGE, "ten-khac.txt")
    assert answer.headers["Location"] == f"/nhap/{Intake.objects.get().pk}/"


def test_a_decision_needs_a_side_and_a_reason(signed: Sign, world: World) -> None:
    intake = page_taken_in(world)
    answer = send(signed("secretary"), f"/nhap/{intake.pk}/quyet/0/", reason="")
    assert answer.status_code == 422
    assert "Chọn một bên và ghi lý do" in errors(answer)
    answer = send(signed("secretary"), f"/nhap/{intake.pk}/quyet/0/", side="other", value="", reason="Sổ.")
    assert errors(answer) == ["Ghi giá trị đúng, nếu cả hai bên đều sai"]
    assert not Ruling.objects.exists()


def test_two_people_deciding_see_both_texts(signed: Sign, world: World) -> None:
    intake, client = page_taken_in(world), signed("secretary")
    at = f"/nhap/{intake.pk}/quyet/0/"
    send(client, at, side="b", reason="Tiêu đề ghi 31.")
    answer = client.post(at, {"edit": 1, "side": "a", "reason": REASON})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Tiêu đề ghi 31." in page
    assert REASON in page
    again = client.post(at, {"edit": 2, "side": "a", "reason": REASON})
    assert again.status_code == 302
    assert Ruling.objects.get().reason == REASON


def test_two_people_changing_see_both_texts(signed: Sign, world: World) -> None:
    intake, client = page_taken_in(world), signed("secretary")
    at = f"/nhap/{intake.pk}/sua/name/"
    send(client, at, name="Hội nghị lần một")
    answer = client.post(at, {"edit": 1, "name": "Hội nghị lần hai"})
    assert answer.status_code == 409
    assert "Hội nghị lần một" in answer.content.decode()
    assert "Hội nghị lần hai" in answer.content.decode()


def test_accepting_what_another_has_changed_is_refused(signed: Sign, world: World) -> None:
    intake, client = page_taken_in(world), signed("secretary")
    send(client, f"/nhap/{intake.pk}/sua/name/", name="Tên khác")
    assert client.post(f"/nhap/{intake.pk}/nhan/", {"edit": 1}).status_code == 409
    assert not Meeting.objects.exists()


def test_what_is_in_the_way_is_said_at_accepting_too(signed: Sign, world: World) -> None:
    intake = page_taken_in(world)
    answer = send(signed("secretary"), f"/nhap/{intake.pk}/nhan/")
    assert answer.status_code == 422
    assert errors(answer) == ["Mâu thuẫn 1 chưa ai quyết: 36 hay 31."]


def test_a_part_is_changed_alone_and_says_when_nothing_changed(signed: Sign, world: World) -> None:
    intake, client = page_taken_in(world), signed("secretary")
    at = f"/nhap/{intake.pk}/sua/figures.3/"
    given = {"keep": "yes", "item": "2", "quantity": "Diện tích", "low": "4.000", "high": "5.000", "unit": "ha"}
    given |= {"exact": "no", "places": [str(world.place.pk)]}
    assert errors(send(client, at, **given)) == ["Chưa sửa gì."]
    assert send(client, at, **{**given, "high": "4.500"}).status_code == 302
    assert Intake.objects.get().amendments == {"figures.3.high": "4500"}
    assert not Figure.objects.exists()


def test_a_row_is_added(signed: Sign, world: World) -> None:
    intake, client = page_taken_in(world), signed("secretary")
    count = len(intake.reading["items"])
    answer = send(client, f"/nhap/{intake.pk}/sua/items.{count}/", keep="yes", title="Dân vận", level="public")
    assert answer.status_code == 302
    assert "Dân vận" in client.get(f"/nhap/{intake.pk}/").content.decode()
    assert client.get(f"/nhap/{intake.pk}/sua/items.{count + 2}/").status_code == 404


@pytest.mark.parametrize("part", ["items", "items.x", "items.-1", "persons.0", "state", "items.999"])
def test_no_other_part_is_there(signed: Sign, world: World, part: str) -> None:
    assert signed("secretary").get(f"/nhap/{page_taken_in(world).pk}/sua/{part}/").status_code == 404


def test_a_page_is_put_away_and_comes_in_again(signed: Sign, world: World) -> None:
    intake, client = page_taken_in(world), signed("secretary")
    assert send(client, f"/nhap/{intake.pk}/bo/", reason="Đọc lại bằng tệp khác.").status_code == 302
    page = client.get(f"/nhap/{intake.pk}/").content.decode()
    assert "Đã bỏ" in page
    assert "/sua/" not in page
    page_taken_in(world)
    assert "2 mâu thuẫn chưa quyết" in client.get("/nhap/").content.decode()


def test_a_meeting_recorded_already_is_shown_with_its_page(signed: Sign, world: World) -> None:
    before = ACTS["meeting.enter_past"](
        by=world.secretary,
        organization=world.committee.pk,
        name="Hội nghị đã ghi",
        held_on="2021-09-10",
        source=world.source.pk,
    )
    page = signed("secretary").get(f"/nhap/{page_taken_in(world).pk}/").content.decode()
    assert f'<a href="/hoi-nghi/{before.pk}/">Hội nghị đã ghi</a>' in page
    assert "/sua/distinct/" in page


def test_only_a_secretary_has_it_in_the_menu(signed: Sign, world: World) -> None:
    for who in world.users:
        assert ('href="/nhap/"' in signed(who).get("/").content.decode()) == (who == "secretary"), who


def test_the_list_costs_the_same_for_one_page_and_three(signed: Sign, world: World) -> None:
    client, counts = signed("secretary"), []
    client.get("/nhap/")  # what no act below touches is kept from here on
    for number in range(3):
        page = read_page(PAGE + f"\n\nBản {number}.".encode(), "trang.txt")
        open_page(page, world.committee.pk, by=world.secretary)
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/nhap/").status_code == 200
        counts.append(len(asked))
    assert counts == [7, 7, 7]
