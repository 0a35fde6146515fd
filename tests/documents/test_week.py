"""The week as a paper: one page, however full; working days always, Saturday and Sunday where something is in them."""

import io
from datetime import date, timedelta
from typing import Any

import docx
import pytest
from pypdfium2 import PdfDocument
from tests.world import World, make_world

from nghitrinh.documents.week import NOTHING, WeekEntry, WeekPaper, week_paper
from nghitrinh.documents.week_files import week_docx, week_pdf

MONDAY = date(2021, 10, 4)


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any) -> World:
    settings.HOME = tmp_path
    return make_world()


def entries(a_day: int, days: int = 7) -> list[WeekEntry]:
    said = "Hội nghị Ban Thường vụ Tỉnh ủy lần thứ 36 về vùng công nghiệp động lực và chỉ tiêu sử dụng đất"
    return [
        WeekEntry(MONDAY + timedelta(days=day), f"{7 + hour}:30", said, "Bí thư Tỉnh ủy", "Phòng họp số 2")
        for day in range(days)
        for hour in range(a_day)
    ]


def paper(world: World, given: list[WeekEntry]) -> WeekPaper:
    return week_paper(world.committee, MONDAY, given)


@pytest.mark.parametrize("a_day", [0, 1, 3, 6, 14])
def test_a_week_is_one_page_however_full_it_is(world: World, a_day: int) -> None:
    pages = PdfDocument(week_pdf(paper(world, entries(a_day))))
    assert len(pages) == 1
    width, height = pages[0].get_size()
    assert (round(width), round(height)) == (842, 595)
    text = pages[0].get_textpage().get_text_range()
    assert text.count("Phòng họp số 2") == a_day * 7
    assert "Tuần 40, từ ngày 4/10/2021 đến ngày 10/10/2021" in text


def test_a_weekend_stands_there_where_something_is_in_it_and_an_empty_day_says_so(world: World) -> None:
    assert [each.name for each in paper(world, []).days] == [
        *("Thứ Hai\n4/10", "Thứ Ba\n5/10", "Thứ Tư\n6/10", "Thứ Năm\n7/10", "Thứ Sáu\n8/10"),
    ]
    saturday = WeekEntry(date(2021, 10, 9), "", "Thăm xã Tân Lập", "Bí thư", "")
    assert [each.name for each in paper(world, [saturday]).days][5:] == ["Thứ Bảy\n9/10"]
    table = docx.Document(io.BytesIO(week_docx(paper(world, [saturday])))).tables[1]
    assert [cell.text for cell in table.rows[1].cells][2] == NOTHING
    assert [cell.text for cell in table.rows[6].cells] == ["Thứ Bảy\n9/10", "", "Thăm xã Tân Lập", "Bí thư", ""]


def test_a_day_is_named_once_over_its_rows_and_the_files_are_the_same_bytes_again(world: World) -> None:
    made = paper(world, entries(2, days=1))
    table = docx.Document(io.BytesIO(week_docx(made))).tables[1]
    assert table.rows[1].cells[0]._tc is table.rows[2].cells[0]._tc
    assert (week_docx(made), week_pdf(made)) == (week_docx(made), week_pdf(made))
