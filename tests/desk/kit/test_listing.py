"""Every list of the desk: filters that hold together, an address that keeps them, files of what is shown."""

import csv
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.desk.places import everything
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.meetings.models import Meeting

Sign = Callable[[str], Client]
LISTS = {
    "/hoi-nghi/": ["Tên", "Loại", "Bắt đầu", "Nơi họp", "Cơ quan", "Tình trạng", "Mức phổ biến"],
    "/tai-lieu/": ["Tên", "Loại", "Số, ký hiệu", "Cơ quan trình", "Ngày đăng ký", "Tình trạng", "Mức phổ biến"],
    "/ket-luan/": ["Tên", "Hội nghị", "Ngày họp", "Cơ quan", "Tình trạng", "Mức phổ biến"],
    "/van-ban/": ["Số, ký hiệu", "Trích yếu", "Ban hành ngày", "Người ký", "Hội nghị", "Cơ quan", "Tình trạng"],
    "/viec/": ["Việc", "Chịu trách nhiệm", "Thông qua", "Phối hợp", "Ngày giao", "Hạn", "Tình trạng", "Kết quả"],
    "/bai-viet/": ["Tiêu đề", "Hội nghị", "Đăng lúc", "Tình trạng", "Cần soát lại"],
    "/nhap/": ["Trang", "Tệp", "Địa chỉ", "Cơ quan", "Ngày nhập", "Tình trạng"],
    "/nhat-ky/": ["Dòng", "Lúc nào", "Ai", "Thao tác", "Về", "Lý do"],
    "/phat-hanh/": ["Bản số", "Phát hành lúc", "Hạn tính đến ngày", "Dấu vân tay số"],
}


def plan(world: World, name: str, day: str, place: str = "") -> Meeting:
    """Plan a meeting."""
    meeting: Meeting = ACTS["meeting.plan"](
        by=world.secretary, organization=world.committee.pk, name=name, starts_at=f"{day}T08:00+07:00", place=place
    )
    return meeting


def names(client: Client, query: str) -> list[str]:
    """Return the names of the meetings that a list shows, in its order."""
    return [row["meeting"].name for row in client.get(f"/hoi-nghi/?{query}").context["rows"]()]


@pytest.fixture
def three(world: World) -> list[Meeting]:
    """Plan three meetings and convene one of them."""
    found = [
        plan(world, "Họp về đất lúa", "2031-03-01", "Thủ Đức"),
        plan(world, "Họp về vùng công nghiệp", "2031-03-02"),
        plan(world, "Họp về vùng đất bãi", "2031-03-03"),
    ]
    ACTS["meeting.convene"](by=world.secretary, meeting=found[2].pk, edit=found[2].edit)
    return found


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Họp về vùng đất bãi", "Họp về vùng công nghiệp", "Họp về đất lúa"]),
        ("q=vung", ["Họp về vùng đất bãi", "Họp về vùng công nghiệp"]),
        ("q=DAT+vung", ["Họp về vùng đất bãi"]),
        ("q=thu+duc", ["Họp về đất lúa"]),
        ("tu=2031-03-02", ["Họp về vùng đất bãi", "Họp về vùng công nghiệp"]),
        ("den=2031-03-02", ["Họp về vùng công nghiệp", "Họp về đất lúa"]),
        ("tu=2031-03-02&den=2031-03-02", ["Họp về vùng công nghiệp"]),
        ("q=dat&trang-thai=planned", ["Họp về đất lúa"]),
        ("q=dat&trang-thai=convened&tu=2031-03-01", ["Họp về vùng đất bãi"]),
        ("q=dat&xep=cu", ["Họp về đất lúa", "Họp về vùng đất bãi"]),
        ("xep=ten", ["Họp về đất lúa", "Họp về vùng công nghiệp", "Họp về vùng đất bãi"]),
        ("co-quan=khong-phai", []),
        ("q=khong+co", []),
    ],
)
def test_filters_hold_together(signed: Sign, query: str, expected: list[str]) -> None:
    shown = names(signed("secretary"), query)
    assert sorted(shown) == sorted(expected) if query == "xep=ten" else shown == expected


def test_the_address_keeps_every_filter(signed: Sign, three: list[Meeting]) -> None:
    client = signed("secretary")
    page = client.get("/hoi-nghi/?q=dat&tu=2031-01-01&trang=3").content.decode()
    assert "?q=dat&amp;tu=2031-01-01&amp;trang-thai=convened" in page
    assert "?q=dat&amp;tu=2031-01-01&amp;dang=csv" in page
    chosen = client.get("/hoi-nghi/?trang-thai=planned").content.decode()
    assert '<input type="hidden" name="trang-thai" value="planned">' in chosen
    assert len(three) == 3


def test_a_day_that_is_none_is_said_at_its_field_and_filters_nothing(signed: Sign, three: list[Meeting]) -> None:
    answer = signed("secretary").get("/hoi-nghi/?tu=hom-qua")
    assert (answer.status_code, list(answer.context["shown"].errors)) == (200, ["tu"])
    assert len(answer.context["rows"]()) == len(three)
    assert 'value="hom-qua"' in answer.content.decode()


def test_a_number_finds_its_meeting(signed: Sign, world: World) -> None:
    meeting = plan(world, "Hội nghị", "2031-03-01")
    ACTS["meeting.convene"](by=world.secretary, meeting=meeting.pk, edit=meeting.edit, series=world.series.pk)
    number = Meeting.objects.get(pk=meeting.pk).convenings.get(number__isnull=False).number
    assert names(signed("secretary"), f"q={number}") == ["Hội nghị"]
    assert names(signed("secretary"), f"q={number + 1}") == []


def lines_of(answer: Any) -> list[list[str]]:
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("address", LISTS)
def test_every_list_is_filtered_and_taken_along(signed: Sign, world: World, address: str) -> None:
    everything(world)
    client = signed("secretary")
    page = client.get(address)
    shown = page.context["shown"]
    rows = lines_of(client.get(f"{address}?dang=csv"))
    assert rows[0][: len(LISTS[address])] == LISTS[address]
    assert len(rows) - 1 == shown.page.paginator.count
    assert shown.page.paginator.count > 0 or address == "/phat-hanh/"
    book = load_workbook(BytesIO(client.get(f"{address}?dang=xlsx").content))
    assert book.active.max_row == len(rows)
    nothing = client.get(f"{address}?q=khong-co-chu-nay&tu=2001-01-01&den=2001-01-02")
    assert nothing.context["shown"].page.paginator.count == 0
    assert "Không có dòng nào hợp với điều đã lọc" in nothing.content.decode() or address == "/phat-hanh/"


@pytest.mark.parametrize("address", LISTS)
def test_a_file_has_nothing_that_the_list_does_not_show(signed: Sign, world: World, address: str) -> None:
    everything(world)
    answer = signed("bob").get(f"{address}?dang=csv")
    assert answer.status_code == 404 or len(lines_of(answer)) == 1


def test_a_list_of_the_acts_is_found_by_their_words(signed: Sign, world: World) -> None:
    everything(world)
    client = signed("secretary")
    acts = {line.row.act for line in client.get("/nhat-ky/?q=duyet+ket+luan").context["lines"]}
    assert acts == {"decision.approve"}
    assert {line.row.actor for line in client.get("/nhat-ky/?q=chair").context["lines"]} == {"chair"}


def test_text_that_begins_like_a_formula_stays_text(signed: Sign, world: World) -> None:
    for name in ('=HYPERLINK("http://x";"y")', "+84 220", "-5", "@x"):
        plan(world, name, "2031-03-01")
    client = signed("secretary")
    first = [row[0] for row in lines_of(client.get("/hoi-nghi/?dang=csv"))[1:]]
    assert sorted(first) == sorted(['\'=HYPERLINK("http://x";"y")', "'+84 220", "'-5", "'@x"])
    sheet = load_workbook(BytesIO(client.get("/hoi-nghi/?dang=xlsx").content)).active
    assert {cell.data_type for (cell,) in sheet.iter_rows(min_row=2, max_col=1)} == {"s"}
    assert sheet["C2"].is_date


def test_a_period_that_ends_before_it_begins_is_said_at_its_field(signed: Sign, three: list[Meeting]) -> None:
    answer = signed("secretary").get("/hoi-nghi/?tu=2031-03-02&den=2031-03-01")
    assert list(answer.context["shown"].errors) == ["den"]
    assert "đổi chỗ hai ngày" in answer.content.decode()
    assert answer.context["rows"]() == []
